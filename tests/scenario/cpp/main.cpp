// The scenario in C++17: scenario ROOT OUT. See ../README.md.
#include <cstdio>
#if defined(_WIN32)
#include <fcntl.h>
#include <io.h>
#endif

#include "facts.hpp"

using scor::facture_field;

static void SCOR_CALL count_line(void *user_data, std::int32_t, const char *)
{
    ++*static_cast<int *>(user_data);
}

static void step_version(facts &told)
{
    int lines = 0;
    told.number("01.abi", scor::abi_version());
    told.number("01.number", scor::version_number());
    told.text("01.version", scor::version());
    for (const std::int32_t status : {0, -103, 1})
        told.text("01.status." + std::to_string(status), scor::status_name(status));
    scor::set_log_sink(count_line, &lines);
    scor::set_log_sink(nullptr);
    told.number("01.log", SCOR_OK);
    const scor::error empty = told.error("01.empty", [] { (void)scor::document::open({}); });
    told.text("01.empty.en", empty.what());
    told.json("01.empty.details", empty.details());
    told.error("01.unknown", [] { (void)scor::document::open(std::string("bonjour")); });
}

static scor::bundle bundle_of(scor::bytes file)
{
    scor::bundle made = scor::bundle::create();
    made.add("profile.toml", file);
    return made;
}

static void step_profile(state &s)
{
    facts &told = s.told;
    s.profile = scor::profile::shipped();
    told.picked("02.id", s.profile.show(), "id");
    told.number("02.suite", s.profile.suite());
    told.text("02.arl", s.profile.recognise("SCOR-PUBLIC/ARL"));
    told.text("02.none", s.profile.recognise("bonjour"));

    const scor::bundle folder = scor::bundle::read(s.at.root / "tests/scenario/inputs/profil");
    told.picked("02.own.seal", folder.check(), "severity");
    s.own = scor::profile::load(folder);
    told.picked("02.own.id", s.own.show(), "id");
    told.picked("02.added", scor::profile::load(bundle_of(s.at.in("profil/profile.toml"))).show(), "id");
    const scor::error bad =
        told.error("02.bad", [] { (void)scor::profile::load(bundle_of(std::string("id = "))); });
    told.json("02.bad.details", bad.details());
}

scor::facture facture(const std::string &invoice)
{
    const std::pair<facture_field, const char *> texts[] = {
        {facture_field::emitter_type, "TP"},       {facture_field::emitter, "00000000123456"},
        {facture_field::invoice, invoice.c_str()}, {facture_field::fse_lot, "017"},
        {facture_field::fse_date, "2026-12-30"},   {facture_field::regime, "01"},
        {facture_field::caisse, "996"},            {facture_field::care_date, "2026-12-29"},
    };
    scor::facture made = scor::facture::create();
    for (const auto &[field, text] : texts)
        made.set(field, text);
    made.set(facture_field::mode, scor::mode::securise);
    made.set(facture_field::test, 1);
    return made;
}

static void step_facture(state &s)
{
    const auto needs = [&](const std::string &key, facture_field field, auto amount) {
        scor::facture made = facture("1");
        made.set(field, amount);
        const auto found = scor::dossier::create("T", made);
        const scor::completeness check = found.check(s.profile, scor::fse{});
        s.told.number(key + ".colour", check.colour);
        s.told.json(key + ".missing", check.missing);
        s.told.json(key + ".waiting", check.waiting);
    };
    needs("03.secure", facture_field::mode, scor::mode::securise);
    needs("03.degraded", facture_field::mode, scor::mode::degrade);
    needs("03.dap1", facture_field::dap, scor::accord::first_invoice);
    needs("03.dap2", facture_field::dap, scor::accord::later_invoice);
    needs("03.numeric", facture_field::ordonnance_numerique, 1);
    needs("03.two", facture_field::ordonnances, 2);

    const auto refused = [&](const std::string &key, facture_field field, const char *text) {
        return s.told.error(key, [&] {
            scor::facture made = facture("1");
            made.set(field, text);
            (void)scor::dossier::create("T", made);
        });
    };
    s.told.json("03.date.details", refused("03.date", facture_field::care_date, "2026-13-40").details());
    refused("03.nir", facture_field::nir, "255999999999999");
}

static void walk(state &s)
{
    step_version(s.told);
    step_profile(s);
    step_facture(s);
    step_images(s);
    step_piece(s);
    step_lot(s);
    step_seal(s);
    step_mail(s);
    step_journal(s);
    s.told.print();
}

int main(int argc, char **argv)
{
    if (argc != 3)
        stop("usage: scenario ROOT OUT");
#if defined(_WIN32)
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    if (!scor::compatible())
        stop("the library has another interface");
    try {
        state s;
        s.at = {argv[1], argv[2]};
        walk(s);
    } catch (const std::exception &e) {
        stop(e.what());
    }
    return 0;
}
