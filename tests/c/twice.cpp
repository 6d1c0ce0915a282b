// The header in C++, twice, and its names with C linkage.
#include "scor.h"
#include "scor.h"

int main()
{
    return scor_abi_version() == SCOR_ABI_VERSION ? 0 : 1;
}
