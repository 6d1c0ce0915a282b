/* The scenario in C99: scenario ROOT OUT. See ../README.md. */
#include <stdio.h>
#include <string.h>
#if defined(_WIN32)
#include <fcntl.h>
#include <io.h>
#endif

#include "scenario.h"

static void count_line(void *user_data, int32_t level, const char *text)
{
    (void)level;
    (void)text;
    ++*(int *)user_data;
}

void step_version(void)
{
    scor_error *err = NULL;
    scor_document *document = NULL;
    int lines = 0;
    int32_t status;

    fact_int("01.abi", scor_abi_version());
    fact_int("01.number", scor_version_number());
    fact_text("01.version", scor_version_string());
    fact_text("01.status.0", scor_status_name(0));
    fact_text("01.status.-103", scor_status_name(-103));
    fact_text("01.status.1", scor_status_name(1));
    fact_int("01.log", scor_log_set_sink(count_line, &lines));
    OK(scor_log_set_sink(NULL, NULL));

    status = scor_document_open(NULL, 0, NULL, &document, &err);
    fact_text("01.empty.en", scor_error_message(err, SCOR_LANG_EN));
    fact_details("01.empty.details", err);
    fact_error("01.empty", status, err);
    status = scor_document_open((const uint8_t *)"bonjour", 7, NULL, &document, &err);
    fact_error("01.unknown", status, err);
}

/* The name of a profile. */
static void fact_profile(const char *key, const scor_profile *profile)
{
    scor_buffer *shown = NULL;
    OK(scor_profile_show(profile, &shown, NULL));
    fact_buffer_pick(key, shown, "id");
}

static scor_bundle *bundle_of(const uint8_t *data, size_t size)
{
    scor_bundle *bundle = NULL;
    OK(scor_bundle_new(&bundle, NULL));
    OK(scor_bundle_add(bundle, "profile.toml", data, size, NULL));
    return bundle;
}

void step_profile(state *s)
{
    scor_error *err = NULL;
    scor_bundle *bundle = NULL;
    scor_profile *profile = NULL;
    scor_buffer *told = NULL;
    bytes file = input("tests/scenario/inputs/profil/profile.toml");
    int32_t status;

    OK(scor_profile_public(&s->profile, NULL));
    fact_profile("02.id", s->profile);
    fact_int("02.suite", scor_profile_suite(s->profile));
    OK(scor_profile_recognise(s->profile, "SCOR-PUBLIC/ARL", &told, NULL));
    fact_buffer_text("02.arl", told);
    OK(scor_profile_recognise(s->profile, "bonjour", &told, NULL));
    fact_buffer_text("02.none", told);

    OK(scor_bundle_read(root_path("tests/scenario/inputs/profil"), &bundle, NULL));
    OK(scor_bundle_check(bundle, &told, NULL));
    fact_buffer_pick("02.own.seal", told, "severity");
    OK(scor_profile_load(bundle, &s->own, NULL));
    OK(scor_bundle_free(bundle));
    fact_profile("02.own.id", s->own);

    bundle = bundle_of(file.data, file.size);
    OK(scor_profile_load(bundle, &profile, NULL));
    fact_profile("02.added", profile);
    OK(scor_profile_free(profile));
    OK(scor_bundle_free(bundle));

    bundle = bundle_of((const uint8_t *)"id = ", 5);
    status = scor_profile_load(bundle, &profile, &err);
    fact_details("02.bad.details", err);
    fact_error("02.bad", status, err);
    OK(scor_bundle_free(bundle));
}

