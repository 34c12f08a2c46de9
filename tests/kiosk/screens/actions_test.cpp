#include <string>
#include <vector>

#include "kiosk/screens/draw.h"
#include "tests/kiosk/screens/samples.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

/// What a page asks for while one target is tapped; ShowRows is the list's own request.
std::vector<Action> asked_for(const State& state, std::string_view name)
{
    std::vector<Action> asked;
    bool listening = false;
    UiDriver driver{
        [&](Ui& ui) {
            Action action = draw(state, ui);
            if (listening && !std::holds_alternative<std::monostate>(action) && !is_by_itself(action))
                asked.push_back(std::move(action));
        },
        1080,
        1920,
        {},
        samples::words("vi")};
    driver.frame();
    listening = true;
    driver.tap(name);
    return asked;
}

template <class Wanted>
Wanted once(std::string_view sample, std::string_view name)
{
    INFO(sample << " " << name);
    const std::vector<Action> asked = asked_for(samples::named(sample), name);
    REQUIRE(asked.size() == 1);
    REQUIRE(std::holds_alternative<Wanted>(asked.front()));
    return std::get<Wanted>(asked.front());
}

}  // namespace

TEST_CASE("home asks for what was tapped, once", "[kiosk][screens]")
{
    using offline_cache::Tile;
    CHECK(once<act::OpenTile>("home", "home.tile.know").tile == Tile::Know);
    CHECK(once<act::OpenTile>("home", "home.tile.discuss").tile == Tile::Discuss);
    CHECK(once<act::OpenTile>("home", "home.tile.do").tile == Tile::Do);
    CHECK(once<act::OpenTile>("home", "home.tile.inspect").tile == Tile::Inspect);
    CHECK(once<act::OpenTile>("home", "home.tile.supervise").tile == Tile::Supervise);
    CHECK(once<act::OpenTile>("home", "home.tile.benefit").tile == Tile::Benefit);
    CHECK(once<act::OpenItem>("home", "home.meeting").index == 43);
    CHECK(once<act::OpenItem>("home", "home.bulletin").index == 60);
    (void)once<act::OpenBulletins>("home_bulletins", "home.bulletin");
    CHECK(once<act::OpenItem>("home", "home.new.0").index == 41);
    (void)once<act::OpenSearch>("home", "home.search");
    (void)once<act::OpenFeedback>("home", "home.feedback");
    (void)once<act::OpenLookup>("home", "home.lookup");
}

TEST_CASE("the tools of every page change how it looks", "[kiosk][screens]")
{
    (void)once<act::NextTextSize>("home", "frame.size");
    (void)once<act::ToggleContrast>("list", "frame.contrast");
    (void)once<act::ToggleLowered>("proof", "frame.lowered");
    (void)once<act::ToggleLanguage>("receipt_saved", "frame.language");
    (void)once<act::Back>("document_disclosure", "back");
    (void)once<act::GoHome>("document_disclosure", "frame.home");
    (void)once<act::OpenSearch>("document_disclosure", "frame.search");
}

TEST_CASE("lists open what was tapped", "[kiosk][screens]")
{
    CHECK(once<act::OpenLaw>("list_laws", "list.law.D02").law == "D02");
    CHECK(once<act::OpenLaw>("list_laws", "list.law.all").law.empty());
    CHECK(once<act::OpenItem>("list", "list.row.0").index == 41);
    CHECK(once<act::OpenItem>("meetings", "list.row.1").index == 50);
    CHECK(once<act::OpenShelf>("list", "list.shelf.withdrawn").shelf == offline_cache::Shelf::Withdrawn);
    CHECK(asked_for(samples::named("list"), "list.shelf.current").empty());
    (void)once<act::OpenFeedback>("list_supervise", "list.feedback");
}

TEST_CASE("a document explains its proof and takes what people have to say", "[kiosk][screens]")
{
    (void)once<act::OpenProof>("document_disclosure", "document.proof");
    (void)once<act::ReportWrong>("document_disclosure", "document.report");
    (void)once<act::OpenFeedbackAbout>("document_consultation", "document.opinion");
    (void)once<act::OpenFeedbackAbout>("document_project", "document.opinion");
    CHECK(once<act::Zoom>("document_disclosure", "document.larger").steps == 1);
    CHECK(once<act::Zoom>("document_disclosure", "document.smaller").steps == -1);
    CHECK(once<act::OpenRevision>("document_revised", "document.revision.1").index == 12);
}

TEST_CASE("search types, clears and opens", "[kiosk][screens]")
{
    CHECK(once<act::Press>("search", "key.a").key == character_key(U'a'));
    CHECK(once<act::ClearField>("search", "search.clear").field == Field::Search);
    CHECK(once<act::OpenItem>("search", "search.hit.0").index == 41);
    CHECK(once<act::UseMethod>("search", "method.vni").method == InputMethod::Vni);
}

TEST_CASE("a report goes through its four pages", "[kiosk][screens]")
{
    CHECK(once<act::ChooseTopic>("feedback_topic", "feedback.topic.land").category == "dat_dai");
    CHECK(once<act::SetOfficial>("feedback_topic", "feedback.official").official);
    CHECK(once<act::OpenGuidance>("feedback_topic", "feedback.denunciation").guidance ==
          Guidance::Denunciation);
    CHECK(once<act::OpenGuidance>("feedback_topic", "feedback.complaint").guidance == Guidance::Complaint);
    (void)once<act::NextPage>("feedback_topic", "feedback.next");
    CHECK(once<act::ClearField>("feedback_text", "feedback.clear").field == Field::Feedback);
    CHECK(once<act::SetContact>("feedback_readers", "feedback.contact.phone").contact == Contact::Phone);
    CHECK(once<act::SetPublicAnswer>("feedback_readers", "feedback.public").allowed);
    CHECK(once<act::Focus>("feedback_name", "feedback.choices").field == Field::None);
    CHECK(once<act::Press>("feedback_phone", "key.7").key == character_key(U'7'));
    (void)once<act::HandIn>("feedback_review", "feedback.send");
}

