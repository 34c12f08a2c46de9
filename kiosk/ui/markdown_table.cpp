#include "kiosk/ui/markdown_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "kiosk/ui/markdown_words.h"

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

/// Rows under one another, columns side by side.
class Grid {
public:
    Grid(Ui& ui, const Block& table, Face face, int zoom, std::vector<float> widths, float pad)
        : ui_(ui),
          table_(table),
          face_(face),
          zoom_(zoom),
          widths_(std::move(widths)),
          pad_(pad),
          aligns_(aligns_of(table))
    {
    }

    float set(float width, float top, LaidBody& laid)
    {
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            const float begin = top;
            const std::size_t first_line = laid.lines.size();
            float bottom = begin + pad_ * 2;
            float left = pad_;
            for (std::size_t column = 0; column < widths_.size(); ++column) {
                if (column < table_.rows[row].size()) {
                    const bool head = row == 0;
                    const Setting setting{head ? strong_face(face_) : face_,
                                          zoom_,
                                          aligns_[column],
                                          left,
                                          widths_[column],
                                          head};
                    bottom = std::max(bottom, set_words(ui_, table_.rows[row][column].runs, setting,
                                                        begin + pad_, laid.lines) +
                                                  pad_);
                }
                left += widths_[column] + pad_ * 2;
            }
            // Lines of one row were added column by column; the page is drawn from the top down.
            std::stable_sort(laid.lines.begin() + static_cast<std::ptrdiff_t>(first_line), laid.lines.end(),
                             [](const LaidLine& a, const LaidLine& b) { return a.top < b.top; });
            if (row == 0)
                laid.backings.push_back({Backing::Kind::Head, {0, begin, width, bottom}});
            else if (row % 2 == 0)
                laid.backings.push_back({Backing::Kind::Stripe, {0, begin, width, bottom}});
            laid.backings.push_back(
                {Backing::Kind::Rule, {0, bottom - std::max(1.F, ui_.mm(0.25F)), width, bottom}});
            top = bottom;
        }
        return top;
    }

private:
    Ui& ui_;
    const Block& table_;
    Face face_;
    int zoom_;
    std::vector<float> widths_;
    float pad_;
    std::vector<Align> aligns_;
};

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
    const float pad = ui.mm(2);
    const float room = width - 2 * pad * static_cast<float>(table.aligns.size());
    for (const Face face : {Face::Body, Face::Small}) {
        if (auto widths = fit(ui, table, face, zoom, room)) {
            return Grid{ui, table, face, zoom, std::move(*widths), pad}.set(width, top, laid);
        }
    }
    return set_cards(ui, table, width, zoom, top, laid);
}

}  // namespace kiosk
