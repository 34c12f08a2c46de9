#pragma once

#include <string>
#include <string_view>

#include "kiosk/app/state.h"
#include "kiosk/ui/icons.h"
#include "kiosk/ui/ui.h"

// Codes of records as words a resident knows.

namespace kiosk {

[[nodiscard]] std::string law_name(const Ui& ui, std::string_view law);  ///< "D02" → "Ngân sách, thu chi"
/// The same in this language.
[[nodiscard]] std::string law_name(const protocol::Strings& words, std::string_view law);
[[nodiscard]] std::string type_name(const Ui& ui, std::string_view type);  ///< "meeting" → "Cuộc họp"
[[nodiscard]] std::string office_name(const Ui& ui,
                                      std::string_view body);  ///< "20107.ubnd" → "Ủy ban nhân dân xã"
/// Why something was withdrawn, in words; a code without words stands as it is.
[[nodiscard]] std::string ground_name(const Ui& ui, std::string_view ground);
[[nodiscard]] std::string kind_name(const Ui& ui, std::string_view kind);      ///< kind of a meeting
[[nodiscard]] std::string status_name(const Ui& ui, std::string_view status);  ///< of a reply: "received" …
[[nodiscard]] std::string tile_title(const Ui& ui, offline_cache::Tile tile);
/// "know", "discuss", …: last part of text keys and target names.
[[nodiscard]] std::string_view tile_word(offline_cache::Tile tile);
[[nodiscard]] Icon tile_icon(offline_cache::Tile tile);
[[nodiscard]] Icon law_icon(std::string_view law);
[[nodiscard]] Icon topic_icon(std::string_view text_key);
/// Words of a topic's wire value; empty when it is none of ours.
[[nodiscard]] std::string topic_name(const Ui& ui, std::string_view category);
/// What the commune is called, "…" never: before its record came, the hall's words.
[[nodiscard]] std::string commune_name(const State& state, const Ui& ui);
/// The same inside a sentence: "xã Phú Lộc".
[[nodiscard]] std::string commune_inside(const State& state, const Ui& ui);

}  // namespace kiosk
