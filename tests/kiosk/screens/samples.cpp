#include "tests/kiosk/screens/samples.h"

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/kiosk/screens/sample_records.h"
#include "tests/support/places.h"

namespace samples {

using namespace kiosk;
using offline_cache::ItemRow;
using offline_cache::Shelf;
using offline_cache::Tile;

namespace {

State base(Screen screen, decltype(Visit::view) view = {})
{
    State state = initial_state({}, "20107-h1", "46-20107-k1", kAfternoon - std::chrono::hours{24});
    state.wall = kAfternoon;
    state.commune = "Xã Phú Lộc";
    state.hall = "Trụ sở xã Phú Lộc";
    state.health.contact_known = true;
    state.health.online = true;
    state.health.sound = true;
    state.health.information = kAfternoon - std::chrono::minutes{2};
    state.health.log_size = 312;
    state.home = home();
    state.visits = {{1, Screen::Home, {}}, {2, screen, std::move(view)}};
    return state;
}

std::shared_ptr<const protocol::LawBook> rule_book()
{
    static const auto kLaw =
        std::make_shared<const protocol::LawBook>(protocol::load_law_book(places::assets() + "/law").value());
    return kLaw;
}

State with_draft(Screen screen, std::string_view category, std::string_view words)
{
    State state = base(screen);
    state.draft.emplace();
    state.draft->category = category;
    state.draft->text.set_text(words);
    return state;
}

State list(Tile tile, Screen screen, std::vector<ItemRow> rows, Shelf shelf = Shelf::Current)
{
    ListView view;
    view.query.tile = tile;
    view.query.shelf = shelf;
    view.loading = Loading::Here;
    view.total = static_cast<std::int64_t>(rows.size());
    view.rows = std::move(rows);
    return base(screen, std::move(view));
}

State laws()
{
    ListView view;
    view.query.tile = Tile::Know;
    view.choose_law = true;
    view.laws_loading = Loading::Here;
    for (int i = 1; i <= 14; ++i) {
        const std::string code = std::string{i < 10 ? "D0" : "D"} + std::to_string(i);
        view.laws.push_back({code, i % 5 == 4 ? 0 : 3 + i, i == 2 ? 1 : 0, 2});
    }
    view.laws.push_back({"DQ", 0, 0, 0});
    return base(Screen::List, std::move(view));
}

State document(const Record& record, Screen screen = Screen::Document)
{
    DocumentView view;
    view.index = record.document->row.index;
    view.loading = Loading::Here;
    view.document = record.document;
    view.card = record.card;
    return base(screen, std::move(view));
}

/// An attachment of three pages: none has come yet, or the first cannot be drawn.
State pages(bool failed)
{
    PagesView view;
    view.index = 1;
    view.file = {0, "Biểu số liệu quý III.pdf", "application/pdf", 412'000, true};
    State state = base(Screen::Pages, std::move(view));
    state.papers.visit = 2;
    state.papers.index = 1;
    PaperFile& file = state.papers.files[0];
    file.pages = {{210, 297}, {210, 297}, {297, 210}};
    if (failed) file.failed[0] = true;
    return state;
}

State broken_file(FileTrouble trouble)
{
    State state = pages(false);
    state.papers.files[0].trouble = trouble;
    return state;
}

State search(std::string_view typed, bool hits)
{
    SearchView view;
    view.asked = view.answered = typed.empty() ? 0 : 1;
    if (!typed.empty()) view.result = hits ? found() : std::make_shared<offline_cache::SearchResult>();
    State state = base(Screen::Search, std::move(view));
    state.search.set_text(typed);
    state.focus = Field::Search;
    return state;
}

State receipt(bool sent, std::string_view typed, TypedBack check)
{
    State state = base(Screen::Receipt);
    state.receipt.emplace();
    state.receipt->code =
        std::make_shared<const protocol::SecretString>(std::string_view{"48291357026481937597"});
    state.receipt->sent = sent;
    state.receipt->typed_back.set_text(typed);
    state.receipt->check = check;
    state.focus = Field::ReceiptBack;
    return state;
}

State lookup(std::string_view digits, LookupTrouble trouble)
{
    State state = base(Screen::Lookup);
    state.lookup.emplace();
    state.lookup->code.set_text(digits);
    state.lookup->trouble = trouble;
    state.focus = Field::LookupCode;
    return state;
}

State answer(CaseStage stage)
{
    State state = base(Screen::Answer);
    state.lookup.emplace();
    Case found;
    found.stage = stage;
    found.stored = kAfternoon - std::chrono::hours{75};
    if (stage != CaseStage::Waiting) found.received = kAfternoon - std::chrono::hours{74};
    if (stage == CaseStage::Answered) found.replies = replies(kAfternoon);
    state.lookup->found = found;
    state.law = rule_book();
    return state;
}

/// After an answer that did not end the matter.
State reopen()
{
    State state = answer(CaseStage::Answered);
    state.visits.back().screen = Screen::Reopen;
    state.focus = Field::Reopen;
    return state;
}

/// After one that did.
State rate()
{
    State state = answer(CaseStage::Answered);
    state.visits.back().screen = Screen::Rate;
    state.lookup->mark = 4;
    return state;
}

/// After an office asked something.
State asked()
{
    State state = reopen();
    state.lookup->found->replies.front().status = "in_progress";
    return state;
}

std::vector<HelpOffice> offices()
{
    return {{"Trung tâm Phục vụ hành chính công xã Phú Lộc",
             "Nhận và trả kết quả mọi thủ tục hành chính",
             "Tầng 1, quầy 1 đến quầy 4",
             "0234 300 0102",
             {"Thứ Hai đến thứ Sáu: 7 giờ 30 - 17 giờ"},
             ""}};
}

State guidance(Guidance which)
{
    State state = base(Screen::Guidance, GuidanceView{which});
    state.help = offices();
    return state;
}

void add_feedback(std::vector<Sample>& all)
{
    const char* report =
        "Đoạn đường trước nhà văn hóa thôn bị sụt sau mưa, xe máy đi rất nguy hiểm. Đề nghị xã rào lại và "
        "sửa.";
    all.push_back({"feedback_topic", with_draft(Screen::FeedbackTopic, "ha_tang", "")});
    State unread = with_draft(Screen::FeedbackTopic, "ha_tang", "");
    unread.feedback_closed = FeedbackClosed::Official;
    all.push_back({"feedback_no_inspectorate", unread});
    State text = with_draft(Screen::FeedbackText, "ha_tang", report);
    text.focus = Field::Feedback;
    all.push_back({"feedback_text", text});
    State word = text;
    word.draft->text.place_caret(10);
    all.push_back({"feedback_text_word", word});
    State covered = text;
    covered.draft->shoulder = true;
    all.push_back({"feedback_text_covered", covered});
    all.push_back({"feedback_readers", with_draft(Screen::FeedbackReaders, "ha_tang", report)});
    State name = with_draft(Screen::FeedbackReaders, "ha_tang", report);
    name.draft->contact = Contact::NameAndPhone;
    name.draft->name.set_text("Nguyễn Thị Hoa");
    name.focus = Field::Name;
    all.push_back({"feedback_name", name});
    name.focus = Field::Phone;
    all.push_back({"feedback_phone", name});
    all.push_back({"feedback_review", with_draft(Screen::FeedbackReview, "ha_tang", report)});
    all.push_back({"feedback_closed", base(Screen::FeedbackClosed)});
    all.push_back({"guidance_denunciation", guidance(Guidance::Denunciation)});
    all.push_back({"guidance_complaint", guidance(Guidance::Complaint)});
    all.push_back({"receipt_saved", receipt(false, "75", TypedBack::NotYet)});
    all.push_back({"receipt_sent", receipt(true, "7597", TypedBack::Right)});
    all.push_back({"lookup", lookup("4829135702", LookupTrouble::None)});
    all.push_back({"lookup_wrong", lookup("48291357026481937590", LookupTrouble::WrongDigits)});
    all.push_back({"answer", answer(CaseStage::Answered)});
    all.push_back({"answer_waiting", answer(CaseStage::Waiting)});
    all.push_back({"reopen", reopen()});
    all.push_back({"rate", rate()});
    all.push_back({"reopen.asked", asked()});
}

State complaint(int step)
{
    State state = base(Screen::Complaint, ComplaintView{step});
    state.printers = {true, true};
    state.complaint.emplace();
    state.complaint->decision.set_text("Quyết định số 409/QĐ-UBND về mức thu tiền nước tưới");
    state.complaint->reason.set_text("Quyết định tính ruộng nhà tôi 2.400 m², sổ đỏ ghi 1.850 m².");
    state.complaint->wish.set_text("Đo lại và trả lại tiền đã thu thừa.");
    constexpr std::array kFields{Field::ComplaintDecision, Field::ComplaintReason, Field::ComplaintWish,
                                 Field::None};
    state.focus = kFields.at(static_cast<std::size_t>(step));
    return state;
}

void add_paper(std::vector<Sample>& all)
{
    State phone = document(records().front(), Screen::Phone);
    phone.read_address = "https://congkhai.hue.example";
    all.push_back({"phone", phone});
    State paper = document(records().front());
    paper.printers = {true, true};
    all.push_back({"document_printer", paper});
    paper.print = PrintState{1, PrintWhat::Document};
    all.push_back({"print_working", paper});
    paper.print->working = false;
    paper.print->trouble = PrintTrouble::NoPaper;
    all.push_back({"print_no_paper", paper});
    State slip = receipt(false, "75", TypedBack::NotYet);
    slip.printers = {true, false};
    all.push_back({"receipt_printer", slip});
    State where = guidance(Guidance::Denunciation);
    where.printers = {false, true};
    all.push_back({"guidance_printer", where});
    State form = guidance(Guidance::Complaint);
    form.printers = {false, true};
    all.push_back({"complaint_printer", form});
    all.push_back({"complaint_decision", complaint(0)});
    all.push_back({"complaint_review", complaint(kComplaintQuestions)});
    State leaving =
        with_draft(Screen::FeedbackText, "moi_truong", "Mương đầu thôn bị lấp, mưa là ngập ba nhà.");
    leaving.leaving = act::GoHome{};
    all.push_back({"feedback_leaving", leaving});
    State wrong = with_draft(Screen::FeedbackText, "cong_khai", "Số tiền ghi chưa đúng.");
    wrong.draft->lane = Lane::WrongInfo;
    wrong.law = rule_book();
    wrong.focus = Field::Feedback;
    all.push_back({"feedback_wrong", wrong});
    State help = base(Screen::Help);
    help.help = offices();
    all.push_back({"help", help});
    help.bell = Bell::Rang;
    all.push_back({"help_rang", help});
}

void add_troubles(std::vector<Sample>& all)
{
    State offline = base(Screen::Home);
    offline.health.online = false;
    all.push_back({"home_offline", offline});
    State old = base(Screen::Home);
    old.health.information = kAfternoon - std::chrono::hours{24 * 9};
    all.push_back({"home_old", old});
    State alarm = base(Screen::Home);
    alarm.health.history_alarm = true;
    all.push_back({"home_alarm", alarm});
    State warning = base(Screen::Home);
    warning.idle = Idle::Warning;
    all.push_back({"home_warning", warning});
    State first = base(Screen::Home);
    first.home.reset();
    first.health.information.reset();
    first.health.sync_total = 312;
    first.health.sync_done = 80;
    all.push_back({"home_first", first});
}

std::vector<Sample> make()
{
    std::vector<Sample> all;
    State setup = base(Screen::Setup);
    setup.setup = {SetupProblem::NoConfiguration, "kiosk.toml"};
    setup.health.sound = true;
    all.push_back({"setup", setup});
    all.push_back({"attract", base(Screen::Attract)});
    State home_state = base(Screen::Home);
    home_state.visits.pop_back();
    all.push_back({"home", home_state});
    auto stormy = std::make_shared<offline_cache::Home>(*home_state.home);
    stormy->bulletins.push_back(stormy->bulletins.front());
    home_state.home = std::move(stormy);
    all.push_back({"home_bulletins", home_state});
    all.push_back({"list_laws", laws()});
    all.push_back({"list", list(Tile::Inspect, Screen::List, rows())});
    all.push_back({"list_supervise", list(Tile::Supervise, Screen::List, rows())});
    all.push_back({"list_empty", list(Tile::Do, Screen::List, {}, Shelf::Withdrawn)});
    all.push_back({"meetings", list(Tile::Discuss, Screen::Meetings, meetings())});
    for (const Record& record : records()) all.push_back({"document_" + record.name, document(record)});
    all.push_back({"pages", pages(false)});
    all.push_back({"pages_failed", pages(true)});
    all.push_back({"pages_locked", broken_file(FileTrouble::Locked)});
    all.push_back({"proof", document(records().front(), Screen::Proof)});
    all.push_back({"search_empty", search("", false)});
    all.push_back({"search", search("dự toán", true)});
    all.push_back({"search_none", search("d9a6t1 xyz", false)});
    add_feedback(all);
    add_paper(all);
    add_troubles(all);
    return all;
}

}  // namespace

const std::vector<Sample>& all()
{
    static const std::vector<Sample> kAll = make();
    return kAll;
}

const State& named(std::string_view name)
{
    for (const Sample& sample : all())
        if (sample.name == name) return sample.state;
    throw std::runtime_error("no sample " + std::string{name});
}

const protocol::Strings& words(std::string_view language)
{
    const auto read = [](const char* code) {
        std::ifstream file{places::assets() + "/text/kiosk." + code + ".txt"};
        std::ostringstream text;
        text << file.rdbuf();
        auto parsed = protocol::Strings::parse(text.str());
        if (!parsed) throw std::runtime_error(parsed.error().detail);
        return std::move(*parsed);
    };
    static const protocol::Strings kVietnamese = read("vi");
    static const protocol::Strings kEnglish = read("en");
    return language == "en" ? kEnglish : kVietnamese;
}

State as_wished(State state, int text_step, bool contrast, bool lowered, bool english)
{
    state.preferences.text_size = static_cast<TextSize>(text_step);
    state.preferences.contrast = contrast;
    state.preferences.lowered = lowered;
    state.preferences.language = english ? Language::English : Language::Vietnamese;
    return state;
}

}  // namespace samples
