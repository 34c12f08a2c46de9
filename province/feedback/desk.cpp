#include "province/feedback/desk.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/base/log.h"
#include "protocol/feedback/reply.h"
#include "protocol/trust/key_names.h"
#include "province/feedback/terms.h"
#include "province/kiosk_api/key_files.h"
#include "province/registry/replies.h"

namespace province {

using protocol::Fault;
using protocol::Lane;
using protocol::Message;
using protocol::Result;
using protocol::Time;

namespace {

constexpr int kAnswerTries = 5;
constexpr int kLookedAt = 100;  // for the oldest that can be read

/// A village's code may stand in the registry in clear; what a resident typed about a place may not.
std::string village_code(std::string_view place)
{
    const auto code = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return place.size() <= 40 && std::ranges::all_of(place, code) ? std::string(place) : std::string{};
}

/// A report names the body it is for; whoever seals one to us cannot make us open cases of other communes.
std::string office_for(std::string_view own, const Message& message)
{
    const bool ours =
        message.lane != Lane::Official && protocol::body_area(message.pub) == protocol::body_area(own);
    return ours ? message.pub : std::string(own);
}

}  // namespace

Desk::Desk(Registry& registry, const protocol::LawBook& law, std::string body, OpeningKeys recipient,
           protocol::SigningKey desk, std::optional<protocol::BoxKey> person)
    : registry_(&registry),
      law_(&law),
      body_(std::move(body)),
      recipient_(std::move(recipient)),
      desk_(std::move(desk)),
      person_(std::move(person))
{
}

Result<Desk> Desk::open(Registry& registry, const protocol::LawBook& law, const std::string& folder,
                        std::string body)
{
    const std::string file = folder + "/" + body + "/recipient";
    std::vector<protocol::BoxKey> recipients;
    for (int n = 1; std::filesystem::exists(file + "-" + std::to_string(n)); ++n) {
        auto older = read_box_key(file + "-" + std::to_string(n));
        if (!older) return tl::unexpected{older.error()};
        recipients.push_back(std::move(*older));
    }
    auto recipient = read_box_key(file);
    if (!recipient) return tl::unexpected{recipient.error()};
    recipients.push_back(std::move(*recipient));
    auto desk = read_signing_key(folder + "/" + body + "/desk");
    if (!desk) return tl::unexpected{desk.error()};
    return Desk(registry, law, std::move(body), OpeningKeys(std::move(recipients)), std::move(*desk));
}

std::string Desk::keyed(std::string_view purpose, std::string_view text) const
{
    const protocol::SecretString key = recipient_.first().text("mark");
    protocol::Sha256 hash;
    hash.update(purpose).update("\n").update(key.view()).update(text);
    return protocol::to_hex(hash.finish());
}

/// A case about an official is filed under a mark instead of the report's id: without the reader's key nobody
/// can tell from the registry which of the sealed reports went there (protocol.md §5.2).
std::string Desk::item_of(std::string_view id, const Message& message) const
{
    return message.lane == Lane::Official ? "mark:" + keyed("civic-case-mark/v1", id) : std::string(id);
}

std::string Desk::for_us(std::string_view text) const
{
    return text.empty() ? std::string{} : protocol::seal_to(recipient_.newest().public_key(), text);
}

Result<Desk::Opened> Desk::open_line(const Inbox::Entry& entry)
{
    const auto id = recipient_.open(entry.hidden_id);
    if (!id) return tl::unexpected{id.error()};
    const auto sealed = Containers(*registry_).sealed(id->view());
    if (!sealed) return tl::unexpected{sealed.error()};
    if (!*sealed) return protocol::fail(Fault::NotFound, "the report was removed");
    const auto text = recipient_.open_container((*sealed)->bytes);
    if (!text) return protocol::fail(Fault::NotFound, "no such report for this office");
    auto message = protocol::parse_message(text->view());
    if (!message) return protocol::fail(Fault::Malformed, "a report that this program cannot read");
    return Opened{std::string(id->view()), std::move(*message)};
}

Result<Desk::Opened> Desk::open_entry(const Inbox::Entry& entry, const std::optional<Case>& of)
{
    if (!of || of->state != kSealedAway) return open_line(entry);
    const auto sealed = SealedCases(*registry_).find(*of);
    if (!sealed) return tl::unexpected{sealed.error()};
    if (!*sealed) return protocol::fail(Fault::NotFound, "no such report for this office");
    if ((*sealed)->report.empty()) return open_line(entry);  // of a program that only hid it
    const auto text = open_apart((*sealed)->report);
    if (!text) return tl::unexpected{text.error()};
    auto message = protocol::parse_message(text->view());
    if (!message) return tl::unexpected{message.error()};
    return Opened{{}, std::move(*message)};
}

Result<std::vector<Desk::Unfinished>> Desk::unfinished(const Inbox::Entry& entry, const Case& of)
{
    std::vector<Unfinished> found;
    const auto add = [&](int reply, Time at, protocol::SecretString text) {
        const auto same = [&](const Unfinished& other) { return other.reply == reply; };
        if (std::ranges::none_of(found, same)) found.push_back({reply, at, std::move(text)});
    };
    if (of.state == kSealedAway) {
        const auto words = SealedCases(*registry_).words(of);
        if (!words) return tl::unexpected{words.error()};
        for (const SealedWord& word : *words) {
            auto text = open_apart(word.sealed);
            if (!text) continue;
            if (text->view() == kSilentWord) text->clear();
            add(word.reply, word.received_at, std::move(*text));
        }
        return found;
    }
    const auto words = Inbox(*registry_).words_of(body_, entry.matter);
    if (!words) return tl::unexpected{words.error()};
    for (const Inbox::Entry& word : *words) {
        auto said = open_line(word);
        if (!said && said.error().fault == Fault::NotFound) continue;
        if (!said) return tl::unexpected{said.error()};
        if (said->message.agrees != 0) continue;  // stands in the history, without its mark
        add(word.reply, word.line.received_at, std::move(said->message.text));
    }
    return found;
}

std::optional<protocol::SecretString> Desk::office_words(const Case& of, const CaseEvent& event) const
{
    if (event.sealed.empty()) return std::nullopt;
    if (of.state != kSealedAway && event.by_body != body_) return std::nullopt;
    auto text = of.state == kSealedAway ? open_apart(event.sealed) : recipient_.open(event.sealed);
    if (!text) return std::nullopt;
    return std::move(*text);
}

Result<Desk::Report> Desk::show(std::int64_t n, const Act& act)
{
    const auto entry = Inbox(*registry_).find(body_, n);
    if (!entry) return tl::unexpected{entry.error()};
    if (!*entry) return protocol::fail(Fault::NotFound, "no such report for this office");
    const auto before = known((*entry)->item, act);
    if (!before) return tl::unexpected{before.error()};
    auto opened = open_entry(**entry, *before);
    if (!opened) return tl::unexpected{opened.error()};
    const Message& message = opened->message;
    Case fresh;
    fresh.body = office_for(body_, message);
    fresh.report = (*entry)->item;
    fresh.lane = protocol::lane_name(message.lane);
    fresh.kind = protocol::feedback_kind_name(message.kind);
    if (message.lane != Lane::Official) {
        fresh.commune = message.commune;
        fresh.topic = message.topic;
        fresh.place = village_code(message.place.view());
    }
    fresh.received_at = (*entry)->line.received_at;
    fresh.opened_at = act.at;
    if (!*before) {
        const auto moved = MovedReports(*registry_).by_item(opened->id);
        if (!moved) return tl::unexpected{moved.error()};
        // From which commune's sealed lane it came stands in clear no more than the rest.
        const bool ours = *moved && protocol::body_area((*moved)->from_body) == protocol::body_area(body_);
        if (*moved && (ours || message.lane != Lane::Official)) fresh.came_from = (*moved)->from();
    }
    Cases cases(*registry_);
    auto found = cases.open(fresh, act);
    if (!found) return tl::unexpected{found.error()};
    const auto next = Replies(*registry_).next(message.commune, message.look);
    if (!next) return tl::unexpected{next.error()};
    auto events = cases.events(*found);
    if (!events) return tl::unexpected{events.error()};
    auto words = unfinished(**entry, *found);
    if (!words) return tl::unexpected{words.error()};

    Report report{n, std::move(*found), std::move(opened->message), *next - 1, std::move(*words), {}};
    for (CaseEvent& event : *events) {
        auto told = office_words(report.entry, event);
        report.history.push_back({std::move(event), std::move(told)});
    }
    return report;
}

Result<std::int64_t> Desk::line(std::string_view handle)
{
    Inbox inbox(*registry_);
    if (handle.empty()) {
        const auto oldest =
            inbox.list(body_, {Inbox::Show::Unopened, {}, {}, {}, {}, {}, {}}, std::nullopt, kLookedAt);
        if (!oldest) return tl::unexpected{oldest.error()};
        const auto next =
            std::ranges::find_if(*oldest, [](const auto& one) { return one.lane != kUnreadable; });
        if (next == oldest->end()) return protocol::fail(Fault::NotFound, "no such report for this office");
        return next->n;
    }
    if (const auto number = parse_case_number(handle)) {
        auto found = inbox.by_number(body_, number->first, number->second);
        if (!found) return tl::unexpected{found.error()};
        std::erase_if(*found, [](const auto& one) { return one.line.state == kSealedAway; });
        if (found->empty()) return protocol::fail(Fault::NotFound, "no such report for this office");
        if (found->size() > 1)
            return protocol::fail(Fault::Refused, "two offices have a case of this number");
        return found->front().line.n;
    }
    const auto n = protocol::parse_decimal(handle);
    const auto found = n ? inbox.find(body_, static_cast<std::int64_t>(*n))
                         : Result<std::optional<Inbox::Entry>>{std::nullopt};
    if (!found) return tl::unexpected{found.error()};
    if (!*found || (*found)->reply != 0 || (*found)->line.state == kSealedAway)
        return protocol::fail(Fault::NotFound, "no such report for this office");
    return (*found)->line.n;
}

Result<std::optional<Case>> Desk::known(const std::string& item, const Act& act)
{
    auto found = Cases(*registry_).by_report(item);
    if (!found || !*found) return found;
    const auto named = SealedCases(*registry_).known_to(**found, act.login);
    if (!named) return tl::unexpected{named.error()};
    if (!*named) return protocol::fail(Fault::NotFound, "no such report for this office");
    return found;
}

Result<Case> Desk::answerable(const Inbox::Entry& entry)
{
    auto found = Cases(*registry_).by_report(entry.item);
    if (!found) return tl::unexpected{found.error()};
    if (!*found) return protocol::fail(Fault::Refused, "not opened yet");
    if ((*found)->same_as) return protocol::fail(Fault::Refused, "answered together with another case");
    return std::move(**found);
}

Result<Cases::Answer> Desk::sealed_answer(const Message& to, const Answer& answer, Time now)
{
    const auto k = Replies(*registry_).next(to.commune, to.look);
    if (!k) return tl::unexpected{k.error()};
    const protocol::Reply reply{to.look, *k, std::string(answer.state), now, std::string(answer.text), {}};
    auto sealed = protocol::seal_reply(reply, desk_, to.rpk);
    if (!sealed) return tl::unexpected{sealed.error()};
    return Cases::Answer{to.commune, to.look, *k, std::move(*sealed)};
}

Result<int> Desk::answer(std::int64_t n, int seen, const Answer& answer, const Act& act)
{
    if (!is_case_state(answer.state)) return protocol::fail(Fault::Malformed, "unknown status");
    Inbox inbox(*registry_);
    Cases cases(*registry_);
    const auto entry = inbox.find(body_, n);
    if (!entry) return tl::unexpected{entry.error()};
    if (!*entry) return protocol::fail(Fault::NotFound, "no such report for this office");
    if (auto may = known((*entry)->item, act); !may) return tl::unexpected{may.error()};
    const auto main = answerable(**entry);
    if (!main) return tl::unexpected{main.error()};
    auto opened = open_entry(**entry, *main);
    if (!opened) return tl::unexpected{opened.error()};
    std::vector<Message> readers;
    readers.push_back(std::move(opened->message));
    const auto same = cases.same_as(*main);
    if (!same) return tl::unexpected{same.error()};
    for (const Case& other : *same) {
        const auto line = inbox.by_item(body_, other.report);
        if (!line) return tl::unexpected{line.error()};
        if (!*line) continue;
        auto message = open_line(**line);
        if (!message && message.error().fault == Fault::NotFound) continue;  // removed since
        if (!message) return tl::unexpected{message.error()};
        readers.push_back(std::move(message->message));
    }
    const auto copy = for_readers(*main, answer.text);
    if (!copy) return tl::unexpected{copy.error()};
    for (int attempt = 1;; ++attempt) {
        std::vector<Cases::Answer> answers;
        for (const Message& reader : readers) {
            auto sealed = sealed_answer(reader, answer, act.at);
            if (!sealed) return tl::unexpected{sealed.error()};
            answers.push_back(std::move(*sealed));
        }
        const std::string_view what = answer.what.empty() ? answer.state : answer.what;
        const int k = answers.front().k;
        const auto over = [this](const Case& one) { return result_over(*law_, one.lane, one.clock_at); };
        const auto filed = cases.answer(
            *main, seen, {answer.state, what, answer.detail, *copy, over, same->size()}, answers, act);
        if (filed) return k;
        // Another office answered in the same moment: with the next number.
        if (filed.error().fault != Fault::Busy || attempt == kAnswerTries)
            return tl::unexpected{filed.error()};
    }
}

Result<void> Desk::note(const Case& of, std::string_view text, const Act& act)
{
    const auto words = for_readers(of, text);
    if (!words) return tl::unexpected{words.error()};
    return Cases(*registry_).note(of, *words, act);
}

Result<void> Desk::make_public(const Case& of, int seen, std::string_view draft, std::string_view why,
                               const Act& act)
{
    return Cases(*registry_).make_public(of, seen, draft, for_us(why), act);
}

Result<void> Desk::agree(const Case& of, int seen, std::string_view text, const Act& act)
{
    return Cases(*registry_).agree(of, seen, for_us(text), act);
}

}  // namespace province
