/// Pieces, factures, dossiers and lots.
#ifndef SCOR_DOSSIER_HPP
#define SCOR_DOSSIER_HPP

#include "scan.hpp"
#include "seal.hpp"

namespace scor {
inline namespace SCOR_HPP_NAMESPACE {

/// What a piece is made of. `report` is NULL for a PDF from elsewhere.
struct piece_parts {
    text id;
    text type;
    optional_text label;
    scor::medium medium = medium::digital;
    bytes pdf;
    const scor::report *report = nullptr;
    /// When the operator confirmed it, seconds since 1970-01-01 UTC; 0 when nobody did.
    std::int64_t confirmed_at = 0;
};

/// A finished piece.
class piece : public handle<scor_piece> {
public:
    using handle::handle;
    [[nodiscard]] static returns<piece> create(const profile &rules, const piece_parts &p)
    {
        return detail::make<piece>([&](auto out, auto why) {
            return scor_piece_new(rules.get(), p.id.get(), p.type.get(), p.label.get(), detail::raw(p.medium),
                                  p.pdf.data(), p.pdf.size(), p.report ? p.report->get() : nullptr, p.confirmed_at,
                                  out, why);
        });
    }
    [[nodiscard]] std::string label() const { return detail::text_or_empty(scor_piece_label(get())); }
    [[nodiscard]] std::optional<std::string> sha256() const { return detail::maybe(scor_piece_sha256(get())); }
    [[nodiscard]] std::int32_t pages() const noexcept { return scor_piece_pages(get()); }
    [[nodiscard]] scor::medium medium() const noexcept { return static_cast<scor::medium>(scor_piece_medium(get())); }
    [[nodiscard]] std::int64_t confirmed_at() const noexcept { return scor_piece_confirmed_at(get()); }
    /// Empty for a piece on paper alone.
    [[nodiscard]] returns<buffer> pdf() const
    {
        return detail::make<buffer>([&](auto out, auto why) { return scor_piece_pdf(get(), out, why); });
    }
};

/// What is known of a FSE.
class facture : public handle<scor_facture> {
public:
    using handle::handle;
    [[nodiscard]] static returns<facture> create() { return detail::make<facture>(&scor_facture_new); }
    returns<void> set(facture_field field, text value)
    {
        return detail::run(
            [&](auto why) { return scor_facture_set_text(get(), detail::raw(field), value.get(), why); });
    }
    /// A number, or one of `mode` and `accord`.
    template <class N, class = std::enable_if_t<std::is_integral_v<N> || std::is_enum_v<N>>>
    returns<void> set(facture_field field, N amount)
    {
        return detail::run([&](auto why) {
            return scor_facture_set_number(get(), detail::raw(field), static_cast<std::int32_t>(amount), why);
        });
    }
};

/// What keeps a dossier from going: two JSON arrays.
struct completeness {
    scor::colour colour = colour::red;
    std::string missing, waiting;
};

/// The pieces of one facture.
class dossier : public handle<scor_dossier> {
public:
    using handle::handle;
    [[nodiscard]] static returns<dossier> create(text id, const facture &of)
    {
        return detail::make<dossier>(
            [&](auto out, auto why) { return scor_dossier_new(id.get(), of.get(), out, why); });
    }
    returns<void> add(const piece &more)
    {
        return detail::run([&](auto why) { return scor_dossier_add(get(), more.get(), why); });
    }
    returns<void> set_hors_scor(bool out)
    {
        return detail::run([&](auto why) { return scor_dossier_set_hors_scor(get(), out, why); });
    }
    [[nodiscard]] returns<completeness> check(const profile &rules, fse known) const
    {
        std::int32_t colour = 0;
        scor_buffer *missing = nullptr, *waiting = nullptr;
        scor_error *why = nullptr;
        const std::int32_t status =
            scor_dossier_check(get(), rules.get(), detail::raw(known), &colour, &missing, &waiting, &why);
        if (status != SCOR_OK)
            return detail::failed<completeness>(status, why);
        const buffer first(missing), second(waiting);
        return completeness{static_cast<scor::colour>(colour), first.str(), second.str()};
    }
};

/// One packed lot.
class lot : public handle<scor_lot> {
public:
    using handle::handle;
    [[nodiscard]] std::string name() const { return detail::text_or_empty(scor_lot_name(get())); }
    [[nodiscard]] std::string recipient() const { return detail::text_or_empty(scor_lot_recipient(get())); }
    [[nodiscard]] returns<buffer> manifest() const
    {
        return detail::make<buffer>([&](auto out, auto why) { return scor_lot_manifest(get(), out, why); });
    }
    [[nodiscard]] returns<buffer> container() const
    {
        return detail::make<buffer>([&](auto out, auto why) { return scor_lot_container(get(), out, why); });
    }
    [[nodiscard]] returns<buffer> part() const
    {
        return detail::make<buffer>([&](auto out, auto why) { return scor_lot_part(get(), out, why); });
    }
    [[nodiscard]] returns<scor::message> message() const
    {
        return detail::make<scor::message>([&](auto out, auto why) { return scor_lot_message(get(), out, why); });
    }
};

/// The lots that dossiers were put into.
class lots : public handle<scor_lots> {
public:
    using handle::handle;
    [[nodiscard]] std::int32_t count() const noexcept { return scor_lots_count(get()); }
    /// JSON object of what went where.
    [[nodiscard]] returns<std::string> report() const
    {
        return detail::say([&](auto out, auto why) { return scor_lots_report(get(), out, why); });
    }
    [[nodiscard]] returns<lot> pack(std::int32_t index, std::int64_t created, const recipients &to = {}) const
    {
        return detail::make<lot>([&](auto out, auto why) {
            return scor_lots_pack(get(), index, created, to.data(), to.size(), out, why);
        });
    }
};

/// Dossiers on their way into lots.
class lot_builder : public handle<scor_lot_builder> {
public:
    using handle::handle;
    [[nodiscard]] static returns<lot_builder> create() { return detail::make<lot_builder>(&scor_lot_builder_new); }
    returns<void> add(const dossier &more, fse known)
    {
        return detail::run(
            [&](auto why) { return scor_lot_builder_add(get(), more.get(), detail::raw(known), why); });
    }
    [[nodiscard]] returns<lots> build(const profile &rules, std::int32_t next_number) const
    {
        return detail::make<lots>(
            [&](auto out, auto why) { return scor_lot_builder_build(get(), rules.get(), next_number, out, why); });
    }
};

} // namespace SCOR_HPP_NAMESPACE
} // namespace scor

#endif