TEST_CASE("what is not complete cannot be sent on", "[kiosk][screens]")
{
    State nothing_chosen = samples::named("feedback_topic");
    nothing_chosen.draft->category.clear();
    CHECK(asked_for(nothing_chosen, "feedback.next").empty());

    State under_way = samples::named("feedback_review");
    under_way.draft->sending = true;
    CHECK(asked_for(under_way, "feedback.send").empty());
}

TEST_CASE("the receipt shows its code and has no way back", "[kiosk][screens]")
{
    (void)once<act::CloseReceipt>("receipt_saved", "receipt.done");
    CHECK(once<act::Press>("receipt_saved", "key.9").key == character_key(U'9'));
    UiDriver driver{[](Ui& ui) { (void)draw(samples::named("receipt_saved"), ui); },
                    1080,
                    1920,
                    {},
                    samples::words("vi")};
    REQUIRE(driver.items().find("receipt.code") != nullptr);
    CHECK(driver.items().find("receipt.code")->label == "4829 1357 0264 8193 7597");
    CHECK(driver.items().find("back") == nullptr);
}

TEST_CASE("a code is typed, opened and read", "[kiosk][screens]")
{
    CHECK(once<act::Press>("lookup", "key.1").key == character_key(U'1'));
    (void)once<act::LookUp>("lookup", "lookup.open");
    CHECK(once<act::ClearField>("lookup", "lookup.clear").field == Field::LookupCode);
    UiDriver driver{
        [](Ui& ui) { (void)draw(samples::named("answer"), ui); }, 1080, 1920, {}, samples::words("vi")};
    driver.frame();
    REQUIRE(driver.items().find("answer.reply.0") != nullptr);
    CHECK(driver.items().find("answer.reply.0")->label == "Đã trả lời");
    (void)once<act::GoHome>("answer", "answer.done");
}

TEST_CASE("a document goes home on the phone, and on paper where a printer stands", "[kiosk][screens]")
{
    (void)once<act::OpenPhone>("document_disclosure", "document.phone");
    CHECK(once<act::Print>("document_printer", "document.print").what == PrintWhat::Document);
    UiDriver driver{[](Ui& ui) { (void)draw(samples::named("document_disclosure"), ui); },
                    1080,
                    1920,
                    {},
                    samples::words("vi")};
    driver.frame();
    CHECK(driver.items().find("document.print") == nullptr);
}

TEST_CASE("slip, draft and directions are printed where a printer stands, and nowhere else",
          "[kiosk][screens]")
{
    CHECK(once<act::Print>("receipt_printer", "receipt.print").what == PrintWhat::Receipt);
    CHECK(once<act::Print>("guidance_printer", "guidance.print").what == PrintWhat::Guidance);
    (void)once<act::OpenComplaint>("complaint_printer", "guidance.complaint");
    (void)once<act::NextPage>("complaint_decision", "complaint.next");
    CHECK(once<act::ClearField>("complaint_decision", "complaint.clear").field == Field::ComplaintDecision);
    CHECK(once<act::Print>("complaint_review", "complaint.print").what == PrintWhat::Complaint);
    for (const auto& [sample, name] :
         {std::pair{"receipt_saved", "receipt.print"}, std::pair{"guidance_denunciation", "guidance.print"},
          std::pair{"guidance_complaint", "guidance.complaint"}}) {
        UiDriver driver{
            [&](Ui& ui) { (void)draw(samples::named(sample), ui); }, 1080, 1920, {}, samples::words("vi")};
        driver.frame();
        CHECK(driver.items().find(name) == nullptr);
    }
}

TEST_CASE("what the printer does is told over the page until it is closed", "[kiosk][screens]")
{
    (void)once<act::ClosePrint>("print_no_paper", "print.close");
    UiDriver driver{[](Ui& ui) { (void)draw(samples::named("print_working"), ui); },
                    1080,
                    1920,
                    {},
                    samples::words("vi")};
    CHECK(driver.items().find("document.print") == nullptr);
}

TEST_CASE("home calls for help, and the bell is rung on its page", "[kiosk][screens]")
{
    (void)once<act::OpenHelp>("home", "frame.help");
    (void)once<act::OpenHelp>("feedback_wrong", "frame.help");
    (void)once<act::RingBell>("help", "help.ring");
}

TEST_CASE("before what was written goes, the page is only looked at", "[kiosk][screens]")
{
    (void)once<act::KeepWords>("feedback_leaving", "leave.keep");
    (void)once<act::DropWords>("feedback_leaving", "leave.drop");
    UiDriver driver{[](Ui& ui) { (void)draw(samples::named("feedback_leaving"), ui); },
                    1080,
                    1920,
                    {},
                    samples::words("vi")};
    CHECK(driver.items().find("feedback.field") == nullptr);
}

TEST_CASE("while the machine asks whether one is still there nothing else reacts", "[kiosk][screens]")
{
    (void)once<act::StillHere>("home_warning", "idle.stay");
    UiDriver driver{
        [](Ui& ui) { (void)draw(samples::named("home_warning"), ui); }, 1080, 1920, {}, samples::words("vi")};
    CHECK(driver.items().find("home.tile.know") == nullptr);
}
