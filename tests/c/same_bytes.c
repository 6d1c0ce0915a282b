/* Prints, for each file, the verdict on it and a checksum of the PDF and of the report: every build of the library
 * must print the same.
 *     same_bytes FILE... */
#include <stdio.h>
#include <stdlib.h>

#include "scor.h"

/* FNV-1a of 64 bits. */
static uint64_t checksum(const uint8_t *data, size_t size)
{
    uint64_t sum = 14695981039346656037u;
    size_t i;

    for (i = 0; i < size; i++)
        sum = (sum ^ data[i]) * 1099511628211u;
    return sum;
}

static unsigned char *read_all(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    unsigned char *data = NULL;
    long end;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0
        && (data = malloc((size_t)end + 1)) != NULL && fread(data, 1, (size_t)end, file) == (size_t)end)
        *size = (size_t)end;
    else
        exit(2);
    fclose(file);
    return data;
}

static void print_sum(const char *name, const uint8_t *data, size_t size)
{
    uint64_t sum = checksum(data, size);

    printf(" %s %08lx%08lx", name, (unsigned long)(sum >> 32), (unsigned long)(sum & 0xFFFFFFFFu));
}

static void one(const char *path)
{
    const char *name = path, *at;
    scor_error *err = NULL;
    scor_document *document = NULL;
    scor_scan *scan = NULL;
    scor_buffer *pdf = NULL;
    scor_report *report = NULL;
    size_t size = 0;
    unsigned char *data = read_all(path, &size);

    for (at = path; *at; at++)
        if (*at == '/' || *at == '\\')
            name = at + 1;
    printf("%s:", name);
    if (scor_document_open(data, size, NULL, &document, &err) != SCOR_OK || scor_scan_new(NULL, &scan, &err) != SCOR_OK
        || scor_scan_add(scan, document, &err) != SCOR_OK
        || scor_scan_run(scan, NULL, NULL, &pdf, &report, &err) != SCOR_OK) {
        printf(" %s\n", scor_error_key(err));
        scor_error_free(err);
    } else {
        const char *json = scor_report_json(report);
        size_t length = 0;

        while (json[length])
            length++;
        printf(" verdict %d", (int)scor_report_verdict(report));
        print_sum("report", (const uint8_t *)json, length);
        if (pdf != NULL)
            print_sum("pdf", scor_buffer_data(pdf), scor_buffer_size(pdf));
        printf("\n");
    }
    scor_report_free(report);
    scor_buffer_free(pdf);
    scor_scan_free(scan);
    scor_document_free(document);
    free(data);
}

int main(int argc, char **argv)
{
    int i;

    for (i = 1; i < argc; i++)
        one(argv[i]);
    return argc > 1 ? 0 : 64;
}
