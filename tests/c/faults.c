/* A file layer that fails on demand, between SQLite and the system: LD_PRELOAD.
 *
 * SCOR_FAULT_AT=n: at the n-th write, sync or cut of a file of the journal,
 *   SCOR_FAULT=torn    half of the write reaches the disk, and the process dies;
 *   SCOR_FAULT=power   the process dies, and of what was written since each file's last sync a part is undone, as a disk
 *                      may do that had not written it yet;
 *   SCOR_FAULT=full    from then on no write has room (ENOSPC);
 *   SCOR_FAULT=broken  this one operation fails (EIO).
 * One thread at a time writes in the tests, so nothing here is locked.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a write replaced. */
struct undo {
    int fd;
    off_t at, size;
    size_t length;
    struct undo *older;
    char before[];
};

static struct undo *undos;
static long counted;

static long target(void)
{
    const char *at = getenv("SCOR_FAULT_AT");
    return at ? atol(at) : 0;
}

static int kind(const char *name)
{
    const char *told = getenv("SCOR_FAULT");
    return told && strcmp(told, name) == 0;
}

/* The journal, its log and nothing else; the shared memory beside it is no part of the disk. */
static int ours(int fd)
{
    char link[64], path[4096];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return strstr(path, "suivi.scor") && !strstr(path, "-shm");
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static off_t size_of(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 ? st.st_size : 0;
}

static void remember(int fd, size_t length, off_t at)
{
    struct undo *u = malloc(sizeof *u + length);
    ssize_t got;
    if (!u)
        abort();
    u->fd = fd;
    u->at = at;
    u->size = size_of(fd);
    got = length ? REAL(pread64)(fd, u->before, length, at) : 0;
    u->length = got > 0 ? (size_t)got : 0;
    u->older = undos;
    undos = u;
}

static void synced(int fd)
{
    struct undo **u = &undos;
    while (*u) {
        struct undo *one = *u;
        if (one->fd == fd) {
            *u = one->older;
            free(one);
        } else {
            u = &one->older;
        }
    }
}

/* Newest first, as they must be undone; which of them is decided by the number of the fault. */
static void cut(void)
{
    struct undo *u;
    uint64_t dice = (uint64_t)target() * 0x9E3779B97F4A7C15u;
    for (u = undos; u; u = u->older) {
        dice ^= dice >> 29;
        dice *= 0xBF58476D1CE4E5B9u;
        if (dice >> 62 == 0)
            continue;
        if (REAL(pwrite64)(u->fd, u->before, u->length, u->at) < 0 || (dice >> 60 & 1 && REAL(ftruncate64)(u->fd, u->size) < 0))
            abort();
    }
    kill(getpid(), SIGKILL);
}

/* Counts an operation on the journal; 1 when it is to fail. */
static int struck(int fd)
{
    if (target() == 0 || !ours(fd))
        return 0;
    counted++;
    return kind("full") ? counted >= target() : counted == target();
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at)
{
    if (struck(fd)) {
        if (kind("torn")) {
            if (REAL(pwrite64)(fd, bytes, length / 2, at) < 0)
                abort();
            kill(getpid(), SIGKILL);
        }
        if (kind("power"))
            cut();
        errno = kind("full") ? ENOSPC : EIO;
        return -1;
    }
    if (kind("power") && ours(fd))
        remember(fd, length, at);
    return REAL(pwrite64)(fd, bytes, length, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    return pwrite64(fd, bytes, length, at);
}

/* Where SQLite seeks and writes. */
ssize_t write(int fd, const void *bytes, size_t length)
{
    if (target() && ours(fd)) {
        off_t at = lseek(fd, 0, SEEK_CUR);
        ssize_t done = pwrite64(fd, bytes, length, at);
        if (done > 0)
            lseek(fd, at + done, SEEK_SET);
        return done;
    }
    return REAL(write)(fd, bytes, length);
}

static int sync_of(int fd, int (*real)(int))
{
    int done;
    if (struck(fd)) {
        if (kind("power"))
            cut();
        if (kind("torn"))
            kill(getpid(), SIGKILL);
        errno = kind("full") ? ENOSPC : EIO;
        return -1;
    }
    done = real(fd);
    if (done == 0)
        synced(fd);
    return done;
}

int fsync(int fd)
{
    return sync_of(fd, REAL(fsync));
}

int fdatasync(int fd)
{
    return sync_of(fd, REAL(fdatasync));
}

int ftruncate64(int fd, off_t size)
{
    if (struck(fd)) {
        if (kind("power"))
            cut();
        if (kind("torn"))
            kill(getpid(), SIGKILL);
        errno = kind("full") ? ENOSPC : EIO;
        return -1;
    }
    if (kind("power") && ours(fd) && size < size_of(fd))
        remember(fd, (size_t)(size_of(fd) - size), size);
    return REAL(ftruncate64)(fd, size);
}

int ftruncate(int fd, off_t size)
{
    return ftruncate64(fd, size);
}
