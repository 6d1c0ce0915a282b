/* A host like Delphi before 12: floating-point exceptions are armed. Rendering divides and rounds a lot; nothing
 * may trap, and the traps must be armed as before when the library is back. */
#define _GNU_SOURCE
#include <fenv.h>

#include "../../examples/c/scor_example.h"

int main(int argc, char **argv)
{
    const int armed = FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INEXACT;
    scor_error *err = NULL;
    scor_buffer *pixels = NULL;
    uint32_t width, height;
    int32_t layout, status;
    size_t size;
    unsigned char *data;

    if (argc != 2)
        return 2;
    data = read_file(argv[1], &size);
    feenableexcept(armed);
    status = scor_pdf_render(data, size, 0, 96, NULL, &width, &height, &layout, &pixels, &err);
    if (fegetexcept() != armed)
        return 3;
    fedisableexcept(armed);
    check(status, err);
    scor_buffer_free(pixels);
    free(data);
    return 0;
}
