/* What a host may get wrong: every case must come back as a status, under Valgrind and AddressSanitizer too. */
#include <stdio.h>
#include <string.h>

#include "scor.h"

static int failures;

#define CHECK(condition)                                             \
    do {                                                             \
        if (!(condition)) {                                          \
            printf("line %d: %s\n", __LINE__, #condition);           \
            failures++;                                              \
        }                                                            \
    } while (0)

static int lines;

static void SCOR_CALL count_line(void *user_data, int32_t level, const char *text)
{
    (void)user_data;
    (void)level;
    (void)text;
    lines++;
}

static void versions(void)
{
    char text[32];
    sprintf(text, "%d.%d.%d", SCOR_VERSION_MAJOR, SCOR_VERSION_MINOR, SCOR_VERSION_PATCH);
    CHECK(strcmp(text, scor_version_string()) == 0);
    CHECK(SCOR_VERSION_NUMBER == SCOR_VERSION_MAJOR * 1000000 + SCOR_VERSION_MINOR * 1000 + SCOR_VERSION_PATCH);
    CHECK(scor_version_number() == SCOR_VERSION_NUMBER);
    CHECK(scor_abi_version() == SCOR_ABI_VERSION);
}

static void errors(void)
{
    static const uint8_t junk[] = "neither an image nor a PDF";
    scor_error *err = NULL;
    scor_document *document = (scor_document *)junk;

    CHECK(scor_document_open(junk, sizeof junk, NULL, &document, &err) == SCOR_E_SOURCE_UNKNOWN);
    CHECK(document == NULL);
    CHECK(scor_error_code(err) == SCOR_E_SOURCE_UNKNOWN);
    CHECK(strcmp(scor_error_key(err), "source.unknown_format") == 0);
    CHECK(strcmp(scor_error_message(err, SCOR_LANG_EN), scor_error_message(err, SCOR_LANG_FR)) != 0);
    CHECK(scor_error_message(err, 99) == NULL);
    CHECK(strcmp(scor_error_details(err), "{}") == 0);
    CHECK(scor_error_free(err) == SCOR_OK);
    CHECK(scor_error_free(err) == SCOR_E_BAD_HANDLE);
    CHECK(scor_error_key(err) == NULL);
    CHECK(scor_error_code(NULL) == SCOR_E_NULL_ARGUMENT);

    CHECK(scor_document_open(junk, sizeof junk, NULL, NULL, &err) == SCOR_E_NULL_ARGUMENT);
    CHECK(strcmp(scor_error_details(err), "{\"name\":\"out\"}") == 0);
    scor_error_free(err);
    CHECK(scor_document_open(NULL, 0, NULL, &document, NULL) == SCOR_E_SOURCE_EMPTY);
    CHECK(scor_document_open(NULL, 5, NULL, &document, NULL) == SCOR_E_NULL_ARGUMENT);
    CHECK(strcmp(scor_status_name(SCOR_OK), "SCOR_OK") == 0);
    CHECK(strcmp(scor_status_name(SCOR_E_PANIC), "SCOR_E_PANIC") == 0);
    CHECK(strcmp(scor_status_name(12345), "SCOR_E_UNKNOWN") == 0);
}

static void handles(void)
{
    static const uint8_t pixels[16] = {0};
    scor_error *err = NULL;
    scor_source_options *options = NULL;
    scor_document *document = NULL;
    int32_t status;

    CHECK(scor_source_options_new(&options, &err) == SCOR_OK && err == NULL);
    CHECK(scor_source_options_set(options, SCOR_SOURCE_DPI, 300, NULL) == SCOR_OK);
    CHECK(scor_source_options_set(options, SCOR_SOURCE_DPI, -1, NULL) == SCOR_E_BAD_VALUE);
    CHECK(scor_source_options_set(options, SCOR_SOURCE_MAX_PAGES, 0, NULL) == SCOR_E_BAD_VALUE);
    CHECK(scor_source_options_set(options, 99, 1, NULL) == SCOR_E_BAD_VALUE);
    status = scor_document_from_pixels(pixels, 16, SCOR_PIXELS_GREY8, 4, 4, 4, 0, options, &document, &err);
    CHECK(status == SCOR_OK && err == NULL);
    CHECK(scor_document_page_count(document) == 1);
    CHECK(scor_document_format(document) == SCOR_FORMAT_RAW);

    /* A wrong kind, in both directions. */
    CHECK(scor_document_free((scor_document *)options) == SCOR_E_BAD_HANDLE);
    CHECK(scor_source_options_free((scor_source_options *)document) == SCOR_E_BAD_HANDLE);
    CHECK(scor_buffer_data((const scor_buffer *)document) == NULL);
    /* Any order, twice, after the end, never made. */
    CHECK(scor_source_options_free(options) == SCOR_OK);
    CHECK(scor_source_options_free(options) == SCOR_E_BAD_HANDLE);
    CHECK(scor_source_options_set(options, SCOR_SOURCE_DPI, 300, NULL) == SCOR_E_BAD_HANDLE);
    CHECK(scor_document_page_count(document) == 1);
    CHECK(scor_document_free(document) == SCOR_OK);
    CHECK(scor_document_page_count(document) == 0);
    CHECK(scor_document_free((scor_document *)pixels) == SCOR_E_BAD_HANDLE);
    CHECK(scor_document_free(NULL) == SCOR_OK);

    /* Lies about size. */
    status = scor_document_from_pixels(pixels, 15, SCOR_PIXELS_GREY8, 4, 4, 4, 0, NULL, &document, NULL);
    CHECK(status == SCOR_E_SOURCE_GEOMETRY && document == NULL);
    status = scor_document_from_pixels(pixels, 16, SCOR_PIXELS_GREY8, 4, 4, (size_t)-1, 0, NULL, &document, NULL);
    CHECK(status == SCOR_E_SOURCE_GEOMETRY);
    status = scor_document_from_pixels(pixels, 16, SCOR_PIXELS_GREY8, 4, 4, 4, 2, NULL, &document, NULL);
    CHECK(status == SCOR_E_BAD_VALUE);
    status = scor_document_from_pixels(pixels, 16, 0, 4, 4, 4, 0, NULL, &document, NULL);
    CHECK(status == SCOR_E_BAD_VALUE);
}

static void many(void)
{
    scor_source_options *first = NULL, *next = NULL;
    int i;

    CHECK(scor_source_options_new(&first, NULL) == SCOR_OK);
    CHECK(scor_source_options_free(first) == SCOR_OK);
    for (i = 0; i < 3000; i++) { /* beyond the generations of a slot on 32 bits */
        CHECK(scor_source_options_new(&next, NULL) == SCOR_OK);
        CHECK(next != first);
        CHECK(scor_source_options_free(next) == SCOR_OK);
    }
    CHECK(scor_source_options_free(first) == SCOR_E_BAD_HANDLE);
}

int main(void)
{
    CHECK(scor_log_set_sink(count_line, NULL) == SCOR_OK);
    versions();
    errors();
    handles();
    many();
    CHECK(scor_log_set_sink(NULL, NULL) == SCOR_OK);
    CHECK(lines == 0); /* misuse is a status, not a fault */
    return failures != 0;
}
