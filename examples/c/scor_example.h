/* What every example needs: read a file, stop with the library's own words. */
#ifndef SCOR_EXAMPLE_H
#define SCOR_EXAMPLE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "scor.h"

/* The call first, then the error: among the arguments of one function, C may read it before the call has set it. */
#define check(call, err)            \
    do {                            \
        int32_t status_ = (call);   \
        stop_on(status_, err);      \
    } while (0)

/* Shows why a call failed, in French for the person and in English for the log, and ends the program. */
static void stop_on(int32_t status, scor_error *err)
{
    if (status == SCOR_OK)
        return;
    fprintf(stderr, "%s\n", err ? scor_error_message(err, SCOR_LANG_FR) : "?");
    fprintf(stderr, "%s: %s %s\n", scor_status_name(status), err ? scor_error_message(err, SCOR_LANG_EN) : "?",
            err ? scor_error_details(err) : "{}");
    scor_error_free(err);
    exit(1);
}

/* The whole of a file; freed with free(). */
static unsigned char *read_file(const char *path, size_t *size)
{
    unsigned char *data = NULL;
    long length = -1;
    FILE *file = fopen(path, "rb");
    if (file && fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0)
        data = malloc((size_t)length + 1);
    *size = data ? fread(data, 1, (size_t)length, file) : 0;
    if (file)
        fclose(file);
    if (!data) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    return data;
}

#endif
