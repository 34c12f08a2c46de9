#include "province/publish/front_matter.h"

#include "province/publish/source_text.h"

namespace province {

namespace {

constexpr std::string_view kFence = "+++";

/// A line is a fence with or without white space behind it.
bool is_fence(std::string_view line)
{
    return line.starts_with(kFence) && line.find_first_not_of(" \t", kFence.size()) == std::string_view::npos;
}

}  // namespace

std::optional<FrontMatter> split_front_matter(std::string_view text, const std::filesystem::path& file,
                                              Problems& problems)
{
    const auto first_end = text.find('\n');
    if (!is_fence(text.substr(0, first_end))) {
        problems.add(file, 1, "front_matter_missing");
        return std::nullopt;
    }
    if (first_end == std::string_view::npos) {
        problems.add(file, 1, "front_matter_open");
        return std::nullopt;
    }
    const auto begin = first_end + 1;
    for (auto at = begin; at < text.size();) {
        const auto end = text.find('\n', at);
        if (is_fence(text.substr(at, end - at))) {
            FrontMatter parts;
            parts.toml = text.substr(begin, at - begin);
            const auto body = end == std::string_view::npos ? text.size() : end + 1;
            const auto start = text.find_first_not_of(" \t\n", body);
            if (start == std::string_view::npos) {
                parts.body_line = line_of(text, at) + 1;
                return parts;
            }
            // The body begins with its first line that says something, indentation kept.
            const auto line_begin = text.rfind('\n', start) + 1;
            const auto last = text.find_last_not_of(" \t\n");
            parts.body = text.substr(line_begin, last + 1 - line_begin);
            parts.body_line = line_of(text, line_begin);
            return parts;
        }
        if (end == std::string_view::npos) break;
        at = end + 1;
    }
    problems.add(file, 1, "front_matter_open");
    return std::nullopt;
}

}  // namespace province
