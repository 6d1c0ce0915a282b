/* From a file to the screen, step by step, with every object freed.
 *
 *     cc -std=c99 -I include examples/c/road.c -L target/release -lscor -o road
 *     LD_LIBRARY_PATH=target/release ./road document.pdf
 */
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

/* Recognises a file and says what it is. */
static int32_t look(const unsigned char *data, size_t size)
{
    scor_error *err = NULL;
    scor_source_options *options = NULL;
    scor_document *document = NULL;
    int32_t format;

    check(scor_source_options_new(&options, &err), err);
    check(scor_source_options_set(options, SCOR_SOURCE_MAX_PAGES, 20, &err), err);
    check(scor_document_open(data, size, options, &document, &err), err);
    format = scor_document_format(document);
    printf("format %d, %d page(s)\n", (int)format, (int)scor_document_page_count(document));
    scor_document_free(document);
    scor_source_options_free(options);
    return format;
}

/* Draws the first page of a PDF as a host would for its screen. */
static void preview(const unsigned char *data, size_t size)
{
    scor_error *err = NULL;
    scor_buffer *pixels = NULL;
    uint32_t width, height;
    int32_t layout;

    check(scor_pdf_render(data, size, 0, 96, NULL, &width, &height, &layout, &pixels, &err), err);
    printf("preview %u x %u, %s, %lu bytes\n", (unsigned)width, (unsigned)height,
           layout == SCOR_PIXELS_RGB24 ? "colour" : "grey", (unsigned long)scor_buffer_size(pixels));
    scor_buffer_free(pixels);
}

int main(int argc, char **argv)
{
    int i;

    meet();
    for (i = 1; i < argc; i++) {
        size_t size;
        unsigned char *data = read_file(argv[i], &size);
        if (look(data, size) == SCOR_FORMAT_PDF)
            preview(data, size);
        free(data);
    }
    return 0;
}
