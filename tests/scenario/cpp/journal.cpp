// Step 09: the journal, from the first piece to the purge.
#include <algorithm>
#include <array>

#include "facts.hpp"

using scor::subject;

namespace {

struct book {
    state &s;
    std::array<std::uint8_t, 32> key{};
    scor::journal journal{};

    facts &told() { return s.told; }
    scor::journal_context context(scor::bytes with) const { return {with, s.profile, "metropole", "infirmier"}; }
    scor::piece piece(const char *id, int which) const
    {
        const scor::scanned &from = *s.scans[which];
        return scor::piece::create(s.profile, {id, "ORDN", {}, scor::medium::digital, from.pdf, &from.report, NOW});
    }
    std::string build(std::int64_t now)
    {
        return journal.build(now, 100, "cabinet@exemple.example", {&s.certificate});
    }
    std::string receive(const char *name) { return journal.receive(NOW + 3 * DAY, s.at.in(name)); }
    void etat(const char *key_, subject kind, const char *id) { told().picked(key_, journal.show(kind, id), "etat"); }
};

void opened(book &b)
{
    const auto path = b.s.at.out / "suivi.scor";
    b.told().error("09.missing", [&] { (void)scor::journal::open(path, b.context(b.key)); });
    b.journal = scor::journal::create(path, b.context(b.key), NOW);
    b.journal.add_piece(NOW, b.piece("P-1", 0), NOW, R"({"poste":1})");
    b.journal.add_piece(NOW, b.piece("P-2", 1));
    b.journal.add_dossier(NOW, "D-1", facture("123456789"));
    b.journal.add_dossier(NOW, "D-2", facture("2"));
    b.journal.add_dossier(NOW, "D-3", facture("3"));
    b.journal.bind(NOW, "D-1", "P-1");
    b.journal.bind(NOW, "D-2", "P-2");
    b.journal.bind(NOW, "D-3", "P-1");
    b.told().error("09.exists", [&] { b.journal.add_dossier(NOW, "D-1", facture("4")); });
    b.told().error("09.unknown", [&] { b.journal.bind(NOW, "D-9", "P-1"); });
}

void sent(book &b)
{
    const std::string todo = b.journal.todo(NOW, 50);
    b.told().counted("09.tasks.1", todo, "\"genre\":");
    b.told().picked("09.todo.1", todo, "dossiers");
    b.told().json("09.fse.1", b.journal.note_fse(NOW, "D-1", scor::fse::arl));
    b.told().json("09.fse.3",
                  b.journal.note_fse(NOW, "D-3", scor::fse::rejected, {"0123", "Droits ferm\xc3\xa9s"}));
    const std::string built = b.build(NOW);
    b.told().picked("09.built", built, "numero");
    b.told().counted("09.built.lots", built, "\"numero\":");
    b.told().picked("09.built.left", built, "left_out");
    const scor::buffer one = b.journal.lot_bytes(1), two = b.journal.lot_bytes(1);
    b.told().number("09.bytes", !one.empty() && std::equal(one.begin(), one.end(), two.begin(), two.end()));
    b.told().number("09.sent", b.journal.sent(NOW, 1));
    b.told().number("09.sent.again", b.journal.sent(NOW, 1));

    b.told().json("09.fse.2",
                  b.journal.note_fse_lot(NOW + DAY, "123456", "17", "2026-12-30", "2", scor::fse::arl));
    b.told().picked("09.second", b.build(NOW + DAY), "numero");
    b.told().number("09.second.sent", b.journal.sent(NOW + DAY, 2));
    const std::string late = b.journal.todo(NOW + 3 * DAY, 50);
    b.told().counted("09.late.tasks", late, "\"genre\":");
    b.told().picked("09.late", late, "echus");
}

void answered(book &b)
{
    const std::string lost = b.receive("arl-inconnu.eml");
    b.told().picked("09.lost", lost, "statut");
    b.told().picked("09.lost.raison", lost, "raison");
    b.told().json("09.settled", b.journal.settle_return(NOW + 3 * DAY, std::stoll(pick(lost, "no"))));
    b.told().json("09.none", b.receive("pas-pour-nous.eml"));
    b.told().picked("09.positive", b.receive("arl-positif.eml"), "statut");
    b.etat("09.positive.etat", subject::dossier, "D-1");
    b.etat("09.positive.lot", subject::lot, "1");
    b.told().picked("09.again", b.receive("arl-positif.eml"), "deja");
    b.told().picked("09.negative", b.receive("arl-negatif.eml"), "statut");
    b.etat("09.negative.etat", subject::dossier, "D-2");
}

void mended(book &b)
{
    const std::int64_t now = NOW + 4 * DAY;
    b.journal.add_piece(now, b.piece("P-3", 0));
    b.journal.bind(now, "D-2", "P-3", "P-2");
    b.told().number("09.mended", b.journal.act(now, "D-2", scor::act::rebuild));
    b.etat("09.mended.etat", subject::dossier, "D-2");
    b.journal.reissue(now, "D-3", facture("33"));
    b.etat("09.reissued", subject::dossier, "D-3");
    b.journal.unbind(now, "D-3", "P-1");
    b.journal.bind(now, "D-3", "P-1");
    b.told().number("09.unbound", b.journal.act(now, "D-3", scor::act::leave_scor));
    b.told().number("09.posted", b.journal.posted(now, "D-3", {}, "2027-01-05"));
    b.etat("09.posted.etat", subject::dossier, "D-3");
    b.told().error("09.state", [&] { b.journal.unbind(now, "D-1", "P-1"); });
    b.told().counted("09.rebuilt", b.build(now), "\"numero\":");
    b.told().json("09.given.up", b.journal.rebuild_lot(now, 3));
}

void read_back(book &b)
{
    b.told().fnv("09.pdf", b.journal.piece_pdf("P-1"));
    b.told().counted("09.log", b.journal.log(0, 1000), "\"seq\":");
    b.told().counted("09.log.after", b.journal.log(5, 3), "\"seq\":");
    scor::journal_head head = b.journal.head();
    b.told().number("09.head", head.seq);
    b.told().number("09.descends", b.journal.descends(head));
    head.mac.assign(64, '0');
    b.told().number("09.forged", b.journal.descends(head));
    const std::string check = b.journal.check();
    b.told().picked("09.check", check, "sound");
    b.told().picked("09.check.ruptures", check, "ruptures");
}

void need(bool right, const char *what)
{
    if (!right)
        stop(what);
}

// Calls without facts: figures, tables, papers, evidence.
void reported(book &b)
{
    const scor::period when{NOW - DAY, NOW + 5 * DAY};
    need(pick(b.journal.stats(NOW + 4 * DAY, when), "schema") == "\"scor.chiffres/1\"", "figures");
    need(b.journal.export_table(scor::export_kind::dossiers, scor::export_form::csv, when,
                                b.s.at.out / "dossiers.csv") == 3, "a row for each dossier");
    need(b.journal.report(when).view().substr(0, 5) == "%PDF-", "report");
    try {
        (void)b.journal.bordereau("2027-01-06");
        stop("there is nothing to post");
    } catch (const scor::error &e) {
        need(e.code() == SCOR_E_SUIVI_NOTHING, "bordereau");
    }
    need(count(b.journal.evidence(NOW + 4 * DAY, "P-1"), "\"scor.preuve/1\"") == 1, "evidence");
    const auto came = b.s.at.in("arl-inconnu.eml");
    const scor::buffer kept = b.journal.return_bytes(1);
    need(std::equal(kept.begin(), kept.end(), came.begin(), came.end()), "return");
    need(b.journal.chain_key().size() == 32, "key of the chain");
}

void copied(book &b)
{
    const auto copy = b.s.at.out / "copie.scor";
    b.journal.backup(copy);
    b.told().error("09.target", [&] { b.journal.backup(copy); });
    b.journal.reset();
    const scor::journal restored =
        scor::journal::restore(copy, b.s.at.out / "retour.scor", b.context(b.key));
    b.told().number("09.restored", restored.head().seq);
}

void rotated(book &b)
{
    const auto path = b.s.at.out / "suivi.scor";
    std::array<std::uint8_t, 32> key;
    key.fill(5);
    b.told().error("09.key", [&] { (void)scor::journal::open(path, b.context(key)); });
    b.journal = scor::journal::open(path, b.context(b.key));
    key.fill(9);
    b.journal.rotate_key(NOW + 5 * DAY, key, true);
    b.journal.reset();
    b.journal = scor::journal::open(path, b.context(key));
    b.told().picked("09.rotated", b.journal.check(), "sound");
    b.told().json("09.purged", b.journal.purge(NOW + 200 * DAY));
    b.told().error("09.gone", [&] { (void)b.journal.piece_pdf("P-1"); });
}

} // namespace

void step_journal(state &s)
{
    book b{s};
    for (std::size_t i = 0; i < b.key.size(); i++)
        b.key[i] = static_cast<std::uint8_t>(i * 7 + 1);
    opened(b);
    sent(b);
    answered(b);
    mended(b);
    read_back(b);
    reported(b);
    copied(b);
    rotated(b);
}
