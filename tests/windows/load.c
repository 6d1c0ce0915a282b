/* Loads and unloads the DLL 25 times, from a folder with accents and from a path of more than 260 characters, works with
 * it in each life, and with 8 threads in the last one.
 *     load.exe DLL IMAGE */
#define WIN32_LEAN_AND_MEAN
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

typedef struct scor_handle scor_handle;

typedef struct {
    int32_t(__cdecl *abi_version)(void);
    int32_t(__cdecl *open)(const uint8_t *, size_t, const void *, scor_handle **, scor_handle **);
    int32_t(__cdecl *document_free)(scor_handle *);
    int32_t(__cdecl *error_code)(const scor_handle *);
    int32_t(__cdecl *error_free)(scor_handle *);
    int32_t(__cdecl *scan_new)(const void *, scor_handle **, scor_handle **);
    int32_t(__cdecl *scan_add)(scor_handle *, const scor_handle *, scor_handle **);
    int32_t(__cdecl *scan_run)(scor_handle *, void *, void *, scor_handle **, scor_handle **, scor_handle **);
    int32_t(__cdecl *scan_free)(scor_handle *);
    size_t(__cdecl *buffer_size)(const scor_handle *);
    int32_t(__cdecl *buffer_free)(scor_handle *);
    int32_t(__cdecl *report_free)(scor_handle *);
} api;

static api scor;
static unsigned char *image;
static size_t image_size;

static void stop(const char *what)
{
    printf("FAIL %s (Windows error %lu)\n", what, GetLastError());
    exit(1);
}

static void find(HMODULE dll, const char *name, void *slot)
{
    FARPROC found = GetProcAddress(dll, name);
    if (!found)
        stop(name);
    memcpy(slot, &found, sizeof found);
}

static HMODULE load(const wchar_t *path)
{
    HMODULE dll = LoadLibraryW(path);
    if (!dll)
        stop("LoadLibraryW");
    find(dll, "scor_abi_version", &scor.abi_version);
    find(dll, "scor_document_open", &scor.open);
    find(dll, "scor_document_free", &scor.document_free);
    find(dll, "scor_error_code", &scor.error_code);
    find(dll, "scor_error_free", &scor.error_free);
    find(dll, "scor_scan_new", &scor.scan_new);
    find(dll, "scor_scan_add", &scor.scan_add);
    find(dll, "scor_scan_run", &scor.scan_run);
    find(dll, "scor_scan_free", &scor.scan_free);
    find(dll, "scor_buffer_size", &scor.buffer_size);
    find(dll, "scor_buffer_free", &scor.buffer_free);
    find(dll, "scor_report_free", &scor.report_free);
    return dll;
}

/* The size of the PDF of the image. */
static DWORD WINAPI scan(void *nothing)
{
    scor_handle *document = NULL, *job = NULL, *pdf = NULL, *report = NULL;
    DWORD size;

    (void)nothing;
    if (scor.open(image, image_size, NULL, &document, NULL) || scor.scan_new(NULL, &job, NULL)
        || scor.scan_add(job, document, NULL) || scor.scan_run(job, NULL, NULL, &pdf, &report, NULL))
        return 0;
    size = (DWORD)scor.buffer_size(pdf);
    scor.report_free(report);
    scor.buffer_free(pdf);
    scor.scan_free(job);
    scor.document_free(document);
    return size;
}

static void lives(const wchar_t *path)
{
    int life;

    for (life = 0; life < 25; life++) {
        HMODULE dll = load(path);
        scor_handle *document = NULL, *error = NULL;
        if (scor.abi_version() < 1 || scor.open(NULL, 0, NULL, &document, &error) != -201
            || scor.error_code(error) != -201 || scor.error_free(error) != 0)
            stop("work in a life");
        if (!FreeLibrary(dll))
            stop("FreeLibrary");
        if (GetModuleHandleW(path))
            stop("the DLL stays after FreeLibrary");
    }
}

static void threads(void)
{
    HANDLE running[8];
    DWORD first = 0, size;
    int i;

    for (i = 0; i < 8; i++)
        if (!(running[i] = CreateThread(NULL, 0, scan, NULL, 0, NULL)))
            stop("CreateThread");
    WaitForMultipleObjects(8, running, TRUE, INFINITE);
    for (i = 0; i < 8; i++) {
        GetExitCodeThread(running[i], &size);
        if (i == 0)
            first = size;
        if (size == 0 || size != first)
            stop("eight threads, one answer");
        CloseHandle(running[i]);
    }
}

static void read_image(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size;

    if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) <= 0 || fseek(file, 0, SEEK_SET)
        || !(image = malloc((size_t)size)) || fread(image, 1, (size_t)size, file) != (size_t)size)
        stop(path);
    image_size = (size_t)size;
    fclose(file);
}

/* A copy of the DLL in a folder below this one; deep folders when `levels` are asked for. */
static void copy_to(const char *dll, wchar_t *path, int levels)
{
    wchar_t source[260];
    int i;

    MultiByteToWideChar(CP_UTF8, 0, dll, -1, source, 260);
    wcscpy(path, L"\\\\?\\");
    GetCurrentDirectoryW(2000, path + 4);
    for (i = 0; i < levels; i++) {
        wcscat(path, L"\\dossier \u00e9t\u00e9 \u0153uvre et un nom tr\u00e8s long pour aller plus loin");
        CreateDirectoryW(path, NULL);
    }
    wcscat(path, L"\\scor1.dll");
    if (!CopyFileW(source, path, FALSE))
        stop("CopyFileW");
}

int main(int argc, char **argv)
{
    static wchar_t path[4000];

    if (argc != 3)
        return 64;
    read_image(argv[2]);
    copy_to(argv[1], path, 1);
    lives(path + 4);
    copy_to(argv[1], path, 6);
    if (wcslen(path) < 300)
        stop("the path is not long");
    lives(path);
    load(path);
    threads();
    printf("ok\n");
    return 0;
}
