#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/documents/page_order.h"
#include "protocol/base/result.h"

namespace kiosk {

inline constexpr std::size_t kLongestText = std::size_t{1} << 20;
/// Of a table; the others are counted.
inline constexpr std::size_t kMostRows = 1000;

/// An attachment that is text: valid UTF-8 (NFC), lines ending with "\n"; or why it is not shown.
struct TextFile {
    std::shared_ptr<const std::string> text;
    std::optional<FileTrouble> trouble{};
};
/// `bytes` as they were published, at most kLongestText of them.
[[nodiscard]] TextFile text_file(protocol::Result<std::string> bytes);

/// The text as Markdown that shows every character of it and nothing else; lines stay lines.
[[nodiscard]] std::string plain_as_markdown(std::string_view text);

/// Comma, semicolon or tab separated values (RFC 4180, quotes and all) as a Markdown table: the first row is
/// its head, columns of numbers stand right, whole amounts under a heading that names money get their points.
/// At most kMostRows rows; `left_out` says how many more there are.
struct TableText {
    std::string markdown;
    std::size_t left_out = 0;
};
[[nodiscard]] TableText table_as_markdown(std::string_view text);

}  // namespace kiosk
