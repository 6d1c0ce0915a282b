/// The journal: nothing lost from the piece to the archive. Answers are JSON as scor.h says.
#ifndef SCOR_JOURNAL_HPP
#define SCOR_JOURNAL_HPP

#include "dossier.hpp"

namespace scor {
inline namespace SCOR_HPP_NAMESPACE {

/// By what a journal is opened. `key` is the host's secret, 32 random bytes.
struct journal_context {
    bytes key;
    const scor::profile &profile;
    optional_text territory;
    optional_text profession;
};

/// The end of the chain, to be kept elsewhere.
struct journal_head {
    std::int64_t seq = 0;
    std::string mac;
};

/// Why a FSE was rejected, in the caisse's words.
struct rejection {
    optional_text code, label;
};

/// From the one moment to before the other.
struct period {
    std::int64_t from = 0, to = 0;
};

/// An open journal. Times are the host's clock, seconds since 1970-01-01 UTC.
class journal : public handle<scor_journal> {
public:
    using handle::handle;
    [[nodiscard]] static returns<journal> create(const std::filesystem::path &file, const journal_context &c,
                                                 std::int64_t now)
    {
        const std::string path = detail::utf8(file);
        return detail::make<journal>([&](auto out, auto why) {
            return scor_journal_create(path.c_str(), c.key.data(), c.key.size(), c.profile.get(), c.territory.get(),
                                       c.profession.get(), now, out, why);
        });
    }
    [[nodiscard]] static returns<journal> open(const std::filesystem::path &file, const journal_context &c)
    {
        const std::string path = detail::utf8(file);
        return detail::make<journal>([&](auto out, auto why) {
            return scor_journal_open(path.c_str(), c.key.data(), c.key.size(), c.profile.get(), c.territory.get(),
                                     c.profession.get(), out, why);
        });
    }
    /// Puts a copy back as a journal in a new place.
    [[nodiscard]] static returns<journal> restore(const std::filesystem::path &copy, const std::filesystem::path &file,
                                                  const journal_context &c)
    {
        const std::string from = detail::utf8(copy), path = detail::utf8(file);
        return detail::make<journal>([&](auto out, auto why) {
            return scor_journal_restore(from.c_str(), path.c_str(), c.key.data(), c.key.size(), c.profile.get(),
                                        c.territory.get(), c.profession.get(), out, why);
        });
    }

    returns<void> add_piece(std::int64_t now, const piece &more, std::int64_t first_attempt = 0,
                            optional_text context = {})
    {
        return detail::run([&](auto why) {
            return scor_journal_add_piece(get(), now, more.get(), first_attempt, context.get(), why);
        });
    }
    returns<void> add_dossier(std::int64_t now, text id, const facture &of)
    {
        return detail::run([&](auto why) { return scor_journal_add_dossier(get(), now, id.get(), of.get(), why); });
    }
    returns<void> bind(std::int64_t now, text dossier, text piece, optional_text old = {})
    {
        return detail::run(
            [&](auto why) { return scor_journal_bind(get(), now, dossier.get(), piece.get(), old.get(), why); });
    }
    returns<void> unbind(std::int64_t now, text dossier, text piece)
    {
        return detail::run(
            [&](auto why) { return scor_journal_unbind(get(), now, dossier.get(), piece.get(), why); });
    }
    returns<std::string> note_fse(std::int64_t now, text dossier, fse fact, const rejection &reason = {})
    {
        return detail::say([&](auto out, auto why) {
            return scor_journal_note_fse(get(), now, dossier.get(), detail::raw(fact), reason.code.get(),
                                         reason.label.get(), out, why);
        });
    }
    /// The same for a lot of FSE, or for one facture in it.
    returns<std::string> note_fse_lot(std::int64_t now, text emitter, text fse_lot, text fse_date,
                                      optional_text invoice, fse fact, const rejection &reason = {})
    {
        return detail::say([&](auto out, auto why) {
            return scor_journal_note_fse_lot(get(), now, emitter.get(), fse_lot.get(), fse_date.get(), invoice.get(),
                                             detail::raw(fact), reason.code.get(), reason.label.get(), out, why);
        });
    }
    returns<void> reissue(std::int64_t now, text dossier, const facture &by)
    {
        return detail::run(
            [&](auto why) { return scor_journal_reissue(get(), now, dossier.get(), by.get(), why); });
    }

    /// Builds lots of what is ready. Without a sender, a lot's bytes are its container alone.
    returns<std::string> build(std::int64_t now, std::int32_t most, optional_text from, const recipients &to)
    {
        return detail::say([&](auto out, auto why) {
            return scor_journal_build(get(), now, most, from.get(), to.data(), to.size(), out, why);
        });
    }
    [[nodiscard]] returns<buffer> lot_bytes(std::int64_t lot) const
    {
        return detail::make<buffer>([&](auto out, auto why) { return scor_journal_lot_bytes(get(), lot, out, why); });
    }
    returns<scor::done> sent(std::int64_t now, std::int64_t lot)
    {
        return detail::count<scor::done, std::int32_t>(
            [&](auto out, auto why) { return scor_journal_sent(get(), now, lot, out, why); });
    }
    returns<std::string> receive(std::int64_t now, bytes message)
    {
        return detail::say([&](auto out, auto why) {
            return scor_journal_receive(get(), now, message.data(), message.size(), out, why);
        });
    }
    returns<std::string> settle_return(std::int64_t now, std::int64_t retour, std::int64_t lot = 0)
    {
        return detail::say(
            [&](auto out, auto why) { return scor_journal_settle_return(get(), now, retour, lot, out, why); });
    }
    returns<std::string> todo(std::int64_t now, std::int32_t limit)
    {
        return detail::say([&](auto out, auto why) { return scor_journal_todo(get(), now, limit, out, why); });
    }
    returns<std::string> rebuild_lot(std::int64_t now, std::int64_t lot)
    {
        return detail::say([&](auto out, auto why) { return scor_journal_rebuild_lot(get(), now, lot, out, why); });
    }
    returns<scor::done> act(std::int64_t now, text dossier, scor::act what)
    {
        return detail::count<scor::done, std::int32_t>([&](auto out, auto why) {
            return scor_journal_act(get(), now, dossier.get(), detail::raw(what), out, why);
        });
    }
    returns<scor::done> posted(std::int64_t now, text dossier, optional_text piece, text day)
    {
        return detail::count<scor::done, std::int32_t>([&](auto out, auto why) {
            return scor_journal_posted(get(), now, dossier.get(), piece.get(), day.get(), out, why);
        });
    }

    [[nodiscard]] returns<std::string> show(scor::subject kind, text id) const
    {
        return detail::say(
            [&](auto out, auto why) { return scor_journal_show(get(), detail::raw(kind), id.get(), out, why); });
    }
    [[nodiscard]] returns<std::string> log(std::int64_t after, std::int32_t limit) const
    {
        return detail::say([&](auto out, auto why) { return scor_journal_log(get(), after, limit, out, why); });
    }
    [[nodiscard]] returns<buffer> piece_pdf(text piece) const
    {
        return detail::make<buffer>(
            [&](auto out, auto why) { return scor_journal_piece_pdf(get(), piece.get(), out, why); });
    }
    [[nodiscard]] returns<journal_head> head() const
    {
        std::int64_t seq = 0;
        scor_buffer *mac = nullptr;
        scor_error *why = nullptr;
        const std::int32_t status = scor_journal_head(get(), &seq, &mac, &why);
        if (status != SCOR_OK)
            return detail::failed<journal_head>(status, why);
        return journal_head{seq, buffer(mac).str()};
    }
    [[nodiscard]] returns<bool> descends(const journal_head &from) const
    {
        return detail::count<bool, std::int32_t>([&](auto out, auto why) {
            return scor_journal_descends(get(), from.seq, from.mac.c_str(), out, why);
        });
    }
    [[nodiscard]] returns<std::string> check() const
    {
        return detail::say([&](auto out, auto why) { return scor_journal_check(get(), out, why); });
    }
    returns<void> backup(const std::filesystem::path &file) const
    {
        const std::string path = detail::utf8(file);
        return detail::run([&](auto why) { return scor_journal_backup(get(), path.c_str(), why); });
    }
    /// Figures of a period, of one emitter or of all.
    [[nodiscard]] returns<std::string> stats(std::int64_t now, period when, optional_text emitter = {}) const
    {
        return detail::say([&](auto out, auto why) {
            return scor_journal_stats(get(), now, when.from, when.to, emitter.get(), out, why);
        });
    }
    /// Writes a table into a new file; gives the number of rows.
    returns<std::int64_t> export_table(export_kind kind, export_form form, period when,
                                       const std::filesystem::path &file, bool identifying = false) const
    {
        const std::string path = detail::utf8(file);
        return detail::count<std::int64_t, std::int64_t>([&](auto out, auto why) {
            return scor_journal_export(get(), detail::raw(kind), detail::raw(form), when.from, when.to, identifying,
                                       path.c_str(), out, why);
        });
    }
    /// PDF of the bordereaux for all paper that is to be posted.
    [[nodiscard]] returns<buffer> bordereau(text day) const
    {
        return detail::make<buffer>(
            [&](auto out, auto why) { return scor_journal_bordereau(get(), day.get(), out, why); });
    }
    /// PDF of what was transmitted.
    [[nodiscard]] returns<buffer> report(period when) const
    {
        return detail::make<buffer>(
            [&](auto out, auto why) { return scor_journal_report(get(), when.from, when.to, out, why); });
    }
    [[nodiscard]] returns<std::string> evidence(std::int64_t now, text piece) const
    {
        return detail::say(
            [&](auto out, auto why) { return scor_journal_evidence(get(), now, piece.get(), out, why); });
    }
    /// A return as it came.
    [[nodiscard]] returns<buffer> return_bytes(std::int64_t no) const
    {
        return detail::make<buffer>(
            [&](auto out, auto why) { return scor_journal_return_bytes(get(), no, out, why); });
    }
    /// For an auditor alone.
    [[nodiscard]] returns<buffer> chain_key() const
    {
        return detail::make<buffer>([&](auto out, auto why) { return scor_journal_chain_key(get(), out, why); });
    }
    returns<std::string> purge(std::int64_t now)
    {
        return detail::say([&](auto out, auto why) { return scor_journal_purge(get(), now, out, why); });
    }
    returns<void> rotate_key(std::int64_t now, bytes key, bool reseal)
    {
        return detail::run(
            [&](auto why) { return scor_journal_rotate_key(get(), now, key.data(), key.size(), reseal, why); });
    }
};

} // namespace SCOR_HPP_NAMESPACE
} // namespace scor

#endif
