#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/result.h"

namespace protocol {

/// A value for one `{name}` of a text.
using Fill = std::pair<std::string_view, std::string_view>;

/// One language's texts: assets/text/*.txt.
///
/// A line is `key = value`; keys are [a-z0-9_.]+; empty lines and lines beginning with # are skipped; in a
/// value `\n` is a line break and `\\` a backslash; spaces around key and value are cut.
class Strings {
public:
    Strings() = default;

    /// Malformed with the line number: not UTF-8 in NFC, no " = ", bad or repeated key, unknown escape.
    static Result<Strings> parse(std::string_view text);

    /// The text, or the key itself when there is none, so that a gap is seen and nothing crashes.
    [[nodiscard]] std::string_view get(std::string_view key) const;
    [[nodiscard]] std::string_view operator[](std::string_view key) const { return get(key); }
    [[nodiscard]] bool has(std::string_view key) const;

    /// The text with every `{name}` replaced by its value; a name not given stays as it stands.
    [[nodiscard]] std::string fill(std::string_view key, std::initializer_list<Fill> values) const;

    /// All keys in order, for tests that compare languages.
    [[nodiscard]] std::vector<std::string_view> keys() const;

    /// Adds the texts of another catalogue; its values win.
    void merge(const Strings& other);

private:
    std::map<std::string, std::string, std::less<>> texts_;
};

/// The `{name}`s of a text in order of appearance.
[[nodiscard]] std::vector<std::string_view> placeholders(std::string_view text);

}  // namespace protocol
