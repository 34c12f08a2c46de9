#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace province::console {

/// What a form or a query brought. Every value is UTF-8 in NFC without control characters but tab and line
/// break, with "\n" as the only line break.
class Form {
public:
    /// application/x-www-form-urlencoded. Nothing when it is none, is not UTF-8, or has over 4,000 fields.
    static std::optional<Form> parse(std::string_view text);

    /// False, and nothing is added, for text that is not UTF-8 or holds forbidden characters, and for too
    /// many fields.
    bool add(std::string name, std::string value);

    /// The first of that name; empty when it is not there.
    const std::string& get(std::string_view name) const;
    bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
    std::vector<std::string> all(std::string_view name) const;

    /// Wiped with wipe(): what a form brings may be a password.
    ~Form();
    Form() = default;
    Form(const Form&) = default;
    Form& operator=(const Form&) = default;
    Form(Form&&) noexcept = default;
    Form& operator=(Form&&) noexcept = default;

private:
    std::multimap<std::string, std::string, std::less<>> values_;
};

/// The value of a cookie in a Cookie header; empty when it is not there.
std::string cookie_value(std::string_view header, std::string_view name);

}  // namespace province::console
