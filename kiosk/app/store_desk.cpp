#include "kiosk/app/store_desk.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "protocol/base/log.h"
#include "protocol/base/text.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/reply.h"
#include "protocol/limits.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

StoreDesk::StoreDesk(offline_cache::Content& content, offline_cache::Outbox* outbox, std::string commune,
                     const protocol::Clock& clock, const std::function<void(Event)>& on_event,
                     const std::function<void()>& on_handed_in,
                     std::function<void(ReceiptMaker::Made)> on_made)
    : content_(content),
      outbox_(outbox),
      commune_(std::move(commune)),
      clock_(clock),
      on_event_(on_event),
      on_handed_in_(on_handed_in),
      maker_(std::move(on_made))
{
}

void StoreDesk::run(const Command& command)
{
    if (std::holds_alternative<cmd::AskRoom>(command)) {
        ask_room();
    } else if (std::holds_alternative<cmd::PrepareReceipt>(command)) {
        prepare();
    } else if (std::holds_alternative<cmd::DropReceipt>(command)) {
        prepared_.reset();
        preparing_ = 0;
    } else if (const auto* report = std::get_if<cmd::HandIn>(&command)) {
        hand_in(report->report);
    } else if (const auto* question = std::get_if<cmd::LookUp>(&command)) {
        look_up(*question);
    } else if (const auto* again = std::get_if<cmd::LookUpAgain>(&command)) {
        if (search_ && search_->number == again->number && search_->keys) looked(*search_->keys);
    } else if (const auto* wish = std::get_if<cmd::Reopen>(&command)) {
        reopen(*wish);
    } else if (const auto* done = std::get_if<cmd::Agree>(&command)) {
        agree(*done);
    } else if (std::holds_alternative<cmd::ForgetLookup>(command)) {
        search_.reset();
        deriving_ = 0;
    } else if (std::holds_alternative<cmd::ForgetPerson>(command)) {
        search_.reset();
        deriving_ = 0;
        if (!report_) {
            prepared_.reset();
            preparing_ = 0;
        }
    }
}

void StoreDesk::ask_room()
{
    event::FeedbackPossible answer{};
    const bool room = outbox_ != nullptr && outbox_->can_accept().has_value();
    if (!room) {
        answer.closed = FeedbackClosed::Storage;
    } else {
        const auto readers = Readers::read(content_, commune_);
        if (!readers || readers->recipients(protocol::Lane::Normal).empty())
            answer.closed = FeedbackClosed::NotReady;
        else if (readers->recipients(protocol::Lane::Official).empty())
            answer.closed = FeedbackClosed::Official;
    }
    on_event_(answer);
}

void StoreDesk::prepare()
{
    if (prepared_ || preparing_ != 0) return;
    const auto readers = Readers::read(content_, commune_);
    if (!readers) return;  // AskRoom has said so
    preparing_ = next_request_++;
    maker_.make(preparing_, readers->log_host(), commune_);
}

void StoreDesk::made(ReceiptMaker::Made made)
{
    if (made.request != 0 && made.request == preparing_) {
        preparing_ = 0;
        if (made.keys)
            prepared_ = std::move(made);
        else if (report_)
            return fail_hand_in(Fault::Storage, "no memory for the receipt keys");
        if (report_) commit();
    } else if (made.request != 0 && made.request == deriving_ && search_) {
        deriving_ = 0;
        if (!made.keys) {
            on_event_(event::LookUpFailed{search_->number, Fault::Storage});
            search_.reset();
            return;
        }
        looked(*made.keys);
        if (search_) search_->keys = std::move(made.keys);
    }
    // A derivation whose asker has gone ends here, wiped.
}

void StoreDesk::hand_in(const std::shared_ptr<cmd::Report>& report)
{
    report_ = report;
    if (prepared_) return commit();
    prepare();
    if (preparing_ == 0) fail_hand_in(Fault::NotFound, "no keys known to seal to");
}

void StoreDesk::fail_hand_in(Fault fault, const std::string& detail)
{
    protocol::log::error("store", "hand-in: ", detail);
    const std::uint64_t number = report_->number;
    report_.reset();
    on_event_(event::HandInFailed{number, fault});
}

