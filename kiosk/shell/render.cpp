#include "kiosk/shell/render.h"

#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <variant>

#include "kiosk/app/update.h"
#include "kiosk/screens/draw.h"
#include "kiosk/shell/program.h"
#include "kiosk/shell/run.h"
#include "kiosk/shell/tour_pages.h"
#include "kiosk/ui/ui.h"
#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/limits.h"
#include "protocol/records/card.h"
#include "protocol/records/entry.h"
#include "protocol/records/json.h"

namespace kiosk {

using protocol::Fault;
using protocol::Json;
using protocol::Result;

namespace {

constexpr int kWidth = 1080;
constexpr int kHeight = 1920;
constexpr float kPxPerMm = 4.03F;

tl::unexpected<protocol::Error> wrong(std::string_view member)
{
    return protocol::fail(Fault::Malformed, "record: " + std::string{member});
}

/// Members of the outer object; the first that is of a wrong kind is remembered.
class Members {
public:
    explicit Members(const Json& object) : object_(object) {}

    std::string text(std::string_view key, std::string_view otherwise = {})
    {
        const Json* member = object_.find(key);
        if (member == nullptr) return std::string{otherwise};
        if (member->string() == nullptr) bad_ = key;
        return member->string() != nullptr ? *member->string() : std::string{};
    }
    std::int64_t number(std::string_view key, std::int64_t otherwise)
    {
        const Json* member = object_.find(key);
        if (member == nullptr) return otherwise;
        if (member->integer() == nullptr) bad_ = key;
        return member->integer() != nullptr ? *member->integer() : otherwise;
    }
    std::optional<protocol::Date> date(std::string_view key)
    {
        const std::string value = text(key);
        if (value.empty()) return std::nullopt;
        const auto day = protocol::parse_date(value);
        if (!day) bad_ = key;
        return day;
    }
    [[nodiscard]] const std::string& bad() const { return bad_; }

private:
    const Json& object_;
    std::string bad_;
};

Result<protocol::Card> card_in(const Json& record, std::string_view t)
{
    const Json* member = record.find("card");
    if (member == nullptr || member->object() == nullptr) return wrong("card");
    Json card = *member;
    if (card.find("salt") == nullptr) card.set("salt", Json{protocol::to_base64(std::string(16, '\0'))});
    if (card.find("v") == nullptr) card.set("v", Json{1});
    const auto bytes = protocol::canonical(card);
    if (!bytes) return tl::unexpected{bytes.error()};
    return protocol::parse_card(t, *bytes);
}

/// What lists and the page's head know of a card beside the entry.
void fill_row(const protocol::Card& card, offline_cache::ItemRow& row)
{
    row.title = card.title;
    row.summary = card.summary;
    row.number = protocol::card_number(card);
    row.lang = card.lang;
    row.scope = card.scope;
    row.list_of_people = protocol::is_list_of_people(card);
    if (const auto* meeting = std::get_if<protocol::Meeting>(&card.details)) {
        row.start = meeting->start;
        row.end = meeting->end;
        row.place = meeting->place;
        row.kind = meeting->kind;
        row.status = meeting->status;
    }
    if (const auto* consultation = std::get_if<protocol::Consultation>(&card.details)) {
        row.start = consultation->opens;
        row.end = consultation->closes;
    }
    if (const auto* project = std::get_if<protocol::Project>(&card.details))
        if (project->progress_pct) row.progress_pct = static_cast<int>(*project->progress_pct);
}

std::vector<offline_cache::Named> villages_in(const Json& record)
{
    std::vector<offline_cache::Named> villages;
    const Json* all = record.find("villages");
    if (all == nullptr || all->array() == nullptr) return villages;
    for (const Json& one : *all->array()) {
        Members members{one};
        villages.push_back({members.text("id"), members.text("name")});
    }
    return villages;
}

int complain(const std::string& line, int code)
{
    std::fprintf(stderr, "%s\n", line.c_str());
    return code;
}

/// The file's bytes; Malformed when there are too many.
Result<std::string> read_bounded(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file) return protocol::fail(Fault::NotFound, path.string());
    std::string bytes(kLongestRecord + 1, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > kLongestRecord) return wrong("too long");
    while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r')) bytes.pop_back();
    return bytes;
}

}  // namespace

