/* Steps 06 to 08: dossiers to a lot, the lot sealed and mailed, and a message that comes back. */
#include <string.h>

#include "scenario.h"

static scor_dossier *dossier_of(const char *id, const char *invoice)
{
    scor_facture *made = facture(invoice);
    scor_dossier *dossier = NULL;
    OK(scor_dossier_new(id, made, &dossier, NULL));
    OK(scor_facture_free(made));
    return dossier;
}

static void fact_check(const state *s, const char *key, scor_dossier *dossier, int32_t fse)
{
    scor_buffer *missing = NULL, *waiting = NULL;
    int32_t colour = 0;
    OK(scor_dossier_check(dossier, s->own, fse, &colour, &missing, &waiting, NULL));
    fact_int(under(key, "colour"), colour);
    fact_buffer_json(under(key, "missing"), missing);
    fact_buffer_json(under(key, "waiting"), waiting);
}

static void packed(state *s, const scor_lots *lots)
{
    scor_buffer *out = NULL;

    fact_int("06.count", scor_lots_count(lots));
    OK(scor_lots_report(lots, &out, NULL));
    fact_buffer_json("06.report", out);
    OK(scor_lots_pack(lots, 0, NOW, NULL, 0, &s->lot, NULL));
    fact_text("06.name", scor_lot_name(s->lot));
    fact_text("06.recipient", scor_lot_recipient(s->lot));
    OK(scor_lot_manifest(s->lot, &out, NULL));
    fact_buffer_fnv("06.manifest", out);
    OK(scor_lot_container(s->lot, &out, NULL));
    fact_buffer_fnv("06.container", out);
    OK(scor_lot_part(s->lot, &out, NULL));
    fact_buffer_fnv("06.part", out);
}

void step_lot(state *s)
{
    scor_error *err = NULL;
    scor_dossier *dossiers[3];
    scor_lot_builder *builder = NULL;
    scor_lots *lots = NULL;
    int32_t status;
    int i;

    dossiers[0] = dossier_of("D-1", "123456789");
    dossiers[1] = dossier_of("D-2", "2");
    dossiers[2] = dossier_of("D-3", "3");
    OK(scor_dossier_add(dossiers[0], s->piece[0], NULL));
    status = scor_dossier_add(dossiers[0], s->piece[0], &err);
    fact_error("06.twice", status, err);
    fact_check(s, "06.waiting", dossiers[0], 0);
    fact_check(s, "06.ready", dossiers[0], SCOR_FSE_ARL);
    OK(scor_dossier_add(dossiers[1], s->piece[1], NULL));
    OK(scor_dossier_set_hors_scor(dossiers[1], 1, NULL));

    OK(scor_lot_builder_new(&builder, NULL));
    for (i = 0; i < 3; i++) {
        OK(scor_lot_builder_add(builder, dossiers[i], SCOR_FSE_ARL, NULL));
        OK(scor_dossier_free(dossiers[i]));
    }
    OK(scor_lot_builder_build(builder, s->own, 7, &lots, NULL));
    packed(s, lots);
    OK(scor_lots_free(lots));
    status = scor_lot_builder_build(builder, s->own, -1, &lots, &err);
    fact_error("06.number", status, err);
    OK(scor_lot_builder_free(builder));
}

static scor_certificates *certificates(const char *name)
{
    bytes file = input(name);
    scor_certificates *all = NULL;
    OK(scor_certificates_parse(file.data, file.size, &all, NULL));
    return all;
}

static void fact_certificate(const scor_certificates *all, scor_certificate **out)
{
    scor_buffer *der = NULL;
    fact_int("07.count", scor_certificates_count(all));
    OK(scor_certificates_get(all, 0, out, NULL));
    fact_text("07.fingerprint", scor_certificate_fingerprint(*out));
    fact_text("07.serial", scor_certificate_serial(*out));
    fact_int("07.from", scor_certificate_not_before(*out));
    fact_int("07.to", scor_certificate_not_after(*out));
    fact_int("07.bits", scor_certificate_rsa_bits(*out));
    OK(scor_certificate_der(*out, &der, NULL));
    fact_buffer_fnv("07.der", der);
}

