/* Step 09: the journal, from the first piece to the purge. */
#include <stdlib.h>
#include <string.h>

#include "scenario.h"

typedef struct {
    const state *s;
    scor_journal *journal;
    uint8_t key[32];
} book;

static void add_piece(const book *b, const char *id, int which, int64_t now, int64_t first, const char *context)
{
    const scor_buffer *pdf = b->s->pdf[which];
    scor_piece *piece = NULL;
    OK(scor_piece_new(b->s->profile, id, "ORDN", NULL, SCOR_MEDIUM_DIGITAL, scor_buffer_data(pdf), scor_buffer_size(pdf),
                      b->s->report[which], NOW, &piece, NULL));
    OK(scor_journal_add_piece(b->journal, now, piece, first, context, NULL));
    OK(scor_piece_free(piece));
}

static int32_t add_dossier(const book *b, const char *id, const char *invoice, scor_error **err)
{
    scor_facture *made = facture(invoice);
    int32_t status = scor_journal_add_dossier(b->journal, NOW, id, made, err);
    OK(scor_facture_free(made));
    return status;
}

/* The state of a dossier or lot. */
static void fact_etat(const char *key, const book *b, int32_t subject, const char *id)
{
    scor_buffer *shown = NULL;
    OK(scor_journal_show(b->journal, subject, id, &shown, NULL));
    fact_buffer_pick(key, shown, "etat");
}

static void opened(book *b)
{
    const char *path = out_path("suivi.scor");
    scor_error *err = NULL;
    int32_t status;

    status = scor_journal_open(path, b->key, 32, b->s->profile, "metropole", "infirmier", &b->journal, &err);
    fact_error("09.missing", status, err);
    OK(scor_journal_create(path, b->key, 32, b->s->profile, "metropole", "infirmier", NOW, &b->journal, NULL));
    add_piece(b, "P-1", 0, NOW, NOW, "{\"poste\":1}");
    add_piece(b, "P-2", 1, NOW, 0, NULL);
    OK(add_dossier(b, "D-1", "123456789", NULL));
    OK(add_dossier(b, "D-2", "2", NULL));
    OK(add_dossier(b, "D-3", "3", NULL));
    OK(scor_journal_bind(b->journal, NOW, "D-1", "P-1", NULL, NULL));
    OK(scor_journal_bind(b->journal, NOW, "D-2", "P-2", NULL, NULL));
    OK(scor_journal_bind(b->journal, NOW, "D-3", "P-1", NULL, NULL));
    status = add_dossier(b, "D-1", "4", &err);
    fact_error("09.exists", status, err);
    status = scor_journal_bind(b->journal, NOW, "D-9", "P-1", NULL, &err);
    fact_error("09.unknown", status, err);
}

static void told(const book *b)
{
    scor_buffer *out = NULL;

    OK(scor_journal_todo(b->journal, NOW, 50, &out, NULL));
    fact_count("09.tasks.1", text_of(out), "\"genre\":");
    fact_buffer_pick("09.todo.1", out, "dossiers");
    OK(scor_journal_note_fse(b->journal, NOW, "D-1", SCOR_FSE_ARL, NULL, NULL, &out, NULL));
    fact_buffer_json("09.fse.1", out);
    OK(scor_journal_note_fse(b->journal, NOW, "D-3", SCOR_FSE_REJECTED, "0123", "Droits ferm\xc3\xa9s", &out, NULL));
    fact_buffer_json("09.fse.3", out);
}

static void build(const book *b, int64_t now, scor_buffer **out)
{
    scor_certificate *recipients[1];
    recipients[0] = b->s->certificate;
    OK(scor_journal_build(b->journal, now, 100, "cabinet@exemple.example", recipients, 1, out, NULL));
}

static void sent(const book *b)
{
    scor_buffer *out = NULL, *first = NULL, *second = NULL;
    int32_t done;
    int same;

    build(b, NOW, &out);
    fact_pick("09.built", text_of(out), "numero");
    fact_count("09.built.lots", text_of(out), "\"numero\":");
    fact_buffer_pick("09.built.left", out, "left_out");
    OK(scor_journal_lot_bytes(b->journal, 1, &first, NULL));
    OK(scor_journal_lot_bytes(b->journal, 1, &second, NULL));
    same = scor_buffer_size(first) > 0 && scor_buffer_size(first) == scor_buffer_size(second)
           && memcmp(scor_buffer_data(first), scor_buffer_data(second), scor_buffer_size(first)) == 0;
    fact_int("09.bytes", same);
    OK(scor_buffer_free(first));
    OK(scor_buffer_free(second));
    OK(scor_journal_sent(b->journal, NOW, 1, &done, NULL));
    fact_int("09.sent", done);
    OK(scor_journal_sent(b->journal, NOW, 1, &done, NULL));
    fact_int("09.sent.again", done);
}

