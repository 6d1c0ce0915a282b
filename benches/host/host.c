/* What a host notices: memory over thousands of pieces, threads, the cost of a call.
 *
 *     host memory PIECES IMAGE      resident memory at a tenth of the pieces, and at all of them
 *     host threads PIECES IMAGE     PIECES scans by one thread, then by eight with handles of their own
 *     host calls                    nanoseconds of a trivial call
 *
 * benches/host/run.sh builds it against a release folder and prints the table of docs/performance.md.
 */
#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../../examples/c/scor_example.h"

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

static long resident_kb(void)
{
    long pages = 0, skipped;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &skipped, &pages) != 2)
        pages = 0;
    if (file)
        fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* One scan to a piece, as a host does it; the operator takes it whatever the gate says. */
static void make_piece(const scor_profile *profile, const unsigned char *image, size_t size)
{
    scor_error *err = NULL;
    scor_document *document = NULL;
    scor_scan *scan = NULL;
    scor_buffer *pdf = NULL;
    scor_report *report = NULL;
    scor_piece *piece = NULL;

    check(scor_document_open(image, size, NULL, &document, &err), err);
    check(scor_scan_new(NULL, &scan, &err), err);
    check(scor_scan_use_profile(scan, profile, &err), err);
    check(scor_scan_add(scan, document, &err), err);
    check(scor_scan_override(scan, "mesure", &err), err);
    check(scor_scan_run(scan, NULL, NULL, &pdf, &report, &err), err);
    check(scor_piece_new(profile, "P-1", "ORDN", NULL, SCOR_MEDIUM_DIGITAL, scor_buffer_data(pdf), scor_buffer_size(pdf),
                         report, 1, &piece, &err), err);
    scor_piece_free(piece);
    scor_report_free(report);
    scor_buffer_free(pdf);
    scor_scan_free(scan);
    scor_document_free(document);
}

static struct {
    unsigned char *image;
    size_t size;
    int pieces;
} work;

static void *worker(void *unused)
{
    scor_error *err = NULL;
    scor_profile *profile = NULL;
    int i;

    (void)unused;
    check(scor_profile_public(&profile, &err), err);
    for (i = 0; i < work.pieces; i++)
        make_piece(profile, work.image, work.size);
    scor_profile_free(profile);
    return NULL;
}

static int memory(int pieces)
{
    int all = pieces;
    work.pieces = all / 10;
    worker(NULL);
    printf("%d pieces: %ld kB resident\n", all / 10, resident_kb());
    work.pieces = all - all / 10;
    worker(NULL);
    printf("%d pieces: %ld kB resident\n", all, resident_kb());
    return 0;
}

static int threads(int pieces)
{
    enum { THREADS = 8 };
    pthread_t ids[THREADS];
    double start, one, many;
    int i;

    work.pieces = pieces / THREADS * THREADS;
    start = now();
    worker(NULL);
    one = now() - start;
    work.pieces = pieces / THREADS;
    start = now();
    for (i = 0; i < THREADS; i++)
        if (pthread_create(&ids[i], NULL, worker, NULL) != 0)
            return 1;
    for (i = 0; i < THREADS; i++)
        pthread_join(ids[i], NULL);
    many = now() - start;
    printf("1 thread %.2f s, %d threads %.2f s: %.2f times as fast\n", one, THREADS, many, one / many);
    return 0;
}

static int calls(void)
{
    enum { TIMES = 5000000 };
    uint32_t sum = 0;
    int i;
    double start;

    start = now();
    for (i = 0; i < TIMES; i++)
        sum += (uint32_t)scor_version_number();
    printf("%.1f ns a call (%u)\n", (now() - start) / TIMES * 1e9, (unsigned)(sum % 10));
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "calls") == 0)
        return calls();
    if (argc != 4) {
        fprintf(stderr, "host calls | memory PIECES IMAGE | threads PIECES IMAGE\n");
        return 64;
    }
    work.image = read_file(argv[3], &work.size);
    return strcmp(argv[1], "memory") == 0 ? memory(atoi(argv[2])) : threads(atoi(argv[2]));
}
