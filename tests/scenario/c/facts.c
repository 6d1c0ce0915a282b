#include "facts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **facts;
static size_t fact_count_, fact_room;
static void **kept;
static size_t kept_count;
static const char *root_folder, *out_folder;

void stop(const char *why)
{
    fprintf(stderr, "scenario: %s\n", why);
    exit(1);
}

void ok_(const char *file, int line, int32_t status)
{
    if (status != SCOR_OK) {
        fprintf(stderr, "%s:%d: %s\n", file, line, scor_status_name(status));
        exit(1);
    }
}

static void *need(void *memory)
{
    if (!memory)
        stop("out of memory");
    return memory;
}

/* Remembers memory that lives as long as the program. */
static void *keep(void *memory)
{
    kept = need(realloc(kept, (kept_count + 1) * sizeof *kept));
    kept[kept_count++] = need(memory);
    return memory;
}

static void put(const char *key, const char *value)
{
    char *line = need(malloc(strlen(key) + strlen(value) + 8));
    sprintf(line, "\"%s\": %s", key, value);
    if (fact_count_ == fact_room) {
        fact_room = fact_room * 2 + 64;
        facts = need(realloc(facts, fact_room * sizeof *facts));
    }
    facts[fact_count_++] = line;
}

void fact_int(const char *key, int64_t number)
{
    char text[32];
    sprintf(text, "%" PRId64, number);
    put(key, text);
}

void fact_text(const char *key, const char *text)
{
    char *quoted, *to;
    if (!text) {
        put(key, "null");
        return;
    }
    to = quoted = need(malloc(strlen(text) * 6 + 3));
    *to++ = '"';
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x20) {
            to += sprintf(to, "\\u%04x", c);
            continue;
        }
        if (c == '"' || c == '\\')
            *to++ = '\\';
        *to++ = (char)c;
    }
    strcpy(to, "\"");
    put(key, quoted);
    free(quoted);
}

/* JSON without the white space between its words. */
static char *flat(const char *json)
{
    char *out = need(malloc(strlen(json) + 1)), *to = out;
    int quoted = 0;
    for (; *json; json++) {
        if (!quoted && strchr(" \t\r\n", *json))
            continue;
        *to++ = *json;
        if (quoted && *json == '\\' && json[1])
            *to++ = *++json;
        else if (*json == '"')
            quoted = !quoted;
    }
    *to = 0;
    return out;
}

void fact_json(const char *key, const char *json)
{
    char *text = flat(json);
    put(key, text);
    free(text);
}

void fact_fnv(const char *key, const uint8_t *data, size_t size)
{
    uint32_t hash = UINT32_C(2166136261);
    char text[9];
    size_t i;
    for (i = 0; i < size; i++)
        hash = (hash ^ data[i]) * UINT32_C(16777619);
    sprintf(text, "%08" PRIx32, hash);
    fact_text(key, text);
}

const char *text_of(const scor_buffer *buffer)
{
    return (const char *)scor_buffer_data(buffer);
}

void fact_buffer_json(const char *key, scor_buffer *json)
{
    fact_json(key, text_of(json));
    scor_buffer_free(json);
}

void fact_buffer_text(const char *key, scor_buffer *text)
{
    fact_text(key, text ? text_of(text) : NULL);
    scor_buffer_free(text);
}

void fact_buffer_fnv(const char *key, scor_buffer *bytes)
{
    fact_fnv(key, scor_buffer_data(bytes), scor_buffer_size(bytes));
    scor_buffer_free(bytes);
}

/* The end of the JSON value that begins here. */
static const char *value_end(const char *at)
{
    int depth = 0, quoted = 0;
    for (; *at; at++) {
        if (quoted) {
            if (*at == '\\' && at[1])
                at++;
            else if (*at == '"')
                quoted = 0;
        } else if (*at == '"') {
            quoted = 1;
        } else if (*at == '[' || *at == '{') {
            depth++;
        } else if (*at == ']' || *at == '}' || *at == ',') {
            if (depth == 0)
                break;
            depth -= *at != ',';
        }
    }
    return at;
}

char *pick(const char *json, const char *name)
{
    char *text = flat(json), *wanted = need(malloc(strlen(name) + 4));
    const char *found, *end;
    sprintf(wanted, "\"%s\":", name);
    found = strstr(text, wanted);
    if (found) {
        found += strlen(wanted);
        end = value_end(found);
        memmove(text, found, (size_t)(end - found));
        text[end - found] = 0;
    } else {
        text = need(realloc(text, 5));
        strcpy(text, "null");
    }
    free(wanted);
    return text;
}

void fact_pick(const char *key, const char *json, const char *name)
{
    char *value = pick(json, name);
    put(key, value);
    free(value);
}

void fact_buffer_pick(const char *key, scor_buffer *json, const char *name)
{
    fact_pick(key, text_of(json), name);
    scor_buffer_free(json);
}

void fact_count(const char *key, const char *json, const char *text)
{
    char *all = flat(json);
    const char *at = all;
    int64_t count = 0;
    while ((at = strstr(at, text)) != NULL) {
        count++;
        at += strlen(text);
    }
    free(all);
    fact_int(key, count);
}

void fact_error(const char *key, int32_t status, scor_error *err)
{
    if (status == SCOR_OK || !err || scor_error_code(err) != status)
        stop(key);
    fact_int(under(key, "code"), status);
    fact_text(under(key, "key"), scor_error_key(err));
    fact_text(under(key, "fr"), scor_error_message(err, SCOR_LANG_FR));
    OK(scor_error_free(err));
}

void fact_details(const char *key, const scor_error *err)
{
    fact_json(key, scor_error_details(err));
}

const char *under(const char *key, const char *name)
{
    static char made[8][128];
    static unsigned next;
    char *place = made[next++ % 8];
    snprintf(place, sizeof made[0], "%s.%s", key, name);
    return place;
}

static int before(const void *a, const void *b)
{
    /* A key is followed by a quote, which sorts before every letter, digit and point. */
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void facts_print(void)
{
    size_t i;
    qsort(facts, fact_count_, sizeof *facts, before);
    fputs("{\n", stdout);
    for (i = 0; i < fact_count_; i++)
        printf("%s%s\n", facts[i], i + 1 < fact_count_ ? "," : "");
    fputs("}\n", stdout);
}

void paths_set(const char *root, const char *out)
{
    root_folder = root;
    out_folder = out;
}

static const char *join(const char *folder, const char *name)
{
    char *path = keep(malloc(strlen(folder) + strlen(name) + 2));
    sprintf(path, "%s/%s", folder, name);
    return path;
}

const char *root_path(const char *name)
{
    return join(root_folder, name);
}

const char *out_path(const char *name)
{
    return join(out_folder, name);
}

bytes input(const char *name)
{
    FILE *file = fopen(root_path(name), "rb");
    uint8_t *data = keep(malloc(1 << 20));
    bytes read = {NULL, 0};
    if (!file)
        stop(name);
    read.data = data;
    read.size = fread(data, 1, 1 << 20, file);
    fclose(file);
    return read;
}

void release_all(void)
{
    size_t i;
    for (i = 0; i < fact_count_; i++)
        free(facts[i]);
    for (i = 0; i < kept_count; i++)
        free(kept[i]);
    free(facts);
    free(kept);
}
