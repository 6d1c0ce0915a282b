/* Journals and profiles in folders with accents and spaces, and at more than 260 and more than 1040 characters: made,
 * opened again, copied, restored.
 *     paths.exe        (in an empty folder) */
#define WIN32_LEAN_AND_MEAN
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "scor.h"

static void stop(const char *what, int levels, scor_error *err)
{
    printf("FAIL %s, %d folders deep: %s\n", what, levels, err ? scor_error_message(err, SCOR_LANG_EN) : "");
    exit(1);
}

static void folder(wchar_t *path, int levels)
{
    int i;

    wcscpy(path, L"\\\\?\\");
    GetCurrentDirectoryW(2000, path + 4);
    for (i = 0; i < levels; i++) {
        wcscat(path, L"\\\u00c9t\u00e9 \u0153uvre, un nom qui ne finit pas de sit\u00f4t ");
        wcscat(path, L"fin");
        CreateDirectoryW(path, NULL);
    }
}

/* The file in the folder as a host hands it over: UTF-8, without the prefix of long paths. */
static const char *utf8(const wchar_t *path, const wchar_t *name, char *out)
{
    int size = WideCharToMultiByte(CP_UTF8, 0, path + 4, -1, out, 12000, NULL, NULL);

    out[size - 1] = '\\';
    WideCharToMultiByte(CP_UTF8, 0, name, -1, out + size, 12000 - size, NULL, NULL);
    return out;
}

static void write_profile(const wchar_t *path)
{
    static wchar_t name[4000];
    static const char text[] = "id = \"essai\"\nversion = \"1\"\n";
    HANDLE file;
    DWORD done;

    wcscpy(name, path);
    wcscat(name, L"\\profil d'\u00e9t\u00e9");
    CreateDirectoryW(name, NULL);
    wcscat(name, L"\\profile.toml");
    file = CreateFileW(name, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE || !WriteFile(file, text, sizeof text - 1, &done, NULL))
        stop("profile.toml", 0, NULL);
    CloseHandle(file);
}

static void profile(const wchar_t *path, int levels)
{
    static char name[12000];
    scor_error *err = NULL;
    scor_bundle *bundle = NULL;

    write_profile(path);
    utf8(path, L"profil d'\u00e9t\u00e9", name);
    if (scor_bundle_read(name, &bundle, &err) != SCOR_OK)
        stop("scor_bundle_read", levels, err);
    scor_bundle_free(bundle);
}

static void journal(const wchar_t *path, int levels, const scor_profile *rules)
{
    static char name[12000], copy[12000], back[12000];
    static const uint8_t key[32] = {1, 2, 3};
    scor_error *err = NULL;
    scor_journal *book = NULL;

    utf8(path, L"cl\u00e9 \u00e0 part.scor", name);
    utf8(path, L"copie d'\u00e9t\u00e9.scor", copy);
    utf8(path, L"r\u00e9tabli.scor", back);
    if (scor_journal_create(name, key, 32, rules, "metropole", "infirmier", 1798761600, &book, &err) != SCOR_OK)
        stop("scor_journal_create", levels, err);
    scor_journal_free(book);
    if (scor_journal_open(name, key, 32, rules, "metropole", "infirmier", &book, &err) != SCOR_OK)
        stop("scor_journal_open", levels, err);
    if (scor_journal_backup(book, copy, &err) != SCOR_OK)
        stop("scor_journal_backup", levels, err);
    scor_journal_free(book);
    if (scor_journal_restore(copy, back, key, 32, rules, "metropole", "infirmier", &book, &err) != SCOR_OK)
        stop("scor_journal_restore", levels, err);
    scor_journal_free(book);
}

int main(void)
{
    static const int depths[] = {0, 1, 7, 30};
    static wchar_t path[4000];
    scor_profile *rules = NULL;
    size_t i, longest = 0;

    if (scor_profile_public(&rules, NULL) != SCOR_OK)
        return 1;
    for (i = 0; i < sizeof depths / sizeof *depths; i++) {
        folder(path, depths[i]);
        profile(path, depths[i]);
        journal(path, depths[i], rules);
        longest = wcslen(path);
    }
    scor_profile_free(rules);
    if (longest < 1100)
        stop("the paths are not long", 30, NULL);
    printf("ok\n");
    return 0;
}
