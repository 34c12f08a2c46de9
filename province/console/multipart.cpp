#include "province/console/multipart.h"

#include "protocol/base/text.h"

namespace province::console {

namespace {

constexpr std::string_view kType = "multipart/form-data";
constexpr std::size_t kBoundary = 70;  // RFC 2046 §5.1.1
constexpr std::size_t kHead = 4096;

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// `key="value"` or `key=value` of a header; browsers write a quote in a name as %22.
std::optional<std::string> parameter(std::string_view header, std::string_view key)
{
    const std::string wanted = "; " + std::string(key) + "=";
    const auto at = header.find(wanted);
    if (at == std::string_view::npos) return std::nullopt;
    header.remove_prefix(at + wanted.size());
    if (!header.starts_with('"')) return std::string(header.substr(0, header.find(';')));
    const auto end = header.find('"', 1);
    if (end == std::string_view::npos) return std::nullopt;
    return std::string(header.substr(1, end - 1));
}

/// The line of this name among a part's headers, without its name.
std::string_view line_of(std::string_view head, std::string_view name)
{
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        const std::string_view line = head.substr(0, end);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            lowered(line.substr(0, name.size())) == name)
            return line.substr(name.size() + 1);
        if (end == std::string_view::npos) break;
        head.remove_prefix(end + 2);
    }
    return {};
}

bool keep(Multipart& into, std::string_view head, std::string_view content)
{
    const auto disposition = line_of(head, "content-disposition");
    auto name = parameter(disposition, "name");
    if (!name) return false;
    const auto file_name = parameter(disposition, "filename");
    if (!file_name) return into.form.add(std::move(*name), std::string(content));
    if (file_name->empty() && content.empty()) return true;  // none was chosen
    if (!into.file.empty() || !protocol::is_utf8(*file_name)) return false;
    into.file_name = *file_name;
    into.file = content;
    return true;
}

}  // namespace

bool is_multipart(std::string_view type) { return lowered(type.substr(0, kType.size())) == kType; }

std::optional<Multipart> parse_multipart(std::string_view type, std::string_view bytes)
{
    const auto boundary = parameter(type, "boundary");
    if (!is_multipart(type) || !boundary || boundary->empty() || boundary->size() > kBoundary)
        return std::nullopt;
    const std::string first = "--" + *boundary;
    const std::string next = "\r\n" + first;
    if (!bytes.starts_with(first)) return std::nullopt;
    bytes.remove_prefix(first.size());
    Multipart found;
    while (!bytes.starts_with("--")) {
        if (!bytes.starts_with("\r\n")) return std::nullopt;
        bytes.remove_prefix(2);
        const auto head = bytes.substr(0, kHead).find("\r\n\r\n");
        if (head == std::string_view::npos) return std::nullopt;
        const auto end = bytes.find(next, head + 2);
        if (end == std::string_view::npos) return std::nullopt;
        const auto begin = head + 4;
        const auto content = end > begin ? bytes.substr(begin, end - begin) : std::string_view{};
        if (!keep(found, bytes.substr(0, head), content)) return std::nullopt;
        bytes.remove_prefix(end + next.size());
    }
    return found;
}

}  // namespace province::console
