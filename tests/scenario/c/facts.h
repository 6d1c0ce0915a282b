/* What the scenario prints: facts, collected and written in the order of their keys. See ../README.md. */
#ifndef SCENARIO_FACTS_H
#define SCENARIO_FACTS_H

#include <stdint.h>

#include "scor.h"

#define NOW INT64_C(1798761600)
#define DAY INT64_C(86400)

/* Ends the program unless a call did its work. */
#define OK(call) ok_(__FILE__, __LINE__, (call))
void ok_(const char *file, int line, int32_t status);
void stop(const char *why);

/* One fact; `json` is written flat and must be JSON. */
void fact_int(const char *key, int64_t number);
void fact_text(const char *key, const char *text);
void fact_json(const char *key, const char *json);
void fact_fnv(const char *key, const uint8_t *data, size_t size);
/* Takes a buffer of the library, which may be NULL, and frees it. */
void fact_buffer_json(const char *key, scor_buffer *json);
void fact_buffer_text(const char *key, scor_buffer *text);
void fact_buffer_fnv(const char *key, scor_buffer *bytes);
void fact_pick(const char *key, const char *json, const char *name);
void fact_buffer_pick(const char *key, scor_buffer *json, const char *name);
void fact_count(const char *key, const char *json, const char *text);
/* A call that must have failed: code, key and French message under `key`. Frees the error. */
void fact_error(const char *key, int32_t status, scor_error *err);
void fact_details(const char *key, const scor_error *err);

/* The value behind "name": in flat JSON; freed with free(). */
char *pick(const char *json, const char *name);
/* A key made of two. Valid until the next call but seven. */
const char *under(const char *key, const char *name);
const char *text_of(const scor_buffer *buffer);

void facts_print(void);

/* A file of the repository, or of the folder for output; stays for the program's life. */
typedef struct {
    const uint8_t *data;
    size_t size;
} bytes;
void paths_set(const char *root, const char *out);
bytes input(const char *name);
const char *root_path(const char *name);
const char *out_path(const char *name);
void release_all(void);

#endif
