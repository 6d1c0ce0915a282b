/* What a host may get wrong with the journal: every case must come back as a status, without a leak. Argument: a
 * folder that is empty. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "scor.h"

static int failures;

#define WANT(call, wanted)                                                          \
    do {                                                                            \
        int32_t got_ = (call);                                                      \
        if (got_ != (wanted)) {                                                     \
            printf("line %d: %s gave %s\n", __LINE__, #call, scor_status_name(got_)); \
            failures++;                                                             \
        }                                                                           \
    } while (0)

static const uint8_t KEY[32] = {1, 2, 3}, OTHER[32] = {3, 2, 1}, ZERO[32] = {0};

static void opening(const scor_profile *profile, const char *path)
{
    scor_journal *journal = NULL;
    scor_error *err = NULL;

    WANT(scor_journal_open(path, KEY, 32, profile, NULL, NULL, &journal, NULL), SCOR_E_SUIVI_MISSING);
    WANT(scor_journal_create(NULL, KEY, 32, profile, NULL, NULL, 1, &journal, NULL), SCOR_E_NULL_ARGUMENT);
    WANT(scor_journal_create("\xE9", KEY, 32, profile, NULL, NULL, 1, &journal, NULL), SCOR_E_BAD_UTF8);
    WANT(scor_journal_create(path, NULL, 32, profile, NULL, NULL, 1, &journal, NULL), SCOR_E_NULL_ARGUMENT);
    WANT(scor_journal_create(path, KEY, 31, profile, NULL, NULL, 1, &journal, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_create(path, ZERO, 32, profile, NULL, NULL, 1, &journal, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_create(path, KEY, 32, NULL, NULL, NULL, 1, &journal, NULL), SCOR_E_NULL_ARGUMENT);
    WANT(scor_journal_create(path, KEY, 32, profile, "atlantis", NULL, 1, &journal, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_create(path, KEY, 32, profile, NULL, "astrologue", 1, &journal, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_create(path, KEY, 32, profile, NULL, NULL, 1, NULL, NULL), SCOR_E_NULL_ARGUMENT);
    WANT(scor_journal_create(path, KEY, 32, profile, "reunion", "pharmacien", 1, &journal, NULL), SCOR_OK);
    WANT(scor_journal_free(journal), SCOR_OK);
    WANT(scor_journal_open(path, OTHER, 32, profile, NULL, NULL, &journal, &err), SCOR_E_SUIVI_KEY);
    if (!err || strstr(scor_error_details(err), path) || strstr(scor_error_message(err, SCOR_LANG_EN), path))
        failures++;
    scor_error_free(err);
    WANT(journal == NULL, 1);
}

/* Every function without a journal, with another object in its place, and with one that was closed. */
static void handles(scor_journal *bad, int32_t wanted)
{
    scor_buffer *out = NULL;
    int32_t done = 7;
    int64_t seq = 7;

    WANT(scor_journal_todo(bad, 1, 10, &out, NULL), wanted);
    WANT(scor_journal_build(bad, 1, 10, NULL, NULL, 0, &out, NULL), wanted);
    WANT(scor_journal_lot_bytes(bad, 1, &out, NULL), wanted);
    WANT(scor_journal_sent(bad, 1, 1, &done, NULL), wanted);
    WANT(done, 0);
    WANT(scor_journal_receive(bad, 1, (const uint8_t *)"x", 1, &out, NULL), wanted);
    WANT(scor_journal_settle_return(bad, 1, 1, 0, &out, NULL), wanted);
    WANT(scor_journal_rebuild_lot(bad, 1, 1, &out, NULL), wanted);
    WANT(scor_journal_act(bad, 1, "D", SCOR_ACT_PAPER, NULL, NULL), wanted);
    WANT(scor_journal_posted(bad, 1, "D", NULL, "2026-11-20", NULL, NULL), wanted);
    WANT(scor_journal_bind(bad, 1, "D", "P", NULL, NULL), wanted);
    WANT(scor_journal_unbind(bad, 1, "D", "P", NULL), wanted);
    WANT(scor_journal_note_fse(bad, 1, "D", SCOR_FSE_ARL, NULL, NULL, &out, NULL), wanted);
    WANT(scor_journal_show(bad, SCOR_SUBJECT_LOT, "1", &out, NULL), wanted);
    WANT(scor_journal_log(bad, 0, 10, &out, NULL), wanted);
    WANT(scor_journal_piece_pdf(bad, "P", &out, NULL), wanted);
    WANT(scor_journal_head(bad, &seq, &out, NULL), wanted);
    WANT((int32_t)seq, 0);
    WANT(scor_journal_descends(bad, 1, "00", &done, NULL), wanted);
    WANT(scor_journal_check(bad, &out, NULL), wanted);
    WANT(scor_journal_backup(bad, "x", NULL), wanted);
    WANT(scor_journal_purge(bad, 1, &out, NULL), wanted);
    WANT(scor_journal_rotate_key(bad, 1, OTHER, 32, 0, NULL), wanted);
    seq = 7;
    WANT(scor_journal_export(bad, SCOR_EXPORT_LOTS, SCOR_FORM_CSV, 0, 1, 0, "x", &seq, NULL), wanted);
    WANT((int32_t)seq, 0);
    WANT(scor_journal_stats(bad, 1, 0, 1, NULL, &out, NULL), wanted);
    WANT(scor_journal_bordereau(bad, "2026-11-20", &out, NULL), wanted);
    WANT(scor_journal_report(bad, 0, 1, &out, NULL), wanted);
    WANT(scor_journal_evidence(bad, 1, "P", &out, NULL), wanted);
    WANT(scor_journal_return_bytes(bad, 1, &out, NULL), wanted);
    WANT(scor_journal_chain_key(bad, &out, NULL), wanted);
    WANT(out == NULL, 1);
}

