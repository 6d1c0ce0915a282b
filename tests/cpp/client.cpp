// The smallest client in C++, of two units.
#include <scor.hpp>

static_assert(!std::is_copy_constructible_v<scor::scan> && std::is_nothrow_move_constructible_v<scor::scan>);
static_assert(!std::is_copy_assignable_v<scor::buffer> && std::is_nothrow_move_assignable_v<scor::buffer>);

std::string other_version();
int moved();

int main()
{
    if (!scor::compatible() || other_version() != scor::version())
        return 1;
    try {
        (void)scor::document::open({});
    } catch (const scor::error &e) {
        return e.code() == SCOR_E_SOURCE_EMPTY && e.key() == "source.empty" ? moved() : 3;
    }
    return 4;
}
