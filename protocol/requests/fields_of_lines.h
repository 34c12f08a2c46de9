#pragma once

// For the .cpp files of this folder: texts of one "name value" a line, in a fixed order.

#include <string>
#include <string_view>

namespace protocol {

inline void append_line(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(" ").append(value).append("\n");
}

/// Takes the lines in the order that is asked for; done() is true only when each was there and nothing is
/// left.
class LineReader {
public:
    explicit LineReader(std::string_view text) : rest_(text) {}

    bool head(std::string_view line)
    {
        if (!rest_.starts_with(line)) return good_ = false;
        rest_.remove_prefix(line.size());
        return true;
    }
    std::string value(std::string_view name)
    {
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos || end <= name.size() || !rest_.starts_with(name) ||
            rest_[name.size()] != ' ') {
            good_ = false;
            return {};
        }
        std::string found(rest_.substr(name.size() + 1, end - name.size() - 1));
        rest_.remove_prefix(end + 1);
        return found;
    }
    [[nodiscard]] bool done() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

}  // namespace protocol
