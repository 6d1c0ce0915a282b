/* Milliseconds to load a library and, when it is scor's, to make the first call into it: load LIBRARY. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdint.h>
#include <time.h>

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec * 1e-6;
}

int main(int argc, char **argv)
{
    int32_t (*abi)(void) = NULL;
    double start = now(), loaded, called = 0;
    void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;

    loaded = now();
    if (!library) {
        fprintf(stderr, "%s\n", argc == 2 ? dlerror() : "load LIBRARY");
        return 1;
    }
    *(void **)&abi = dlsym(library, "scor_abi_version");
    if (abi) {
        double before = now();
        (void)abi();
        called = now() - before;
    }
    printf("%.3f %.4f\n", loaded - start, called);
    return 0;
}
