#include "kiosk/ui/icons.h"

#include <array>
#include <cstddef>

namespace kiosk {

namespace {

struct Entry {
    std::string_view name;
    std::string_view text;
};

/// In the order of the enumerators; the second column is a private code point of Material Icons.
constexpr std::array<Entry, 87> kIcons = {{
    {"none", ""},
    {"hall", "\ue84f"},
    {"know", "\uea19"},
    {"discuss", "\ue0bf"},
    {"do", "\ue869"},
    {"inspect", "\ue6b1"},
    {"supervise", "\ue8f4"},
    {"benefit", "\ue87d"},
    {"search", "\ue8b6"},
    {"write", "\ue3c9"},
    {"ticket", "\ue638"},
    {"read_aloud", "\ue050"},
    {"pause", "\ue034"},
    {"play", "\ue037"},
    {"slower", "\ue068"},
    {"louder", "\ue050"},
    {"text_size", "\ue245"},
    {"contrast", "\ue3ab"},
    {"lower", "\ue258"},
    {"raise", "\ue25a"},
    {"language", "\ue894"},
    {"back", "\ue5c4"},
    {"home", "\ue88a"},
    {"forward", "\ue5c8"},
    {"chevron", "\ue5cc"},
    {"up", "\ue316"},
    {"down", "\ue313"},
    {"verified", "\ue8e8"},
    {"warning", "\ue002"},
    {"error", "\ue000"},
    {"info", "\ue88e"},
    {"check", "\ue5ca"},
    {"check_circle", "\ue86c"},
    {"close", "\ue5cd"},
    {"cancel", "\ue5c9"},
    {"offline", "\ue2c1"},
    {"cloud", "\ue2bf"},
    {"clock", "\ue8b5"},
    {"calendar", "\ue878"},
    {"place", "\ue55f"},
    {"person", "\ue7fd"},
    {"persons", "\uf233"},
    {"phone", "\ue0b0"},
    {"smartphone", "\ue32c"},
    {"print", "\ue8ad"},
    {"lock", "\ue897"},
    {"hidden", "\ue8f5"},
    {"trash", "\ue872"},
    {"backspace", "\ue14a"},
    {"shift", "\ue5d8"},
    {"enter", "\ue31b"},
    {"space", "\ue256"},
    {"zoom_in", "\ue8ff"},
    {"zoom_out", "\ue900"},
    {"document", "\ue873"},
    {"attachment", "\ue226"},
    {"image", "\ue3f4"},
    {"money", "\uef63"},
    {"land", "\ue3f7"},
    {"road", "\uef3b"},
    {"environment", "\uea35"},
    {"school", "\ue80c"},
    {"health", "\uea70"},
    {"desk", "\uf0e2"},
    {"more", "\ue5d3"},
    {"vote", "\ue175"},
    {"history", "\ue889"},
    {"withdrawn", "\ue644"},
    {"star", "\ue838"},
    {"filter", "\ue152"},
    {"key", "\ue73c"},
    {"touch", "\ue913"},
    {"radio_off", "\ue836"},
    {"radio_on", "\ue837"},
    {"box_off", "\ue835"},
    {"box_on", "\ue834"},
    {"help", "\ue8fd"},
    {"bell", "\ue7f4"},
    {"staff", "\uea67"},
    {"settings", "\ue8b8"},
    {"sync", "\ue627"},
    {"storage", "\ue1c2"},
    {"qr_code", "\uef6b"},
    {"stop", "\ue047"},
    {"again", "\ue042"},
    {"faster", "\ue01f"},
    {"quieter", "\ue04d"},
}};

}  // namespace

std::string_view icon_text(Icon icon) { return kIcons.at(static_cast<std::size_t>(icon)).text; }

Icon icon_named(std::string_view name)
{
    for (std::size_t i = 0; i < kIcons.size(); ++i) {
        if (kIcons[i].name == name) return static_cast<Icon>(i);
    }
    return Icon::More;
}

}  // namespace kiosk
