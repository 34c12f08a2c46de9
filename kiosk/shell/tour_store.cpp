#include "kiosk/shell/tour_store.h"

#include <functional>
#include <utility>
#include <variant>

#include "kiosk/app/store_reader.h"
#include "kiosk/documents/text_file.h"
#include "kiosk/shell/tour_staff.h"
#include "offline_cache/content.h"

namespace kiosk {

using protocol::Result;

namespace {

/// A receipt that shows every digit; its check digits hold (protocol.md §5.3's example).
constexpr std::string_view kTourCode = "48291357026481937597";
/// Rows that are looked through for one with pages.
constexpr int kLookedThrough = 200;

Case tour_case(protocol::Time now)
{
    Case found;
    found.stage = CaseStage::Answered;
    found.received = now - std::chrono::hours{70};
    Reply reply;
    reply.at = now - std::chrono::hours{2};
    reply.status = "answered";
    reply.office = "20107.ubnd";
    reply.text = std::make_shared<const protocol::SecretString>(std::string_view{
        "Ủy ban nhân dân xã đã kiểm tra đoạn mương bà con nêu. Tổ thủy nông sẽ nạo vét trước ngày 30/11; "
        "trưởng thôn báo giờ làm trên loa."});
    found.replies.push_back(std::move(reply));
    return found;
}

class ContentStore final : public TourStore {
public:
    ContentStore(offline_cache::Content content, std::string commune)
        : content_(std::move(content)), commune_(std::move(commune))
    {
    }

    std::optional<std::int64_t> item(std::string_view type) override
    {
        return first({std::nullopt, {}, std::string{type}, offline_cache::Shelf::Current});
    }
    std::optional<std::int64_t> withdrawn() override
    {
        return first({std::nullopt, {}, {}, offline_cache::Shelf::Withdrawn});
    }
    std::optional<std::int64_t> with_file(std::string_view media) override
    {
        const auto window = content_.list({}, 0, kLookedThrough, clock_.now());
        if (!window) return std::nullopt;
        for (const offline_cache::ItemRow& row : window->rows) {
            const auto document = content_.document(row.index, clock_.now());
            if (!document) continue;
            for (const offline_cache::Attachment& file : document->attachments)
                if (file.here && file.media == media) return row.index;
        }
        return std::nullopt;
    }
    protocol::Time now() const override { return clock_.now(); }
    std::string commune() const override { return commune_; }
    std::string_view search_words() const override { return "ke hoach"; }

private:
    std::optional<std::int64_t> first(const offline_cache::ListQuery& query)
    {
        const auto window = content_.list(query, 0, 1, clock_.now());
        if (!window || window->rows.empty()) return std::nullopt;
        return window->rows.front().index;
    }

    Result<std::string> attachment(const FileName& file) override
    {
        return content_.attachment(file.index, file.n);
    }

    std::vector<Event> read(const Command& command) override
    {
        std::vector<Event> events;
        const std::function<void(Event)> keep = [&](Event event) { events.push_back(std::move(event)); };
        StoreReader reader{content_, nullptr, clock_, keep};
        (void)reader.run(command);
        return events;
    }

    offline_cache::Content content_;
    std::string commune_;
    protocol::SystemClock clock_;
};

}  // namespace

std::vector<Event> TourStore::answer(const Command& command)
{
    if (std::holds_alternative<cmd::AskRoom>(command)) return {event::FeedbackPossible{}};
    if (const auto* hand_in = std::get_if<cmd::HandIn>(&command)) {
        event::HandedIn done;
        done.number = hand_in->report->number;
        done.code = std::make_shared<const protocol::SecretString>(kTourCode);
        done.lookup = "tour";
        return {std::move(done)};
    }
    if (const auto* question = std::get_if<cmd::LookUp>(&command))
        return {event::LookedUp{question->number, tour_case(now())}};
    if (const auto* order = std::get_if<cmd::OrderPages>(&command))
        return pages_.answer(order->orders, [this](const FileName& file) { return attachment(file); });
    if (const auto* query = std::get_if<cmd::LoadText>(&command)) {
        TextFile file = text_file(attachment(query->file));
        return {event::TextLoaded{query->visit, std::move(file.text), file.trouble}};
    }
    if (std::holds_alternative<cmd::WantReplies>(command)) return {event::RepliesChecked{false, true}};
    if (const auto* staff = std::get_if<staff::Command>(&command)) return staff_answer(*staff, now());
    return read(command);
}

Result<std::unique_ptr<TourStore>> content_store(const std::filesystem::path& data, std::string_view commune)
{
    auto content = offline_cache::Content::open(data / "content.db", commune);
    if (!content) return tl::unexpected{content.error()};
    return std::unique_ptr<TourStore>{
        std::make_unique<ContentStore>(std::move(*content), std::string{commune})};
}

}  // namespace kiosk
