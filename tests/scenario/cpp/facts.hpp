// What the scenario prints: facts, sorted by key. See ../README.md.
#ifndef SCENARIO_FACTS_HPP
#define SCENARIO_FACTS_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scor.hpp"

constexpr std::int64_t NOW = 1798761600, DAY = 86400;

[[noreturn]] void stop(const std::string &why);

/// JSON without the white space between its words.
std::string flat(const std::string &json);
/// The value behind the first "name": in JSON; null when there is none.
std::string pick(const std::string &json, const std::string &name);
std::int64_t count(const std::string &json, const std::string &text);

class facts {
public:
    void number(const std::string &key, std::int64_t value) { put(key, std::to_string(value)); }
    template <class E, class = std::enable_if_t<std::is_enum_v<E>>> void number(const std::string &key, E value)
    {
        number(key, static_cast<std::int64_t>(value));
    }
    void text(const std::string &key, const std::optional<std::string> &value);
    void json(const std::string &key, const std::string &value) { put(key, flat(value)); }
    void picked(const std::string &key, const std::string &json, const std::string &name) { put(key, pick(json, name)); }
    void counted(const std::string &key, const std::string &json, const std::string &text)
    {
        number(key, count(json, text));
    }
    void fnv(const std::string &key, scor::bytes data);
    /// A call that must fail; gives the error.
    template <class Call> scor::error error(const std::string &key, Call &&call)
    {
        try {
            call();
        } catch (const scor::error &e) {
            number(key + ".code", e.code());
            text(key + ".key", e.key());
            text(key + ".fr", e.message_fr());
            return e;
        }
        stop(key + " has not failed");
    }
    void print() const;

private:
    void put(const std::string &key, const std::string &value) { all_[key] = value; }
    std::map<std::string, std::string> all_;
};

/// The repository and the folder for output.
struct places {
    std::filesystem::path root, out;
    /// A file of tests/scenario/inputs.
    std::vector<std::uint8_t> in(const std::string &name) const;
    /// A file of examples/data.
    std::vector<std::uint8_t> data(const std::string &name) const;
};

/// What one step hands to the next.
struct state {
    places at;
    facts told;
    scor::profile profile, own;
    std::optional<scor::scanned> scans[2];
    scor::piece pieces[2];
    scor::lot lot;
    scor::certificate certificate;
};

scor::facture facture(const std::string &invoice);

void step_images(state &s);
void step_piece(state &s);
void step_lot(state &s);
void step_seal(state &s);
void step_mail(state &s);
void step_journal(state &s);

#endif