Result<RenderedRecord> read_record(std::string_view json, protocol::Time now)
{
    if (json.size() > kLongestRecord) return wrong("too long");
    const auto record = protocol::parse_canonical(json);
    if (!record) return tl::unexpected{record.error()};
    Members members{*record};
    auto document = std::make_shared<offline_cache::Document>();
    offline_cache::ItemRow& row = document->row;
    RenderedRecord out;
    row.type = members.text("t");
    if (!protocol::is_content_type(row.type)) return wrong("t");
    row.publisher = members.text("pub", "00000.ubnd");
    row.id = members.text("id", "00000.ban-xem-thu");
    if (!protocol::valid_record_id(row.id)) return wrong("id");
    row.law = members.text("law");
    const bool draft = members.number("draft", 0) != 0;
    row.index = draft ? -1 : members.number("index", 0);
    row.revision = static_cast<int>(members.number("rev", 1) & 0xFFFF);
    out.at = protocol::from_unix(members.number("at", protocol::unix_seconds(now)));
    row.from = members.date("from").value_or(protocol::local_date(out.at));
    row.until = members.date("until");
    row.fresh = protocol::days_between(row.from, protocol::local_date(out.at)) < 7;
    if (row.until && *row.until < protocol::local_date(out.at)) row.shelf = offline_cache::Shelf::Ended;
    out.english = members.text("lang", "vi") == "en";
    document->body = protocol::from_profile_line(members.text("body"));
    document->minutes = protocol::from_profile_line(members.text("minutes"));
    if (!members.bad().empty()) return wrong(members.bad());
    auto card = card_in(*record, row.type);
    if (!card) return tl::unexpected{card.error()};
    fill_row(*card, row);
    for (const protocol::Attachment& file : card->att)
        document->attachments.push_back(
            {static_cast<int>(document->attachments.size()), file.name, file.blob.m, file.blob.n, true});
    out.villages = villages_in(*record);
    out.view.index = row.index;
    out.view.loading = Loading::Here;
    out.view.card = std::make_shared<const protocol::Card>(std::move(*card));
    out.view.document = std::move(document);
    return out;
}

namespace {

/// A file of the record, from beside RECORD.json: only the very one that the card names.
Result<std::string> file_beside(const std::filesystem::path& record, const protocol::Card& card, int n)
{
    if (n < 0 || static_cast<std::size_t>(n) >= card.att.size())
        return protocol::fail(Fault::NotFound, "no such file");
    const protocol::Attachment& file = card.att[static_cast<std::size_t>(n)];
    if (file.name.empty() || file.name.front() == '.' || file.name.find('/') != std::string::npos)
        return protocol::fail(Fault::Malformed, "a file's name");
    std::ifstream stream{record.parent_path() / std::filesystem::path{file.name}, std::ios::binary};
    if (!stream || file.blob.n < 0 || static_cast<std::size_t>(file.blob.n) > protocol::limits::kAttachment)
        return protocol::fail(Fault::NotFound, "the file is not there");
    std::string bytes(static_cast<std::size_t>(file.blob.n), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::size_t>(stream.gcount()) != bytes.size() || protocol::sha256(bytes) != file.blob.h)
        return protocol::fail(Fault::Malformed, "another file than the card names");
    return bytes;
}

/// Draws until the page stands and asks for nothing more: pictures come in steps, first their shape, then
/// themselves.
void draw_to_the_end(State& state, Ui& ui, const TourPages::Read& read)
{
    constexpr int kLaidOut = 3;  // the first two frames only find the layout
    constexpr int kMost = 20;
    TourPages pages;
    for (int frame = 1; frame <= kMost; ++frame) {
        ui.begin(kWidth, kHeight, frame / 60.0);
        const Action action = draw(state, ui);
        ui.end();
        const bool asks = std::holds_alternative<act::WantPages>(action);
        if (!asks && frame >= kLaidOut) return;
        if (!asks) continue;
        for (const Command& command : update(state, action))
            if (const auto* order = std::get_if<cmd::OrderPages>(&command))
                for (const Event& come : pages.answer(order->orders, read)) (void)update(state, come);
    }
}

}  // namespace

int run_render(const Options& options, const protocol::Strings& words)
{
    constexpr int kNoRecord = 2;
    const auto bytes = read_bounded(options.render_record);
    auto record = bytes ? read_record(*bytes, protocol::SystemClock{}.now())
                        : Result<RenderedRecord>{tl::unexpected{bytes.error()}};
    if (!record)
        return complain(words.fill("cli.no_record", {{"path", options.render_record.string()},
                                                     {"why", record.error().detail}}),
                        kNoRecord);
    const auto strings = load_strings("kiosk", record->english ? "en" : "vi");
    if (!strings) return complain(strings.error().detail, kExitFailed);
    auto fonts = Fonts::open("");
    if (!fonts) return complain(fonts.error().detail, kExitFailed);
    auto display = Display::offscreen(kWidth, kHeight);
    if (!display) return complain(display.error().detail, kExitFailed);

    State state = initial_state({}, "", "", {});
    state.preferences.language = record->english ? Language::English : Language::Vietnamese;
    state.wall = record->at;
    state.places = std::move(record->villages);
    state.visits.clear();
    state.visits.push_back({1, Screen::Home, {}});
    const auto card = record->view.card;
    state.visits.push_back({2, Screen::Document, std::move(record->view)});
    Ui ui{std::move(*fonts), *strings};
    ui.set_look(look_of(state.preferences, kPxPerMm));
    draw_to_the_end(state, ui,
                    [&](const FileName& file) { return file_beside(options.render_record, *card, file.n); });
    (*display)->show(ui.draw_data(), ui.fonts());
    if (const auto saved = (*display)->save_png(options.render_picture.string()); !saved)
        return complain(saved.error().detail, kExitFailed);
    return kExitOk;
}

}  // namespace kiosk
