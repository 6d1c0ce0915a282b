/* The whole road: a scanned page becomes a PDF, a piece, a dossier, a lot, and the sealed message that carries it.
 *
 *     cc -std=c99 -I include examples/c/road.c -L target/release -lscor -o road
 *     LD_LIBRARY_PATH=target/release ./road OUT RECIPIENT ROOT ISSUER LISTS "$(date +%s)" [SCAN...]
 *
 * OUT is a folder that exists; RECIPIENT the recipient's certificates, ROOT what is trusted, ISSUER the
 * certificates between the two, LISTS their revocation lists, each a file in PEM or DER; then the clock. Without SCAN
 * (files in any format that the library reads, the pages of one ordonnance) a page is drawn.
 */
#include "page.h"
#include "scor_example.h"

/* The library that was loaded must be the one this program was compiled for. */
static void meet(void)
{
    if (scor_abi_version() != SCOR_ABI_VERSION) {
        fprintf(stderr, "libscor %s has another interface\n", scor_version_string());
        exit(1);
    }
    printf("scor %s\n", scor_version_string());
}

/* Writes a buffer to folder/name. */
static void write_buffer(const char *folder, const char *name, const scor_buffer *buffer)
{
    char path[1024];
    FILE *file;
    size_t written = 0;

    if (snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path && (file = fopen(path, "wb"))) {
        written = fwrite(scor_buffer_data(buffer), 1, scor_buffer_size(buffer), file);
        if (fclose(file) != 0)
            written = 0;
    }
    if (written == 0) {
        fprintf(stderr, "cannot write %s/%s\n", folder, name);
        exit(1);
    }
}

/* Pixels as a scanner driver hands them over. */
static scor_document *from_scanner(void)
{
    scor_error *err = NULL;
    scor_source_options *options = NULL;
    scor_document *document = NULL;
    unsigned char *grey = page_scan();
    size_t size = grey ? (size_t)PAGE_WIDTH * PAGE_HEIGHT : 0;

    check(scor_source_options_new(&options, &err), err);
    check(scor_source_options_set(options, SCOR_SOURCE_DPI, PAGE_DPI, &err), err);
    check(scor_document_from_pixels(grey, size, SCOR_PIXELS_GREY8, PAGE_WIDTH, PAGE_HEIGHT, PAGE_WIDTH, 0,
                                    options, &document, &err), err);
    scor_source_options_free(options);
    free(grey);
    return document;
}

/* A file, whatever its format. */
static scor_document *from_file(const char *path)
{
    scor_error *err = NULL;
    scor_document *document = NULL;
    size_t size;
    unsigned char *data = read_file(path, &size);

    check(scor_document_open(data, size, NULL, &document, &err), err);
    printf("format %d, %d page(s)\n", (int)scor_document_format(document),
           (int)scor_document_page_count(document));
    free(data);
    return document;
}

/* Called for each page; a host draws its progress bar here. Returning 1 would cancel. */
static int32_t SCOR_CALL tell(void *user_data, uint64_t done, uint64_t total)
{
    (void)user_data;
    printf("page %u of %u\n", (unsigned)done, (unsigned)total);
    return 0;
}

/* The pages of one ordonnance to one PDF. The operator has looked at it (its preview) and says it is legible. */
static scor_piece *make_piece(const char *out, const scor_profile *profile, int64_t now, int files, char **paths)
{
    scor_error *err = NULL;
    scor_scan *scan = NULL;
    scor_buffer *pdf = NULL, *picture = NULL;
    scor_report *report = NULL;
    scor_piece *piece = NULL;
    int i;

    check(scor_scan_new(NULL, &scan, &err), err);
    check(scor_scan_use_profile(scan, profile, &err), err);
    for (i = 0; i < files || i == 0; i++) {
        scor_document *document = files ? from_file(paths[i]) : from_scanner();
        check(scor_scan_add(scan, document, &err), err);
        scor_document_free(document);
    }
    check(scor_scan_run(scan, tell, NULL, &pdf, &report, &err), err);
    scor_scan_free(scan);
    if (scor_report_verdict(report) == SCOR_VERDICT_REFUSED) {
        /* Show it, and let the operator scan again; or ask for a reason and call scor_scan_override. */
        fprintf(stderr, "refused: %s\n", scor_report_json(report));
        scor_report_free(report);
        exit(3);
    }

    check(scor_pdf_preview(scor_buffer_data(pdf), scor_buffer_size(pdf), 0, 96, NULL, &picture, &err), err);
    write_buffer(out, "preview.png", picture);
    write_buffer(out, "piece.pdf", pdf);
    check(scor_piece_new(profile, "P-1", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, scor_buffer_data(pdf),
                         scor_buffer_size(pdf), report, now, &piece, &err), err);
    printf("%s, %d page(s), %s\n", scor_piece_label(piece), (int)scor_piece_pages(piece),
           scor_piece_sha256(piece));
    scor_buffer_free(picture);
    scor_buffer_free(pdf);
    scor_report_free(report);
    return piece;
}

