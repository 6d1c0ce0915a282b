// Steps 06 to 08: dossiers to a lot, the lot sealed and mailed, and a message that comes back.
#include "facts.hpp"

using scor::message_field;

static void tell_check(state &s, const std::string &key, const scor::dossier &dossier, scor::fse known)
{
    const scor::completeness check = dossier.check(s.own, known);
    s.told.number(key + ".colour", check.colour);
    s.told.json(key + ".missing", check.missing);
    s.told.json(key + ".waiting", check.waiting);
}

void step_lot(state &s)
{
    scor::dossier one = scor::dossier::create("D-1", facture("123456789"));
    scor::dossier two = scor::dossier::create("D-2", facture("2"));
    const scor::dossier three = scor::dossier::create("D-3", facture("3"));
    one.add(s.pieces[0]);
    s.told.error("06.twice", [&] { one.add(s.pieces[0]); });
    tell_check(s, "06.waiting", one, scor::fse{});
    tell_check(s, "06.ready", one, scor::fse::arl);
    two.add(s.pieces[1]);
    two.set_hors_scor(true);

    scor::lot_builder builder = scor::lot_builder::create();
    for (const scor::dossier *dossier : std::initializer_list<const scor::dossier *>{&one, &two, &three})
        builder.add(*dossier, scor::fse::arl);
    const scor::lots lots = builder.build(s.own, 7);
    s.told.number("06.count", lots.count());
    s.told.json("06.report", lots.report());
    s.lot = lots.pack(0, NOW);
    s.told.text("06.name", s.lot.name());
    s.told.text("06.recipient", s.lot.recipient());
    s.told.fnv("06.manifest", s.lot.manifest());
    s.told.fnv("06.container", s.lot.container());
    s.told.fnv("06.part", s.lot.part());
    s.told.error("06.number", [&] { (void)builder.build(s.own, -1); });
}

static void chosen(state &s, const scor::certificates &all, const scor::certificate &single)
{
    scor::trust trust = scor::trust::create();
    trust.use_profile(s.profile);
    trust.add_anchors(scor::certificates::parse(s.at.in("root.pem")));
    trust.add_intermediates(scor::certificates::parse(s.at.in("inter.pem")));
    s.told.error("07.missing", [&] { (void)trust.choose(all, NOW); });
    trust.add_crls(s.at.in("lists.pem"));
    scor::chosen taken = trust.choose(all, NOW);
    s.told.text("07.chosen", taken.certificate.fingerprint());
    s.told.json("07.warnings", taken.warnings);
    s.certificate = std::move(taken.certificate);
    trust.warn_days({4000});
    s.told.json("07.soon", trust.choose(all, NOW).warnings);
    trust.set(scor::revocation::unchecked);
    s.told.json("07.unchecked", trust.choose(all, NOW).warnings);
    s.told.error("07.expired", [&] { (void)trust.choose(all, NOW + 10000 * DAY); });
    scor::trust pinned = scor::trust::create();
    pinned.pin(single);
    s.told.json("07.pinned", pinned.choose(all, NOW).warnings);
}

static void mailed(state &s, const scor::buffer &sealed)
{
    scor::message message = s.lot.message();
    message.set(message_field::from, "cabinet@exemple.example");
    message.set(message_field::id, "lot-7@exemple.example");
    const scor::buffer bytes = message.write(sealed, scor::suite::compat, NOW);
    s.told.number("07.mail", static_cast<std::int64_t>(bytes.size()));
    const scor::mail mail = scor::mail::read(bytes);
    s.told.text("07.subject", mail.subject());
    s.told.text("07.sender", mail.from());
    s.told.text("07.id", mail.message_id());
    s.told.number("07.parts", mail.part_count());
    s.told.text("07.type", mail.part_type(0));
}

static void written(state &s)
{
    const std::string payload = "bonjour";
    s.told.fnv("07.plain", scor::message_part(payload, false, "text/plain", "Essai", "essai.txt"));
    s.told.fnv("07.zipped", scor::message_part(payload, true, "text/plain"));
    scor::message message = scor::message::create();
    message.set(message_field::from, "a@exemple.example");
    message.set(message_field::id, "1@exemple.example");
    message.set(message_field::subject, "Essai");
    message.add_to("b@exemple.example");
    message.add_header("X-Essai", "\xc3\xa9t\xc3\xa9");
    message.set_columns(76);
    s.told.fnv("07.own", message.write(payload, scor::suite::compat, NOW));
    message.set(message_field::subject, "a\nb");
    s.told.error("07.header", [&] { (void)message.write(payload, scor::suite::compat, NOW); });
}

void step_seal(state &s)
{
    const scor::certificates all = scor::certificates::parse(s.at.in("recipient.pem"));
    const scor::certificate single = all.at(0);
    s.told.number("07.count", all.count());
    s.told.text("07.fingerprint", single.fingerprint());
    s.told.text("07.serial", single.serial());
    s.told.number("07.from", single.not_before());
    s.told.number("07.to", single.not_after());
    s.told.number("07.bits", single.rsa_bits());
    s.told.fnv("07.der", single.der());
    chosen(s, all, single);

    const scor::buffer part = s.lot.part();
    const scor::buffer compat = scor::seal(part, {&s.certificate}, scor::suite::compat);
    const scor::buffer modern = scor::seal(part, {&s.certificate}, scor::suite::modern);
    s.told.number("07.sealed.1", static_cast<std::int64_t>(compat.size()));
    s.told.number("07.sealed.3", static_cast<std::int64_t>(modern.size()));
    s.told.error("07.nobody", [&] { (void)scor::seal(part, {}, scor::suite::compat); });
    mailed(s, compat);
    written(s);
}

void step_mail(state &s)
{
    const auto file = s.at.in("arl-positif.eml");
    const scor::mail mail = scor::mail::read(file);
    s.told.text("08.subject", mail.subject());
    s.told.text("08.from", mail.from());
    s.told.text("08.id", mail.message_id());
    s.told.number("08.parts", mail.part_count());
    s.told.text("08.type", mail.part_type(0));
    s.told.text("08.charset", mail.part_charset(0));
    s.told.text("08.description", mail.part_description(0));
    s.told.text("08.filename", mail.part_filename(0));
    s.told.number("08.size", static_cast<std::int64_t>(mail.part(0).size()));
    s.told.fnv("08.data", mail.part(0));
    s.told.text("08.kind", s.profile.recognise(*mail.part_description(0)));
    s.told.error("08.large", [&] {
        scor::mail_bounds bounds = scor::mail_bounds::create();
        bounds.set(scor::mail_bound::bytes, 100);
        (void)scor::mail::read(file, bounds);
    });
}
