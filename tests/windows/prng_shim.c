/* Test only, never shipped: Wine before 9 has no bcryptprimitives.dll, whose ProcessPrng Rust's library calls.
 * Windows 10 and later have it. */
#include <windows.h>

BOOLEAN WINAPI SystemFunction036(PVOID buffer, ULONG size);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    while (size > 0) {
        ULONG step = size > 65536 ? 65536 : (ULONG)size;

        if (!SystemFunction036(data, step))
            return FALSE;
        data += step;
        size -= step;
    }
    return TRUE;
}
