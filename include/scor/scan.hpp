/// Profiles, inputs, the scan of a piece, previews, fingerprints.
#ifndef SCOR_SCAN_HPP
#define SCOR_SCAN_HPP

#include "constants.hpp"

namespace scor {
inline namespace SCOR_HPP_NAMESPACE {

/// The files of a vendor's profile.
class bundle : public handle<scor_bundle> {
public:
    using handle::handle;
    [[nodiscard]] static returns<bundle> create() { return detail::make<bundle>(&scor_bundle_new); }
    [[nodiscard]] static returns<bundle> read(const std::filesystem::path &folder)
    {
        const std::string path = detail::utf8(folder);
        return detail::make<bundle>([&](auto out, auto why) { return scor_bundle_read(path.c_str(), out, why); });
    }
    returns<void> add(text name, bytes file)
    {
        return detail::run(
            [&](auto why) { return scor_bundle_add(get(), name.get(), file.data(), file.size(), why); });
    }
    /// JSON array of what is worth telling.
    [[nodiscard]] returns<std::string> check() const
    {
        return detail::say([&](auto out, auto why) { return scor_bundle_check(get(), out, why); });
    }
};

/// A profile in force.
class profile : public handle<scor_profile> {
public:
    using handle::handle;
    [[nodiscard]] static returns<profile> shipped() { return detail::make<profile>(&scor_profile_public); }
    [[nodiscard]] static returns<profile> load(const bundle &from)
    {
        return detail::make<profile>([&](auto out, auto why) { return scor_profile_load(from.get(), out, why); });
    }
    /// JSON object of every value, its source and how sure it is.
    [[nodiscard]] returns<std::string> show() const
    {
        return detail::say([&](auto out, auto why) { return scor_profile_show(get(), out, why); });
    }
    [[nodiscard]] scor::suite suite() const noexcept { return static_cast<scor::suite>(scor_profile_suite(get())); }
    /// What a part of a returned message is; nothing when no pattern knows it.
    [[nodiscard]] returns<std::optional<std::string>> recognise(text description) const
    {
        scor_buffer *out = nullptr;
        scor_error *why = nullptr;
        const std::int32_t status = scor_profile_recognise(get(), description.get(), &out, &why);
        if (status != SCOR_OK)
            return detail::failed<std::optional<std::string>>(status, why);
        const buffer kind(out);
        return kind ? std::optional<std::string>(kind.str()) : std::nullopt;
    }
};

/// Bounds on inputs, and what the host knows of them.
class source_options : public handle<scor_source_options> {
public:
    using handle::handle;
    [[nodiscard]] static returns<source_options> create()
    {
        return detail::make<source_options>(&scor_source_options_new);
    }
    returns<void> set(source_option field, std::int64_t amount)
    {
        return detail::run(
            [&](auto why) { return scor_source_options_set(get(), detail::raw(field), amount, why); });
    }
};

/// Pixels of a scanner driver.
struct pixels {
    bytes data;
    pixel_layout layout;
    std::uint32_t width, height;
    /// Bytes from one row to the next.
    std::size_t stride;
    bool bottom_up = false;
};

/// An input that was recognised.
class document : public handle<scor_document> {
public:
    using handle::handle;
    [[nodiscard]] static returns<document> open(bytes file, const source_options &options = source_options())
    {
        return detail::make<document>([&](auto out, auto why) {
            return scor_document_open(file.data(), file.size(), options.get(), out, why);
        });
    }
    [[nodiscard]] static returns<document> from_pixels(const pixels &p,
                                                       const source_options &options = source_options())
    {
        return detail::make<document>([&](auto out, auto why) {
            return scor_document_from_pixels(p.data.data(), p.data.size(), detail::raw(p.layout), p.width, p.height,
                                             p.stride, p.bottom_up, options.get(), out, why);
        });
    }
    [[nodiscard]] std::int32_t page_count() const noexcept { return scor_document_page_count(get()); }
    [[nodiscard]] file_format format() const noexcept { return static_cast<file_format>(scor_document_format(get())); }
};

/// A page as pixels, rows from the top without padding.
struct picture {
    std::uint32_t width = 0, height = 0;
    pixel_layout layout = pixel_layout::grey8;
    buffer data;
};

/// Draws a page of a PDF. scor_pdf_render
[[nodiscard]] inline returns<picture> render_pdf(bytes pdf, std::int32_t page, std::uint32_t dpi,
                                                 const source_options &options = source_options())
{
    picture made;
    std::int32_t layout = 0;
    scor_buffer *out = nullptr;
    scor_error *why = nullptr;
    const std::int32_t status = scor_pdf_render(pdf.data(), pdf.size(), page, dpi, options.get(), &made.width,
                                                &made.height, &layout, &out, &why);
    if (status != SCOR_OK)
        return detail::failed<picture>(status, why);
    made.layout = static_cast<pixel_layout>(layout);
    made.data = buffer(out);
    return made;
}

/// Draws a page of a PDF as a PNG file. scor_pdf_preview
[[nodiscard]] inline returns<buffer> preview_pdf(bytes pdf, std::int32_t page, std::uint32_t dpi,
                                                 const source_options &options = source_options())
{
    return detail::make<buffer>([&](auto out, auto why) {
        return scor_pdf_preview(pdf.data(), pdf.size(), page, dpi, options.get(), out, why);
    });
}

/// What the gate found.
class report : public handle<scor_report> {
public:
    using handle::handle;
    [[nodiscard]] scor::verdict verdict() const noexcept
    {
        return static_cast<scor::verdict>(scor_report_verdict(get()));
    }
    [[nodiscard]] std::string json() const { return detail::text_or_empty(scor_report_json(get())); }
};

/// A finished scan: `pdf` is empty when the gate refused.
struct scanned {
    buffer pdf;
    scor::report report;
};

/// Told of each page: steps done and in all. `false` cancels. An exception cancels too, and comes out of `run`.
using progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

namespace detail {
struct teller {
    const progress *tell;
#if !defined(SCOR_NO_EXCEPTIONS)
    std::exception_ptr thrown;
#endif
    static std::int32_t SCOR_CALL call(void *user_data, std::uint64_t done, std::uint64_t total)
    {
        auto *self = static_cast<teller *>(user_data);
#if defined(SCOR_NO_EXCEPTIONS)
        return (*self->tell)(done, total) ? 0 : 1;
#else
        try {
            return (*self->tell)(done, total) ? 0 : 1;
        } catch (...) {
            self->thrown = std::current_exception();
            return 1;
        }
#endif
    }
};
} // namespace detail

/// The pages of one piece on their way to a PDF.
class scan : public handle<scor_scan> {
public:
    using handle::handle;
    [[nodiscard]] static returns<scan> create(const source_options &options = source_options())
    {
        return detail::make<scan>([&](auto out, auto why) { return scor_scan_new(options.get(), out, why); });
    }
    returns<void> set(scan_option field, std::int64_t amount)
    {
        return detail::run([&](auto why) { return scor_scan_set(get(), detail::raw(field), amount, why); });
    }
    returns<void> use_profile(const profile &from)
    {
        return detail::run([&](auto why) { return scor_scan_use_profile(get(), from.get(), why); });
    }
    returns<void> add(const document &pages)
    {
        return detail::run([&](auto why) { return scor_scan_add(get(), pages.get(), why); });
    }
    /// Takes what the gate would refuse; without a reason, takes an earlier one away.
    returns<void> override_refusal(optional_text reason)
    {
        return detail::run([&](auto why) { return scor_scan_override(get(), reason.get(), why); });
    }
    /// A refusal is a result: look at the report's verdict.
    [[nodiscard]] returns<scanned> run(const progress &tell = {})
    {
        detail::teller teller{&tell
#if !defined(SCOR_NO_EXCEPTIONS)
                              , nullptr
#endif
        };
        scor_buffer *pdf = nullptr;
        scor_report *found = nullptr;
        scor_error *why = nullptr;
        const std::int32_t status = scor_scan_run(get(), tell ? &detail::teller::call : nullptr,
                                                  tell ? &teller : nullptr, &pdf, &found, &why);
#if !defined(SCOR_NO_EXCEPTIONS)
        if (teller.thrown) {
            scor_error_free(why);
            scor_buffer_free(pdf);
            scor_report_free(found);
            std::rethrow_exception(teller.thrown);
        }
#endif
        if (status != SCOR_OK)
            return detail::failed<scanned>(status, why);
        return scanned{buffer(pdf), report(found)};
    }
};

/// A preview: a PNG file, and JSON that says what is wrong and where.
struct previewed {
    buffer png;
    std::string json;
};

/// Draws what would be made of a page; `settings` may be an empty scan. scor_preview_page
[[nodiscard]] inline returns<previewed> preview_page(const document &from, std::int32_t page, std::uint32_t size,
                                                     const scan &settings = scan())
{
    scor_buffer *png = nullptr, *json = nullptr;
    scor_error *why = nullptr;
    const std::int32_t status = scor_preview_page(from.get(), page, size, settings.get(), &png, &json, &why);
    if (status != SCOR_OK)
        return detail::failed<previewed>(status, why);
    buffer picture(png);
    return previewed{std::move(picture), buffer(json).str()};
}

struct comparison {
    /// 0 to 1000.
    std::int32_t score = 0;
    scor::likeness likeness = likeness::unsure;
};

/// Compares the fingerprints of two pages. scor_fingerprint_compare
[[nodiscard]] inline returns<comparison> compare_fingerprints(text first, text second)
{
    std::int32_t score = 0, likeness = 0;
    scor_error *why = nullptr;
    const std::int32_t status = scor_fingerprint_compare(first.get(), second.get(), &score, &likeness, &why);
    if (status != SCOR_OK)
        return detail::failed<comparison>(status, why);
    return comparison{score, static_cast<scor::likeness>(likeness)};
}

} // namespace SCOR_HPP_NAMESPACE
} // namespace scor

#endif