scor_facture *facture(const char *invoice)
{
    static const struct {
        int32_t field;
        const char *text;
    } texts[] = {
        {SCOR_FACTURE_EMITTER_TYPE, "TP"},  {SCOR_FACTURE_EMITTER, "00000000123456"},
        {SCOR_FACTURE_FSE_LOT, "017"},      {SCOR_FACTURE_FSE_DATE, "2026-12-30"},
        {SCOR_FACTURE_REGIME, "01"},        {SCOR_FACTURE_CAISSE, "996"},
        {SCOR_FACTURE_CARE_DATE, "2026-12-29"},
    };
    scor_facture *made = NULL;
    size_t i;

    OK(scor_facture_new(&made, NULL));
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        OK(scor_facture_set_text(made, texts[i].field, texts[i].text, NULL));
    OK(scor_facture_set_text(made, SCOR_FACTURE_INVOICE, invoice, NULL));
    OK(scor_facture_set_number(made, SCOR_FACTURE_MODE, SCOR_MODE_SECURISE, NULL));
    OK(scor_facture_set_number(made, SCOR_FACTURE_TEST, 1, NULL));
    return made;
}

static void fact_needs(const state *s, const char *key, int32_t field, int32_t amount)
{
    scor_facture *made = facture("1");
    scor_dossier *dossier = NULL;
    scor_buffer *missing = NULL, *waiting = NULL;
    int32_t colour = 0;

    OK(scor_facture_set_number(made, field, amount, NULL));
    OK(scor_dossier_new("T", made, &dossier, NULL));
    OK(scor_dossier_check(dossier, s->profile, 0, &colour, &missing, &waiting, NULL));
    fact_int(under(key, "colour"), colour);
    fact_buffer_json(under(key, "missing"), missing);
    fact_buffer_json(under(key, "waiting"), waiting);
    OK(scor_dossier_free(dossier));
    OK(scor_facture_free(made));
}

static void fact_refused_facture(const char *key, int32_t field, const char *text)
{
    scor_error *err = NULL;
    scor_facture *made = facture("1");
    scor_dossier *dossier = NULL;
    int32_t status;

    OK(scor_facture_set_text(made, field, text, NULL));
    status = scor_dossier_new("T", made, &dossier, &err);
    if (field == SCOR_FACTURE_CARE_DATE)
        fact_details(under(key, "details"), err);
    fact_error(key, status, err);
    OK(scor_facture_free(made));
}

void step_facture(const state *s)
{
    fact_needs(s, "03.secure", SCOR_FACTURE_MODE, SCOR_MODE_SECURISE);
    fact_needs(s, "03.degraded", SCOR_FACTURE_MODE, SCOR_MODE_DEGRADE);
    fact_needs(s, "03.dap1", SCOR_FACTURE_DAP, SCOR_DAP_FIRST_INVOICE);
    fact_needs(s, "03.dap2", SCOR_FACTURE_DAP, SCOR_DAP_LATER_INVOICE);
    fact_needs(s, "03.numeric", SCOR_FACTURE_ORDONNANCE_NUMERIQUE, 1);
    fact_needs(s, "03.two", SCOR_FACTURE_ORDONNANCES, 2);
    fact_refused_facture("03.date", SCOR_FACTURE_CARE_DATE, "2026-13-40");
    fact_refused_facture("03.nir", SCOR_FACTURE_NIR, "255999999999999");
}

static void release(state *s)
{
    int i;
    for (i = 0; i < 2; i++) {
        OK(scor_buffer_free(s->pdf[i]));
        OK(scor_report_free(s->report[i]));
        OK(scor_piece_free(s->piece[i]));
    }
    OK(scor_lot_free(s->lot));
    OK(scor_certificate_free(s->certificate));
    OK(scor_profile_free(s->own));
    OK(scor_profile_free(s->profile));
}

int main(int argc, char **argv)
{
    state s;

    if (argc != 3)
        stop("usage: scenario ROOT OUT");
#if defined(_WIN32)
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    memset(&s, 0, sizeof s);
    paths_set(argv[1], argv[2]);
    step_version();
    step_profile(&s);
    step_facture(&s);
    step_images(&s);
    step_piece(&s);
    step_lot(&s);
    step_seal(&s);
    step_mail(&s);
    step_journal(&s);
    release(&s);
    facts_print();
    release_all();
    return 0;
}
