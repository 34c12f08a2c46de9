#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "protocol/base/result.h"

namespace protocol {

/// One value of the JSON profile (protocol.md §8.2): no floats, no null.
///
/// Members of an object are kept sorted by key, so equal values are equal texts.
class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    Json() : value_(Object{}) {}
    Json(bool value) : value_(value) {}                            // NOLINT: values read as what they are
    Json(std::int64_t value) : value_(value) {}                    // NOLINT
    Json(int value) : value_(static_cast<std::int64_t>(value)) {}  // NOLINT
    Json(std::string value) : value_(std::move(value)) {}          // NOLINT
    Json(std::string_view value) : value_(std::string{value}) {}   // NOLINT
    Json(const char* value) : value_(std::string{value}) {}        // NOLINT
    Json(Array value) : value_(std::move(value)) {}                // NOLINT

    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&value_); }
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
    [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] const Array* array() const { return std::get_if<Array>(&value_); }
    [[nodiscard]] const Object* object() const { return std::get_if<Object>(&value_); }
    [[nodiscard]] Array* array() { return std::get_if<Array>(&value_); }
    [[nodiscard]] Object* object() { return std::get_if<Object>(&value_); }
    [[nodiscard]] std::string* string() { return std::get_if<std::string>(&value_); }

    /// The member of an object, or nullptr.
    [[nodiscard]] const Json* find(std::string_view key) const;
    /// Sets a member of an object; what was there is replaced.
    void set(std::string_view key, Json value);
    void push(Json value);  ///< onto an array

    friend bool operator==(const Json&, const Json&) = default;

private:
    friend class CanonicalReader;
    std::variant<bool, std::int64_t, std::string, Array, Object> value_;
};

/// Reads text that is already canonical and refuses everything else, so canon(parse(x)) == x holds for all
/// it accepts: no space, keys [a-z_]+ sorted and unique, integers |n| < 2^53 in their shortest form, only
/// \" and \\ escaped, strings UTF-8 in NFC without control or bidi characters, depth ≤ 6, an object outside.
Result<Json> parse_canonical(std::string_view text);

/// The one text of a value. The detail of a failure names the key ("json: votes.q: …"). Malformed when the
/// value does not fit the profile (a string with a control character, not NFC, a number too large, too deep,
/// a key outside [a-z_]+).
Result<std::string> canonical(const Json& value);

/// Text of several lines as one JSON string: NFC, line breaks (\n, \r\n) become U+2028 (protocol/README.md).
[[nodiscard]] std::string to_profile_line(std::string_view text);
/// The inverse for display: U+2028 becomes \n.
[[nodiscard]] std::string from_profile_line(std::string_view text);

}  // namespace protocol