/* The facture that the ordonnance belongs to, and its dossier. */
static scor_dossier *make_dossier(const scor_profile *profile, const scor_piece *piece)
{
    static const struct {
        int32_t field;
        const char *text;
    } texts[] = {
        {SCOR_FACTURE_EMITTER_TYPE, "TP"},      {SCOR_FACTURE_EMITTER, "00000000123456"},
        {SCOR_FACTURE_INVOICE, "123456789"},    {SCOR_FACTURE_FSE_LOT, "017"},
        {SCOR_FACTURE_FSE_DATE, "2026-11-20"},  {SCOR_FACTURE_REGIME, "01"},
        {SCOR_FACTURE_CAISSE, "996"},           {SCOR_FACTURE_CARE_DATE, "2026-11-19"},
    };
    scor_error *err = NULL;
    scor_facture *facture = NULL;
    scor_dossier *dossier = NULL;
    scor_buffer *missing = NULL, *waiting = NULL;
    int32_t colour;
    size_t i;

    check(scor_facture_new(&facture, &err), err);
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        check(scor_facture_set_text(facture, texts[i].field, texts[i].text, &err), err);
    check(scor_facture_set_number(facture, SCOR_FACTURE_MODE, SCOR_MODE_SECURISE, &err), err);
    check(scor_facture_set_number(facture, SCOR_FACTURE_TEST, 1, &err), err);
    check(scor_dossier_new("D-1", facture, &dossier, &err), err);
    scor_facture_free(facture);
    check(scor_dossier_add(dossier, piece, &err), err);

    check(scor_dossier_check(dossier, profile, SCOR_FSE_ARL, &colour, &missing, &waiting, &err), err);
    printf("dossier: colour %d, missing %s, waiting for %s\n", (int)colour,
           (const char *)scor_buffer_data(missing), (const char *)scor_buffer_data(waiting));
    scor_buffer_free(missing);
    scor_buffer_free(waiting);
    return dossier;
}

/* All certificates of a file. */
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

/* The certificate to seal to: files[] are the recipient's certificates, roots, issuers, revocation lists. */
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
    printf("sealing to %s, warnings %s\n", scor_certificate_fingerprint(chosen),
           (const char *)scor_buffer_data(warnings));
    scor_buffer_free(warnings);
    scor_certificates_free(issuers);
    scor_certificates_free(roots);
    scor_certificates_free(candidates);
    scor_trust_free(trust);
    free(lists);
    return chosen;
}

/* Dossiers to lots. A host keeps the number of the next lot, and looks at the report for who stays behind. */
static scor_lots *make_lots(const scor_profile *profile, scor_dossier *dossier)
{
    scor_error *err = NULL;
    scor_lot_builder *builder = NULL;
    scor_lots *lots = NULL;
    scor_buffer *report = NULL;

    check(scor_lot_builder_new(&builder, &err), err);
    check(scor_lot_builder_add(builder, dossier, SCOR_FSE_ARL, &err), err);
    check(scor_lot_builder_build(builder, profile, 1, &lots, &err), err);
    check(scor_lots_report(lots, &report, &err), err);
    printf("%d lot(s): %s\n", (int)scor_lots_count(lots), (const char *)scor_buffer_data(report));
    scor_buffer_free(report);
    scor_lot_builder_free(builder);
    return lots;
}

/* One lot to the message for the host's SMTP. */
static void send_lot(const char *out, const scor_profile *profile, const scor_lots *lots, int32_t index,
                     scor_certificate *certificate, int64_t now)
{
    scor_error *err = NULL;
    scor_lot *lot = NULL;
    scor_message *message = NULL;
    scor_buffer *part = NULL, *sealed = NULL, *mail = NULL;
    int32_t suite = scor_profile_suite(profile);

    check(scor_lots_pack(lots, index, now, &certificate, 1, &lot, &err), err);
    check(scor_lot_part(lot, &part, &err), err);
    check(scor_seal(scor_buffer_data(part), scor_buffer_size(part), &certificate, 1, suite, &sealed, &err), err);
    check(scor_lot_message(lot, &message, &err), err);
    check(scor_message_set(message, SCOR_MESSAGE_FROM, "cabinet@exemple.example", &err), err);
    check(scor_message_set(message, SCOR_MESSAGE_ID, "lot-1@exemple.example", &err), err);
    check(scor_message_write(message, scor_buffer_data(sealed), scor_buffer_size(sealed), suite, now, &mail, &err),
          err);
    write_buffer(out, "message.eml", mail);
    printf("%s to %s: %lu bytes\n", scor_lot_name(lot), scor_lot_recipient(lot),
           (unsigned long)scor_buffer_size(mail));
    scor_buffer_free(mail);
    scor_buffer_free(sealed);
    scor_buffer_free(part);
    scor_message_free(message);
    scor_lot_free(lot);
}

int main(int argc, char **argv)
{
    scor_error *err = NULL;
    scor_profile *profile = NULL;
    scor_piece *piece;
    scor_dossier *dossier;
    scor_lots *lots;
    scor_certificate *certificate;
    int64_t now;
    int32_t i;

    if (argc < 7) {
        fprintf(stderr, "usage: road OUT RECIPIENT ROOT ISSUER LISTS NOW [SCAN...]\n");
        return 64;
    }
    now = strtoll(argv[6], NULL, 10);
    meet();
    check(scor_profile_public(&profile, &err), err);
    certificate = recipient(profile, argv + 2, now);
    piece = make_piece(argv[1], profile, now, argc - 7, argv + 7);
    dossier = make_dossier(profile, piece);
    lots = make_lots(profile, dossier);
    for (i = 0; i < scor_lots_count(lots); i++)
        send_lot(argv[1], profile, lots, i, certificate, now);
    scor_lots_free(lots);
    scor_dossier_free(dossier);
    scor_piece_free(piece);
    scor_certificate_free(certificate);
    scor_profile_free(profile);
    return 0;
}
