/* What a host may get wrong on the road: every case must come back as a status or a result, without a leak and
 * without a word of the patient's in an error. Arguments: a certificate and the root it leads to, in PEM. */
#include <string.h>

#include "../../examples/c/scor_example.h"

static int failures;

#define CHECK(condition)                                             \
    do {                                                             \
        if (!(condition)) {                                          \
            printf("line %d: %s\n", __LINE__, #condition);           \
            failures++;                                              \
        }                                                            \
    } while (0)

/* A table of calls with the status that each must give; the text of the call names it when it does not. */
struct row {
    const char *call;
    int32_t got, wanted;
};
#define ROW(call, wanted) {#call, call, wanted}
#define NULL_ROW(call) ROW(call, SCOR_E_NULL_ARGUMENT)
#define VALUE_ROW(call) ROW(call, SCOR_E_BAD_VALUE)
#define HANDLE_ROW(call) ROW(call, SCOR_E_BAD_HANDLE)
#define CHECK_TABLE(table) check_table(table, sizeof table / sizeof *table)

static void check_table(const struct row *rows, size_t count)
{
    size_t i;
    for (i = 0; i < count; i++) {
        if (rows[i].got != rows[i].wanted) {
            printf("%s gave %s\n", rows[i].call, scor_status_name(rows[i].got));
            failures++;
        }
    }
}

/* An error that must not repeat what the call was given. */
static void quiet(int32_t status, scor_error *err)
{
    static const char *const secrets[] = {"CANARY", "199999999999"};
    const char *texts[3];
    size_t i, j;

    texts[0] = scor_error_message(err, SCOR_LANG_EN);
    texts[1] = scor_error_message(err, SCOR_LANG_FR);
    texts[2] = scor_error_details(err);
    for (i = 0; i < 3; i++)
        for (j = 0; j < sizeof secrets / sizeof *secrets; j++)
            if (!texts[i] || strstr(texts[i], secrets[j])) {
                printf("%s tells: %s\n", scor_status_name(status), texts[i] ? texts[i] : "nothing");
                failures++;
            }
    CHECK(scor_error_code(err) == status);
    CHECK(scor_error_free(err) == SCOR_OK);
}

/* A call, with `err`, that must fail with a status and tell nothing. */
#define QUIET(call, wanted)           \
    do {                              \
        scor_error *err = NULL;       \
        int32_t status = (call);      \
        CHECK(status == (wanted));    \
        quiet(status, err);           \
    } while (0)

enum { WIDTH = 583, HEIGHT = 827, DPI = 100 };

/* A page of one level, or with lines like writing on it. */
static scor_document *page(int written)
{
    static unsigned char grey[WIDTH * HEIGHT];
    scor_source_options *options = NULL;
    scor_document *document = NULL;
    int x, y;

    memset(grey, 235, sizeof grey);
    for (y = 60; written && y < HEIGHT - 80; y++)
        for (x = 60; x < WIDTH - 80; x++)
            if (y % 30 < 12 && x % 10 < 7 && (x % 10 < 2 || y % 30 < 2 || (x / 10 + y / 30) % 3 == y % 30 / 5))
                grey[y * WIDTH + x] = 40;
    CHECK(scor_source_options_new(&options, NULL) == SCOR_OK);
    CHECK(scor_source_options_set(options, SCOR_SOURCE_DPI, DPI, NULL) == SCOR_OK);
    CHECK(scor_document_from_pixels(grey, sizeof grey, SCOR_PIXELS_GREY8, WIDTH, HEIGHT, WIDTH, 0, options,
                                    &document, NULL) == SCOR_OK);
    CHECK(scor_source_options_free(options) == SCOR_OK);
    return document;
}

static scor_scan *scan_of(int written)
{
    scor_scan *scan = NULL;
    scor_document *document = page(written);

    CHECK(scor_scan_new(NULL, &scan, NULL) == SCOR_OK);
    CHECK(scor_scan_set(scan, SCOR_SCAN_TARGET_DPI, DPI, NULL) == SCOR_OK);
    CHECK(scor_scan_set(scan, SCOR_SCAN_MIN_DPI, DPI, NULL) == SCOR_OK);
    CHECK(scor_scan_add(scan, document, NULL) == SCOR_OK);
    CHECK(scor_document_free(document) == SCOR_OK); /* the scan has its own hold on it */
    return scan;
}

struct watch {
    scor_scan *scan;
    int calls, stop_at, free_it;
};

static int32_t SCOR_CALL watch(void *user_data, uint64_t done, uint64_t total)
{
    struct watch *w = user_data;
    CHECK(done <= total);
    CHECK(scor_scan_set(w->scan, SCOR_SCAN_DROP_BLANK, 1, NULL) == SCOR_E_BUSY || w->free_it);
    if (w->free_it && w->calls == 0)
        CHECK(scor_scan_free(w->scan) == SCOR_OK);
    return ++w->calls == w->stop_at;
}

static void cancelling(void)
{
    struct watch w = {NULL, 0, 2, 0};
    scor_buffer *pdf = NULL;
    scor_report *report = NULL;

    w.scan = scan_of(1);
    QUIET(scor_scan_run(w.scan, watch, &w, &pdf, &report, &err), SCOR_E_CANCELLED);
    CHECK(w.calls == 2 && !pdf && !report);
    /* The scan is as it was, and may be freed while it runs. */
    w.calls = w.stop_at = 0;
    w.free_it = 1;
    CHECK(scor_scan_run(w.scan, watch, &w, &pdf, &report, NULL) == SCOR_OK);
    CHECK(pdf && scor_report_verdict(report) == SCOR_VERDICT_ACCEPTED);
    CHECK(scor_scan_free(w.scan) == SCOR_E_BAD_HANDLE);
    CHECK(scor_buffer_free(pdf) == SCOR_OK);
    CHECK(scor_report_free(report) == SCOR_OK);
}

static void refusing(const scor_profile *profile)
{
    scor_scan *scan = scan_of(0);
    scor_buffer *pdf = NULL;
    scor_report *report = NULL, *overridden = NULL;
    scor_piece *piece = NULL;
    const uint8_t *data;
    size_t size;

    CHECK(scor_scan_run(scan, NULL, NULL, &pdf, &report, NULL) == SCOR_OK);
    CHECK(!pdf && scor_report_verdict(report) == SCOR_VERDICT_REFUSED);
    CHECK(strstr(scor_report_json(report), "\"blank\"") != NULL);
    CHECK(scor_scan_override(scan, " ", NULL) == SCOR_E_BAD_VALUE);
    CHECK(scor_scan_override(scan, "CANARY insists", NULL) == SCOR_OK);
    CHECK(scor_scan_run(scan, NULL, NULL, &pdf, &overridden, NULL) == SCOR_OK);
    CHECK(pdf && scor_report_verdict(overridden) == SCOR_VERDICT_ACCEPTED);
    CHECK(strstr(scor_report_json(overridden), "CANARY insists") != NULL);
    data = scor_buffer_data(pdf);
    size = scor_buffer_size(pdf);
    {
        struct row rows[] = {
            ROW(scor_piece_new(profile, "P", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, data, size, report, 1, &piece, NULL),
                SCOR_E_PIECE_REFUSED),
            ROW(scor_piece_new(profile, "P", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, data, size, overridden, 0, &piece, NULL),
                SCOR_E_PIECE_UNCONFIRMED),
            ROW(scor_piece_new(profile, "P", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, NULL, 0, NULL, 1, &piece, NULL),
                SCOR_E_PIECE_EMPTY),
            VALUE_ROW(scor_piece_new(profile, "P", "ORDN", NULL, 0, data, size, NULL, 1, &piece, NULL)),
        };
        CHECK_TABLE(rows);
    }
    QUIET(scor_piece_new(profile, "CANARY", "CANARY", "CANARY", SCOR_MEDIUM_DIGITAL, data, size, NULL, 1, &piece,
                         &err), SCOR_E_PIECE_TYPE);
    QUIET(scor_piece_new(profile, "CANARY", "ORDN", "CANARY", SCOR_MEDIUM_DIGITAL, (const uint8_t *)"CANARY", 6, NULL,
                         1, &piece, &err), SCOR_E_PIECE_NOT_PDF);
    CHECK(!piece);
    CHECK(scor_scan_set(scan, SCOR_SCAN_MAX_BYTES, 100, NULL) == SCOR_OK);
    scor_buffer_free(pdf);
    scor_report_free(report);
    scor_report_free(overridden);
    CHECK(scor_scan_run(scan, NULL, NULL, &pdf, &report, NULL) == SCOR_E_PDF_OVER_BUDGET && !pdf && !report);
    CHECK(scor_scan_set(scan, SCOR_SCAN_MIN_DPI, DPI + 1, NULL) == SCOR_OK);
    CHECK(scor_scan_run(scan, NULL, NULL, &pdf, &report, NULL) == SCOR_E_BAD_VALUE);
    scor_scan_free(scan);
}

static scor_facture *facture_with(int32_t field, const char *text)
{
    static const char *const good[] = {"TP",  "00000000123456", "1",   "017", "2026-11-20",
                                       "01", "996",            "",    "2026-11-19"};
    scor_facture *facture = NULL;
    int32_t i;

    CHECK(scor_facture_new(&facture, NULL) == SCOR_OK);
    for (i = 0; i < 9; i++)
        CHECK(scor_facture_set_text(facture, SCOR_FACTURE_EMITTER_TYPE + i, good[i], NULL) == SCOR_OK);
    CHECK(scor_facture_set_number(facture, SCOR_FACTURE_MODE, SCOR_MODE_DEGRADE, NULL) == SCOR_OK);
    if (text)
        CHECK(scor_facture_set_text(facture, field, text, NULL) == SCOR_OK);
    return facture;
}

static void dossiers(const scor_profile *profile)
{
    scor_facture *facture = NULL;
    scor_dossier *dossier = NULL, *second = NULL;
    scor_lot_builder *builder = NULL;
    scor_lots *lots = NULL, *none = NULL;
    scor_lot *lot = NULL;
    scor_buffer *missing = NULL, *waiting = NULL;
    int32_t colour = 0, i;

    for (i = SCOR_FACTURE_EMITTER_TYPE; i <= SCOR_FACTURE_NIR; i++) {
        facture = facture_with(i, "CANARY-DUPONT");
        QUIET(scor_dossier_new("D", facture, &dossier, &err),
              i == SCOR_FACTURE_NIR ? SCOR_E_FACTURE_NIR : SCOR_E_FACTURE_FIELD);
        scor_facture_free(facture);
    }
    facture = facture_with(SCOR_FACTURE_NIR, "199999999999912"); /* the key is wrong */
    QUIET(scor_dossier_new("D", facture, &dossier, &err), SCOR_E_FACTURE_NIR);
    scor_facture_free(facture);
    CHECK(scor_facture_new(&facture, NULL) == SCOR_OK);
    QUIET(scor_dossier_new("D", facture, &dossier, &err), SCOR_E_FACTURE_FIELD);
    scor_facture_free(facture);

    facture = facture_with(0, NULL);
    QUIET(scor_dossier_new("CANARY DUPONT", facture, &dossier, &err), SCOR_E_FACTURE_FIELD);
    CHECK(scor_dossier_new("D", facture, &dossier, NULL) == SCOR_OK);
    CHECK(scor_dossier_new("D", facture, &second, NULL) == SCOR_OK);
    CHECK(scor_dossier_check(dossier, profile, 0, &colour, &missing, &waiting, NULL) == SCOR_OK);
    CHECK(colour == SCOR_COLOUR_RED);
    CHECK(strstr((const char *)scor_buffer_data(missing), "feuille_missing") != NULL);
    CHECK(strstr((const char *)scor_buffer_data(waiting), "fse_") != NULL);
    scor_buffer_free(missing);
    scor_buffer_free(waiting);
    CHECK(scor_lot_builder_new(&builder, NULL) == SCOR_OK);
    CHECK(scor_lot_builder_add(builder, dossier, SCOR_FSE_TRANSMITTED, NULL) == SCOR_OK);
    CHECK(scor_lot_builder_build(builder, profile, 1, &lots, NULL) == SCOR_OK);
    CHECK(scor_lots_count(lots) == 0);
    QUIET(scor_lot_builder_build(builder, profile, 0, &none, &err), SCOR_E_LOT_NUMBER);
    CHECK(scor_lots_report(lots, &missing, NULL) == SCOR_OK);
    CHECK(strstr((const char *)scor_buffer_data(missing), "\"left_out\":[{\"dossier\":\"D\"") != NULL);
    scor_buffer_free(missing);
    CHECK(scor_lot_builder_add(builder, second, 0, NULL) == SCOR_OK);
    {
        struct row rows[] = {
            VALUE_ROW(scor_facture_set_text(facture, SCOR_FACTURE_MODE, "x", NULL)),
            VALUE_ROW(scor_facture_set_number(facture, SCOR_FACTURE_NIR, 1, NULL)),
            VALUE_ROW(scor_facture_set_number(facture, SCOR_FACTURE_MODE, 3, NULL)),
            VALUE_ROW(scor_facture_set_number(facture, SCOR_FACTURE_DAP, 0, NULL)),
            VALUE_ROW(scor_facture_set_number(facture, SCOR_FACTURE_ORDONNANCES, 21, NULL)),
            VALUE_ROW(scor_facture_set_number(facture, SCOR_FACTURE_TEST, 2, NULL)),
            VALUE_ROW(scor_dossier_check(dossier, profile, 8, &colour, &missing, &waiting, NULL)),
            VALUE_ROW(scor_dossier_set_hors_scor(dossier, 2, NULL)),
            VALUE_ROW(scor_lot_builder_add(builder, dossier, -1, NULL)),
            VALUE_ROW(scor_lot_builder_build(builder, profile, -1, &none, NULL)),
            VALUE_ROW(scor_lots_pack(lots, 0, 0, NULL, 0, &lot, NULL)),
            ROW(scor_lot_builder_build(builder, profile, 1, &none, NULL), SCOR_E_LOT_DOSSIER_TWICE),
        };
        CHECK_TABLE(rows);
    }
    CHECK(scor_lots_free(lots) == SCOR_OK && scor_lots_free(lots) == SCOR_E_BAD_HANDLE);
    CHECK(scor_lot_builder_free(builder) == SCOR_OK && scor_lot_builder_free(builder) == SCOR_E_BAD_HANDLE);
    CHECK(scor_facture_free(facture) == SCOR_OK && scor_facture_free(facture) == SCOR_E_BAD_HANDLE);
    CHECK(scor_dossier_free(second) == SCOR_OK && scor_dossier_free(second) == SCOR_E_BAD_HANDLE);
    scor_dossier_free(dossier);
}

static scor_certificates *certificates(const char *path)
{
    scor_certificates *all = NULL;
    size_t size;
    unsigned char *data = read_file(path, &size);
    CHECK(scor_certificates_parse(data, size, &all, NULL) == SCOR_OK);
    free(data);
    return all;
}

static void sealing(char **files)
{
    enum { NOW = 1798761600 };
    scor_certificates *candidates = certificates(files[0]), *roots = certificates(files[1]);
    scor_certificate *leaf = NULL, *chosen = NULL, *many[17];
    scor_trust *trust = NULL;
    scor_buffer *out = NULL;
    int32_t days[] = {30, -1};
    int i;

    CHECK(scor_trust_new(&trust, NULL) == SCOR_OK);
    CHECK(scor_certificates_get(candidates, 0, &leaf, NULL) == SCOR_OK);
    CHECK(strlen(scor_certificate_fingerprint(leaf)) == 64 && scor_certificate_rsa_bits(leaf) == 2048);
    CHECK(scor_certificate_not_before(leaf) < NOW && scor_certificate_not_after(leaf) > NOW);
    for (i = 0; i < 17; i++)
        many[i] = leaf;
    {
        struct row rows[] = {
            ROW(scor_trust_choose(trust, candidates, NOW, &chosen, &out, NULL), SCOR_E_SEAL_CRL_MISSING),
            ROW(scor_trust_choose(trust, candidates, 0, &chosen, &out, NULL), SCOR_E_SEAL_CERTIFICATE_NOT_YET),
            ROW(scor_trust_add_anchors(trust, candidates, NULL), SCOR_E_SEAL_ANCHOR_BAD),
            ROW(scor_trust_add_anchors(trust, roots, NULL), SCOR_OK),
            ROW(scor_trust_add_crls(trust, (const uint8_t *)"x", 1, NULL), SCOR_E_SEAL_CRL_BAD),
            VALUE_ROW(scor_trust_set(trust, 0, 1, NULL)),
            VALUE_ROW(scor_trust_set(trust, SCOR_TRUST_CHOICE, 3, NULL)),
            VALUE_ROW(scor_trust_set(trust, SCOR_TRUST_MIN_RSA_BITS, 512, NULL)),
            VALUE_ROW(scor_trust_set(trust, SCOR_TRUST_STALE_DAYS, -1, NULL)),
            VALUE_ROW(scor_trust_warn_days(trust, days, 2, NULL)),
            VALUE_ROW(scor_trust_warn_days(trust, days, 17, NULL)),
            VALUE_ROW(scor_certificates_get(candidates, 1, &chosen, NULL)),
            VALUE_ROW(scor_seal(NULL, 0, &leaf, 1, 9, &out, NULL)),
            ROW(scor_seal(NULL, 0, many, 17, SCOR_SUITE_COMPAT, &out, NULL), SCOR_E_SEAL_TOO_MANY_RECIPIENTS),
            ROW(scor_seal(NULL, 0, NULL, 0, SCOR_SUITE_COMPAT, &out, NULL), SCOR_E_SEAL_NO_RECIPIENT),
            NULL_ROW(scor_seal(NULL, 0, NULL, 1, SCOR_SUITE_COMPAT, &out, NULL)),
        };
        CHECK_TABLE(rows);
    }
    CHECK(scor_certificates_free(roots) == SCOR_OK);
    QUIET(scor_certificates_parse((const uint8_t *)"CANARY", 6, &roots, &err), SCOR_E_SEAL_CERTIFICATE_BAD);
    CHECK(scor_trust_set(trust, SCOR_TRUST_REVOCATION, SCOR_REVOCATION_UNCHECKED, NULL) == SCOR_OK);
    QUIET(scor_trust_choose(trust, candidates, NOW, &chosen, &out, &err), SCOR_E_SEAL_CHAIN_UNKNOWN);
    CHECK(scor_trust_set(trust, SCOR_TRUST_REVOCATION, SCOR_REVOCATION_REQUIRED, NULL) == SCOR_OK);
    CHECK(scor_trust_pin(trust, leaf, NULL) == SCOR_OK);
    CHECK(scor_trust_choose(trust, candidates, NOW, &chosen, &out, NULL) == SCOR_OK);
    CHECK(strcmp((const char *)scor_buffer_data(out), "[{\"warning\":\"pinned\"}]") == 0);
    CHECK(scor_certificate_free(chosen) == SCOR_OK && scor_certificate_free(chosen) == SCOR_E_BAD_HANDLE);
    scor_buffer_free(out);
    CHECK(scor_seal((const uint8_t *)"x", 1, many, 16, SCOR_SUITE_MODERN, &out, NULL) == SCOR_OK);
    scor_buffer_free(out);
    scor_certificate_free(leaf);
    CHECK(scor_seal(NULL, 0, &leaf, 1, SCOR_SUITE_COMPAT, &out, NULL) == SCOR_E_BAD_HANDLE && !out);
    CHECK(scor_trust_free(trust) == SCOR_OK && scor_trust_free(trust) == SCOR_E_BAD_HANDLE);
    CHECK(scor_certificates_free(candidates) == SCOR_OK);
    CHECK(scor_certificates_free(candidates) == SCOR_E_BAD_HANDLE);
}

static void mails(void)
{
    static const uint8_t payload[] = "payload";
    scor_message *message = NULL;
    scor_mail_bounds *bounds = NULL;
    scor_mail *mail = NULL;
    scor_buffer *part = NULL, *out = NULL;

    CHECK(scor_message_part(payload, 7, 1, "application/x-test", "SCOR/\xC3\xA9t\xC3\xA9", "a.bin", &part, NULL) == SCOR_OK);
    CHECK(scor_mail_read(scor_buffer_data(part), scor_buffer_size(part), NULL, &mail, NULL) == SCOR_OK);
    CHECK(scor_mail_part_count(mail) == 1 && scor_mail_part_size(mail, 0) == 7);
    CHECK(memcmp(scor_mail_part_data(mail, 0), payload, 8) == 0); /* and the NUL behind it */
    CHECK(strcmp(scor_mail_part_type(mail, 0), "application/x-test") == 0);
    CHECK(strcmp(scor_mail_part_description(mail, 0), "SCOR/\xC3\xA9t\xC3\xA9") == 0);
    CHECK(strcmp(scor_mail_part_filename(mail, 0), "a.bin") == 0);
    CHECK(!scor_mail_part_charset(mail, 0) && !scor_mail_subject(mail) && !scor_mail_from(mail));
    CHECK(!scor_mail_part_data(mail, 1) && !scor_mail_part_data(mail, -1) && !scor_mail_part_type(mail, 1));
    CHECK(scor_mail_free(mail) == SCOR_OK && scor_mail_free(mail) == SCOR_E_BAD_HANDLE);
    CHECK(scor_mail_part_count(mail) == 0 && !scor_mail_part_data(mail, 0) && scor_mail_part_size(mail, 0) == 0);

    CHECK(scor_mail_bounds_new(&bounds, NULL) == SCOR_OK);
    CHECK(scor_mail_bounds_set(bounds, SCOR_MAIL_MAX_CONTENT_BYTES, 6, NULL) == SCOR_OK);
    CHECK(scor_message_new(&message, NULL) == SCOR_OK);
    {
        struct row rows[] = {
            ROW(scor_mail_read(scor_buffer_data(part), scor_buffer_size(part), bounds, &mail, NULL), SCOR_E_MAIL_INFLATED),
            VALUE_ROW(scor_mail_bounds_set(bounds, SCOR_MAIL_MAX_NESTING, 33, NULL)),
            VALUE_ROW(scor_mail_bounds_set(bounds, SCOR_MAIL_MAX_PARTS, 0, NULL)),
            VALUE_ROW(scor_message_set(message, 99, "x", NULL)),
            VALUE_ROW(scor_message_set_columns(message, 5, NULL)),
            ROW(scor_message_set(message, SCOR_MESSAGE_SUBJECT, "\xE9", NULL), SCOR_E_BAD_UTF8),
            ROW(scor_message_write(message, payload, 7, SCOR_SUITE_COMPAT, 0, &out, NULL), SCOR_E_MAIL_HEADER_BAD),
        };
        CHECK_TABLE(rows);
    }
    scor_message_set(message, SCOR_MESSAGE_FROM, "a@b.example", NULL);
    scor_message_set(message, SCOR_MESSAGE_ID, "1@b.example", NULL);
    scor_message_add_to(message, "c@d.example", NULL);
    scor_message_set(message, SCOR_MESSAGE_SUBJECT, "CANARY\r\nBcc: e@f.example", NULL);
    QUIET(scor_message_write(message, payload, 7, SCOR_SUITE_COMPAT, 0, &out, &err), SCOR_E_MAIL_HEADER_BAD);
    scor_message_set(message, SCOR_MESSAGE_SUBJECT, "fine", NULL);
    CHECK(scor_message_write(message, payload, 7, SCOR_SUITE_MODERN, 0, &out, NULL) == SCOR_OK);
    CHECK(strstr((const char *)scor_buffer_data(out), "authEnveloped-data") != NULL);
    scor_buffer_free(out);
    scor_buffer_free(part);
    CHECK(scor_message_free(message) == SCOR_OK && scor_message_free(message) == SCOR_E_BAD_HANDLE);
    CHECK(scor_mail_bounds_free(bounds) == SCOR_OK && scor_mail_bounds_free(bounds) == SCOR_E_BAD_HANDLE);
    QUIET(scor_mail_read((const uint8_t *)"Content-Transfer-Encoding: CANARY\n\nx", 37, NULL, &mail, &err), SCOR_E_MAIL_DAMAGED);
}

/* Every function with NULL where it is not allowed, and with a handle of another kind. */
static void wrong_arguments(scor_profile *profile, void *alien)
{
    scor_bundle *bundle = NULL;
    scor_profile *own = NULL;
    scor_report *report = NULL;
    scor_piece *piece = NULL;
    scor_scan *scan = NULL;
    scor_dossier *dossier = NULL;
    scor_lots *lots = NULL;
    scor_lot *lot = NULL;
    scor_certificates *list = NULL;
    scor_certificate *one = NULL;
    scor_message *message = NULL;
    scor_mail *mail = NULL;
    scor_buffer *a = NULL, *b = NULL;
    int32_t n = 0;
    struct row rows[] = {
        NULL_ROW(scor_bundle_new(NULL, NULL)),
        NULL_ROW(scor_bundle_read(NULL, &bundle, NULL)),
        NULL_ROW(scor_bundle_add(NULL, "n", NULL, 0, NULL)),
        HANDLE_ROW(scor_bundle_add(alien, "n", NULL, 0, NULL)),
        NULL_ROW(scor_bundle_check(NULL, &a, NULL)),
        HANDLE_ROW(scor_bundle_free(alien)),
        NULL_ROW(scor_profile_public(NULL, NULL)),
        NULL_ROW(scor_profile_load(NULL, &own, NULL)),
        HANDLE_ROW(scor_profile_load(alien, &own, NULL)),
        NULL_ROW(scor_profile_show(NULL, &a, NULL)),
        NULL_ROW(scor_profile_show(profile, NULL, NULL)),
        NULL_ROW(scor_profile_recognise(profile, NULL, &a, NULL)),
        NULL_ROW(scor_scan_new(NULL, NULL, NULL)),
        HANDLE_ROW(scor_scan_new(alien, &scan, NULL)),
        NULL_ROW(scor_scan_set(NULL, 1, 1, NULL)),
        HANDLE_ROW(scor_scan_set(alien, 1, 1, NULL)),
        HANDLE_ROW(scor_scan_use_profile(alien, profile, NULL)),
        NULL_ROW(scor_scan_use_profile(alien, NULL, NULL)),
        NULL_ROW(scor_scan_add(NULL, NULL, NULL)),
        HANDLE_ROW(scor_scan_override(alien, "x", NULL)),
        NULL_ROW(scor_scan_run(NULL, NULL, NULL, &a, &report, NULL)),
        NULL_ROW(scor_scan_run(alien, NULL, NULL, NULL, &report, NULL)),
        NULL_ROW(scor_scan_run(alien, NULL, NULL, &a, NULL, NULL)),
        HANDLE_ROW(scor_scan_run(alien, NULL, NULL, &a, &report, NULL)),
        HANDLE_ROW(scor_scan_free(alien)),
        HANDLE_ROW(scor_report_free(alien)),
        NULL_ROW(scor_piece_new(NULL, "i", "ORDN", NULL, 1, NULL, 0, NULL, 1, &piece, NULL)),
        NULL_ROW(scor_piece_new(profile, NULL, "ORDN", NULL, 1, NULL, 0, NULL, 1, &piece, NULL)),
        NULL_ROW(scor_piece_new(profile, "i", NULL, NULL, 1, NULL, 0, NULL, 1, &piece, NULL)),
        NULL_ROW(scor_piece_new(profile, "i", "ORDN", NULL, 1, NULL, 0, NULL, 1, NULL, NULL)),
        HANDLE_ROW(scor_piece_new(profile, "i", "ORDN", NULL, 1, NULL, 0, alien, 1, &piece, NULL)),
        NULL_ROW(scor_piece_pdf(NULL, &a, NULL)),
        HANDLE_ROW(scor_piece_free(alien)),
        NULL_ROW(scor_facture_new(NULL, NULL)),
        NULL_ROW(scor_facture_set_text(alien, 1, NULL, NULL)),
        HANDLE_ROW(scor_facture_set_text(alien, 1, "x", NULL)),
        HANDLE_ROW(scor_facture_set_number(alien, 1, 1, NULL)),
        HANDLE_ROW(scor_facture_free(alien)),
        NULL_ROW(scor_dossier_new(NULL, alien, &dossier, NULL)),
        HANDLE_ROW(scor_dossier_new("D", alien, &dossier, NULL)),
        NULL_ROW(scor_dossier_add(alien, NULL, NULL)),
        HANDLE_ROW(scor_dossier_add(alien, alien, NULL)),
        HANDLE_ROW(scor_dossier_set_hors_scor(alien, 1, NULL)),
        HANDLE_ROW(scor_dossier_check(alien, profile, 0, &n, &a, &b, NULL)),
        NULL_ROW(scor_dossier_check(alien, profile, 0, NULL, &a, &b, NULL)),
        NULL_ROW(scor_dossier_check(alien, profile, 0, &n, NULL, &b, NULL)),
        NULL_ROW(scor_dossier_check(alien, profile, 0, &n, &a, NULL, NULL)),
        HANDLE_ROW(scor_dossier_free(alien)),
        NULL_ROW(scor_lot_builder_new(NULL, NULL)),
        HANDLE_ROW(scor_lot_builder_add(alien, alien, 0, NULL)),
        HANDLE_ROW(scor_lot_builder_build(alien, profile, 1, &lots, NULL)),
        HANDLE_ROW(scor_lot_builder_free(alien)),
        HANDLE_ROW(scor_lots_report(alien, &a, NULL)),
        HANDLE_ROW(scor_lots_pack(alien, 0, 0, NULL, 0, &lot, NULL)),
        HANDLE_ROW(scor_lots_free(alien)),
        HANDLE_ROW(scor_lot_manifest(alien, &a, NULL)),
        HANDLE_ROW(scor_lot_container(alien, &a, NULL)),
        HANDLE_ROW(scor_lot_part(alien, &a, NULL)),
        HANDLE_ROW(scor_lot_message(alien, &message, NULL)),
        HANDLE_ROW(scor_lot_free(alien)),
        NULL_ROW(scor_certificates_parse(NULL, 1, &list, NULL)),
        NULL_ROW(scor_certificates_parse((const uint8_t *)"x", 1, NULL, NULL)),
        HANDLE_ROW(scor_certificates_get(alien, 0, &one, NULL)),
        HANDLE_ROW(scor_certificates_free(alien)),
        HANDLE_ROW(scor_certificate_der(alien, &a, NULL)),
        HANDLE_ROW(scor_certificate_free(alien)),
        NULL_ROW(scor_trust_new(NULL, NULL)),
        HANDLE_ROW(scor_trust_add_anchors(alien, alien, NULL)),
        NULL_ROW(scor_trust_add_intermediates(alien, NULL, NULL)),
        HANDLE_ROW(scor_trust_add_crls(alien, NULL, 0, NULL)),
        HANDLE_ROW(scor_trust_use_profile(alien, profile, NULL)),
        HANDLE_ROW(scor_trust_set(alien, 1, 1, NULL)),
        HANDLE_ROW(scor_trust_warn_days(alien, NULL, 0, NULL)),
        NULL_ROW(scor_trust_warn_days(alien, NULL, 1, NULL)),
        HANDLE_ROW(scor_trust_pin(alien, alien, NULL)),
        HANDLE_ROW(scor_trust_choose(alien, alien, 0, &one, &a, NULL)),
        NULL_ROW(scor_trust_choose(alien, alien, 0, &one, NULL, NULL)),
        NULL_ROW(scor_trust_choose(alien, alien, 0, NULL, &a, NULL)),
        HANDLE_ROW(scor_trust_free(alien)),
        NULL_ROW(scor_message_part(NULL, 0, 0, NULL, NULL, NULL, &a, NULL)),
        VALUE_ROW(scor_message_part(NULL, 0, 2, "a/b", NULL, NULL, &a, NULL)),
        NULL_ROW(scor_message_new(NULL, NULL)),
        NULL_ROW(scor_message_set(alien, 1, NULL, NULL)),
        HANDLE_ROW(scor_message_set(alien, 1, "x", NULL)),
        HANDLE_ROW(scor_message_add_to(alien, "x", NULL)),
        NULL_ROW(scor_message_add_header(alien, NULL, "x", NULL)),
        HANDLE_ROW(scor_message_add_header(alien, "x", "x", NULL)),
        HANDLE_ROW(scor_message_set_columns(alien, 64, NULL)),
        HANDLE_ROW(scor_message_write(alien, NULL, 0, SCOR_SUITE_COMPAT, 0, &a, NULL)),
        HANDLE_ROW(scor_message_free(alien)),
        NULL_ROW(scor_mail_bounds_new(NULL, NULL)),
        HANDLE_ROW(scor_mail_bounds_set(alien, 1, 1, NULL)),
        HANDLE_ROW(scor_mail_bounds_free(alien)),
        NULL_ROW(scor_mail_read(NULL, 0, NULL, NULL, NULL)),
        HANDLE_ROW(scor_mail_read(NULL, 0, alien, &mail, NULL)),
        HANDLE_ROW(scor_mail_free(alien)),
        NULL_ROW(scor_pdf_preview(NULL, 1, 0, 96, NULL, &a, NULL)),
        ROW(scor_pdf_preview((const uint8_t *)"x", 1, 0, 96, NULL, &a, NULL), SCOR_E_SOURCE_UNKNOWN),
    };
    CHECK_TABLE(rows);
    CHECK(!report && !piece && !scan && !dossier && !lots && !lot && !list && !one && !message && !mail && !a && !b);
    /* Readers answer with nothing. */
    CHECK(!scor_report_json(alien) && !scor_report_json(NULL) && scor_report_verdict(alien) == 0);
    CHECK(!scor_piece_label(alien) && !scor_piece_sha256(NULL) && scor_piece_pages(alien) == 0);
    CHECK(scor_piece_medium(alien) == 0 && scor_piece_confirmed_at(alien) == 0);
    CHECK(!scor_lot_name(alien) && !scor_lot_recipient(NULL) && scor_lots_count(alien) == 0);
    CHECK(!scor_certificate_fingerprint(alien) && !scor_certificate_serial(NULL));
    CHECK(scor_certificates_count(alien) == 0 && scor_certificate_rsa_bits(alien) == 0);
    CHECK(!scor_mail_subject(alien) && !scor_mail_message_id(NULL) && scor_profile_suite((scor_profile *)a) == 0);
}

static void bundles(scor_profile *profile)
{
    static const char text[] = "id = \"own\"\nversion = \"1\"\nabout = \"x\"\nextends = \"scor-public\"\n";
    scor_bundle *bundle = NULL;
    scor_profile *own = NULL;
    scor_buffer *out = NULL;

    QUIET(scor_bundle_read("/CANARY", &bundle, &err), SCOR_E_PROFILE_FILE);
    CHECK(scor_bundle_new(&bundle, NULL) == SCOR_OK);
    CHECK(scor_profile_load(bundle, &own, NULL) == SCOR_E_PROFILE_FILE);
    CHECK(scor_bundle_add(bundle, "../x", NULL, 0, NULL) == SCOR_E_PROFILE_FILE);
    CHECK(scor_bundle_add(bundle, "profile.toml", (const uint8_t *)text, strlen(text), NULL) == SCOR_OK);
    CHECK(scor_profile_load(bundle, &own, NULL) == SCOR_OK);
    CHECK(scor_profile_show(own, &out, NULL) == SCOR_OK);
    CHECK(strstr((const char *)scor_buffer_data(out), "\"id\":\"own\"") != NULL);
    scor_buffer_free(out);
    CHECK(scor_bundle_check(bundle, &out, NULL) == SCOR_OK);
    CHECK(scor_buffer_data(out)[0] == '[');
    scor_buffer_free(out);
    CHECK(scor_profile_recognise(profile, "nothing known", &out, NULL) == SCOR_OK && !out);
    CHECK(scor_profile_free(own) == SCOR_OK && scor_profile_free(own) == SCOR_E_BAD_HANDLE);
    CHECK(scor_bundle_free(bundle) == SCOR_OK && scor_bundle_free(bundle) == SCOR_E_BAD_HANDLE);
}

int main(int argc, char **argv)
{
    scor_profile *profile = NULL;
    scor_buffer *buffer = NULL;

    if (argc != 3)
        return 64;
    check(scor_profile_public(&profile, NULL), NULL);
    check(scor_profile_show(profile, &buffer, NULL), NULL);
    wrong_arguments(profile, buffer); /* a live handle of another kind than any that is asked for */
    scor_buffer_free(buffer);
    bundles(profile);
    cancelling();
    refusing(profile);
    dossiers(profile);
    sealing(argv + 1);
    mails();
    scor_profile_free(profile);
    return failures != 0;
}
