// The second unit of client.cpp: the header is included here again, twice.
#include <scor.hpp>
#include <scor.hpp>

std::string other_version() { return scor::version(); }

// Moving hands an object over; nothing is freed twice.
int moved()
{
    scor::facture one = scor::facture::create();
    scor::facture two = std::move(one);
    one = std::move(two);
    return one && !two ? 0 : 2;
}