/* A second lot, a day later. */
static void sent_again(const book *b)
{
    scor_buffer *out = NULL;
    int32_t done;

    OK(scor_journal_note_fse_lot(b->journal, NOW + DAY, "123456", "17", "2026-12-30", "2", SCOR_FSE_ARL, NULL, NULL,
                                 &out, NULL));
    fact_buffer_json("09.fse.2", out);
    build(b, NOW + DAY, &out);
    fact_buffer_pick("09.second", out, "numero");
    OK(scor_journal_sent(b->journal, NOW + DAY, 2, &done, NULL));
    fact_int("09.second.sent", done);
    OK(scor_journal_todo(b->journal, NOW + 3 * DAY, 50, &out, NULL));
    fact_count("09.late.tasks", text_of(out), "\"genre\":");
    fact_buffer_pick("09.late", out, "echus");
}

static scor_buffer *receive(const book *b, const char *name)
{
    bytes file = input(name);
    scor_buffer *out = NULL;
    OK(scor_journal_receive(b->journal, NOW + 3 * DAY, file.data, file.size, &out, NULL));
    return out;
}

static void answered(const book *b)
{
    scor_buffer *out = receive(b, "tests/scenario/inputs/arl-inconnu.eml"), *settled = NULL;
    char *number = pick(text_of(out), "no");

    fact_pick("09.lost.raison", text_of(out), "raison");
    fact_buffer_pick("09.lost", out, "statut");
    OK(scor_journal_settle_return(b->journal, NOW + 3 * DAY, strtoll(number, NULL, 10), 0, &settled, NULL));
    fact_buffer_json("09.settled", settled);
    free(number);
    fact_buffer_json("09.none", receive(b, "tests/scenario/inputs/pas-pour-nous.eml"));
    fact_buffer_pick("09.positive", receive(b, "tests/scenario/inputs/arl-positif.eml"), "statut");
    fact_etat("09.positive.etat", b, SCOR_SUBJECT_DOSSIER, "D-1");
    fact_etat("09.positive.lot", b, SCOR_SUBJECT_LOT, "1");
    fact_buffer_pick("09.again", receive(b, "tests/scenario/inputs/arl-positif.eml"), "deja");
    fact_buffer_pick("09.negative", receive(b, "tests/scenario/inputs/arl-negatif.eml"), "statut");
    fact_etat("09.negative.etat", b, SCOR_SUBJECT_DOSSIER, "D-2");
}

static void mended(const book *b)
{
    const int64_t now = NOW + 4 * DAY;
    scor_error *err = NULL;
    scor_facture *made = facture("33");
    scor_buffer *out = NULL;
    int32_t done, status;

    add_piece(b, "P-3", 0, now, 0, NULL);
    OK(scor_journal_bind(b->journal, now, "D-2", "P-3", "P-2", NULL));
    OK(scor_journal_act(b->journal, now, "D-2", SCOR_ACT_REBUILD, &done, NULL));
    fact_int("09.mended", done);
    fact_etat("09.mended.etat", b, SCOR_SUBJECT_DOSSIER, "D-2");
    OK(scor_journal_reissue(b->journal, now, "D-3", made, NULL));
    OK(scor_facture_free(made));
    fact_etat("09.reissued", b, SCOR_SUBJECT_DOSSIER, "D-3");
    OK(scor_journal_unbind(b->journal, now, "D-3", "P-1", NULL));
    OK(scor_journal_bind(b->journal, now, "D-3", "P-1", NULL, NULL));
    OK(scor_journal_act(b->journal, now, "D-3", SCOR_ACT_LEAVE_SCOR, &done, NULL));
    fact_int("09.unbound", done);
    OK(scor_journal_posted(b->journal, now, "D-3", NULL, "2027-01-05", &done, NULL));
    fact_int("09.posted", done);
    fact_etat("09.posted.etat", b, SCOR_SUBJECT_DOSSIER, "D-3");
    status = scor_journal_unbind(b->journal, now, "D-1", "P-1", &err);
    fact_error("09.state", status, err);
    build(b, now, &out);
    fact_count("09.rebuilt", text_of(out), "\"numero\":");
    OK(scor_buffer_free(out));
    OK(scor_journal_rebuild_lot(b->journal, now, 3, &out, NULL));
    fact_buffer_json("09.given.up", out);
}

static void read_back(const book *b)
{
    scor_buffer *out = NULL;
    int64_t seq = 0;
    int32_t descends = 0;
    char zeros[65];

    OK(scor_journal_piece_pdf(b->journal, "P-1", &out, NULL));
    fact_buffer_fnv("09.pdf", out);
    OK(scor_journal_log(b->journal, 0, 1000, &out, NULL));
    fact_count("09.log", text_of(out), "\"seq\":");
    OK(scor_buffer_free(out));
    OK(scor_journal_log(b->journal, 5, 3, &out, NULL));
    fact_count("09.log.after", text_of(out), "\"seq\":");
    OK(scor_buffer_free(out));
    OK(scor_journal_head(b->journal, &seq, &out, NULL));
    fact_int("09.head", seq);
    OK(scor_journal_descends(b->journal, seq, text_of(out), &descends, NULL));
    OK(scor_buffer_free(out));
    fact_int("09.descends", descends);
    memset(zeros, '0', 64);
    zeros[64] = 0;
    OK(scor_journal_descends(b->journal, seq, zeros, &descends, NULL));
    fact_int("09.forged", descends);
    OK(scor_journal_check(b->journal, &out, NULL));
    fact_pick("09.check.ruptures", text_of(out), "ruptures");
    fact_buffer_pick("09.check", out, "sound");
}

