#include "kiosk/ui/markdown_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "kiosk/ui/markdown_words.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

std::string plain(const Cell& cell)
{
    std::string words;
    for (const WordRun& run : cell.runs) words += run.text;
    return words;
}

/// Digits with signs, points, commas, blanks, %, đ: an amount.
bool is_number(std::string_view words)
{
    bool digit = false;
    for (const char c : words) {
        if (c >= '0' && c <= '9')
            digit = true;
        else if (std::string_view{" .,+-%/()"}.find(c) == std::string_view::npos &&
                 static_cast<unsigned char>(c) < 0x80)
            return false;
    }
    return digit && words.size() < 24;
}

/// Right where every cell below the head that says anything is an amount.
std::vector<Align> aligns_of(const Block& table)
{
    std::vector<Align> aligns = table.aligns;
    for (std::size_t column = 0; column < aligns.size(); ++column) {
        bool numbers = false;
        bool words = false;
        for (std::size_t row = 1; row < table.rows.size(); ++row) {
            if (column >= table.rows[row].size()) continue;
            const std::string cell = plain(table.rows[row][column]);
            if (cell.empty() || cell == "-" || cell == "–") continue;
            (is_number(cell) ? numbers : words) = true;
        }
        if (numbers && !words && aligns[column] == Align::Left) aligns[column] = Align::Right;
    }
    return aligns;
}

/// Widths of the columns, paddings not counted, or nothing when the longest words do not fit side by side.
std::optional<std::vector<float>> fit(Ui& ui, const Block& table, Face face, int zoom, float room)
{
    std::vector<Extent> wants(table.aligns.size());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (std::size_t column = 0; column < std::min(wants.size(), table.rows[row].size()); ++column) {
            const Extent cell =
                extent(ui, table.rows[row][column].runs, row == 0 ? strong_face(face) : face, zoom);
            wants[column].least = std::max(wants[column].least, cell.least);
            wants[column].most = std::max(wants[column].most, cell.most);
        }
    }
    // A column of long sentences squeezed to its longest word is no table any more.
    const float em = ui.font(face, zoom).em;
    for (Extent& want : wants) want.least = std::ceil(std::max(want.least, std::min(want.most, em * 5))) + 1;
    const float least = std::accumulate(wants.begin(), wants.end(), 0.F,
                                        [](float sum, const Extent& e) { return sum + e.least; });
    if (least > room) return std::nullopt;

    const float most = std::accumulate(wants.begin(), wants.end(), 0.F, [](float sum, const Extent& e) {
        return sum + std::max(e.most, e.least);
    });
    std::vector<float> widths;
    const float spare = room - least;
    const float hunger = std::max(1.F, most - least);
    for (const Extent& want : wants) {
        const float extra = std::max(0.F, want.most - want.least);
        widths.push_back(std::floor(want.least + (most <= room ? extra + 1 : spare * extra / hunger)));
    }
    // What is left over goes to the first column: names there, amounts at the right edge.
    const float used = std::accumulate(widths.begin(), widths.end(), 0.F);
    if (!widths.empty()) widths.front() += std::max(0.F, room - used);
    return widths;
}

/// Widths of a table that may be wider than the body: no column wider than a short sentence, the first one
/// narrow enough that two more stand beside it.
std::vector<float> wide_fit(Ui& ui, const Block& table, Face face, int zoom, float room)
{
    const float em = ui.font(face, zoom).em;
    std::vector<float> widths(table.aligns.size());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (std::size_t column = 0; column < std::min(widths.size(), table.rows[row].size()); ++column) {
            const Extent cell =
                extent(ui, table.rows[row][column].runs, row == 0 ? strong_face(face) : face, zoom);
            const float want = std::max(cell.least, std::min(cell.most, em * 8)) + 1;
            widths[column] = std::max(widths[column], std::ceil(want));
        }
    }
    if (!widths.empty()) widths.front() = std::min(widths.front(), std::floor(room * 0.4F));
    return widths;
}

/// A table that is compared down its columns; one of sentences only reads better as cards.
bool has_amounts(const Block& table)
{
    const std::vector<Align> aligns = aligns_of(table);
    return std::any_of(aligns.begin() + 1, aligns.end(), [](Align align) { return align == Align::Right; });
}

/// Rows under one another, columns side by side.
class Grid {
public:
    /// `pad` px left and right of each cell.
    Grid(Ui& ui, const Block& table, Face face, int zoom, std::vector<float> widths, float pad)
        : ui_(ui),
          table_(table),
          face_(face),
          zoom_(zoom),
          widths_(std::move(widths)),
          pad_(pad),
          rise_(ui.mm(2)),
          aligns_(aligns_of(table))
    {
    }