/* The warnings of a choice. */
static void fact_warnings(const char *key, scor_trust *trust, const scor_certificates *all)
{
    scor_certificate *chosen = NULL;
    scor_buffer *warnings = NULL;
    OK(scor_trust_choose(trust, all, NOW, &chosen, &warnings, NULL));
    fact_buffer_json(key, warnings);
    OK(scor_certificate_free(chosen));
}

static void chosen(state *s, const scor_certificates *all, const scor_certificate *single)
{
    scor_error *err = NULL;
    scor_trust *trust = NULL;
    scor_certificates *root = certificates("tests/scenario/inputs/root.pem");
    scor_certificates *inter = certificates("tests/scenario/inputs/inter.pem");
    scor_buffer *warnings = NULL;
    bytes lists = input("tests/scenario/inputs/lists.pem");
    int32_t days = 4000, status;

    OK(scor_trust_new(&trust, NULL));
    OK(scor_trust_use_profile(trust, s->profile, NULL));
    OK(scor_trust_add_anchors(trust, root, NULL));
    OK(scor_trust_add_intermediates(trust, inter, NULL));
    status = scor_trust_choose(trust, all, NOW, &s->certificate, &warnings, &err);
    fact_error("07.missing", status, err);
    OK(scor_trust_add_crls(trust, lists.data, lists.size, NULL));
    OK(scor_trust_choose(trust, all, NOW, &s->certificate, &warnings, NULL));
    fact_text("07.chosen", scor_certificate_fingerprint(s->certificate));
    fact_buffer_json("07.warnings", warnings);
    OK(scor_trust_warn_days(trust, &days, 1, NULL));
    fact_warnings("07.soon", trust, all);
    OK(scor_trust_set(trust, SCOR_TRUST_REVOCATION, SCOR_REVOCATION_UNCHECKED, NULL));
    fact_warnings("07.unchecked", trust, all);
    {
        scor_certificate *none = NULL;
        status = scor_trust_choose(trust, all, NOW + 10000 * DAY, &none, &warnings, &err);
        fact_error("07.expired", status, err);
    }
    OK(scor_trust_free(trust));
    OK(scor_trust_new(&trust, NULL));
    OK(scor_trust_pin(trust, single, NULL));
    fact_warnings("07.pinned", trust, all);
    OK(scor_trust_free(trust));
    OK(scor_certificates_free(inter));
    OK(scor_certificates_free(root));
}

/* The message around a lot, and what it says of itself. */
static void mailed(const state *s, const scor_buffer *sealed)
{
    scor_message *message = NULL;
    scor_buffer *mail = NULL;
    scor_mail *read = NULL;

    OK(scor_lot_message(s->lot, &message, NULL));
    OK(scor_message_set(message, SCOR_MESSAGE_FROM, "cabinet@exemple.example", NULL));
    OK(scor_message_set(message, SCOR_MESSAGE_ID, "lot-7@exemple.example", NULL));
    OK(scor_message_write(message, scor_buffer_data(sealed), scor_buffer_size(sealed), SCOR_SUITE_COMPAT, NOW, &mail,
                          NULL));
    OK(scor_message_free(message));
    fact_int("07.mail", (int64_t)scor_buffer_size(mail));
    OK(scor_mail_read(scor_buffer_data(mail), scor_buffer_size(mail), NULL, &read, NULL));
    fact_text("07.subject", scor_mail_subject(read));
    fact_text("07.sender", scor_mail_from(read));
    fact_text("07.id", scor_mail_message_id(read));
    fact_int("07.parts", scor_mail_part_count(read));
    fact_text("07.type", scor_mail_part_type(read, 0));
    OK(scor_mail_free(read));
    OK(scor_buffer_free(mail));
}

