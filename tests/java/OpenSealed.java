import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.*;
import org.bouncycastle.cms.*;
import org.bouncycastle.cms.jcajce.*;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Bouncy Castle as judge. Each line of the list: sealed message, certificate, key (PKCS#8 DER), output. */
public class OpenSealed {
    public static void main(String[] args) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] f = line.split(" ");
            X509Certificate cert = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(Path.of(f[1])));
            PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(Path.of(f[2]))));
            Files.write(Path.of(f[3]), open(Files.readAllBytes(Path.of(f[0])), cert, key));
        }
    }

    static byte[] open(byte[] sealed, X509Certificate cert, PrivateKey key) throws Exception {
        RecipientId id = new JceKeyTransRecipientId(cert);
        String type = org.bouncycastle.asn1.cms.ContentInfo.getInstance(sealed).getContentType().getId();
        if (type.equals("1.2.840.113549.1.7.3")) {
            RecipientInformation r = new CMSEnvelopedData(sealed).getRecipientInfos().get(id);
            return r.getContent(new JceKeyTransEnvelopedRecipient(key).setProvider("BC"));
        }
        RecipientInformation r = new CMSAuthEnvelopedData(sealed).getRecipientInfos().get(id);
        return r.getContent(new JceKeyTransAuthEnvelopedRecipient(key).setProvider("BC"));
    }
}
