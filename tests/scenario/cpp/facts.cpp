#include "facts.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

void stop(const std::string &why)
{
    std::fprintf(stderr, "scenario: %s\n", why.c_str());
    std::exit(1);
}

std::string flat(const std::string &json)
{
    std::string out;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); i++) {
        const char c = json[i];
        if (!quoted && (c == ' ' || c == '\t' || c == '\r' || c == '\n'))
            continue;
        out += c;
        if (quoted && c == '\\' && i + 1 < json.size())
            out += json[++i];
        else if (c == '"')
            quoted = !quoted;
    }
    return out;
}

std::string pick(const std::string &json, const std::string &name)
{
    const std::string all = flat(json), wanted = '"' + name + "\":";
    const std::size_t found = all.find(wanted);
    if (found == std::string::npos)
        return "null";
    const std::size_t start = found + wanted.size();
    std::size_t at = start;
    int depth = 0;
    bool quoted = false;
    for (; at < all.size(); at++) {
        const char c = all[at];
        if (quoted) {
            if (c == '\\')
                at++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            depth++;
        } else if (c == ']' || c == '}' || c == ',') {
            if (depth == 0)
                break;
            depth -= c != ',';
        }
    }
    return all.substr(start, at - start);
}

std::int64_t count(const std::string &json, const std::string &text)
{
    const std::string all = flat(json);
    std::int64_t found = 0;
    for (std::size_t at = all.find(text); at != std::string::npos; at = all.find(text, at + text.size()))
        found++;
    return found;
}

void facts::text(const std::string &key, const std::optional<std::string> &value)
{
    if (!value)
        return put(key, "null");
    std::string quoted = "\"";
    for (const char c : *value) {
        char escaped[8];
        if (static_cast<unsigned char>(c) < 0x20) {
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
            quoted += escaped;
            continue;
        }
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    put(key, quoted + '"');
}

void facts::fnv(const std::string &key, scor::bytes data)
{
    std::uint32_t hash = 2166136261u;
    for (std::size_t i = 0; i < data.size(); i++)
        hash = (hash ^ data.data()[i]) * 16777619u;
    char digits[9];
    std::snprintf(digits, sizeof digits, "%08lx", static_cast<unsigned long>(hash));
    text(key, digits);
}

void facts::print() const
{
    std::string out = "{\n";
    for (const auto &[key, value] : all_)
        out += (out.size() > 2 ? ",\n\"" : "\"") + key + "\": " + value;
    out += "\n}\n";
    std::fwrite(out.data(), 1, out.size(), stdout);
}

static std::vector<std::uint8_t> read(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        stop("cannot read " + path.string());
    return std::vector<std::uint8_t>(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::uint8_t> places::in(const std::string &name) const
{
    return read(root / "tests/scenario/inputs" / name);
}

std::vector<std::uint8_t> places::data(const std::string &name) const
{
    return read(root / "examples/data" / name);
}