static void sealed(const state *s)
{
    scor_error *err = NULL;
    scor_buffer *part = NULL, *compat = NULL, *modern = NULL, *none = NULL;
    scor_certificate *recipients[1];
    const uint8_t *data;
    size_t size;
    int32_t status;

    recipients[0] = s->certificate;
    OK(scor_lot_part(s->lot, &part, NULL));
    data = scor_buffer_data(part);
    size = scor_buffer_size(part);
    OK(scor_seal(data, size, recipients, 1, SCOR_SUITE_COMPAT, &compat, NULL));
    OK(scor_seal(data, size, recipients, 1, SCOR_SUITE_MODERN, &modern, NULL));
    fact_int("07.sealed.1", (int64_t)scor_buffer_size(compat));
    fact_int("07.sealed.3", (int64_t)scor_buffer_size(modern));
    status = scor_seal(data, size, NULL, 0, SCOR_SUITE_COMPAT, &none, &err);
    fact_error("07.nobody", status, err);
    mailed(s, compat);
    OK(scor_buffer_free(modern));
    OK(scor_buffer_free(compat));
    OK(scor_buffer_free(part));
}

static void written(void)
{
    const uint8_t *payload = (const uint8_t *)"bonjour";
    scor_error *err = NULL;
    scor_message *message = NULL;
    scor_buffer *out = NULL;
    int32_t status;

    OK(scor_message_part(payload, 7, 0, "text/plain", "Essai", "essai.txt", &out, NULL));
    fact_buffer_fnv("07.plain", out);
    OK(scor_message_part(payload, 7, 1, "text/plain", NULL, NULL, &out, NULL));
    fact_buffer_fnv("07.zipped", out);
    OK(scor_message_new(&message, NULL));
    OK(scor_message_set(message, SCOR_MESSAGE_FROM, "a@exemple.example", NULL));
    OK(scor_message_set(message, SCOR_MESSAGE_ID, "1@exemple.example", NULL));
    OK(scor_message_set(message, SCOR_MESSAGE_SUBJECT, "Essai", NULL));
    OK(scor_message_add_to(message, "b@exemple.example", NULL));
    OK(scor_message_add_header(message, "X-Essai", "\xc3\xa9t\xc3\xa9", NULL));
    OK(scor_message_set_columns(message, 76, NULL));
    OK(scor_message_write(message, payload, 7, SCOR_SUITE_COMPAT, NOW, &out, NULL));
    fact_buffer_fnv("07.own", out);
    OK(scor_message_set(message, SCOR_MESSAGE_SUBJECT, "a\nb", NULL));
    status = scor_message_write(message, payload, 7, SCOR_SUITE_COMPAT, NOW, &out, &err);
    fact_error("07.header", status, err);
    OK(scor_message_free(message));
}

void step_seal(state *s)
{
    scor_certificates *all = certificates("tests/scenario/inputs/recipient.pem");
    scor_certificate *single = NULL;

    fact_certificate(all, &single);
    chosen(s, all, single);
    OK(scor_certificate_free(single));
    OK(scor_certificates_free(all));
    sealed(s);
    written();
}

void step_mail(const state *s)
{
    bytes file = input("tests/scenario/inputs/arl-positif.eml");
    scor_error *err = NULL;
    scor_mail_bounds *bounds = NULL;
    scor_mail *mail = NULL, *none = NULL;
    scor_buffer *kind = NULL;
    int32_t status;

    OK(scor_mail_read(file.data, file.size, NULL, &mail, NULL));
    fact_text("08.subject", scor_mail_subject(mail));
    fact_text("08.from", scor_mail_from(mail));
    fact_text("08.id", scor_mail_message_id(mail));
    fact_int("08.parts", scor_mail_part_count(mail));
    fact_text("08.type", scor_mail_part_type(mail, 0));
    fact_text("08.charset", scor_mail_part_charset(mail, 0));
    fact_text("08.description", scor_mail_part_description(mail, 0));
    fact_text("08.filename", scor_mail_part_filename(mail, 0));
    fact_int("08.size", (int64_t)scor_mail_part_size(mail, 0));
    fact_fnv("08.data", scor_mail_part_data(mail, 0), scor_mail_part_size(mail, 0));
    OK(scor_profile_recognise(s->profile, scor_mail_part_description(mail, 0), &kind, NULL));
    fact_buffer_text("08.kind", kind);
    OK(scor_mail_free(mail));

    OK(scor_mail_bounds_new(&bounds, NULL));
    OK(scor_mail_bounds_set(bounds, SCOR_MAIL_MAX_BYTES, 100, NULL));
    status = scor_mail_read(file.data, file.size, bounds, &none, &err);
    fact_error("08.large", status, err);
    OK(scor_mail_bounds_free(bounds));
}
