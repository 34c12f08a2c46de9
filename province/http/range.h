#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace province::http {

/// Which part of `size` bytes a Range header asks for (RFC 9110 §14.1.2).
struct Range {
    enum class Kind { Whole, Part, Unsatisfiable } kind = Kind::Whole;
    std::uint64_t first = 0;
    std::uint64_t length = 0;
};

/// One range is honoured. Several at once, other units and whatever is malformed are answered with the whole,
/// as the standard allows: many small ranges of one file are a known way to make a server work.
Range parse_range(std::string_view header, std::uint64_t size);

}  // namespace province::http
