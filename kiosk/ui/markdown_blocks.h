#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/text.h"

namespace kiosk {

/// A stretch of text of one weight and one sentence. '\n' is a line break the author asked for.
struct WordRun {
    std::string text;
    bool strong = false;
    int sentence = -1;  ///< index into Parsed::sentences
};

struct Cell {
    std::vector<WordRun> runs;
};

struct Block {
    enum class Kind { Paragraph, Heading, Item, Rule, Table, Picture };
    Kind kind = Kind::Paragraph;
    int level = 0;              ///< heading 1…6; list items: depth 1…4
    bool quoted = false;        ///< stands in a quotation
    std::string marker;         ///< list items: "•", "3."; empty for an item's further paragraphs
    std::vector<WordRun> runs;  ///< of a picture: its words
    std::string source;         ///< of a picture: the file's name as it was written, %20 and the like undone

    // Tables. The first row is the head.
    std::vector<Align> aligns;
    std::vector<std::vector<Cell>> rows;
};

struct Parsed {
    std::vector<Block> blocks;
    std::vector<std::string> sentences;  ///< plain, in reading order
};

/// CommonMark with tables (md4c). Bold and italic become weight; raw HTML is text like any other; addresses
/// of links are dropped. Any bytes are taken; nothing fails.
[[nodiscard]] Parsed parse_markdown(std::string_view source);

}  // namespace kiosk
