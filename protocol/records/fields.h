#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/records/json.h"

// A record's fields are listed once, in a function `fields(visitor, record)`; FieldReader fills the record
// from JSON with it, FieldWriter makes the JSON. For .cpp files of this folder and of feedback/.

namespace protocol {

/// Reads members of one object. The first member of a wrong kind is remembered in `wrong`; members that are
/// not there leave their field as it is.
class FieldReader {
public:
    explicit FieldReader(const Json& object) : object_(object)
    {
        if (!object.object()) wrong_ = "not an object";
    }

    [[nodiscard]] const std::string& wrong() const { return wrong_; }
    template <class Field>
    void operator()(std::string_view key, Field& field)
    {
        const Json* json = object_.find(key);
        if (json && !read(*json, field)) refuse(key);
    }
    void needs(std::string_view key)
    {
        if (!object_.find(key)) refuse(key);
    }
    void check(std::string_view key, bool holds)
    {
        if (!holds) refuse(key);
    }

private:
    void refuse(std::string_view key)
    {
        if (wrong_.empty()) wrong_ = key;
    }
    static bool read(const Json& json, bool& field) { return copy(json.boolean(), field); }
    static bool read(const Json& json, std::int64_t& field) { return copy(json.integer(), field); }
    static bool read(const Json& json, std::string& field) { return copy(json.string(), field); }
    static bool read(const Json& json, int& field)
    {
        const auto* number = json.integer();
        if (!number || *number < INT32_MIN || *number > INT32_MAX) return false;
        field = static_cast<int>(*number);
        return true;
    }
    static bool read(const Json& json, Hash& field)
    {
        const auto hash = json.string() ? hash_from_hex(*json.string()) : std::nullopt;
        if (hash) field = *hash;
        return hash.has_value();
    }
    static bool read(const Json& json, Date& field)
    {
        const auto date = json.string() ? parse_date(*json.string()) : std::nullopt;
        if (date) field = *date;
        return date.has_value();
    }
    static bool read(const Json& json, Time& field)
    {
        if (json.integer()) field = from_unix(*json.integer());
        return json.integer() != nullptr;
    }
    template <class Field>
    static bool read(const Json& json, std::optional<Field>& field)
    {
        return read(json, field.emplace());
    }
    template <class Field>
    static bool read(const Json& json, std::vector<Field>& field)
    {
        if (!json.array()) return false;
        field.clear();
        field.reserve(json.array()->size());
        for (const Json& item : *json.array())
            if (!read(item, field.emplace_back())) return false;
        return true;
    }
    template <class Field>
    static bool read(const Json& json, Field& field)
    {
        FieldReader reader{json};
        fields(reader, field);
        return reader.wrong().empty();
    }
    template <class Field>
    static bool copy(const Field* from, Field& to)
    {
        if (from) to = *from;
        return from != nullptr;
    }

    const Json& object_;
    std::string wrong_;
};

/// Writes members of one object. Empty strings, empty lists and unset optionals are left out.
class FieldWriter {
public:
    [[nodiscard]] Json take() { return std::move(object_); }
    void needs(std::string_view) {}
    void check(std::string_view, bool) {}

    template <class Field>
    void operator()(std::string_view key, const Field& field)
    {
        object_.set(key, write(field));
    }
    void operator()(std::string_view key, const std::string& field)
    {
        if (!field.empty()) object_.set(key, Json{field});
    }
    template <class Field>
    void operator()(std::string_view key, const std::optional<Field>& field)
    {
        if (field) object_.set(key, write(*field));
    }
    template <class Field>
    void operator()(std::string_view key, const std::vector<Field>& field)
    {
        if (field.empty()) return;
        Json list{Json::Array{}};
        for (const Field& item : field) list.push(write(item));
        object_.set(key, std::move(list));
    }

private:
    static Json write(bool field) { return {field}; }
    static Json write(std::int64_t field) { return {field}; }
    static Json write(int field) { return {field}; }
    static Json write(const std::string& field) { return {field}; }
    static Json write(const Hash& field) { return {to_hex(field)}; }
    static Json write(const Date& field) { return {format_date(field)}; }
    static Json write(const Time& field) { return {unix_seconds(field)}; }
    template <class Field>
    static Json write(const Field& field)
    {
        FieldWriter writer;
        fields(writer, field);
        return writer.take();
    }

    Json object_;
};

}  // namespace protocol
