#include "protocol/records/json.h"

#include <algorithm>

#include "protocol/base/text.h"
#include "protocol/limits.h"

namespace protocol {

namespace {

constexpr std::string_view kLineSeparator = "\xe2\x80\xa8";  // U+2028

bool is_key_char(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

bool is_key(std::string_view key) { return !key.empty() && std::all_of(key.begin(), key.end(), is_key_char); }

/// A string the profile allows: UTF-8 in NFC, no control or bidi character.
bool is_profile_string(std::string_view text)
{
    // Most strings are codes and numbers: printable ASCII needs no Unicode.
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    return ascii || (!find_forbidden(text, TextForm::Line) && is_nfc(text));
}

}  // namespace

/// One pass over the text; at the first byte that canonical text cannot have, it stops with a failure.
class CanonicalReader {
public:
    explicit CanonicalReader(std::string_view text) : text_(text) {}

    std::optional<Json> read()
    {
        Json json;
        if (text_.empty() || text_[0] != '{' || !value(json, 1) || at_ != text_.size()) return std::nullopt;
        return json;
    }

    [[nodiscard]] std::size_t at() const { return at_; }

private:
    bool take(char expected)
    {
        if (at_ >= text_.size() || text_[at_] != expected) return false;
        ++at_;
        return true;
    }

    bool take(std::string_view word)
    {
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }

    bool value(Json& json, int depth)
    {
        if (at_ >= text_.size()) return false;
        switch (text_[at_]) {
            case '{':
                return depth <= limits::kJsonDepth && object(json.value_.emplace<Json::Object>(), depth);
            case '[':
                return depth <= limits::kJsonDepth && array(json.value_.emplace<Json::Array>(), depth);
            case '"':
                return string(json.value_.emplace<std::string>());
            case 't':
                json.value_ = true;
                return take("true");
            case 'f':
                json.value_ = false;
                return take("false");
            default:
                return integer(json.value_.emplace<std::int64_t>());
        }
    }

    bool object(Json::Object& members, int depth)
    {
        if (!take('{')) return false;
        if (take('}')) return true;
        do {
            if (!take('"')) return false;
            const std::size_t begin = at_;
            while (at_ < text_.size() && is_key_char(text_[at_])) ++at_;
            const std::string_view key = text_.substr(begin, at_ - begin);
            if (key.empty() || !take("\":")) return false;
            if (!members.empty() && members.back().first >= key) return false;  // unsorted or twice
            members.emplace_back(std::string{key}, Json{});
            if (!value(members.back().second, depth + 1)) return false;
        } while (take(','));
        return take('}');
    }

    bool array(Json::Array& items, int depth)
    {
        if (!take('[')) return false;
        if (take(']')) return true;
        do {
            if (!value(items.emplace_back(), depth + 1)) return false;
        } while (take(','));
        return take(']');
    }

    bool string(std::string& out)
    {
        if (!take('"')) return false;
        for (;;) {
            const auto end = text_.find_first_of("\"\\", at_);
            if (end == std::string_view::npos) return false;
            out += text_.substr(at_, end - at_);
            at_ = end + 1;
            if (text_[end] == '"') return is_profile_string(out);
            if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\\')) return false;
            out += text_[at_++];
        }
    }

    bool integer(std::int64_t& out)
    {
        const bool negative = take('-');
        const std::size_t begin = at_;
        constexpr std::size_t kMostDigits = 16;
        while (at_ < text_.size() && at_ - begin <= kMostDigits && text_[at_] >= '0' && text_[at_] <= '9')
            out = out * 10 + (text_[at_++] - '0');
        const std::size_t digits = at_ - begin;
        if (digits == 0 || digits > kMostDigits || out > limits::kJsonInteger) return false;
        if (text_[begin] == '0' && (digits > 1 || negative)) return false;
        if (negative) out = -out;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

const Json* Json::find(std::string_view key) const
{
    const Object* members = object();
    if (!members) return nullptr;
    const auto member = std::lower_bound(members->begin(), members->end(), key,
                                         [](const Member& m, std::string_view k) { return m.first < k; });
    return member != members->end() && member->first == key ? &member->second : nullptr;
}

void Json::set(std::string_view key, Json value)
{
    auto& members = std::get<Object>(value_);
    const auto member = std::lower_bound(members.begin(), members.end(), key,
                                         [](const Member& m, std::string_view k) { return m.first < k; });
    if (member != members.end() && member->first == key)
        member->second = std::move(value);
    else
        members.emplace(member, std::string{key}, std::move(value));
}

void Json::push(Json value) { std::get<Array>(value_).push_back(std::move(value)); }

Result<Json> parse_canonical(std::string_view text)
{
    CanonicalReader reader{text};
    auto json = reader.read();
    if (!json) return fail(Fault::Malformed, "json: not canonical near byte " + std::to_string(reader.at()));
    return *std::move(json);
}

namespace {

/// Adds the text of a value. What is wrong with it, beginning with the key, or nothing.
std::string emit(std::string& out, const Json& json, int depth);

void emit_string(std::string& out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

std::string emit_object(std::string& out, const Json::Object& members, int depth)
{
    char before = '{';
    for (const auto& [key, value] : members) {
        if (!is_key(key)) return key + ": not a key of [a-z_]+";
        out += before;
        before = ',';
        emit_string(out, key);
        out += ':';
        const std::string wrong = emit(out, value, depth + 1);
        if (!wrong.empty()) return wrong[0] == ':' ? key + wrong : key + "." + wrong;
    }
    if (members.empty()) out += '{';
    out += '}';
    return {};
}

std::string emit_array(std::string& out, const Json::Array& items, int depth)
{
    char before = '[';
    for (const Json& item : items) {
        out += before;
        before = ',';
        std::string wrong = emit(out, item, depth + 1);
        if (!wrong.empty()) return wrong;
    }
    if (items.empty()) out += '[';
    out += ']';
    return {};
}

std::string emit(std::string& out, const Json& json, int depth)
{
    if (const auto* text = json.string()) {
        if (!is_profile_string(*text)) return ": not NFC, or holds a control or bidi character";
        emit_string(out, *text);
        return {};
    }
    if (const auto* number = json.integer()) {
        if (*number > limits::kJsonInteger || *number < -limits::kJsonInteger) return ": number too large";
        out += std::to_string(*number);
        return {};
    }
    if (const auto* truth = json.boolean()) {
        out += *truth ? "true" : "false";
        return {};
    }
    if (depth > limits::kJsonDepth) return ": too deep";
    if (const auto* members = json.object()) return emit_object(out, *members, depth);
    return emit_array(out, *json.array(), depth);
}

}  // namespace

Result<std::string> canonical(const Json& value)
{
    std::string text;
    if (!value.object()) return fail(Fault::Malformed, "json: no object outside");
    const std::string wrong = emit(text, value, 1);
    if (!wrong.empty()) return fail(Fault::Malformed, "json: " + wrong);
    return text;
}

std::string to_profile_line(std::string_view text)
{
    std::string line;
    line.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (text[i] == '\n')
            line += kLineSeparator;
        else
            line += text[i];
    }
    auto composed = nfc(line);
    return composed ? *std::move(composed) : line;
}

std::string from_profile_line(std::string_view text)
{
    std::string lines{text};
    for (auto at = lines.find(kLineSeparator); at != std::string::npos;
         at = lines.find(kLineSeparator, at + 1))
        lines.replace(at, kLineSeparator.size(), "\n");
    return lines;
}

}  // namespace protocol
