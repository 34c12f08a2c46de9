#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace kiosk {

namespace {

constexpr Colour hex(std::uint32_t rgb, std::uint8_t alpha = 255)
{
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
            static_cast<std::uint8_t>(rgb), alpha};
}

constexpr Theme kLight{
    .name = "light",
    .dark = false,
    .paper = hex(0xFBF8F3),
    .surface = hex(0xFFFFFF),
    .sunken = hex(0xF7F3EC),
    .line = hex(0xE3DBD0),
    .ink = hex(0x1D1A22),
    .quiet = hex(0x4E4957),
    .primary = hex(0x4B2A6B),
    .primary_down = hex(0x351C4E),
    .on_primary = hex(0xFFFFFF),
    .soft = hex(0xF0EAF7),
    .on_soft = hex(0x4B2A6B),
    .gold = hex(0xB8862B),
    .good = hex(0x175A30),
    .good_soft = hex(0xE8F4EC),
    .warn = hex(0x684200),
    .warn_soft = hex(0xFEF1D3),
    .danger = hex(0x8F1D17),
    .danger_soft = hex(0xFCEBE9),
    .on_danger = hex(0xFFFFFF),
    .highlight = hex(0xFFE7A0),
    .shadow = hex(0x3A2F45, 255),
    .veil = hex(0x1D1A22, 150),
    .disabled = hex(0xECE7DF),
    .on_disabled = hex(0x48434F),
};

constexpr Theme kContrast{
    .name = "contrast",
    .dark = true,
    .paper = hex(0x000000),
    .surface = hex(0x101010),
    .sunken = hex(0x1C1C1C),
    .line = hex(0x5E5E5E),
    .ink = hex(0xFFFFFF),
    .quiet = hex(0xE6E6E6),
    .primary = hex(0xFFD400),
    .primary_down = hex(0xE0B800),
    .on_primary = hex(0x000000),
    .soft = hex(0x241E00),
    .on_soft = hex(0xFFD400),
    .gold = hex(0xFFD400),
    .good = hex(0x7CFC9A),
    .good_soft = hex(0x0A2413),
    .warn = hex(0xFFD400),
    .warn_soft = hex(0x241E00),
    .danger = hex(0xFF8A80),
    .danger_soft = hex(0x2A0F0C),
    .on_danger = hex(0x000000),
    .highlight = hex(0x5C4D00),
    .shadow = hex(0x000000, 0),
    .veil = hex(0x000000, 190),
    .disabled = hex(0x262626),
    .on_disabled = hex(0xD2D2D2),
};

double channel(std::uint8_t value)
{
    const double s = value / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) { return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b); }

}  // namespace

const Theme& light_theme() { return kLight; }
const Theme& contrast_theme() { return kContrast; }

Colour tone_ink(const Theme& theme, Tone tone)
{
    switch (tone) {
        case Tone::Plain:
            return theme.ink;
        case Tone::Primary:
            return theme.on_soft;
        case Tone::Good:
            return theme.good;
        case Tone::Warn:
            return theme.warn;
        case Tone::Danger:
            return theme.danger;
    }
    return theme.ink;
}

Colour tone_soft(const Theme& theme, Tone tone)
{
    switch (tone) {
        case Tone::Plain:
            return theme.sunken;
        case Tone::Primary:
            return theme.soft;
        case Tone::Good:
            return theme.good_soft;
        case Tone::Warn:
            return theme.warn_soft;
        case Tone::Danger:
            return theme.danger_soft;
    }
    return theme.sunken;
}

double contrast_ratio(Colour a, Colour b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace kiosk