    LaidTable set(float width)
    {
        LaidTable laid;
        laid.first = widths_.front() + pad_ * 2;
        laid.wide =
            std::accumulate(widths_.begin(), widths_.end(), pad_ * 2 * static_cast<float>(widths_.size()));
        const float whole = std::max(width, laid.wide);
        float top = 0;
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            const float bottom = set_row(row, top, laid);
            if (row == 0) {
                laid.backings.push_back({Backing::Kind::Head, {0, top, whole, bottom}});
                laid.head = bottom;
            } else if (row % 2 == 0) {
                laid.backings.push_back({Backing::Kind::Stripe, {0, top, whole, bottom}});
            }
            laid.backings.push_back(
                {Backing::Kind::Rule, {0, bottom - std::max(1.F, ui_.mm(0.25F)), whole, bottom}});
            top = bottom;
        }
        laid.rect = {0, 0, width, top};
        return laid;
    }

private:
    float set_row(std::size_t row, float begin, LaidTable& laid)
    {
        const std::size_t first_line = laid.lines.size();
        const bool head = row == 0;
        float bottom = begin + rise_ * 2;
        float left = pad_;
        for (std::size_t column = 0; column < widths_.size(); ++column) {
            if (column < table_.rows[row].size()) {
                const Setting setting{
                    head ? strong_face(face_) : face_, zoom_, aligns_[column], left, widths_[column], head};
                bottom = std::max(bottom, set_words(ui_, table_.rows[row][column].runs, setting,
                                                    begin + rise_, laid.lines) +
                                              rise_);
            }
            left += widths_[column] + pad_ * 2;
        }
        // Lines of one row were added column by column; the page is drawn from the top down.
        std::stable_sort(laid.lines.begin() + static_cast<std::ptrdiff_t>(first_line), laid.lines.end(),
                         [](const LaidLine& a, const LaidLine& b) { return a.top < b.top; });
        return bottom;
    }

    Ui& ui_;
    const Block& table_;
    Face face_;
    int zoom_;
    std::vector<float> widths_;
    float pad_;
    float rise_;  ///< the same above and below
    std::vector<Align> aligns_;
};

float place(LaidTable table, float top, LaidBody& laid)
{
    table.rect = table.rect.moved(0, top);
    const float bottom = table.rect.y1;
    laid.tables.push_back(std::move(table));
    return bottom;
}

/// One card a row: the first cell as its title, then "column: cell" lines.
float set_cards(Ui& ui, const Block& table, float width, int zoom, float top, LaidBody& laid)
{
    const float pad = ui.mm(3);
    const float room = std::max(1.F, width - 2 * pad);
    for (std::size_t row = 1; row < table.rows.size(); ++row) {
        const float begin = top;
        top += pad;
        for (std::size_t column = 0; column < table.rows[row].size(); ++column) {
            std::vector<WordRun> runs = table.rows[row][column].runs;
            if (runs.empty()) continue;
            if (column == 0) {
                for (WordRun& run : runs) run.strong = true;
            } else if (column < table.rows[0].size() && !table.rows[0][column].runs.empty()) {
                runs.insert(runs.begin(),
                            {plain(table.rows[0][column]) + ": ", false, runs.front().sentence});
                for (std::size_t i = 1; i < runs.size(); ++i) runs[i].strong = true;
            }
            top = set_words(ui, runs, {Face::Body, zoom, Align::Left, pad, room, false}, top, laid.lines);
        }
        top += pad;
        laid.backings.push_back({Backing::Kind::Card, {0, begin, width, top}});
        top += ui.mm(2);
    }
    return top;
}

}  // namespace

float lay_out_table(Ui& ui, const Block& table, float width, int zoom, float top, LaidBody& laid)
{
    if (table.rows.empty() || table.aligns.empty()) return top;
    // Two amounts side by side must not read as one.
    const float pad = ui.mm(has_amounts(table) ? 4 : 2);
    const float room = width - 2 * pad * static_cast<float>(table.aligns.size());
    for (const Face face : {Face::Body, Face::Small}) {
        if (auto widths = fit(ui, table, face, zoom, room))
            return place(Grid{ui, table, face, zoom, std::move(*widths), pad}.set(width), top, laid);
    }
    if (!has_amounts(table)) return set_cards(ui, table, width, zoom, top, laid);
    LaidTable wide =
        Grid{ui, table, Face::Body, zoom, wide_fit(ui, table, Face::Body, zoom, width), pad}.set(width);
    if (wide.moves()) {
        wide.buttons = {0, top, width, top + button_height(ui)};
        top = wide.buttons.y1 + ui.mm(3);
    }
    return place(std::move(wide), top, laid);
}

}  // namespace kiosk
