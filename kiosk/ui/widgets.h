#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/ui/icons.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/ui.h"

/// The house style. Every widget draws into the rectangle it is given and never outside of it; labels that
/// are too long go to two lines, then to a smaller face (never under 4.8 mm capitals).
/// `name` is the stable name of the target ("home.search"); `label` is translated text.
namespace kiosk {

enum class ButtonKind {
    Primary,    ///< the one main thing of a page
    Secondary,  ///< outlined in the primary colour
    Quiet,      ///< hairline outline: tools, choices
    Plain,      ///< no outline: Back
    Danger,     ///< throws something away
};

struct ButtonStyle {
    ButtonKind kind = ButtonKind::Secondary;
    Icon icon = Icon::None;
    bool icon_after = false;  ///< "Tiếp tục →"
    bool stacked = false;     ///< picture above the word
    bool enabled = true;
    bool selected = false;  ///< a tool or method that is on
    float most_mm = 100;    ///< capitals no higher than this: buttons side by side look alike
    float picture_mm = 0;   ///< side of the picture; 0: as suits the words
};

/// True once when touched.
[[nodiscard]] bool button(Ui& ui, const Rect& rect, std::string_view name, std::string_view label,
                          const ButtonStyle& style = {});
/// Capital height in mm that the label of such a button gets: for ButtonStyle::most_mm of its neighbours.
[[nodiscard]] float button_label_mm(Ui& ui, const Rect& rect, std::string_view label,
                                    const ButtonStyle& style = {});
/// A height that suits a button: 24 mm, more at larger text.
[[nodiscard]] float button_height(const Ui& ui);
/// Width a button wants for its label on one line; never under 20 mm.
[[nodiscard]] float button_width(Ui& ui, std::string_view label, const ButtonStyle& style = {});

/// One of the six doors of home.
struct TileText {
    Icon icon = Icon::None;
    std::string_view title{};
    std::string_view line{};
    std::string_view badge{};    ///< live count; empty: none
    bool badge_matters = false;  ///< without a place of its own it takes that of the line
};
[[nodiscard]] bool tile(Ui& ui, const Rect& rect, std::string_view name, const TileText& words);

/// A picture with a word, to be chosen: topics of feedback. Capitals no higher than `most_mm`.
[[nodiscard]] bool choice_tile(Ui& ui, const Rect& rect, std::string_view name, std::string_view label,
                               Icon icon, bool selected = false, float most_mm = 100);
/// Capital height in mm that its word gets there: for `most_mm` of its neighbours.
[[nodiscard]] float choice_tile_label_mm(Ui& ui, const Rect& rect, std::string_view label);

/// A small rounded label. Draws at the left (or right) of `rect`, in the middle of its height; returns its
/// width.
float chip(Ui& ui, const Rect& rect, std::string_view label, Tone tone = Tone::Primary,
           Icon icon = Icon::None, Align align = Align::Left);
[[nodiscard]] float chip_height(const Ui& ui);
[[nodiscard]] float chip_width(Ui& ui, std::string_view label, Icon icon = Icon::None);

/// A bar with picture and words (rich text); not a target. Returns the height used.
float banner(Ui& ui, const Rect& rect, Tone tone, Icon icon, std::string_view words);
[[nodiscard]] float banner_height(Ui& ui, float width, std::string_view words);
/// The same as a target: touching it leads somewhere (a chevron says so).
[[nodiscard]] bool banner_button(Ui& ui, const Rect& rect, std::string_view name, Tone tone, Icon icon,
                                 std::string_view words);
[[nodiscard]] float banner_button_height(Ui& ui, float width, std::string_view words);

/// A line with a small picture before it: "✓ Đúng bản đã công bố · thông tin đến 15:02" (rich). Returns the
/// height used.
float note(Ui& ui, const Rect& rect, Icon icon, std::string_view words, Tone tone = Tone::Plain);
[[nodiscard]] float note_height(Ui& ui, float width, std::string_view words);

struct CardStyle {
    bool accent = false;  ///< bar at the left edge
    bool soft = false;    ///< on the soft background, no shadow: "Nhà mình cần biết"
    Tone tone = Tone::Primary;
};
/// Draws the card; the result is the room inside.
Rect card(Ui& ui, const Rect& rect, const CardStyle& style = {});
/// Room that a card takes on each side.
[[nodiscard]] float card_padding(const Ui& ui);

/// A day on a coloured block: "Thứ Tư" / "25" / "tháng 11".
struct DateBlock {
    std::string above{};
    std::string day{};
    std::string below{};
    bool past = false;
};
struct RowText {
    std::optional<DateBlock> date{};
    Icon icon = Icon::None;       ///< when there is no date
    std::string_view overline{};  ///< "Ngân sách · 20/11"
    std::string_view title{};
    std::string_view detail{};
    std::string_view chip{};
    Tone chip_tone = Tone::Primary;
    bool quiet = false;                         ///< past or withdrawn
    std::span<const Range> highlights{};        ///< in `detail`
    std::span<const Range> title_highlights{};  ///< in `title`
    int title_lines = 2;                        ///< 0: as many as it takes
    int detail_lines = 1;
    Face title_face = Face::BodyBold;
};
/// A card-like row that leads somewhere.
[[nodiscard]] bool list_row(Ui& ui, const Rect& rect, std::string_view name, const RowText& words);
/// One height for every row of a list: what two lines of title, overline and detail take.
[[nodiscard]] float list_row_height(Ui& ui, bool overline, bool detail, bool date, int title_lines = 2,
                                    int detail_lines = 1);
/// What this row takes with all the lines it may have.
[[nodiscard]] float list_row_height(Ui& ui, float width, const RowText& words);
/// The empty shape of a row whose text is not here yet.
void empty_row(Ui& ui, const Rect& rect);

/// "Step 2 of 4" as bars. Takes 3 mm of height.
void steps(Ui& ui, const Rect& rect, int done, int total);
/// Share 0 … 1 with words right of it.
void progress_bar(Ui& ui, const Rect& rect, float share, Tone tone = Tone::Primary);

/// One of several answers (round) or a switch (square); `detail` may be empty. True when touched.
[[nodiscard]] bool choice(Ui& ui, const Rect& rect, std::string_view name, std::string_view label,
                          std::string_view detail, bool selected, bool round = true);
[[nodiscard]] float choice_height(Ui& ui, float width, std::string_view label, std::string_view detail);

/// The row of tools that stands in the same place on every page. Returns the index touched.
struct Tool {
    std::string_view name{};  ///< empty: its place stays free
    std::string_view label{};
    Icon icon = Icon::None;
    bool selected = false;
    bool enabled = true;
};
[[nodiscard]] std::optional<std::size_t> tool_bar(Ui& ui, const Rect& rect, std::span<const Tool> tools);
/// Rows that so many tools stand in across `width` px: two where one row leaves a word no room.
[[nodiscard]] int tool_bar_rows(const Ui& ui, std::size_t count, float width);
[[nodiscard]] float tool_bar_height(const Ui& ui, int rows = 1);
/// Height that so many tools want across `width` px for their names.
[[nodiscard]] float tool_bar_height(const Ui& ui, std::size_t count, float width);

/// Top of every page but home. Empty back_label: no Back (receipt).
struct HeaderText {
    std::string_view back{};
    std::string_view title{};
    std::string_view clock{};
    std::string_view date{};
};
enum class HeaderAsk { None, Back };
[[nodiscard]] HeaderAsk header(Ui& ui, const Rect& rect, const HeaderText& words);
/// Width that Back takes of it.
[[nodiscard]] float header_back_width(Ui& ui, std::string_view back);
/// Top of home: crest, name of the commune, a line, clock and date.
void home_header(Ui& ui, const Rect& rect, std::string_view commune, std::string_view line_below,
                 std::string_view clock, std::string_view date);
[[nodiscard]] float header_height(const Ui& ui);

/// "Ngày ký" — "18/11/2026": a fact in two columns; returns the height used.
float fact(Ui& ui, const Rect& rect, std::string_view what, std::string_view value);
[[nodiscard]] float fact_height(Ui& ui, float width, std::string_view what, std::string_view value);

/// A big round picture with words under it: empty lists, "saved", "not found". Returns the height used.
float statement(Ui& ui, const Rect& rect, Icon icon, Tone tone, std::string_view title,
                std::string_view words);

/// Receipt digits: groups of four, big, wrapped in whole groups, in the middle. Returns the height used.
float digit_groups(Ui& ui, const Rect& rect, std::string_view digits);
[[nodiscard]] float digit_groups_height(Ui& ui, float width, std::string_view digits);
/// Boxes that fill as digits are typed, in groups of four; the next one is marked. Returns the height used.
float digit_boxes(Ui& ui, const Rect& rect, std::string_view typed, int total, bool wrong = false);
[[nodiscard]] float digit_boxes_height(Ui& ui, float width, int total);

/// A rule, and a heading inside a page.
void rule(Ui& ui, const Rect& rect);
float heading(Ui& ui, const Rect& rect, std::string_view words, Icon icon = Icon::None);

/// Darkens the page and gives the rectangle of a question in its middle; targets drawn until then must have
/// been drawn with ui.freeze(true). Call freeze(false) before drawing the answers.
Rect question(Ui& ui, float height);

}  // namespace kiosk
