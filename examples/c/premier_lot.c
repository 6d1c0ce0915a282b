/* Le premier lot, de l'image au message : à copier et à adapter. C99 et plus.
 *
 *     cc -std=c99 -I include examples/c/premier_lot.c -L target/release -lscor -o premier_lot
 *     ./premier_lot SORTIE DESTINATAIRE RACINE AUTORITES LISTES "$(date +%s)" IMAGE...
 *
 * SORTIE est un dossier qui existe. DESTINATAIRE : les certificats de la caisse ; RACINE : ce à quoi l'on fait
 * confiance ; AUTORITES : les certificats entre les deux ; LISTES : leurs listes de révocation (PEM ou DER). IMAGE : les
 * pages d'une ordonnance, de tout format que la bibliothèque lit.
 *
 * Ce qu'une fonction donne par un pointeur de pointeur est à vous : chaque type a sa fonction _free.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <scor.h>

/* Dit pourquoi un appel a échoué, et s'arrête. Un logiciel rend ici la main à son écran. */
static void verifier(int32_t code, scor_error **err)
{
    if (code == SCOR_OK)
        return;
    fprintf(stderr, "%s (%s)\n", *err ? scor_error_message(*err, SCOR_LANG_FR) : "erreur", scor_error_key(*err));
    scor_error_free(*err);
    exit(1);
}

static unsigned char *lire(const char *chemin, size_t *taille)
{
    unsigned char *octets = NULL;
    long longueur = -1;
    FILE *fichier = fopen(chemin, "rb");

    if (fichier && fseek(fichier, 0, SEEK_END) == 0)
        longueur = ftell(fichier);
    if (longueur > 0 && fseek(fichier, 0, SEEK_SET) == 0)
        octets = malloc((size_t)longueur);
    if (!octets || fread(octets, 1, (size_t)longueur, fichier) != (size_t)longueur) {
        fprintf(stderr, "fichier illisible\n");
        exit(1);
    }
    fclose(fichier);
    *taille = (size_t)longueur;
    return octets;
}

static void ecrire(const char *dossier, const char *nom, const scor_buffer *octets)
{
    char chemin[1024];
    FILE *fichier = NULL;
    size_t ecrit = 0;

    if (snprintf(chemin, sizeof chemin, "%s/%s", dossier, nom) < (int)sizeof chemin)
        fichier = fopen(chemin, "wb");
    if (fichier)
        ecrit = fwrite(scor_buffer_data(octets), 1, scor_buffer_size(octets), fichier);
    if (!fichier || fclose(fichier) != 0 || ecrit != scor_buffer_size(octets)) {
        fprintf(stderr, "fichier non écrit\n");
        exit(1);
    }
}

/* 1. Les pages deviennent un PDF noir et blanc, ou un refus avec ses raisons. */
static scor_piece *numeriser(const char *sortie, const scor_profile *profil, int64_t maintenant, char **images)
{
    scor_error *err = NULL;
    scor_scan *scan = NULL;
    scor_buffer *pdf = NULL, *apercu = NULL;
    scor_report *rapport = NULL;
    scor_piece *piece = NULL;

    verifier(scor_scan_new(NULL, &scan, &err), &err);
    verifier(scor_scan_use_profile(scan, profil, &err), &err);
    for (; *images; images++) {
        scor_document *document = NULL;
        size_t taille;
        unsigned char *octets = lire(*images, &taille);
        verifier(scor_document_open(octets, taille, NULL, &document, &err), &err);
        verifier(scor_scan_add(scan, document, &err), &err);
        scor_document_free(document);
        free(octets);
    }
    verifier(scor_scan_run(scan, NULL, NULL, &pdf, &rapport, &err), &err);
    scor_scan_free(scan);
    printf("%s\n", scor_report_json(rapport));
    if (scor_report_verdict(rapport) == SCOR_VERDICT_REFUSED) {
        /* À l'écran : les défauts du rapport, et une nouvelle prise tant que l'original est là. */
        fprintf(stderr, "image refusée, à reprendre\n");
        scor_report_free(rapport);
        exit(3);
    }
    ecrire(sortie, "piece.pdf", pdf);
    verifier(scor_pdf_preview(scor_buffer_data(pdf), scor_buffer_size(pdf), 0, 96, NULL, &apercu, &err), &err);
    ecrire(sortie, "apercu.png", apercu);
    /* L'opérateur a vu l'aperçu et confirme que la page se lit : `maintenant` en garde le moment. */
    verifier(scor_piece_new(profil, "P-1", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, scor_buffer_data(pdf),
                            scor_buffer_size(pdf), rapport, maintenant, &piece, &err), &err);
    scor_buffer_free(apercu);
    scor_buffer_free(pdf);
    scor_report_free(rapport);
    return piece;
}

