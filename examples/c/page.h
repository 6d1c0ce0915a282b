/* Stands in for a scanner driver: a page of writing in 8-bit grey, drawn here. */
#ifndef PAGE_H
#define PAGE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_DPI = 200, PAGE_WIDTH = 1165, PAGE_HEIGHT = 1654 }; /* A5 */

static void page_bar(unsigned char *grey, int x, int y, int width, int height)
{
    int row;
    for (row = y; row < y + height; row++)
        memset(grey + (size_t)row * PAGE_WIDTH + x, 40, (size_t)width);
}

/* Letters are stems and bars: enough for the gate to see writing. Freed with free(). */
static unsigned char *page_scan(void)
{
    unsigned char *grey = malloc((size_t)PAGE_WIDTH * PAGE_HEIGHT);
    uint32_t seed = 12345;
    int x, y;

    if (!grey)
        return NULL;
    memset(grey, 235, (size_t)PAGE_WIDTH * PAGE_HEIGHT);
    for (y = 150; y < PAGE_HEIGHT - 200; y += 60) {
        for (x = 120; x < PAGE_WIDTH - 160; x += 20) {
            seed = seed * 1664525u + 1013904223u;
            if (seed >> 29 == 0)
                continue; /* between words */
            page_bar(grey, x, y, 3, 24);
            if (seed >> 28 & 1)
                page_bar(grey, x, y, 13, 3);
            if (seed >> 27 & 1)
                page_bar(grey, x, y + 11, 13, 3);
            if (seed >> 26 & 1)
                page_bar(grey, x + 10, y + 11, 3, 13);
            page_bar(grey, x, y + 21, 13, 3);
        }
    }
    return grey;
}

#endif
