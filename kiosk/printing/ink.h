#pragma once

#include <string>
#include <vector>

namespace kiosk {

/// Millimetres of a sheet.
struct SheetSize {
    double width = 210;
    double height = 297;
    double left = 25, right = 20, top = 18, bottom = 24;
};
inline constexpr SheetSize kA4{};
/// A roll of 80 mm; 72 mm of it can be printed on. It is cut where the words end.
inline constexpr SheetSize kSlip{.width = 80, .height = 400, .left = 5, .right = 5, .top = 5, .bottom = 5};

enum class Set { Left, Centre, Right };

struct Ink {
    double points = 12;
    bool bold = false;
    bool italic = false;
    bool quiet = false;  ///< grey: second things
    Set set = Set::Left;
    double indent_mm = 0;
    double gap_mm = 2;  ///< below
    double leading = 1.35;
};

/// A stretch of text of one weight.
struct Words {
    std::string text;
    bool strong = false;
};

struct PaperCell {
    std::vector<Words> words;
    Set set = Set::Left;
};

}  // namespace kiosk
