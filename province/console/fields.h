#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace province::console {

/// What a template is filled with: texts, which are escaped when they are shown; yes or no; lists of further
/// fields; and html, which is ours and shown as it is.
class Fields {
public:
    struct Html {
        std::string text;
    };
    using Value = std::variant<std::string, bool, std::vector<Fields>, Html>;

    Fields& text(std::string name, std::string value) { return add(std::move(name), std::move(value)); }
    Fields& yes(std::string name, bool value) { return add(std::move(name), value); }
    Fields& list(std::string name, std::vector<Fields> rows) { return add(std::move(name), std::move(rows)); }
    Fields& html(std::string name, std::string safe) { return add(std::move(name), Html{std::move(safe)}); }

    const std::vector<std::pair<std::string, Value>>& all() const { return fields_; }

private:
    Fields& add(std::string name, Value value)
    {
        fields_.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    std::vector<std::pair<std::string, Value>> fields_;
};

}  // namespace province::console
