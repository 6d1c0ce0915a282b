/// scor.hpp - SCOR for practice software, C++17 and later, header only. A thin layer over scor.h, whose text says what
/// each function does, with what bounds and errors; the C name stands in each function here.
///
/// - Objects are move-only and free themselves. Make them with `create`, `open`, `read`...
/// - A call that fails throws `scor::error`. With SCOR_NO_EXCEPTIONS defined before the include, it gives a
///   `scor::result<T>` instead: `if (auto x = f()) use(*x); else log(x.error().what());`
/// - Text is UTF-8 (`std::string`, literals), up to its first NUL. Bytes are anything with `data()` and `size()`.
///   Paths are `std::filesystem::path`; on Windows make them of UTF-8 with `std::filesystem::u8path`.
/// - Link with libscor; on Windows with the import library of scor1.dll.
#ifndef SCOR_HPP
#define SCOR_HPP

#include "scor/core.hpp"
#include "scor/constants.hpp"
#include "scor/scan.hpp"
#include "scor/dossier.hpp"
#include "scor/seal.hpp"
#include "scor/journal.hpp"

#endif
