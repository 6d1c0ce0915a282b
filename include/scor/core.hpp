/// Errors, results, handles, text and bytes: what the rest of scor.hpp is made of.
#ifndef SCOR_CORE_HPP
#define SCOR_CORE_HPP

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "../scor.h"

// Two units of one program may choose differently: their functions have different names for the linker.
#if defined(SCOR_NO_EXCEPTIONS)
#define SCOR_HPP_NAMESPACE results
#else
#define SCOR_HPP_NAMESPACE throwing
#endif

namespace scor {
inline namespace SCOR_HPP_NAMESPACE {

/// Version of the loaded library: as text, as a number, and of its binary interface.
[[nodiscard]] inline std::string version() { return scor_version_string(); }
[[nodiscard]] inline std::int32_t version_number() noexcept { return scor_version_number(); }
[[nodiscard]] inline std::int32_t abi_version() noexcept { return scor_abi_version(); }
/// Is the loaded library the one that this header describes? Ask at start-up.
[[nodiscard]] inline bool compatible() noexcept { return scor_abi_version() == SCOR_ABI_VERSION; }
/// The name of a status, "SCOR_E_BAD_HANDLE" for example.
[[nodiscard]] inline std::string status_name(std::int32_t status) { return scor_status_name(status); }

/// Why a call failed. Cheap to copy.
class error : public std::exception {
public:
    /// Takes over what a call gave; `raw` may be NULL.
    error(std::int32_t status, scor_error *raw) : facts_(std::make_shared<facts>(status, raw)) {}

    [[nodiscard]] std::int32_t code() const noexcept { return facts_->code; }
    /// Stable key, "pdf.over_budget" for example.
    [[nodiscard]] const std::string &key() const noexcept { return facts_->key; }
    /// For developers and logs.
    [[nodiscard]] const char *what() const noexcept override { return facts_->en.c_str(); }
    /// For the person at the screen.
    [[nodiscard]] const std::string &message_fr() const noexcept { return facts_->fr; }
    /// JSON object.
    [[nodiscard]] const std::string &details() const noexcept { return facts_->details; }

private:
    struct facts {
        std::int32_t code;
        std::string key, en, fr, details;
        static std::string text(const char *from) { return from ? from : ""; }
        facts(std::int32_t status, scor_error *raw) : code(raw ? scor_error_code(raw) : status)
        {
            if (!raw) {
                en = scor_status_name(status);
                return;
            }
            key = text(scor_error_key(raw));
            en = text(scor_error_message(raw, SCOR_LANG_EN));
            fr = text(scor_error_message(raw, SCOR_LANG_FR));
            details = text(scor_error_details(raw));
            scor_error_free(raw);
        }
    };
    std::shared_ptr<const facts> facts_;
};

#if defined(SCOR_NO_EXCEPTIONS)
/// A value, or why there is none.
template <class T> class [[nodiscard]] result {
public:
    result(T value) : value_(std::move(value)) {}
    result(scor::error why) : error_(std::move(why)) {}
    [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    /// Ends the program when there is no value.
    [[nodiscard]] T &value() & { return value_ ? *value_ : (std::abort(), *value_); }
    [[nodiscard]] T &&value() && { return value_ ? std::move(*value_) : (std::abort(), std::move(*value_)); }
    [[nodiscard]] T &operator*() & { return value(); }
    [[nodiscard]] T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    /// Ends the program when there is a value.
    [[nodiscard]] const scor::error &error() const { return error_ ? *error_ : (std::abort(), *error_); }

private:
    std::optional<T> value_;
    std::optional<scor::error> error_;
};
template <> class [[nodiscard]] result<void> {
public:
    result() = default;
    result(scor::error why) : error_(std::move(why)) {}
    [[nodiscard]] bool has_value() const noexcept { return !error_; }
    explicit operator bool() const noexcept { return has_value(); }
    [[nodiscard]] const scor::error &error() const { return error_ ? *error_ : (std::abort(), *error_); }

private:
    std::optional<scor::error> error_;
};
template <class T> using returns = result<T>;
#else
/// What a call gives; a failure is thrown.
template <class T> using returns = T;
#endif

/// Text on its way in: NUL-terminated UTF-8, not kept.
class text {
public:
    text(const char *from) noexcept : from_(from) {}
    text(const std::string &from) noexcept : from_(from.c_str()) {}
#if defined(__cpp_char8_t)
    text(const char8_t *from) noexcept : from_(reinterpret_cast<const char *>(from)) {}
    text(const std::u8string &from) noexcept : text(from.c_str()) {}
#endif
    [[nodiscard]] const char *get() const noexcept { return from_; }

private:
    const char *from_;
};

/// The same where there may be none: `{}`, `nullptr` or `std::nullopt`.
class optional_text {
public:
    optional_text() noexcept = default;
    optional_text(std::nullptr_t) noexcept {}
    optional_text(std::nullopt_t) noexcept {}
    template <class T, class = std::enable_if_t<std::is_convertible_v<const T &, text>>>
    optional_text(const T &from) noexcept : from_(text(from).get())
    {
    }
    [[nodiscard]] const char *get() const noexcept { return from_; }

private:
    const char *from_ = nullptr;
};

/// Bytes on their way in: of a vector, an array, a string, a span, a `buffer`; not kept.
class bytes {
public:
    bytes() noexcept = default;
    bytes(const void *data, std::size_t size) noexcept : data_(static_cast<const std::uint8_t *>(data)), size_(size) {}
    template <class C, class E = std::remove_pointer_t<decltype(std::declval<const C &>().data())>,
              class = std::enable_if_t<sizeof(E) == 1 && !std::is_same_v<C, bytes>>>
    bytes(const C &from) : bytes(static_cast<const void *>(from.data()), from.size())
    {
    }
    [[nodiscard]] const std::uint8_t *data() const noexcept { return data_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    const std::uint8_t *data_ = nullptr;
    std::size_t size_ = 0;
};

namespace detail {

inline void free_raw(scor_buffer *raw) noexcept { scor_buffer_free(raw); }
inline void free_raw(scor_bundle *raw) noexcept { scor_bundle_free(raw); }
inline void free_raw(scor_profile *raw) noexcept { scor_profile_free(raw); }
inline void free_raw(scor_source_options *raw) noexcept { scor_source_options_free(raw); }
inline void free_raw(scor_document *raw) noexcept { scor_document_free(raw); }
inline void free_raw(scor_report *raw) noexcept { scor_report_free(raw); }
inline void free_raw(scor_scan *raw) noexcept { scor_scan_free(raw); }
inline void free_raw(scor_piece *raw) noexcept { scor_piece_free(raw); }
inline void free_raw(scor_facture *raw) noexcept { scor_facture_free(raw); }
inline void free_raw(scor_dossier *raw) noexcept { scor_dossier_free(raw); }
inline void free_raw(scor_lot_builder *raw) noexcept { scor_lot_builder_free(raw); }
inline void free_raw(scor_lots *raw) noexcept { scor_lots_free(raw); }
inline void free_raw(scor_lot *raw) noexcept { scor_lot_free(raw); }
inline void free_raw(scor_certificates *raw) noexcept { scor_certificates_free(raw); }
inline void free_raw(scor_certificate *raw) noexcept { scor_certificate_free(raw); }
inline void free_raw(scor_trust *raw) noexcept { scor_trust_free(raw); }
inline void free_raw(scor_message *raw) noexcept { scor_message_free(raw); }
inline void free_raw(scor_mail_bounds *raw) noexcept { scor_mail_bounds_free(raw); }
inline void free_raw(scor_mail *raw) noexcept { scor_mail_free(raw); }
inline void free_raw(scor_journal *raw) noexcept { scor_journal_free(raw); }

template <class T> [[nodiscard]] returns<T> failed(std::int32_t status, scor_error *raw)
{
#if defined(SCOR_NO_EXCEPTIONS)
    return error(status, raw);
#else
    throw error(status, raw);
#endif
}

} // namespace detail

/// Owns one object of the library. A moved-from or empty one holds NULL.
template <class Raw> class handle {
public:
    using raw_type = Raw;
    handle() noexcept = default;
    /// Takes over what a C call gave.
    explicit handle(Raw *raw) noexcept : raw_(raw) {}
    handle(handle &&other) noexcept : raw_(other.release()) {}
    handle &operator=(handle &&other) noexcept
    {
        if (this != &other)
            reset(other.release());
        return *this;
    }
    handle(const handle &) = delete;
    handle &operator=(const handle &) = delete;
    ~handle() { reset(); }

    /// For calls of scor.h.
    [[nodiscard]] Raw *get() const noexcept { return raw_; }
    [[nodiscard]] explicit operator bool() const noexcept { return raw_ != nullptr; }
    /// Gives the object away: the caller frees it.
    [[nodiscard]] Raw *release() noexcept { return std::exchange(raw_, nullptr); }
    void reset(Raw *raw = nullptr) noexcept
    {
        if (raw_)
            detail::free_raw(raw_);
        raw_ = raw;
    }

private:
    Raw *raw_ = nullptr;
};

/// Bytes or text that the library made. Documents and personal data in it are overwritten when it goes.
class buffer : public handle<scor_buffer> {
public:
    using handle::handle;
    [[nodiscard]] const std::uint8_t *data() const noexcept { return scor_buffer_data(get()); }
    [[nodiscard]] std::size_t size() const noexcept { return scor_buffer_size(get()); }
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] const std::uint8_t *begin() const noexcept { return data(); }
    [[nodiscard]] const std::uint8_t *end() const noexcept { return data() + size(); }
    [[nodiscard]] std::string_view view() const noexcept { return {reinterpret_cast<const char *>(data()), size()}; }
    [[nodiscard]] std::string str() const { return std::string(view()); }
};

namespace detail {

/// A call without result.
template <class Call> returns<void> run(Call &&call)
{
    scor_error *why = nullptr;
    const std::int32_t status = call(&why);
    if (status != SCOR_OK)
        return failed<void>(status, why);
    return returns<void>();
}

/// A call that gives an object.
template <class T, class Call> [[nodiscard]] returns<T> make(Call &&call)
{
    typename T::raw_type *out = nullptr;
    scor_error *why = nullptr;
    const std::int32_t status = call(&out, &why);
    if (status != SCOR_OK)
        return failed<T>(status, why);
    return T(out);
}

/// A call that gives text, JSON mostly.
template <class Call> [[nodiscard]] returns<std::string> say(Call &&call)
{
    scor_buffer *out = nullptr;
    scor_error *why = nullptr;
    const std::int32_t status = call(&out, &why);
    if (status != SCOR_OK)
        return failed<std::string>(status, why);
    return buffer(out).str();
}

/// A call that gives a number.
template <class T, class Raw, class Call> [[nodiscard]] returns<T> count(Call &&call)
{
    Raw out = 0;
    scor_error *why = nullptr;
    const std::int32_t status = call(&out, &why);
    if (status != SCOR_OK)
        return failed<T>(status, why);
    return static_cast<T>(out);
}

[[nodiscard]] inline std::string text_or_empty(const char *from) { return from ? from : ""; }
[[nodiscard]] inline std::optional<std::string> maybe(const char *from)
{
    return from ? std::optional<std::string>(from) : std::nullopt;
}

/// A path as the library wants it.
[[nodiscard]] inline std::string utf8(const std::filesystem::path &path)
{
    const auto made = path.u8string();
    return std::string(reinterpret_cast<const char *>(made.data()), made.size());
}

} // namespace detail

/// Sets the log sink of the process; NULL takes it away. No exception may leave it. scor_log_set_sink
inline void set_log_sink(scor_log_sink sink, void *user_data = nullptr) noexcept
{
    scor_log_set_sink(sink, user_data);
}

} // namespace SCOR_HPP_NAMESPACE
} // namespace scor

#endif