/* 2. La facture à laquelle la pièce appartient, et son dossier. */
static scor_dossier *ranger(const scor_profile *profil, const scor_piece *piece)
{
    static const struct {
        int32_t champ;
        const char *texte;
    } textes[] = {
        {SCOR_FACTURE_EMITTER_TYPE, "TP"},      {SCOR_FACTURE_EMITTER, "00000000123456"},
        {SCOR_FACTURE_INVOICE, "123456789"},    {SCOR_FACTURE_FSE_LOT, "017"},
        {SCOR_FACTURE_FSE_DATE, "2026-12-30"},  {SCOR_FACTURE_REGIME, "01"},
        {SCOR_FACTURE_CAISSE, "996"},           {SCOR_FACTURE_CARE_DATE, "2026-12-29"},
    };
    scor_error *err = NULL;
    scor_facture *facture = NULL;
    scor_dossier *dossier = NULL;
    scor_buffer *manque = NULL, *attend = NULL;
    int32_t couleur;
    size_t i;

    verifier(scor_facture_new(&facture, &err), &err);
    for (i = 0; i < sizeof textes / sizeof *textes; i++)
        verifier(scor_facture_set_text(facture, textes[i].champ, textes[i].texte, &err), &err);
    verifier(scor_facture_set_number(facture, SCOR_FACTURE_MODE, SCOR_MODE_SECURISE, &err), &err);
    verifier(scor_facture_set_number(facture, SCOR_FACTURE_TEST, 1, &err), &err);
    verifier(scor_dossier_new("D-1", facture, &dossier, &err), &err);
    scor_facture_free(facture);
    verifier(scor_dossier_add(dossier, piece, &err), &err);
    verifier(scor_dossier_check(dossier, profil, SCOR_FSE_ARL, &couleur, &manque, &attend, &err), &err);
    printf("manque : %s, attend : %s\n", (const char *)scor_buffer_data(manque),
           (const char *)scor_buffer_data(attend));
    scor_buffer_free(manque);
    scor_buffer_free(attend);
    return dossier;
}

static scor_certificates *certificats(const char *chemin)
{
    scor_error *err = NULL;
    scor_certificates *tous = NULL;
    size_t taille;
    unsigned char *octets = lire(chemin, &taille);

    verifier(scor_certificates_parse(octets, taille, &tous, &err), &err);
    free(octets);
    return tous;
}

/* 3. Le certificat de la caisse, chaîne et révocation vérifiées. */
static scor_certificate *destinataire(const scor_profile *profil, char **fichiers, int64_t maintenant)
{
    scor_error *err = NULL;
    scor_trust *confiance = NULL;
    scor_certificates *candidats = certificats(fichiers[0]), *racines = certificats(fichiers[1]);
    scor_certificates *autorites = certificats(fichiers[2]);
    scor_certificate *choisi = NULL;
    scor_buffer *reserves = NULL;
    size_t taille;
    unsigned char *listes = lire(fichiers[3], &taille);

    verifier(scor_trust_new(&confiance, &err), &err);
    verifier(scor_trust_use_profile(confiance, profil, &err), &err);
    verifier(scor_trust_add_anchors(confiance, racines, &err), &err);
    verifier(scor_trust_add_intermediates(confiance, autorites, &err), &err);
    verifier(scor_trust_add_crls(confiance, listes, taille, &err), &err);
    verifier(scor_trust_choose(confiance, candidats, maintenant, &choisi, &reserves, &err), &err);
    printf("réserves : %s\n", (const char *)scor_buffer_data(reserves));
    scor_buffer_free(reserves);
    scor_certificates_free(autorites);
    scor_certificates_free(racines);
    scor_certificates_free(candidats);
    scor_trust_free(confiance);
    free(listes);
    return choisi;
}

