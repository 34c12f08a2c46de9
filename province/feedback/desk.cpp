#include "province/feedback/desk.h"

#include <algorithm>
#include <map>
#include <utility>

#include "protocol/base/hash.h"
#include "protocol/base/log.h"
#include "protocol/feedback/reply.h"
#include "province/kiosk_api/key_files.h"
#include "province/registry/replies.h"

namespace province {

using protocol::Fault;
using protocol::Lane;
using protocol::Message;
using protocol::Result;
using protocol::Time;

namespace {

constexpr int kBatch = 64;  // of sealed reports in memory at once
constexpr std::size_t kHandle = 12;
constexpr std::size_t kShortestHandle = 6;
constexpr int kAnswerTries = 5;

/// A village's code may stand in the registry in clear; what a resident typed about a place may not.
std::string village_code(std::string_view place)
{
    const auto code = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return place.size() <= 40 && std::ranges::all_of(place, code) ? std::string(place) : std::string{};
}

}  // namespace

std::string Desk::Item::handle() const { return opened ? opened->number() : id.substr(0, kHandle); }

Desk::Desk(Registry& registry, std::string body, protocol::BoxKey recipient, protocol::SigningKey desk)
    : registry_(&registry), body_(std::move(body)), recipient_(std::move(recipient)), desk_(std::move(desk))
{
}

Result<Desk> Desk::open(Registry& registry, const std::string& folder, std::string body)
{
    auto recipient = read_box_key(folder + "/" + body + "/recipient");
    if (!recipient) return tl::unexpected{recipient.error()};
    auto desk = read_signing_key(folder + "/" + body + "/desk");
    if (!desk) return tl::unexpected{desk.error()};
    return Desk(registry, std::move(body), std::move(*recipient), std::move(*desk));
}

/// A case about an official is filed under this instead of the report's id: without the reader's key nobody
/// can tell from the registry which of the sealed reports went there (protocol.md §5.2).
std::string Desk::mark(std::string_view id) const
{
    const protocol::SecretString key = recipient_.text("mark");
    protocol::Sha256 hash;
    hash.update("civic-case-mark/v1\n").update(key.view()).update(id);
    return "mark:" + protocol::to_hex(hash.finish());
}

Result<std::optional<Desk::Found>> Desk::try_open(const Containers::Sealed& sealed)
{
    const auto text = protocol::open_container(sealed.bytes, recipient_);
    if (!text) return std::nullopt;
    auto message = protocol::parse_message(text->view());
    if (!message) {
        // It was sealed to this office, but no kiosk of ours wrote it.
        protocol::log::warning("feedback", "a report that this program cannot read: ", sealed.id);
        return std::nullopt;
    }
    Cases cases(*registry_);
    auto opened = cases.by_report(message->lane == Lane::Official ? mark(sealed.id) : sealed.id);
    if (!opened) return tl::unexpected{opened.error()};
    return Found{{sealed.id, sealed.received_at, std::move(*opened)}, std::move(*message), {}};
}

Result<std::vector<Desk::Found>> Desk::read_all()
{
    std::vector<Found> reports;
    std::vector<Found> words;
    Containers containers(*registry_);
    for (std::int64_t seq = 0;;) {
        const auto batch = containers.after(seq, kBatch);
        if (!batch) return tl::unexpected{batch.error()};
        if (batch->empty()) break;
        seq = batch->back().seq;
        for (const Containers::Sealed& sealed : *batch) {
            auto found = try_open(sealed);
            if (!found) return tl::unexpected{found.error()};
            if (*found) ((*found)->message.reopens == 0 ? reports : words).push_back(std::move(**found));
        }
    }
    std::map<std::string, std::size_t, std::less<>> by_look;
    for (std::size_t i = 0; i < reports.size(); ++i) by_look.emplace(reports[i].message.look, i);
    for (Found& word : words) {
        const auto report = by_look.find(word.message.look);
        // The server knows every lookup; the reply key only the resident and the readers know.
        if (report == by_look.end() || reports[report->second].message.rpk != word.message.rpk) {
            reports.push_back(std::move(word));
            continue;
        }
        auto& said = reports[report->second].unfinished;
        const auto same = [&](const Unfinished& other) { return other.reply == word.message.reopens; };
        if (std::ranges::none_of(said, same))
            said.push_back({word.message.reopens, word.item.received_at, std::move(word.message.text)});
    }
    for (Found& report : reports)
        if (auto done = settle(report); !done) return tl::unexpected{done.error()};
    return reports;
}

Result<void> Desk::settle(Found& found)
{
    auto& opened = found.item.opened;
    if (!opened || (opened->state != "answered" && opened->state != "rejected")) return {};
    const auto next = Replies(*registry_).next(found.message.commune, found.message.look);
    if (!next) return tl::unexpected{next.error()};
    for (const Unfinished& word : found.unfinished) {
        if (word.reply != *next - 1) continue;
        if (auto done = Cases(*registry_).reopen(*opened, body_, word.received_at); !done) return done;
        opened->state = std::string(kReopened);
    }
    return {};
}

Result<std::vector<Desk::Item>> Desk::list()
{
    auto all = read_all();
    if (!all) return tl::unexpected{all.error()};
    std::vector<Item> items;
    for (Found& found : *all) items.push_back(std::move(found.item));
    return items;
}

Result<Desk::Found> Desk::find(std::string_view handle)
{
    const auto number = parse_case_number(handle);
    if (!number && !handle.empty() && handle.size() < kShortestHandle)
        return protocol::fail(Fault::Refused, "at least six digits of the report are needed");
    auto all = read_all();
    if (!all) return tl::unexpected{all.error()};
    Found* match = nullptr;
    for (Found& found : *all) {
        const auto& opened = found.item.opened;
        if (handle.empty() && opened) continue;
        if (!number && !handle.empty() && !found.item.id.starts_with(handle)) continue;
        if (number && (!opened || opened->number() != handle)) continue;
        if (match != nullptr) return protocol::fail(Fault::Refused, "more than one report begins like this");
        match = &found;
        if (handle.empty()) break;
    }
    if (match == nullptr) return protocol::fail(Fault::NotFound, "no such report for this office");
    return std::move(*match);
}

Result<Desk::Report> Desk::show(std::string_view handle, Time now)
{
    auto found = find(handle);
    if (!found) return tl::unexpected{found.error()};
    const Message& message = found->message;
    const bool official = message.lane == Lane::Official;
    Case fresh;
    fresh.body = official ? body_ : message.pub;
    fresh.report = official ? mark(found->item.id) : found->item.id;
    fresh.lane = protocol::lane_name(message.lane);
    fresh.kind = protocol::feedback_kind_name(message.kind);
    if (!official) {
        fresh.commune = message.commune;
        fresh.topic = message.topic;
        fresh.place = village_code(message.place.view());
    }
    fresh.received_at = found->item.received_at;
    fresh.opened_at = now;
    auto entry = Cases(*registry_).open(fresh, body_);
    if (!entry) return tl::unexpected{entry.error()};
    const auto next = Replies(*registry_).next(message.commune, message.look);
    if (!next) return tl::unexpected{next.error()};
    return Report{std::move(*entry), std::move(found->message), *next - 1, std::move(found->unfinished)};
}

Result<int> Desk::answer(std::string_view handle, std::string_view status, std::string_view text, Time now)
{
    if (!is_case_state(status)) return protocol::fail(Fault::Malformed, "unknown status");
    if (handle.empty()) return protocol::fail(Fault::NotFound, "no report named");
    auto found = find(handle);
    if (!found) return tl::unexpected{found.error()};
    if (!found->item.opened) return protocol::fail(Fault::Refused, "not opened yet");
    const Message& message = found->message;
    for (int attempt = 1;; ++attempt) {
        const auto k = Replies(*registry_).next(message.commune, message.look);
        if (!k) return tl::unexpected{k.error()};
        const protocol::Reply reply{message.look, *k, std::string(status), now, std::string(text), {}};
        auto sealed = protocol::seal_reply(reply, desk_, message.rpk);
        if (!sealed) return tl::unexpected{sealed.error()};
        const auto filed = Cases(*registry_)
                               .answer(*found->item.opened, status,
                                       {message.commune, message.look, *k, std::move(*sealed)}, body_, now);
        if (filed) return *k;
        // Another office answered in the same moment: with the next number.
        if (filed.error().fault != Fault::Busy || attempt == kAnswerTries)
            return tl::unexpected{filed.error()};
    }
}

}  // namespace province