void StoreDesk::commit()
{
    if (outbox_ == nullptr) return fail_hand_in(Fault::Storage, "outbox is not open");
    const auto readers = Readers::read(content_, commune_);
    if (!readers) return fail_hand_in(readers.error().fault, readers.error().detail);
    const auto recipients = readers->recipients(report_->lane);
    if (recipients.empty()) return fail_hand_in(Fault::NotFound, "no key of the readers");

    protocol::Message message;
    message.commune = commune_;
    message.pub = readers->addressee(report_->lane);
    message.about = report_->about.value_or("");
    message.lane = report_->lane;
    message.kind = report_->lane == protocol::Lane::Opinion ? protocol::FeedbackKind::KienNghi
                                                            : protocol::FeedbackKind::PhanAnh;
    message.topic = report_->category;
    if (report_->option)
        message.option.assign(
            protocol::first_bytes(report_->option->view(), protocol::limits::kFeedbackOption));
    message.text = report_->text;
    if (report_->name || report_->phone) {
        message.contact.emplace();
        if (report_->name) message.contact->name = *report_->name;
        if (report_->phone) message.contact->phone = *report_->phone;
    }
    message.is_public = report_->public_answer;
    message.rpk = prepared_->keys->reply.public_key();
    message.look = prepared_->keys->lookup;

    const auto json = protocol::make_message(message);
    if (!json) return fail_hand_in(json.error().fault, json.error().detail);
    const auto container = protocol::seal_container(json->view(), recipients);
    if (!container) return fail_hand_in(container.error().fault, container.error().detail);
    const auto row = outbox_->add(*container, prepared_->keys->lookup, clock_.now());
    if (!row) return fail_hand_in(row.error().fault, row.error().detail);

    event::HandedIn done;
    done.number = report_->number;
    done.code = std::make_shared<const protocol::SecretString>(prepared_->code->digits());
    done.lookup = prepared_->keys->lookup;
    report_.reset();
    prepared_.reset();
    on_event_(std::move(done));
    if (on_handed_in_) on_handed_in_();
}

void StoreDesk::reopen(const cmd::Reopen& wish)
{
    protocol::Message message;
    message.text = *wish.text;
    message.reopens = wish.reply;
    say(wish.number, wish.office, std::move(message));
}

void StoreDesk::agree(const cmd::Agree& wish)
{
    protocol::Message message;
    message.agrees = wish.reply;
    message.mark = wish.mark;
    say(wish.number, wish.office, std::move(message));
}

void StoreDesk::say(std::uint64_t number, std::string_view office, protocol::Message message)
{
    if (!search_ || search_->number != number || !search_->keys) return;
    event::Reopened done{number, std::nullopt};
    if (const auto kept = keep_word(office, std::move(message)); !kept) {
        protocol::log::error("store", "a word on an answer: ", kept.error().detail);
        done.fault = kept.error().fault;
    }
    on_event_(done);
    if (!done.fault && on_handed_in_) on_handed_in_();
}

/// Seals and commits it like a report, under the lookup and with the reply key of the one that was answered.
Result<void> StoreDesk::keep_word(std::string_view office, protocol::Message message)
{
    if (outbox_ == nullptr) return protocol::fail(Fault::Storage, "outbox is not open");
    const auto readers = Readers::read(content_, commune_);
    if (!readers) return tl::unexpected{readers.error()};
    message.lane = office == readers->addressee(protocol::Lane::Official) ? protocol::Lane::Official
                                                                          : protocol::Lane::Normal;
    message.commune = commune_;
    message.pub = readers->addressee(message.lane);
    message.topic = "khac";  // the case has its own
    message.rpk = search_->keys->reply.public_key();
    message.look = search_->keys->lookup;
    const auto recipients = readers->recipients(message.lane);
    if (recipients.empty()) return protocol::fail(Fault::NotFound, "no key of the readers");
    const auto json = protocol::make_message(message);
    if (!json) return tl::unexpected{json.error()};
    const auto container = protocol::seal_container(json->view(), recipients);
    if (!container) return tl::unexpected{container.error()};
    const auto row = outbox_->add(*container, message.look, clock_.now(),
                                  {.reply = message.reply(), .agrees = message.agrees != 0});
    if (!row && row.error().fault != Fault::NotFound) return tl::unexpected{row.error()};
    return {};  // said before: it stands already
}

