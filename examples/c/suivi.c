/* After the scan: a piece in the journal, its lot sealed and sent, the caisse's answer, and the archive.
 *
 *     cc -std=c99 -I include examples/c/suivi.c -L target/release -lscor -o suivi
 *     LD_LIBRARY_PATH=target/release ./suivi OUT RECIPIENT ROOT ISSUER LISTS "$(date +%s)" PIECE.pdf
 *
 * The first arguments are those of premier_lot.c; PIECE.pdf is a finished piece (premier_lot writes one). Here the program also
 * plays the caisse, in the neutral form of the profile scor-public.
 */
#include <string.h>
#include <time.h>

#include "scor_example.h"

enum { DAY = 86400 };

/* The host's secret: 32 random bytes from where it keeps secrets. Never a constant in a real program. */
static const uint8_t KEY[32] = {7, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};

static char *join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (!path)
        exit(1);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

/* Prints a JSON answer and lets go of it. */
static void show(const char *what, scor_buffer *json)
{
    printf("%s: %s\n", what, (const char *)scor_buffer_data(json));
    scor_buffer_free(json);
}

/* What the host asks every morning. */
static void morning(scor_journal *journal, int64_t now)
{
    scor_error *err = NULL;
    scor_buffer *todo = NULL;

    check(scor_journal_todo(journal, now, 50, &todo, &err), err);
    show("todo", todo);
}

static scor_certificates *certificates(const char *path)
{
    scor_error *err = NULL;
    scor_certificates *all = NULL;
    size_t size;
    unsigned char *data = read_file(path, &size);

    check(scor_certificates_parse(data, size, &all, &err), err);
    free(data);
    return all;
}

/* The certificate to seal to, as in premier_lot.c. */
static scor_certificate *recipient(const scor_profile *profile, char **files, int64_t now)
{
    scor_error *err = NULL;
    scor_trust *trust = NULL;
    scor_certificates *candidates = certificates(files[0]), *roots = certificates(files[1]);
    scor_certificates *issuers = certificates(files[2]);
    scor_certificate *chosen = NULL;
    scor_buffer *warnings = NULL;
    size_t size;
    unsigned char *lists = read_file(files[3], &size);

    check(scor_trust_new(&trust, &err), err);
    check(scor_trust_use_profile(trust, profile, &err), err);
    check(scor_trust_add_anchors(trust, roots, &err), err);
    check(scor_trust_add_intermediates(trust, issuers, &err), err);
    check(scor_trust_add_crls(trust, lists, size, &err), err);
    check(scor_trust_choose(trust, candidates, now, &chosen, &warnings, &err), err);
    show("certificate warnings", warnings);
    scor_certificates_free(issuers);
    scor_certificates_free(roots);
    scor_certificates_free(candidates);
    scor_trust_free(trust);
    free(lists);
    return chosen;
}

/* A facture for the dossier; only its number differs here. */
static scor_facture *facture(const char *invoice)
{
    static const struct {
        int32_t field;
        const char *text;
    } texts[] = {
        {SCOR_FACTURE_EMITTER_TYPE, "TP"},   {SCOR_FACTURE_EMITTER, "00000000123456"},
        {SCOR_FACTURE_FSE_LOT, "017"},       {SCOR_FACTURE_FSE_DATE, "2026-11-20"},
        {SCOR_FACTURE_REGIME, "01"},         {SCOR_FACTURE_CAISSE, "996"},
        {SCOR_FACTURE_CARE_DATE, "2026-11-19"},
    };
    scor_error *err = NULL;
    scor_facture *made = NULL;
    size_t i;

    check(scor_facture_new(&made, &err), err);
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        check(scor_facture_set_text(made, texts[i].field, texts[i].text, &err), err);
    check(scor_facture_set_text(made, SCOR_FACTURE_INVOICE, invoice, &err), err);
    check(scor_facture_set_number(made, SCOR_FACTURE_MODE, SCOR_MODE_SECURISE, &err), err);
    check(scor_facture_set_number(made, SCOR_FACTURE_TEST, 1, &err), err);
    return made;
}

/* The scan's PDF and its dossier into the journal; from here on, no power cut loses them. */
static void take_in(scor_journal *journal, const scor_profile *profile, const char *pdf, int64_t now)
{
    scor_error *err = NULL;
    scor_piece *piece = NULL;
    scor_facture *bill = facture("123456789");
    scor_buffer *told = NULL;
    size_t size;
    unsigned char *data = read_file(pdf, &size);

    check(scor_piece_new(profile, "P-1", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, data, size, NULL, now, &piece, &err), err);
    free(data);
    check(scor_journal_add_piece(journal, now, piece, now, "{\"device\":\"scanner 1\"}", &err), err);
    check(scor_journal_add_dossier(journal, now, "D-1", bill, &err), err);
    check(scor_journal_bind(journal, now, "D-1", "P-1", NULL, &err), err);
    /* The ARL of the FSE's own lot frees the dossier. */
    check(scor_journal_note_fse_lot(journal, now, "123456", "17", "2026-11-20", NULL, SCOR_FSE_ARL, NULL, NULL, &told,
                                    &err), err);
    show("fse", told);
    scor_facture_free(bill);
    scor_piece_free(piece);
}

