#pragma once

#include <string>
#include <string_view>

namespace province {

/// A QR code as one <svg> element, black on white with its quiet zone; it scales to whatever box holds it.
/// Empty for a text that is too long. `label` is its accessible name and must be plain text.
std::string qr_svg(std::string_view text, std::string_view label);

}  // namespace province