static void arguments(scor_journal *journal, const char *path)
{
    scor_buffer *out = NULL;
    scor_facture *facture = NULL;
    int64_t seq = 7;
    int32_t done = 7;

    WANT(scor_journal_todo(journal, 1, -1, &out, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_todo(journal, 1, 10, NULL, NULL), SCOR_E_NULL_ARGUMENT);
    WANT(scor_journal_build(journal, 1, -1, NULL, NULL, 0, &out, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_build(journal, 1, 1, NULL, NULL, 1, &out, NULL), SCOR_E_NULL_ARGUMENT);
    WANT(scor_journal_build(journal, INT64_MAX, 1, NULL, NULL, 0, &out, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_lot_bytes(journal, 99, &out, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_journal_lot_bytes(journal, -1, &out, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_journal_sent(journal, 1, 99, &done, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_journal_settle_return(journal, 1, 99, 0, &out, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_journal_act(journal, 1, "D", 99, &done, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_act(journal, 1, "D", SCOR_ACT_PAPER, &done, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_journal_posted(journal, 1, "D", NULL, "20 novembre", &done, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_note_fse(journal, 1, "D", 3, NULL, NULL, &out, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_note_fse(journal, 1, "D", SCOR_FSE_REJECTED, "1", "x", &out, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_journal_show(journal, 9, "1", &out, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_show(journal, SCOR_SUBJECT_LOT, "one", &out, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_show(journal, SCOR_SUBJECT_PIECE, "P", &out, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_journal_backup(journal, path, NULL), SCOR_E_SUIVI_TARGET);
    WANT(scor_journal_rotate_key(journal, 1, OTHER, 16, 0, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_rotate_key(journal, 1, OTHER, 32, 2, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_export(journal, 9, SCOR_FORM_CSV, 0, 1, 0, path, &seq, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_export(journal, SCOR_EXPORT_LOTS, 9, 0, 1, 0, path, &seq, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_export(journal, SCOR_EXPORT_LOTS, SCOR_FORM_CSV, 0, 1, 2, path, &seq, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_export(journal, SCOR_EXPORT_LOTS, SCOR_FORM_CSV, 0, 1, 0, path, &seq, NULL), SCOR_E_SUIVI_TARGET);
    WANT(scor_journal_bordereau(journal, "20 novembre", &out, NULL), SCOR_E_BAD_VALUE);
    WANT(scor_journal_bordereau(journal, "2026-11-20", &out, NULL), SCOR_E_SUIVI_NOTHING);
    WANT(scor_journal_report(journal, INT64_MIN, INT64_MAX, &out, NULL), SCOR_E_SUIVI_NOTHING);
    WANT(scor_journal_evidence(journal, 1, "P", &out, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_journal_return_bytes(journal, 99, &out, NULL), SCOR_E_SUIVI_UNKNOWN);
    WANT(scor_facture_new(&facture, NULL), SCOR_OK);
    WANT(scor_journal_add_dossier(journal, 1, "D", facture, NULL), SCOR_E_FACTURE_FIELD);
    WANT(scor_journal_reissue(journal, 1, "D", facture, NULL), SCOR_E_FACTURE_FIELD);
    WANT(scor_journal_add_dossier(journal, 1, "D", NULL, NULL), SCOR_E_NULL_ARGUMENT);
    WANT(scor_journal_add_piece(journal, 1, NULL, 0, NULL, NULL), SCOR_E_NULL_ARGUMENT);
    scor_facture_free(facture);
    WANT(out == NULL, 1);
    /* Not a message of ours, and no message at all: told, not a fault. */
    WANT(scor_journal_receive(journal, 1, NULL, 0, &out, NULL), SCOR_OK);
    scor_buffer_free(out);
    WANT(scor_journal_head(journal, NULL, &out, NULL), SCOR_E_NULL_ARGUMENT);
    /* The new key counts at once, the old one no more. */
    WANT(scor_journal_rotate_key(journal, 1, OTHER, 32, 1, NULL), SCOR_OK);
}

int main(int argc, char **argv)
{
    scor_profile *profile = NULL;
    scor_journal *journal = NULL;
    char path[1024];

    if (argc != 2)
        return 64;
    snprintf(path, sizeof path, "%s/misuse.scor", argv[1]);
    WANT(scor_profile_public(&profile, NULL), SCOR_OK);
    opening(profile, path);
    handles(NULL, SCOR_E_NULL_ARGUMENT);
    handles((scor_journal *)(void *)profile, SCOR_E_BAD_HANDLE);
    WANT(scor_journal_open(path, KEY, 32, profile, NULL, NULL, &journal, NULL), SCOR_OK);
    arguments(journal, path);
    WANT(scor_journal_free(journal), SCOR_OK);
    handles(journal, SCOR_E_BAD_HANDLE);
    WANT(scor_journal_free(journal), SCOR_E_BAD_HANDLE);
    WANT(scor_journal_free(NULL), SCOR_OK);
    WANT(scor_journal_open(path, KEY, 32, profile, NULL, NULL, &journal, NULL), SCOR_E_SUIVI_KEY);
    WANT(scor_journal_open(path, OTHER, 32, profile, NULL, NULL, &journal, NULL), SCOR_OK);
    scor_journal_free(journal);
    scor_profile_free(profile);
    return failures ? 1 : 0;
}
