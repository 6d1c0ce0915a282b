// Le premier lot, de l'image au message : à copier et à adapter.
//
//     g++ -std=c++17 -I include examples/cpp/premier_lot.cpp -L target/release -lscor -o premier_lot
//     ./premier_lot SORTIE DESTINATAIRE RACINE AUTORITES LISTES "$(date +%s)" IMAGE...
//
// SORTIE est un dossier qui existe. DESTINATAIRE : les certificats de la caisse ; RACINE : ce à quoi l'on fait
// confiance ; AUTORITES : les certificats entre les deux ; LISTES : leurs listes de révocation (PEM ou DER). IMAGE : les
// pages d'une ordonnance, de tout format que la bibliothèque lit.
#include <scor.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

using scor::facture_field;

static std::vector<unsigned char> lire(const std::string &chemin)
{
    std::ifstream fichier(chemin, std::ios::binary);
    if (!fichier)
        throw std::runtime_error("fichier illisible");
    return {std::istreambuf_iterator<char>(fichier), {}};
}

static void ecrire(const std::string &chemin, const scor::buffer &octets)
{
    std::ofstream fichier(chemin, std::ios::binary);
    fichier.write(reinterpret_cast<const char *>(octets.data()), static_cast<std::streamsize>(octets.size()));
    if (!fichier.flush())
        throw std::runtime_error("fichier non écrit");
}

// 1. Les pages deviennent un PDF noir et blanc, ou un refus avec ses raisons.
static scor::piece numeriser(const std::string &sortie, const scor::profile &profil, std::int64_t maintenant,
                             const std::vector<std::string> &images)
{
    scor::scan scan = scor::scan::create();
    scan.use_profile(profil);
    for (const std::string &image : images)
        scan.add(scor::document::open(lire(image)));
    const scor::scanned fait = scan.run();
    std::cout << fait.report.json() << "\n";
    if (fait.report.verdict() == scor::verdict::refused) {
        // À l'écran : les défauts du rapport, et une nouvelle prise tant que l'original est là.
        std::cerr << "image refusée, à reprendre\n";
        std::exit(3);
    }
    ecrire(sortie + "/piece.pdf", fait.pdf);
    // L'opérateur a vu la page et confirme qu'elle se lit : `maintenant` en garde le moment.
    return scor::piece::create(profil, {"P-1", "ORDN", {}, scor::medium::digital, fait.pdf, &fait.report, maintenant});
}

// 2. La facture à laquelle la pièce appartient, et son dossier.
static scor::dossier ranger(const scor::profile &profil, const scor::piece &piece)
{
    const std::pair<facture_field, const char *> textes[] = {
        {facture_field::emitter_type, "TP"},     {facture_field::emitter, "00000000123456"},
        {facture_field::invoice, "123456789"},   {facture_field::fse_lot, "017"},
        {facture_field::fse_date, "2026-12-30"}, {facture_field::regime, "01"},
        {facture_field::caisse, "996"},          {facture_field::care_date, "2026-12-29"},
    };
    scor::facture facture = scor::facture::create();
    for (const auto &[champ, texte] : textes)
        facture.set(champ, texte);
    facture.set(facture_field::mode, scor::mode::securise);
    facture.set(facture_field::test, 1);
    scor::dossier dossier = scor::dossier::create("D-1", facture);
    dossier.add(piece);
    const scor::completeness etat = dossier.check(profil, scor::fse::arl);
    std::cout << "manque : " << etat.missing << ", attend : " << etat.waiting << "\n";
    return dossier;
}

// 3. Le certificat de la caisse, chaîne et révocation vérifiées.
static scor::certificate destinataire(const scor::profile &profil, char **fichiers, std::int64_t maintenant)
{
    scor::trust confiance = scor::trust::create();
    confiance.use_profile(profil);
    confiance.add_anchors(scor::certificates::parse(lire(fichiers[1])));
    confiance.add_intermediates(scor::certificates::parse(lire(fichiers[2])));
    confiance.add_crls(lire(fichiers[3]));
    return confiance.choose(scor::certificates::parse(lire(fichiers[0])), maintenant).certificate;
}

// 4. Le lot, scellé, dans le message à remettre au SMTP.
static void envoyer(const std::string &sortie, const scor::profile &profil, const scor::dossier &dossier,
                    const scor::certificate &certificat, std::int64_t maintenant)
{
    scor::lot_builder constructeur = scor::lot_builder::create();
    constructeur.add(dossier, scor::fse::arl);
    const scor::lots lots = constructeur.build(profil, 1);
    std::cout << lots.report() << "\n";
    const scor::lot lot = lots.pack(0, maintenant, {&certificat});
    const scor::buffer scelle = scor::seal(lot.part(), {&certificat}, profil.suite());
    scor::message message = lot.message();
    message.set(scor::message_field::from, "cabinet@exemple.example");
    message.set(scor::message_field::id, "lot-1@exemple.example");
    ecrire(sortie + "/message.eml", message.write(scelle, profil.suite(), maintenant));
    std::cout << lot.name() << " pour " << lot.recipient() << "\n";
}

int main(int argc, char **argv)
{
    if (argc < 8 || !scor::compatible()) {
        std::cerr << "premier_lot SORTIE DESTINATAIRE RACINE AUTORITES LISTES MOMENT IMAGE...\n";
        return 64;
    }
    try {
        const std::int64_t maintenant = std::strtoll(argv[6], nullptr, 10);
        const scor::profile profil = scor::profile::shipped();
        const scor::piece piece = numeriser(argv[1], profil, maintenant, {argv + 7, argv + argc});
        const scor::dossier dossier = ranger(profil, piece);
        envoyer(argv[1], profil, dossier, destinataire(profil, argv + 2, maintenant), maintenant);
        return 0;
    } catch (const scor::error &e) {
        std::cerr << e.message_fr() << " (" << e.key() << ")\n";
    } catch (const std::exception &e) {
        std::cerr << e.what() << "\n";
    }
    return 1;
}
