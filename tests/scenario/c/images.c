/* Steps 04 and 05: images to PDFs, PDFs to pieces. */
#include <stdlib.h>
#include <string.h>

#include "scenario.h"

static scor_document *open_file(const char *name, const scor_source_options *options)
{
    bytes file = input(name);
    scor_document *document = NULL;
    OK(scor_document_open(file.data, file.size, options, &document, NULL));
    return document;
}

/* A scan of up to two files, with what the profile says. */
static scor_scan *scan_of(const state *s, const char *first, const char *second)
{
    const char *names[2];
    scor_scan *scan = NULL;
    int i;

    names[0] = first;
    names[1] = second;
    OK(scor_scan_new(NULL, &scan, NULL));
    OK(scor_scan_use_profile(scan, s->profile, NULL));
    for (i = 0; i < 2 && names[i]; i++) {
        scor_document *document = open_file(names[i], NULL);
        OK(scor_scan_add(scan, document, NULL));
        OK(scor_document_free(document));
    }
    return scan;
}

static void fact_run(const char *key, const scor_buffer *pdf, const scor_report *report)
{
    fact_int(under(key, "verdict"), scor_report_verdict(report));
    fact_int(under(key, "size"), pdf ? (int64_t)scor_buffer_size(pdf) : 0);
    if (pdf)
        fact_fnv(under(key, "fnv"), scor_buffer_data(pdf), scor_buffer_size(pdf));
    else
        fact_text(under(key, "fnv"), NULL);
    fact_pick(under(key, "faults"), scor_report_json(report), "faults");
}

typedef struct {
    scor_scan *scan;
    int64_t calls, done, total;
    int32_t busy;
} watch;

static int32_t SCOR_CALL tell(void *user_data, uint64_t done, uint64_t total)
{
    watch *w = user_data;
    if (w->calls++ == 0)
        w->busy = scor_scan_set(w->scan, SCOR_SCAN_CODEC, 0, NULL);
    w->done = (int64_t)done;
    w->total = (int64_t)total;
    return 0;
}

static int32_t SCOR_CALL cancel(void *user_data, uint64_t done, uint64_t total)
{
    (void)user_data;
    (void)done;
    (void)total;
    return 1;
}

static void scanned(state *s)
{
    scor_error *err = NULL;
    scor_scan *scan = scan_of(s, "examples/data/recto-verso-1.jpg", "examples/data/recto-verso-2.jpg");
    scor_buffer *pdf = NULL;
    scor_report *report = NULL;
    watch w;
    int32_t status;

    memset(&w, 0, sizeof w);
    w.scan = scan;
    OK(scor_scan_run(scan, tell, &w, &s->pdf[0], &s->report[0], NULL));
    fact_run("04.scan", s->pdf[0], s->report[0]);
    fact_int("04.scan.progress", w.calls);
    fact_int("04.scan.done", w.done);
    fact_int("04.scan.total", w.total);
    fact_int("04.scan.busy", w.busy);
    OK(scor_scan_set(scan, SCOR_SCAN_MAX_BYTES, 2000, NULL));
    status = scor_scan_run(scan, NULL, NULL, &pdf, &report, &err);
    fact_details("04.budget.details", err);
    fact_error("04.budget", status, err);
    OK(scor_scan_free(scan));

    scan = scan_of(s, "examples/data/recto-verso-1.jpg", NULL);
    status = scor_scan_run(scan, cancel, NULL, &pdf, &report, &err);
    fact_error("04.cancelled", status, err);
    OK(scor_scan_free(scan));
}

static void refused(const state *s)
{
    scor_scan *scan = scan_of(s, "examples/data/ordonnance-tronquee.jpg", NULL);
    scor_buffer *pdf = NULL;
    scor_report *report = NULL;

    OK(scor_scan_run(scan, NULL, NULL, &pdf, &report, NULL));
    fact_run("04.refused", pdf, report);
    OK(scor_report_free(report));
    OK(scor_scan_override(scan, "Original d\xc3\xa9truit", NULL));
    OK(scor_scan_run(scan, NULL, NULL, &pdf, &report, NULL));
    fact_run("04.taken", pdf, report);
    fact_pick("04.taken.reason", scor_report_json(report), "override");
    OK(scor_report_free(report));
    OK(scor_buffer_free(pdf));
    OK(scor_scan_free(scan));
}

static void previewed(void)
{
    scor_document *document = open_file("examples/data/ordonnance-tronquee.jpg", NULL);
    scor_buffer *png = NULL, *json = NULL;

    OK(scor_preview_page(document, 0, 600, NULL, &png, &json, NULL));
    fact_int("04.preview.size", (int64_t)scor_buffer_size(png));
    fact_buffer_fnv("04.preview.fnv", png);
    fact_pick("04.preview.faults", text_of(json), "faults");
    fact_buffer_pick("04.preview.cut", json, "cut");
    OK(scor_document_free(document));
}

static scor_source_options *options_of(int32_t field, int64_t amount)
{
    scor_source_options *options = NULL;
    OK(scor_source_options_new(&options, NULL));
    OK(scor_source_options_set(options, field, amount, NULL));
    return options;
}