void StoreDesk::look_up(const cmd::LookUp& question)
{
    Search search;
    search.number = question.number;
    search.code = protocol::ReceiptCode::parse(question.code->view());
    if (!search.code) return on_event_(event::LookedUp{question.number, std::nullopt});
    search.communes.push_back(commune_);
    if (auto place = content_.place())
        for (std::string& code : place->predecessors)
            if (code != commune_) search.communes.push_back(std::move(code));
    search_ = std::move(search);
    try_next_commune();
}

void StoreDesk::try_next_commune()
{
    const auto readers = Readers::read(content_, commune_);
    if (!readers) {
        // Without the log's name no code of this hall can exist yet.
        on_event_(event::LookedUp{search_->number, std::nullopt});
        return;
    }
    const std::string commune = std::move(search_->communes.front());
    search_->communes.erase(search_->communes.begin());
    deriving_ = next_request_++;
    maker_.derive(deriving_, *search_->code, readers->log_host(), commune);
}

void StoreDesk::looked(const protocol::ReceiptKeys& keys)
{
    auto found = find(keys);
    if (!found) {
        protocol::log::error("store", "look-up: ", found.error().detail);
        on_event_(event::LookUpFailed{search_->number, found.error().fault});
        return;
    }
    if (!*found && !search_->communes.empty()) return try_next_commune();
    on_event_(event::LookedUp{search_->number, std::move(*found)});
}

namespace {

/// Opens a stored answer by a key that counts, or by one that counted when it was given.
Result<Reply> open_stored(const offline_cache::Content::StoredReply& stored,
                          const protocol::ReceiptKeys& keys, const Readers& readers)
{
    Reply shown;
    auto reply = protocol::open_reply(stored.bytes, keys.reply, readers.desks(), keys.lookup);
    for (const protocol::RevokedDesk& revoked : readers.revoked_desks()) {
        if (reply) break;
        auto old = protocol::open_reply(stored.bytes, keys.reply, {&revoked.key, 1}, keys.lookup);
        if (!old) continue;
        const OldAnswer standing = judge(revoked, old->at, stored.log_size);
        if (standing == OldAnswer::Refused) return protocol::fail(Fault::Refused, "signed by a revoked key");
        shown.doubtful = standing == OldAnswer::Doubtful;
        reply = std::move(old);
    }
    if (!reply) return tl::unexpected{reply.error()};
    shown.n = reply->n;
    shown.at = reply->at;
    shown.status = reply->status;
    shown.text = std::make_shared<const protocol::SecretString>(std::move(reply->text));
    shown.office = office_of(reply->signer);
    return shown;
}

}  // namespace

Result<std::optional<Case>> StoreDesk::find(const protocol::ReceiptKeys& keys)
{
    std::optional<Case> found;
    const auto take = [&]() -> Case& { return found ? *found : found.emplace(); };
    std::vector<Reopening> reopenings;

    if (outbox_ != nullptr) {
        const auto waiting = outbox_->waiting(keys.lookup);
        if (!waiting) return tl::unexpected{waiting.error()};
        if (*waiting) {
            take().stage = (*waiting)->parked ? CaseStage::Parked : CaseStage::Waiting;
            found->stored = (*waiting)->stored;
        }
        const auto sent = outbox_->sent(keys.lookup);
        if (!sent) return tl::unexpected{sent.error()};
        if (*sent) {
            take().stage = CaseStage::Sent;
            found->received = (*sent)->received;
        }
        const auto said = outbox_->said(keys.lookup);
        if (!said) return tl::unexpected{said.error()};
        for (const auto& word : *said)
            reopenings.push_back({word.about.reply, word.stored, word.received, word.about.agrees});
    }

    const auto sealed = content_.replies(keys.lookup);
    if (!sealed) return tl::unexpected{sealed.error()};
    const auto readers = Readers::read(content_, commune_);
    if (sealed->empty() || !readers) return found;
    for (const auto& stored : *sealed) {
        auto reply = open_stored(stored, keys, *readers);
        if (!reply) {
            protocol::log::warning("store", "a reply does not open: ", reply.error().detail);
            continue;
        }
        take().replies.push_back(std::move(*reply));
    }
    if (found && !found->replies.empty()) {
        found->stage = CaseStage::Answered;
        std::stable_sort(found->replies.begin(), found->replies.end(),
                         [](const Reply& a, const Reply& b) { return a.n > b.n; });
    }
    if (found) found->reopenings = std::move(reopenings);
    return found;
}

}  // namespace kiosk