/* Hands the bytes of lot 1 to "the network", which is a file here. */
static void send_lot(scor_journal *journal, const char *out, const char *name, int64_t now)
{
    scor_error *err = NULL;
    scor_buffer *bytes = NULL;
    char *path = join(out, name);
    FILE *file = fopen(path, "wb");
    int32_t done;

    check(scor_journal_lot_bytes(journal, 1, &bytes, &err), err);
    if (!file || fwrite(scor_buffer_data(bytes), 1, scor_buffer_size(bytes), file) != scor_buffer_size(bytes)
        || fclose(file) != 0)
        exit(1);
    free(path);
    scor_buffer_free(bytes);
    /* Only now: a crash before this sends the same bytes twice, never different ones. */
    check(scor_journal_sent(journal, now, 1, &done, &err), err);
    printf("sent: %d\n", (int)done);
}

/* The caisse's positive ARL about lot 1 of the emitter, as it lies in the mailbox. */
static void answer(scor_journal *journal, int64_t built, int64_t now)
{
    scor_error *err = NULL;
    scor_buffer *told = NULL;
    char day[16], message[1024];
    time_t at = (time_t)built;

    strftime(day, sizeof day, "%Y-%m-%d", gmtime(&at));
    snprintf(message, sizeof message,
             "From: caisse@exemple.example\r\nTo: cabinet@exemple.example\r\nSubject: ARL\r\nMIME-Version: 1.0\r\n"
             "Message-ID: <arl-1@exemple.example>\r\nContent-Type: application/EDI-consent\r\n"
             "Content-Description: SCOR-PUBLIC/ARL\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
             "ARL|SCOR-PUBLIC/1|not the GIE's|R1|%s\r\nEMETTEUR|TP|00000000123456|001|%s\r\n"
             "LOT|+|00|Bien recu\r\nFIN|3\r\n", day, day);
    check(scor_journal_receive(journal, now, (const uint8_t *)message, strlen(message), &told, &err), err);
    show("return", told);
}

int main(int argc, char **argv)
{
    scor_error *err = NULL;
    scor_profile *profile = NULL;
    scor_journal *journal = NULL;
    scor_certificate *certificate;
    scor_buffer *told = NULL, *mac = NULL;
    char *path, *copy;
    int64_t now, seq;

    if (argc != 8) {
        fprintf(stderr, "usage: suivi OUT RECIPIENT ROOT ISSUER LISTS NOW PIECE.pdf\n");
        return 64;
    }
    now = strtoll(argv[6], NULL, 10);
    path = join(argv[1], "suivi.scor");
    copy = join(argv[1], "copie.scor");
    check(scor_profile_public(&profile, &err), err);
    certificate = recipient(profile, argv + 2, now);
    check(scor_journal_create(path, KEY, sizeof KEY, profile, "metropole", "infirmier", now, &journal, &err), err);
    take_in(journal, profile, argv[7], now);
    morning(journal, now);

    check(scor_journal_build(journal, now, 100, "cabinet@exemple.example", &certificate, 1, &told, &err), err);
    show("built", told);
    send_lot(journal, argv[1], "first.eml", now);
    /* Three days without an answer: the same bytes go again. */
    morning(journal, now + 3 * DAY);
    send_lot(journal, argv[1], "second.eml", now + 3 * DAY);
    answer(journal, now, now + 4 * DAY);
    morning(journal, now + 4 * DAY);

    check(scor_journal_show(journal, SCOR_SUBJECT_DOSSIER, "D-1", &told, &err), err);
    show("dossier", told);
    check(scor_journal_check(journal, &told, &err), err);
    show("check", told);
    check(scor_journal_backup(journal, copy, &err), err);
    /* To be kept elsewhere: it tells later whether the log was cut off. */
    check(scor_journal_head(journal, &seq, &mac, &err), err);
    printf("head %ld %s\n", (long)seq, (const char *)scor_buffer_data(mac));
    scor_buffer_free(mac);
    /* After the retention the content goes, and the log says what went. */
    check(scor_journal_purge(journal, now + 200 * DAY, &told, &err), err);
    show("purged", told);

    scor_journal_free(journal);
    scor_certificate_free(certificate);
    scor_profile_free(profile);
    free(copy);
    free(path);
    return 0;
}
