#include "kiosk/ui/text.h"

#include <imgui.h>

#include "kiosk/ui/label.h"
#include "kiosk/ui/paragraph.h"
#include "kiosk/ui/theme.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

Broken broken(Ui& ui, std::string_view words, float width, int max_lines = 0)
{
    const std::vector<Span> spans = rich_spans(words, true, false);
    return break_lines(ui.fonts(), spans, {ui.font(Face::Body), ui.font(Face::BodyBold), width, max_lines});
}

}  // namespace

TEST_CASE("no line is wider than its place", "[kiosk][ui][text]")
{
    UiDriver driver{[](Ui&) {}};
    const std::string_view words =
        "Đề nghị **Ủy ban nhân dân xã** trả lời trước ngày 05/12/2026,\nvì mưa lũ. "
        "Thisisonelongwordthatfitsonnolineatallwhateveronetriestodowithit";
    for (const float width : {120.0F, 200.0F, 333.0F, 700.0F}) {
        const Broken lines = broken(driver.ui(), words, width);
        CHECK(lines.widest() <= width + 0.01F);
        CHECK(lines.lines.size() > 1);
    }
}

TEST_CASE("bold is weight, not stars", "[kiosk][ui][text]")
{
    const auto spans = rich_spans("a **b** c", true, false);
    REQUIRE(spans.size() == 3);
    CHECK(spans[1].words == "b");
    CHECK(spans[1].bold);
    CHECK_FALSE(spans[2].bold);
    CHECK(rich_spans("2 ** 3", false, false).size() == 1);
}

TEST_CASE("a text that is too long ends in an ellipsis and still fits", "[kiosk][ui][text]")
{
    UiDriver driver{[](Ui&) {}};
    const Broken lines = broken(driver.ui(), "Kế hoạch thu hồi đất mở rộng đường liên thôn Hòa Vang", 260, 2);
    CHECK(lines.cut);
    REQUIRE(lines.lines.size() == 2);
    CHECK(lines.lines.back().runs.back().ellipsis);
    CHECK(lines.widest() <= 260.01F);
}

TEST_CASE("lines are at least 1.45 times as high as the letters", "[kiosk][ui][text]")
{
    UiDriver driver{[](Ui&) {}};
    CHECK(line_height(driver.ui(), Face::Body) >= 1.44F * driver.ui().font(Face::Body).em);
}

TEST_CASE("capitals are as high as the design says at each text size", "[kiosk][ui][text]")
{
    UiDriver driver{[](Ui&) {}};
    const float wanted[] = {6.0F, 7.3F, 10.0F};
    for (int step = 0; step < 3; ++step) {
        Look look;
        look.text_step = step;
        driver.ui().set_look(look);
        const float cap = driver.ui().font(Face::Body).em * Fonts::cap_ratio() / look.px_per_mm;
        CHECK(cap == Approx(wanted[step]).margin(0.06));
        for (int face = 0; face < kFaceCount; ++face) {
            CHECK(driver.ui().cap_mm(static_cast<Face>(face)) >= 4.8F);
        }
    }
}

TEST_CASE("a label shrinks before it is cut, never under 4.8 mm", "[kiosk][ui][text]")
{
    UiDriver driver{[](Ui&) {}};
    Look look;
    look.text_step = 2;
    driver.ui().set_look(look);
    Ui& ui = driver.ui();
    const Label label{Face::BodyBold, 2, Align::Centre, {}, 1.22F};
    const FittedLabel wide = fit_label(ui, 900, 90, "Gửi phản ánh", label);
    CHECK(wide.face == Face::BodyBold);
    const FittedLabel narrow = fit_label(ui, 220, 90, "Xem trên điện thoại", label);
    CHECK_FALSE(narrow.cut);
    CHECK(narrow.width <= 220.01F);
    CHECK(narrow.cap_mm >= 4.8F);
}

TEST_CASE("what is cut ends with a whole word and nothing that leads on", "[kiosk][ui][text]")
{
    UiDriver driver{[](Ui&) {}};
    Ui& ui = driver.ui();
    const FontSize size = ui.font(Face::Body);
    const auto cut = [&](std::string_view words, float width) {
        const std::vector<Span> spans{{words, false}};
        const Broken broken = break_lines(ui.fonts(), spans, {size, size, width, 1});
        const Run& last = broken.lines.back().runs.back();
        CHECK(broken.cut);
        CHECK(last.ellipsis);
        return std::string{words.substr(last.from, last.to - last.from)};
    };
    for (float width = 200; width < 500; width += 7) {
        INFO(width);
        const std::string quarter = cut("ngân sách xã quý III năm 2026 và cả năm", width);
        CHECK_FALSE(quarter.ends_with("quý I"));
        CHECK_FALSE(quarter.ends_with("quý II"));
        const std::string joint = cut("Ngân sách, thu chi · 20/11/2026 · Ủy ban nhân dân xã", width);
        CHECK_FALSE(joint.ends_with(" "));
        CHECK_FALSE(joint.ends_with("·"));
        CHECK_FALSE(joint.ends_with(","));
    }
    // A word that fills the line alone is cut itself: something of it must be read.
    CHECK(cut("Nghiêngnghiêngnghiêngnghiêng và", 150).starts_with("Nghi"));
}

TEST_CASE("search words are found without their marks and only at the start of a word", "[kiosk][ui][text]")
{
    const std::string_view words = "Đất đai và nhà đất";
    const auto found = find_words(words, "dat");
    REQUIRE(found.size() == 2);
    CHECK(words.substr(found[0].from, found[0].to - found[0].from) == "Đất");
    CHECK(words.substr(found[1].from, found[1].to - found[1].from) == "đất");
    CHECK(find_words(words, "").empty());
    CHECK(find_words(words, "ai").empty());
}

TEST_CASE("quiet words on the highlight are in ink, like every text on it", "[kiosk][ui][text]")
{
    const bool contrast = GENERATE(false, true);
    const auto letters = [&](std::vector<Range> found, Colour colour) {
        UiDriver driver{[&](Ui& ui) {
                            const std::string_view words = "thu chi ngân sách";
                            text(ui, {10, 10, 900, 200}, words, {.quiet = true, .highlights = found});
                        },
                        1080,
                        1920,
                        {.contrast = contrast}};
        driver.frame();
        const ImDrawData& frame = *driver.ui().draw_data();
        int corners = 0;
        for (int n = 0; n < frame.CmdListsCount; ++n)
            for (const ImDrawVert& vertex : frame.CmdLists[n]->VtxBuffer)
                corners += vertex.col == IM_COL32(colour.r, colour.g, colour.b, colour.a);
        return corners;
    };
    const Theme& theme = contrast ? contrast_theme() : light_theme();
    const std::size_t all = std::string_view{"thu chi ngân sách"}.size();
    CHECK(letters({}, theme.quiet) > 0);
    CHECK(letters({{0, all}}, theme.quiet) == 0);
    CHECK(letters({{0, 3}, {4, 7}}, theme.quiet) > 0);
    CHECK(letters({{0, 3}, {4, 7}}, theme.ink) ==
          letters({{0, 3}}, theme.ink) + letters({{4, 7}}, theme.ink));
}
