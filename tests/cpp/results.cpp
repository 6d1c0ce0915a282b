// Without exceptions (-fno-exceptions): every failure is a value.
#define SCOR_NO_EXCEPTIONS
#include "scor.hpp"
#if __cplusplus >= 202002L
#include <span>
#endif

static scor::result<scor::profile> shipped() { return scor::profile::shipped(); }

int main()
{
    scor::result<scor::document> none = scor::document::open({});
    if (none || none.error().code() != SCOR_E_SOURCE_EMPTY || none.error().message_fr() != "le fichier est vide")
        return 1;
    scor::result<scor::profile> profile = shipped();
    if (!profile || profile->suite() != scor::suite::compat)
        return 2;
    auto kind = profile->recognise("SCOR-PUBLIC/ARL");
    if (!kind || *kind != std::optional<std::string>("arl"))
        return 3;
    scor::scan scan = scor::scan::create().value();
    if (!scan.use_profile(*profile) || scan.set(scor::scan_option::target_dpi, 1))
        return 4;
    const auto run = scan.run([](std::uint64_t, std::uint64_t) { return true; });
    if (run || run.error().code() != SCOR_E_SOURCE_NO_PAGES)
        return 5;
#if __cplusplus >= 202002L
    // Spans go in, and come of buffers; u8 literals are text.
    const std::span<const std::uint8_t> bytes;
    if (scor::document::open(bytes))
        return 6;
    const scor::buffer part = scor::message_part(std::string("x"), false, u8"text/plain").value();
    if (std::span<const std::uint8_t>(part).size() != part.size())
        return 7;
#endif
    return 0;
}