/* 4. Le lot, scellé, dans le message à remettre au SMTP. */
static void envoyer(const char *sortie, const scor_profile *profil, scor_dossier *dossier,
                    scor_certificate *certificat, int64_t maintenant)
{
    scor_error *err = NULL;
    scor_lot_builder *constructeur = NULL;
    scor_lots *lots = NULL;
    scor_lot *lot = NULL;
    scor_message *message = NULL;
    scor_buffer *rapport = NULL, *partie = NULL, *scelle = NULL, *courriel = NULL;
    int32_t suite = scor_profile_suite(profil);

    verifier(scor_lot_builder_new(&constructeur, &err), &err);
    verifier(scor_lot_builder_add(constructeur, dossier, SCOR_FSE_ARL, &err), &err);
    verifier(scor_lot_builder_build(constructeur, profil, 1, &lots, &err), &err);
    verifier(scor_lots_report(lots, &rapport, &err), &err);
    printf("%s\n", (const char *)scor_buffer_data(rapport));
    verifier(scor_lots_pack(lots, 0, maintenant, &certificat, 1, &lot, &err), &err);
    verifier(scor_lot_part(lot, &partie, &err), &err);
    verifier(scor_seal(scor_buffer_data(partie), scor_buffer_size(partie), &certificat, 1, suite, &scelle, &err), &err);
    verifier(scor_lot_message(lot, &message, &err), &err);
    verifier(scor_message_set(message, SCOR_MESSAGE_FROM, "cabinet@exemple.example", &err), &err);
    verifier(scor_message_set(message, SCOR_MESSAGE_ID, "lot-1@exemple.example", &err), &err);
    verifier(scor_message_write(message, scor_buffer_data(scelle), scor_buffer_size(scelle), suite, maintenant,
                                &courriel, &err), &err);
    ecrire(sortie, "message.eml", courriel);
    printf("%s pour %s\n", scor_lot_name(lot), scor_lot_recipient(lot));
    scor_buffer_free(courriel);
    scor_buffer_free(scelle);
    scor_buffer_free(partie);
    scor_buffer_free(rapport);
    scor_message_free(message);
    scor_lot_free(lot);
    scor_lots_free(lots);
    scor_lot_builder_free(constructeur);
}

int main(int argc, char **argv)
{
    scor_error *err = NULL;
    scor_profile *profil = NULL;
    scor_piece *piece;
    scor_dossier *dossier;
    scor_certificate *certificat;
    int64_t maintenant;

    if (argc < 8 || scor_abi_version() != SCOR_ABI_VERSION) {
        fprintf(stderr, "premier_lot SORTIE DESTINATAIRE RACINE AUTORITES LISTES MOMENT IMAGE...\n");
        return 64;
    }
    maintenant = strtoll(argv[6], NULL, 10);
    verifier(scor_profile_public(&profil, &err), &err);
    certificat = destinataire(profil, argv + 2, maintenant);
    piece = numeriser(argv[1], profil, maintenant, argv + 7);
    dossier = ranger(profil, piece);
    envoyer(argv[1], profil, dossier, certificat, maintenant);
    scor_dossier_free(dossier);
    scor_piece_free(piece);
    scor_certificate_free(certificat);
    scor_profile_free(profil);
    return 0;
}