static void need(int right, const char *what)
{
    if (!right)
        stop(what);
}

/* Calls without facts: figures, tables, papers, evidence. */
static void reported(const book *b)
{
    const int64_t from = NOW - DAY, to = NOW + 5 * DAY;
    bytes came = input("tests/scenario/inputs/arl-inconnu.eml");
    scor_buffer *out = NULL;
    int64_t rows = 0;

    OK(scor_journal_stats(b->journal, NOW + 4 * DAY, from, to, NULL, &out, NULL));
    need(strstr(text_of(out), "scor.chiffres/1") != NULL, "figures");
    OK(scor_buffer_free(out));
    OK(scor_journal_export(b->journal, SCOR_EXPORT_DOSSIERS, SCOR_FORM_CSV, from, to, 0, out_path("dossiers.csv"), &rows,
                           NULL));
    need(rows == 3, "a row for each dossier");
    OK(scor_journal_report(b->journal, from, to, &out, NULL));
    need(strncmp(text_of(out), "%PDF-", 5) == 0, "report");
    OK(scor_buffer_free(out));
    need(scor_journal_bordereau(b->journal, "2027-01-06", &out, NULL) == SCOR_E_SUIVI_NOTHING, "bordereau");
    OK(scor_journal_evidence(b->journal, NOW + 4 * DAY, "P-1", &out, NULL));
    need(strstr(text_of(out), "scor.preuve/1") != NULL, "evidence");
    OK(scor_buffer_free(out));
    OK(scor_journal_return_bytes(b->journal, 1, &out, NULL));
    need(scor_buffer_size(out) == came.size && memcmp(scor_buffer_data(out), came.data, came.size) == 0, "return");
    OK(scor_buffer_free(out));
    OK(scor_journal_chain_key(b->journal, &out, NULL));
    need(scor_buffer_size(out) == 32, "key of the chain");
    OK(scor_buffer_free(out));
}

static void copied(book *b)
{
    const char *copy = out_path("copie.scor");
    scor_error *err = NULL;
    scor_buffer *mac = NULL;
    int64_t seq = 0;
    int32_t status;

    OK(scor_journal_backup(b->journal, copy, NULL));
    status = scor_journal_backup(b->journal, copy, &err);
    fact_error("09.target", status, err);
    OK(scor_journal_free(b->journal));
    OK(scor_journal_restore(copy, out_path("retour.scor"), b->key, 32, b->s->profile, "metropole", "infirmier",
                            &b->journal, NULL));
    OK(scor_journal_head(b->journal, &seq, &mac, NULL));
    fact_int("09.restored", seq);
    OK(scor_buffer_free(mac));
    OK(scor_journal_free(b->journal));
}

static void rotated(book *b)
{
    const char *path = out_path("suivi.scor");
    scor_error *err = NULL;
    scor_buffer *out = NULL;
    uint8_t key[32];
    int32_t status;

    memset(key, 5, sizeof key);
    status = scor_journal_open(path, key, 32, b->s->profile, "metropole", "infirmier", &b->journal, &err);
    fact_error("09.key", status, err);
    OK(scor_journal_open(path, b->key, 32, b->s->profile, "metropole", "infirmier", &b->journal, NULL));
    memset(key, 9, sizeof key);
    OK(scor_journal_rotate_key(b->journal, NOW + 5 * DAY, key, 32, 1, NULL));
    OK(scor_journal_free(b->journal));
    OK(scor_journal_open(path, key, 32, b->s->profile, "metropole", "infirmier", &b->journal, NULL));
    OK(scor_journal_check(b->journal, &out, NULL));
    fact_buffer_pick("09.rotated", out, "sound");
    OK(scor_journal_purge(b->journal, NOW + 200 * DAY, &out, NULL));
    fact_buffer_json("09.purged", out);
    status = scor_journal_piece_pdf(b->journal, "P-1", &out, &err);
    fact_error("09.gone", status, err);
    OK(scor_journal_free(b->journal));
}

void step_journal(const state *s)
{
    book b;
    int i;

    b.s = s;
    b.journal = NULL;
    for (i = 0; i < 32; i++)
        b.key[i] = (uint8_t)(i * 7 + 1);
    opened(&b);
    told(&b);
    sent(&b);
    sent_again(&b);
    answered(&b);
    mended(&b);
    read_back(&b);
    reported(&b);
    copied(&b);
    rotated(&b);
}
