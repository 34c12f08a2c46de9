#include "province/phone_pages/safe_html.h"

#include <md4c-html.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace province {

namespace {

constexpr std::array<std::string_view, 26> kTags{
    "p",  "h2", "h3",     "h4", "h5",   "h6",  "ul", "ol", "li",         "table", "thead", "tbody", "tr",
    "th", "td", "strong", "em", "code", "pre", "br", "hr", "blockquote", "del",   "u",     "div",   "a"};

/// One tag as md4c writes it: `<name attributes>` or `</name>`.
struct Tag {
    std::string_view name;
    std::string_view attributes;
    bool closing = false;
};

Tag read_tag(std::string_view inside)
{
    Tag tag;
    if (!inside.empty() && inside.front() == '/') {
        tag.closing = true;
        inside.remove_prefix(1);
    }
    while (!inside.empty() && (inside.back() == '/' || inside.back() == ' ')) inside.remove_suffix(1);
    const auto end = std::min(inside.find(' '), inside.size());
    tag.name = inside.substr(0, end);
    tag.attributes = inside.substr(end);
    return tag;
}

/// Value of `key="…"`; md4c has escaped it already.
std::string_view attribute(const Tag& tag, std::string_view key)
{
    const std::string wanted = " " + std::string{key} + "=\"";
    const auto from = tag.attributes.find(wanted);
    if (from == std::string_view::npos) return {};
    const auto value = tag.attributes.substr(from + wanted.size());
    return value.substr(0, std::min(value.find('"'), value.size()));
}

/// h1 of a text stands below the page's own h1.
std::string lowered(std::string_view name)
{
    if (name.size() != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6') return std::string{name};
    return std::string{"h"} + static_cast<char>(std::min(name[1] + 1, static_cast<int>('6')));
}

bool leads_outside(std::string_view address)
{
    return address.starts_with("https://") || address.starts_with("http://");
}

/// Lets through what is known to be harmless and drops every other tag, keeping the words between.
class Filter {
public:
    std::string out;

    void tag(const Tag& tag)
    {
        if (tag.name == "img") {
            out.append(attribute(tag, "alt"));
            return;
        }
        const std::string name = lowered(tag.name);
        if (std::find(kTags.begin(), kTags.end(), name) == kTags.end()) return;
        if (name == "a") return link(tag);
        if (name == "table" && !tag.closing) out += "<div class=\"wide\">";
        out += tag.closing ? "</" : "<";
        out += name;
        if (!tag.closing) attributes(tag, name);
        out += '>';
        if (name == "table" && tag.closing) out += "</div>";
    }

private:
    void link(const Tag& tag)
    {
        if (tag.closing) {
            if (open_link_) out += "</a>";
            open_link_ = false;
            return;
        }
        const auto address = attribute(tag, "href");
        if (!leads_outside(address)) return;
        out.append("<a rel=\"noopener noreferrer nofollow\" href=\"").append(address).append("\">");
        open_link_ = true;
    }

    void attributes(const Tag& tag, std::string_view name)
    {
        if (name == "td" || name == "th") {
            const auto align = attribute(tag, "align");
            if (align == "left" || align == "center" || align == "right")
                out.append(" class=\"").append(align).append("\"");
        }
        if (name == "ol") {
            const auto start = attribute(tag, "start");
            const bool number =
                !start.empty() && start.size() <= 9 &&
                std::all_of(start.begin(), start.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
            if (number) out.append(" start=\"").append(start).append("\"");
        }
    }

    bool open_link_ = false;
};

void take(const MD_CHAR* text, MD_SIZE size, void* into)
{
    static_cast<std::string*>(into)->append(text, size);
}

}  // namespace

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    return out;
}

std::string safe_html(std::string_view markdown)
{
    std::string html;
    const unsigned flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
    if (md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), take, &html, flags,
                MD_HTML_FLAG_XHTML) != 0)
        return "<p>" + escaped(markdown) + "</p>";
    Filter filter;
    filter.out.reserve(html.size() + 256);
    const std::string_view all = html;
    for (std::size_t at = 0; at < all.size();) {
        if (all[at] != '<') {
            // A stray '>' ends no tag; everything else of the text is escaped already.
            if (all[at] == '>')
                filter.out += "&gt;";
            else
                filter.out += all[at];
            ++at;
            continue;
        }
        // Quoted values may hold '>': md4c escapes it, but a filter must not have to trust that.
        bool quoted = false;
        std::size_t end = at + 1;
        while (end < all.size() && (quoted || all[end] != '>')) {
            if (all[end] == '"') quoted = !quoted;
            ++end;
        }
        filter.tag(read_tag(all.substr(at + 1, std::min(end, all.size()) - at - 1)));
        at = end + 1;
    }
    return std::move(filter.out);
}

}  // namespace province
