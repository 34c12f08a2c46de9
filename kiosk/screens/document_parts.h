#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/app/action.h"
#include "kiosk/app/state.h"
#include "kiosk/ui/markdown.h"
#include "kiosk/ui/plot.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/timeline.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"
#include "protocol/records/card.h"

namespace kiosk {

/// A column that is written from the top down; what lies outside of the view is measured, not drawn.
class Flow {
public:
    Flow(Ui& ui, const Rect& column);

    void words(std::string_view text, const TextStyle& style = {}, float gap_mm = 4);
    void heading(std::string_view text, Icon icon = Icon::None);
    /// "Ngày ký — 18/11/2026"; nothing when the value is empty.
    void fact(std::string_view what, std::string_view value);
    void note(Icon icon, std::string_view text, Tone tone);
    void banner(Tone tone, Icon icon, std::string_view text);
    /// One entry of a list with a small picture before it.
    void entry(Icon icon, std::string_view text, Tone tone = Tone::Plain);
    void step(const TimelineStep& step);
    void gap(float millimetres);
    /// A place of this height, for anything else.
    Rect place(float height, float gap_mm = 4);

    [[nodiscard]] Ui& ui() { return ui_; }
    [[nodiscard]] float width() const { return area_.width(); }
    [[nodiscard]] float used() const { return area_.y0 - top_; }
    /// In sight, or wanted though it is not: the page is being listened to.
    [[nodiscard]] bool seen(const Rect& rect) const { return rect.overlaps(ui_.clip()) || hears_all(ui_); }

private:
    Ui& ui_;
    Rect area_;
    float top_;
};

/// Whom the record says to ask: opens the contact's page.
void draw_contact_link(const ContactLink& contact, Flow& flow, Action& action);

/// Where one goes, when, and whom to ring up.
void draw_office(const HelpOffice& office, Flow& flow);

/// Height of words in a Flow of this width.
[[nodiscard]] float words_height(Ui& ui, float width, std::string_view text, const TextStyle& style);

/// Beside the mark of the place in a scrolled text.
[[nodiscard]] Rect beside_bar(const Ui& ui, const ScrollArea& scroll);
/// The same for words: no wider than a line whose end finds the next one.
[[nodiscard]] Rect reading_column(const Ui& ui, const ScrollArea& scroll);
/// A name, its number at the right, and a bar under both: lengths compare down the page.
void draw_bar(Flow& flow, std::string_view name, std::string_view number, std::span<const PlotPart> parts,
              std::int64_t most);
/// Numbers on cards side by side: "1 ngày" over "có kết quả sau".
struct Figure {
    std::string number;
    std::string words;
};
void draw_figures(Flow& flow, std::span<const Figure> figures);
/// A soft card with a small heading; what stands in it is words, one paragraph each (rich).
void draw_soft_card(Flow& flow, std::string_view heading, std::span<const std::string> paragraphs,
                    Tone tone = Tone::Primary);

/// What the blocks of a document's type need.
struct Reading {
    const State& state;
    const offline_cache::Document& document;
    const protocol::Card* card;  ///< nullptr: erased
    int zoom;
    std::optional<protocol::Date> today;  ///< nullopt: the clock is wrong, no term is counted
};

/// Body and minutes of the document on screen, parsed once.
struct Bodies {
    Markdown body;
    Markdown minutes;
};
[[nodiscard]] Bodies& bodies_of(const std::shared_ptr<const offline_cache::Document>& document);
void draw_markdown(Flow& flow, Markdown& markdown, int zoom);

/// "Xem trên điện thoại", "In ra giấy" where a printer stands, and with `report` "Báo chỗ sai".
void draw_take_home(const Reading& reading, bool report, Flow& flow, Action& action);
/// The same one above the other in a column beside the text. False: it has no room there, nothing is drawn.
[[nodiscard]] bool draw_take_home_aside(const Reading& reading, bool report, Ui& ui, Rect column,
                                        Action& action);

// The blocks that belong to one record type.
void draw_meeting(const Reading& reading, const protocol::Meeting& meeting, Flow& flow);
void draw_decisions(const Reading& reading, const protocol::Meeting& meeting, Flow& flow);
void draw_consultation(const Reading& reading, const protocol::Consultation& consultation, Flow& flow);
void draw_project(const Reading& reading, const protocol::Project& project, Flow& flow);
void draw_procedure(const Reading& reading, const protocol::Procedure& procedure, Flow& flow);
void draw_contact(const Reading& reading, const protocol::Contact& contact, Flow& flow);
void draw_stats(const Reading& reading, const protocol::Stats& stats, Flow& flow);
void draw_bulletin(const Reading& reading, const protocol::Bulletin& bulletin, Flow& flow);

}  // namespace kiosk
