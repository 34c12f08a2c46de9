#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/printing/ink.h"
#include "kiosk/qr/qr.h"

namespace kiosk {

struct Sheet;

/// A column of text on paper (Pango and Cairo), written from the top down over as many sheets as it takes,
/// into a PDF in memory. Nothing it does touches a file but the fonts.
class PaperColumn {
public:
    /// `foot`: small words at the foot of each sheet, the sheet's number behind them; empty: none.
    PaperColumn(const SheetSize& size, std::string foot, std::string title);
    ~PaperColumn();
    PaperColumn(const PaperColumn&) = delete;
    PaperColumn& operator=(const PaperColumn&) = delete;

    void words(std::string_view text, const Ink& ink = {});
    void words(const std::vector<Words>& text, const Ink& ink = {});
    /// "Số — 128/BC-UBND": what stands in the first column.
    void fact(std::string_view what, std::string_view value);
    /// "Họ và tên: ……………": to be written by hand.
    void blank(std::string_view what, int lines = 1);
    void rule(double gap_mm = 3);
    void gap(double mm);
    void next_sheet();
    void table(const std::vector<std::vector<PaperCell>>& rows);
    /// A code of this size at the right or in the middle; the words after it go on below.
    void qr(const QrCode& code, double side_mm, Set set);
    /// At the upper right corner of this sheet, words to the left of it until it is passed.
    void qr_beside(const QrCode& code, double side_mm);
    /// Words in a box with a grey bar at its left.
    void boxed(const std::vector<std::vector<Words>>& lines);
    /// Two blocks side by side, each centred: place and date, who signs.
    void pair(std::string_view left, std::string_view right, const Ink& ink);

    /// Height used so far on this sheet, mm, its upper margin included.
    [[nodiscard]] double used_mm() const;
    /// The PDF. The column is done then.
    [[nodiscard]] std::string finish();

private:
    std::unique_ptr<Sheet> sheet_;
};

}  // namespace kiosk
