#include "kiosk/ui/qr_panel.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/qr/qr.h"
#include "kiosk/ui/paint.h"

namespace kiosk {

namespace {

constexpr Colour kDark{0x10, 0x0C, 0x16, 0xFF};
constexpr Colour kLight{0xFF, 0xFF, 0xFF, 0xFF};

/// The code of the frame before: the same one is drawn many times.
const QrCode& code_of(std::string_view text)
{
    static std::string of;
    static QrCode code;
    if (of != text) {
        of = text;
        code = make_qr(text).value_or(QrCode{});
    }
    return code;
}

}  // namespace

void qr_panel(Ui& ui, const Rect& rect, std::string_view text)
{
    const QrCode& code = code_of(text);
    if (code.side == 0) return;
    const int across = code.side + 2 * kQuietSquares;
    const float square =
        std::max(1.0F, std::floor(std::min(rect.width(), rect.height()) / static_cast<float>(across)));
    const float side = square * static_cast<float>(across);
    const float left = std::floor(rect.centre().x - side / 2);
    const float top = std::floor(rect.centre().y - side / 2);
    const Rect panel{left, top, left + side, top + side};
    paint::fill(ui, panel, kLight, paint::radius(ui));
    paint::outline(ui, panel, ui.theme().line, paint::hairline(ui), paint::radius(ui));
    const float quiet = square * kQuietSquares;
    for (int y = 0; y < code.side; ++y)
        for (int x = 0; x < code.side;) {
            if (!code.at(x, y)) {
                ++x;
                continue;
            }
            const int from = x;
            while (x < code.side && code.at(x, y)) ++x;
            const float row = top + quiet + square * static_cast<float>(y);
            paint::fill(ui,
                        {left + quiet + square * static_cast<float>(from), row,
                         left + quiet + square * static_cast<float>(x), row + square},
                        kDark);
        }
}

}  // namespace kiosk
