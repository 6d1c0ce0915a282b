/// Certificates, sealing, messages out and in.
#ifndef SCOR_SEAL_HPP
#define SCOR_SEAL_HPP

#include "scan.hpp"

namespace scor {
inline namespace SCOR_HPP_NAMESPACE {

/// One X.509 certificate.
class certificate : public handle<scor_certificate> {
public:
    using handle::handle;
    [[nodiscard]] std::string fingerprint() const { return detail::text_or_empty(scor_certificate_fingerprint(get())); }
    [[nodiscard]] std::string serial() const { return detail::text_or_empty(scor_certificate_serial(get())); }
    [[nodiscard]] std::int64_t not_before() const noexcept { return scor_certificate_not_before(get()); }
    [[nodiscard]] std::int64_t not_after() const noexcept { return scor_certificate_not_after(get()); }
    [[nodiscard]] std::int32_t rsa_bits() const noexcept { return scor_certificate_rsa_bits(get()); }
    [[nodiscard]] returns<buffer> der() const
    {
        return detail::make<buffer>([&](auto out, auto why) { return scor_certificate_der(get(), out, why); });
    }
};

/// Certificates to seal to: `{&one, &two}`. They must live during the call.
class recipients {
public:
    recipients() = default;
    recipients(std::initializer_list<const certificate *> all)
    {
        for (const certificate *one : all)
            raw_.push_back(one->get());
    }
    void add(const certificate &one) { raw_.push_back(one.get()); }
    [[nodiscard]] scor_certificate *const *data() const noexcept { return raw_.empty() ? nullptr : raw_.data(); }
    [[nodiscard]] std::size_t size() const noexcept { return raw_.size(); }

private:
    std::vector<scor_certificate *> raw_;
};

/// The certificates of one file.
class certificates : public handle<scor_certificates> {
public:
    using handle::handle;
    [[nodiscard]] static returns<certificates> parse(bytes file)
    {
        return detail::make<certificates>(
            [&](auto out, auto why) { return scor_certificates_parse(file.data(), file.size(), out, why); });
    }
    [[nodiscard]] std::int32_t count() const noexcept { return scor_certificates_count(get()); }
    [[nodiscard]] returns<certificate> at(std::int32_t index) const
    {
        return detail::make<certificate>(
            [&](auto out, auto why) { return scor_certificates_get(get(), index, out, why); });
    }
};

/// A certificate that may be used, and what must be told about it (JSON array).
struct chosen {
    scor::certificate certificate;
    std::string warnings;
};

/// What the host trusts.
class trust : public handle<scor_trust> {
public:
    using handle::handle;
    [[nodiscard]] static returns<trust> create() { return detail::make<trust>(&scor_trust_new); }
    returns<void> add_anchors(const certificates &more)
    {
        return detail::run([&](auto why) { return scor_trust_add_anchors(get(), more.get(), why); });
    }
    returns<void> add_intermediates(const certificates &more)
    {
        return detail::run([&](auto why) { return scor_trust_add_intermediates(get(), more.get(), why); });
    }
    returns<void> add_crls(bytes lists)
    {
        return detail::run([&](auto why) { return scor_trust_add_crls(get(), lists.data(), lists.size(), why); });
    }
    returns<void> set(trust_option field, std::int64_t amount)
    {
        return detail::run([&](auto why) { return scor_trust_set(get(), detail::raw(field), amount, why); });
    }
    returns<void> set(scor::choice which) { return set(trust_option::choice, detail::raw(which)); }
    returns<void> set(scor::revocation how) { return set(trust_option::revocation, detail::raw(how)); }
    returns<void> use_profile(const profile &from)
    {
        return detail::run([&](auto why) { return scor_trust_use_profile(get(), from.get(), why); });
    }
    returns<void> warn_days(const std::vector<std::int32_t> &days)
    {
        return detail::run([&](auto why) { return scor_trust_warn_days(get(), days.data(), days.size(), why); });
    }
    returns<void> pin(const certificate &one)
    {
        return detail::run([&](auto why) { return scor_trust_pin(get(), one.get(), why); });
    }
    [[nodiscard]] returns<chosen> choose(const certificates &candidates, std::int64_t now) const
    {
        scor_certificate *out = nullptr;
        scor_buffer *warnings = nullptr;
        scor_error *why = nullptr;
        const std::int32_t status = scor_trust_choose(get(), candidates.get(), now, &out, &warnings, &why);
        if (status != SCOR_OK)
            return detail::failed<chosen>(status, why);
        certificate taken(out);
        return chosen{std::move(taken), buffer(warnings).str()};
    }
};

/// Encrypts bytes to the recipients: a CMS message. scor_seal
[[nodiscard]] inline returns<buffer> seal(bytes content, const recipients &to, suite with)
{
    return detail::make<buffer>([&](auto out, auto why) {
        return scor_seal(content.data(), content.size(), to.data(), to.size(), detail::raw(with), out, why);
    });
}

/// Wraps a payload into the MIME part that gets sealed. scor_message_part
[[nodiscard]] inline returns<buffer> message_part(bytes payload, bool gzip, text content_type,
                                                  optional_text description = {}, optional_text filename = {})
{
    return detail::make<buffer>([&](auto out, auto why) {
        return scor_message_part(payload.data(), payload.size(), gzip, content_type.get(), description.get(),
                                 filename.get(), out, why);
    });
}

/// The headers of a message.
class message : public handle<scor_message> {
public:
    using handle::handle;
    [[nodiscard]] static returns<message> create() { return detail::make<message>(&scor_message_new); }
    returns<void> set(message_field field, text value)
    {
        return detail::run([&](auto why) { return scor_message_set(get(), detail::raw(field), value.get(), why); });
    }
    returns<void> add_to(text address)
    {
        return detail::run([&](auto why) { return scor_message_add_to(get(), address.get(), why); });
    }
    returns<void> add_header(text name, text value)
    {
        return detail::run([&](auto why) { return scor_message_add_header(get(), name.get(), value.get(), why); });
    }
    returns<void> set_columns(std::int32_t columns)
    {
        return detail::run([&](auto why) { return scor_message_set_columns(get(), columns, why); });
    }
    /// The whole message around a sealed part, ready for SMTP.
    [[nodiscard]] returns<buffer> write(bytes sealed, suite with, std::int64_t date) const
    {
        return detail::make<buffer>([&](auto out, auto why) {
            return scor_message_write(get(), sealed.data(), sealed.size(), detail::raw(with), date, out, why);
        });
    }
};

/// Bounds on incoming messages.
class mail_bounds : public handle<scor_mail_bounds> {
public:
    using handle::handle;
    [[nodiscard]] static returns<mail_bounds> create() { return detail::make<mail_bounds>(&scor_mail_bounds_new); }
    returns<void> set(mail_bound field, std::int64_t amount)
    {
        return detail::run([&](auto why) { return scor_mail_bounds_set(get(), detail::raw(field), amount, why); });
    }
};

/// A message taken apart. All in it comes from outside. Parts count from 0.
class mail : public handle<scor_mail> {
public:
    using handle::handle;
    [[nodiscard]] static returns<mail> read(bytes message, const mail_bounds &bounds = mail_bounds())
    {
        return detail::make<mail>([&](auto out, auto why) {
            return scor_mail_read(message.data(), message.size(), bounds.get(), out, why);
        });
    }
    [[nodiscard]] std::optional<std::string> subject() const { return detail::maybe(scor_mail_subject(get())); }
    [[nodiscard]] std::optional<std::string> from() const { return detail::maybe(scor_mail_from(get())); }
    [[nodiscard]] std::optional<std::string> message_id() const { return detail::maybe(scor_mail_message_id(get())); }
    [[nodiscard]] std::int32_t part_count() const noexcept { return scor_mail_part_count(get()); }
    [[nodiscard]] std::optional<std::string> part_type(std::int32_t part) const
    {
        return detail::maybe(scor_mail_part_type(get(), part));
    }
    [[nodiscard]] std::optional<std::string> part_charset(std::int32_t part) const
    {
        return detail::maybe(scor_mail_part_charset(get(), part));
    }
    [[nodiscard]] std::optional<std::string> part_description(std::int32_t part) const
    {
        return detail::maybe(scor_mail_part_description(get(), part));
    }
    /// Comes from outside: never use it as a path.
    [[nodiscard]] std::optional<std::string> part_filename(std::int32_t part) const
    {
        return detail::maybe(scor_mail_part_filename(get(), part));
    }
    /// Valid while the mail lives.
    [[nodiscard]] bytes part(std::int32_t part) const noexcept
    {
        return {scor_mail_part_data(get(), part), scor_mail_part_size(get(), part)};
    }
};

} // namespace SCOR_HPP_NAMESPACE
} // namespace scor

#endif
