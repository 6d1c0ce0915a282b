/* The smallest client in C. */
#include <scor.h>

int main(void)
{
    return scor_abi_version() == SCOR_ABI_VERSION ? 0 : 1;
}
