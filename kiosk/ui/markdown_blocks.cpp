#include "kiosk/ui/markdown_blocks.h"

#include <algorithm>
#include <cstdlib>

#include <md4c.h>

#include "kiosk/speech/sentences.h"

namespace kiosk {

namespace {

constexpr int kDeepest = 4;

std::string utf8(unsigned long code_point)
{
    std::string out;
    const auto push = [&out](unsigned long byte) { out.push_back(static_cast<char>(byte)); };
    if (code_point == 0 || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
        return "\xEF\xBF\xBD";
    if (code_point < 0x80) {
        push(code_point);
    } else if (code_point < 0x800) {
        push(0xC0 | code_point >> 6);
        push(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        push(0xE0 | code_point >> 12);
        push(0x80 | (code_point >> 6 & 0x3F));
        push(0x80 | (code_point & 0x3F));
    } else {
        push(0xF0 | code_point >> 18);
        push(0x80 | (code_point >> 12 & 0x3F));
        push(0x80 | (code_point >> 6 & 0x3F));
        push(0x80 | (code_point & 0x3F));
    }
    return out;
}

/// The few entities a notice uses; any other stands as it was typed.
std::string entity(std::string_view name)
{
    if (name == "&amp;") return "&";
    if (name == "&lt;") return "<";
    if (name == "&gt;") return ">";
    if (name == "&quot;") return "\"";
    if (name == "&nbsp;") return "\xC2\xA0";
    if (name.size() > 3 && name[1] == '#') {
        const bool hex = name[2] == 'x' || name[2] == 'X';
        return utf8(std::strtoul(std::string{name.substr(hex ? 3 : 2)}.c_str(), nullptr, hex ? 16 : 10));
    }
    return std::string{name};
}

/// "so%20do.png" → "so do.png".
std::string plain_name(std::string_view address)
{
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        const char lower = static_cast<char>(c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    };
    std::string name;
    for (std::size_t i = 0; i < address.size(); ++i) {
        const bool coded = address[i] == '%' && i + 2 < address.size() && digit(address[i + 1]) >= 0 &&
                           digit(address[i + 2]) >= 0;
        if (!coded) {
            name.push_back(address[i]);
            continue;
        }
        name.push_back(static_cast<char>(digit(address[i + 1]) * 16 + digit(address[i + 2])));
        i += 2;
    }
    return name;
}

/// Cuts the runs at the sentence ends and gives each piece its number. A number before the item is said, too.
void number_sentences(std::vector<WordRun>& runs, std::string_view marker,
                      std::vector<std::string>& sentences)
{
    std::string plain;
    for (const WordRun& run : runs) plain += run.text;
    const std::vector<SentencePlace> places = sentence_places(plain);
    if (places.empty()) return;

    std::vector<WordRun> cut;
    std::size_t sentence = 0;
    std::size_t at = 0;
    for (const WordRun& run : runs) {
        std::size_t from = 0;
        while (from < run.text.size()) {
            while (sentence + 1 < places.size() && at >= places[sentence].to) ++sentence;
            // Blanks behind the last sentence belong to it.
            const bool last = sentence + 1 == places.size();
            const std::size_t left = run.text.size() - from;
            const std::size_t take = last ? left : std::min(left, places[sentence].to - at);
            cut.push_back(
                {run.text.substr(from, take), run.strong, static_cast<int>(sentences.size() + sentence)});
            from += take;
            at += take;
        }
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        std::string words = plain.substr(places[i].from, places[i].to - places[i].from);
        if (i == 0 && marker.ends_with('.')) words = std::string{marker} + " " + words;
        sentences.push_back(std::move(words));
    }
    runs = std::move(cut);
}

/// Builds blocks from md4c's calls.
class Builder {
public:
    int enter_block(MD_BLOCKTYPE type, void* detail)
    {
        switch (type) {
            case MD_BLOCK_QUOTE:
                ++quotes_;
                break;
            case MD_BLOCK_UL:
                open_list(0);
                break;
            case MD_BLOCK_OL:
                open_list(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
                break;
            case MD_BLOCK_LI:
                start(Block::Kind::Item);
                block_.marker = next_marker();
                break;
            case MD_BLOCK_HR:
                flush();
                block_ = {};
                block_.kind = Block::Kind::Rule;
                open_ = true;
                flush();
                break;
            case MD_BLOCK_H:
                start(Block::Kind::Heading);
                block_.level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
                break;
            case MD_BLOCK_P:
                // The first paragraph of a list item stands beside its marker.
                if (!(open_ && block_.kind == Block::Kind::Item && block_.runs.empty())) {
                    start(lists_.empty() ? Block::Kind::Paragraph : Block::Kind::Item);
                }
                break;
            case MD_BLOCK_CODE:
                start(Block::Kind::Paragraph);
                break;
            case MD_BLOCK_TABLE:
                start(Block::Kind::Table);
                break;
            case MD_BLOCK_TR:
                block_.rows.emplace_back();
                break;
            case MD_BLOCK_TH:
            case MD_BLOCK_TD:
                open_cell(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align);
                break;
            default:
                break;
        }
        return 0;
    }

    int leave_block(MD_BLOCKTYPE type)
    {
        switch (type) {
            case MD_BLOCK_QUOTE:
                flush();
                quotes_ = std::max(0, quotes_ - 1);
                break;
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                flush();
                if (!lists_.empty()) lists_.pop_back();
                break;
            case MD_BLOCK_LI:
            case MD_BLOCK_H:
            case MD_BLOCK_P:
            case MD_BLOCK_CODE:
                flush();
                break;
            case MD_BLOCK_TABLE:
                flush();
                break;
            case MD_BLOCK_TH:
            case MD_BLOCK_TD:
                in_cell_ = false;
                break;
            default:
                break;
        }
        return 0;
    }

    int enter_span(MD_SPANTYPE type, void* detail)
    {
        // A picture stands by itself; in a table it is only its words.
        if (type == MD_SPAN_IMG && !in_cell_) {
            const auto& source = static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src;
            start(Block::Kind::Picture);
            block_.source = plain_name({source.text, source.size});
        }
        if (type == MD_SPAN_STRONG || type == MD_SPAN_EM) ++strong_;
        return 0;
    }

    int leave_span(MD_SPANTYPE type)
    {
        if (type == MD_SPAN_IMG && !in_cell_) flush();
        if (type == MD_SPAN_STRONG || type == MD_SPAN_EM) strong_ = std::max(0, strong_ - 1);
        return 0;
    }

    int text(MD_TEXTTYPE type, std::string_view words)
    {
        switch (type) {
            case MD_TEXT_NULLCHAR:
                append("\xEF\xBF\xBD");
                break;
            case MD_TEXT_BR:
                append("\n");
                break;
            case MD_TEXT_SOFTBR:
                append(" ");
                break;
            case MD_TEXT_ENTITY:
                append(entity(words));
                break;
            default:
                append(words);
                break;
        }
        return 0;
    }

    Parsed finish()
    {
        flush();
        return std::move(parsed_);
    }

private:
    struct List {
        bool ordered = false;
        unsigned next = 1;
    };

    void open_list(unsigned start)
    {
        flush();
        lists_.push_back({start > 0, start});
    }

    std::string next_marker()
    {
        if (lists_.empty()) return "";
        List& list = lists_.back();
        return list.ordered ? std::to_string(list.next++) + "." : lists_.size() > 1 ? "–" : "•";
    }

    void start(Block::Kind kind)
    {
        flush();
        block_ = {};
        block_.kind = kind;
        block_.quoted = quotes_ > 0;
        if (kind == Block::Kind::Item)
            block_.level = std::clamp(static_cast<int>(lists_.size()), 1, kDeepest);
        open_ = true;
    }

    void open_cell(MD_ALIGN align)
    {
        if (block_.rows.empty()) block_.rows.emplace_back();
        block_.rows.back().emplace_back();
        if (block_.rows.size() == 1) {
            block_.aligns.push_back(align == MD_ALIGN_RIGHT    ? Align::Right
                                    : align == MD_ALIGN_CENTER ? Align::Centre
                                                               : Align::Left);
        }
        in_cell_ = true;
    }

    void append(std::string_view words)
    {
        if (in_cell_) {
            append_to(block_.rows.back().back().runs, words);
            return;
        }
        if (!open_) start(Block::Kind::Paragraph);
        append_to(block_.runs, words);
    }

    void append_to(std::vector<WordRun>& runs, std::string_view words) const
    {
        const bool strong = strong_ > 0;
        if (runs.empty() || runs.back().strong != strong) runs.push_back({"", strong, -1});
        runs.back().text += words;
    }

    void flush()
    {
        if (!open_) return;
        open_ = false;
        if (block_.kind == Block::Kind::Table) {
            for (auto& row : block_.rows) number_row(row);
        } else if (block_.kind != Block::Kind::Rule) {
            number_sentences(block_.runs, block_.marker, parsed_.sentences);
            const bool blank = std::all_of(block_.runs.begin(), block_.runs.end(), [](const WordRun& run) {
                return run.text.find_first_not_of(" \n") == std::string::npos;
            });
            if (blank && block_.kind != Block::Kind::Picture) return;
        }
        parsed_.blocks.push_back(std::move(block_));
        block_ = {};
    }

    static std::string words_of(const Cell& cell)
    {
        std::string words;
        for (const WordRun& run : cell.runs) words += run.text;
        std::replace(words.begin(), words.end(), '\n', ' ');
        return words;
    }

    /// A row of a table is one sentence: its first cell, then each other one behind its column's name. The
    /// head is said with every row and not by itself.
    void number_row(std::vector<Cell>& row)
    {
        const std::vector<Cell>& head = block_.rows.front();
        const bool is_head = &row == &head;
        std::string spoken;
        for (std::size_t column = 0; column < row.size(); ++column) {
            for (WordRun& run : row[column].runs) run.sentence = static_cast<int>(parsed_.sentences.size());
            const std::string words = words_of(row[column]);
            if (words.empty() || is_head) continue;
            if (!spoken.empty()) spoken += ", ";
            if (column > 0 && column < head.size()) spoken += words_of(head[column]) + " ";
            spoken += words;
        }
        parsed_.sentences.push_back(std::move(spoken));
    }

    Parsed parsed_;
    Block block_;
    bool open_ = false;
    bool in_cell_ = false;
    int quotes_ = 0;
    int strong_ = 0;
    std::vector<List> lists_;
};

Builder& builder(void* user) { return *static_cast<Builder*>(user); }

}  // namespace

Parsed parse_markdown(std::string_view source)
{
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        return builder(user).enter_block(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return builder(user).leave_block(type); };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
        return builder(user).enter_span(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return builder(user).leave_span(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* user) {
        return builder(user).text(type, {words, size});
    };
    Builder blocks;
    md_parse(source.data(), static_cast<MD_SIZE>(source.size()), &parser, &blocks);
    return blocks.finish();
}

}  // namespace kiosk