/* The drawing of the README, as a scanner driver would hand it over. */
static void pixels(void)
{
    enum { WIDTH = 800, HEIGHT = 1100 };
    uint8_t *grey = malloc(WIDTH * HEIGHT);
    scor_source_options *options = options_of(SCOR_SOURCE_DPI, 100);
    scor_document *document = NULL;
    scor_buffer *png = NULL, *json = NULL;
    int x, y;

    if (!grey)
        stop("out of memory");
    for (y = 0; y < HEIGHT; y++)
        for (x = 0; x < WIDTH; x++) {
            int ink = x >= 100 && x < 700 && y >= 100 && y < 1000 && y / 12 % 3 == 0 && (x / 5 + y / 12) % 4 < 2;
            grey[y * WIDTH + x] = ink ? 20 : 235;
        }
    OK(scor_document_from_pixels(grey, WIDTH * HEIGHT, SCOR_PIXELS_GREY8, WIDTH, HEIGHT, WIDTH, 0, options, &document,
                                 NULL));
    fact_int("04.pixels.format", scor_document_format(document));
    fact_int("04.pixels.pages", scor_document_page_count(document));
    OK(scor_preview_page(document, 0, 400, NULL, &png, &json, NULL));
    fact_buffer_fnv("04.pixels.fnv", png);
    OK(scor_buffer_free(json));
    OK(scor_document_free(document));
    OK(scor_source_options_free(options));
    free(grey);
}

static void drawn(const state *s)
{
    bytes file = input("examples/data/ordonnance-logiciel.pdf");
    scor_error *err = NULL;
    scor_buffer *out = NULL;
    uint32_t width, height;
    int32_t layout, status;

    OK(scor_pdf_preview(scor_buffer_data(s->pdf[0]), scor_buffer_size(s->pdf[0]), 0, 96, NULL, &out, NULL));
    fact_buffer_fnv("04.png", out);
    OK(scor_pdf_render(file.data, file.size, 0, 50, NULL, &width, &height, &layout, &out, NULL));
    fact_int("04.render.width", width);
    fact_int("04.render.height", height);
    fact_int("04.render.layout", layout);
    fact_buffer_fnv("04.render.fnv", out);
    status = scor_pdf_render(file.data, file.size, 5, 50, NULL, &width, &height, &layout, &out, &err);
    fact_error("04.range", status, err);
}

/* The fingerprint of the first page; freed with free(). */
static char *fingerprint(const scor_report *report)
{
    char *quoted = pick(scor_report_json(report), "fingerprint");
    size_t size = strlen(quoted);
    if (size < 2)
        stop("no fingerprint");
    memmove(quoted, quoted + 1, size - 2);
    quoted[size - 2] = 0;
    return quoted;
}

static void compared(const state *s)
{
    char *first = fingerprint(s->report[0]), *second = fingerprint(s->report[1]);
    int32_t score, likeness;

    OK(scor_fingerprint_compare(first, first, &score, &likeness, NULL));
    fact_int("04.same.score", score);
    fact_int("04.same.likeness", likeness);
    OK(scor_fingerprint_compare(first, second, &score, &likeness, NULL));
    fact_int("04.other.score", score);
    fact_int("04.other.likeness", likeness);
    free(first);
    free(second);
}

void step_images(state *s)
{
    scor_error *err = NULL;
    bytes file = input("examples/data/recto-verso-1.jpg");
    scor_source_options *options = options_of(SCOR_SOURCE_MAX_BYTES, 1000);
    scor_document *document = open_file("examples/data/recto-verso-1.jpg", NULL), *none = NULL;
    scor_scan *scan;
    int32_t status;

    fact_int("04.scan.format", scor_document_format(document));
    fact_int("04.scan.pages", scor_document_page_count(document));
    OK(scor_document_free(document));
    status = scor_document_open(file.data, file.size, options, &none, &err);
    fact_error("04.bound", status, err);
    OK(scor_source_options_free(options));

    scanned(s);
    scan = scan_of(s, "examples/data/ordonnance-photo.jpg", NULL);
    OK(scor_scan_run(scan, NULL, NULL, &s->pdf[1], &s->report[1], NULL));
    fact_run("04.photo", s->pdf[1], s->report[1]);
    OK(scor_scan_free(scan));
    refused(s);
    previewed();
    pixels();
    drawn(s);
    compared(s);
}

void step_piece(state *s)
{
    const uint8_t *data = scor_buffer_data(s->pdf[0]);
    size_t size = scor_buffer_size(s->pdf[0]);
    scor_error *err = NULL;
    scor_piece *none = NULL;
    scor_buffer *pdf = NULL;
    int32_t status;

    OK(scor_piece_new(s->own, "P-1", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, data, size, s->report[0], NOW, &s->piece[0],
                      NULL));
    OK(scor_piece_new(s->own, "P-2", "ORDN", "Photo d'ordonnance", SCOR_MEDIUM_BOTH, scor_buffer_data(s->pdf[1]),
                      scor_buffer_size(s->pdf[1]), s->report[1], NOW, &s->piece[1], NULL));
    fact_text("05.label", scor_piece_label(s->piece[0]));
    fact_text("05.sha256", scor_piece_sha256(s->piece[0]));
    fact_int("05.pages", scor_piece_pages(s->piece[0]));
    fact_int("05.medium", scor_piece_medium(s->piece[0]));
    fact_int("05.confirmed", scor_piece_confirmed_at(s->piece[0]));
    OK(scor_piece_pdf(s->piece[0], &pdf, NULL));
    fact_buffer_fnv("05.pdf", pdf);
    fact_text("05.sha256.2", scor_piece_sha256(s->piece[1]));
    status = scor_piece_new(s->own, "P-1", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, data, size, s->report[0], 0, &none, &err);
    fact_error("05.unconfirmed", status, err);
    status = scor_piece_new(s->own, "P-1", "XXXX", NULL, SCOR_MEDIUM_DIGITAL, data, size, s->report[0], NOW, &none, &err);
    fact_error("05.type", status, err);
}
