#include <utility>

#include "province/feedback/desk.h"
#include "province/registry/person_keys.h"

namespace province {

using protocol::Fault;
using protocol::Message;
using protocol::Result;
using protocol::SecretString;

Result<SecretString> Desk::open_apart(std::string_view sealed) const
{
    if (!person_) return protocol::fail(Fault::Refused, "no key of this person's own");
    return protocol::open_container(sealed, *person_);
}

Result<std::vector<protocol::BoxPublicKey>> Desk::keys_of(std::string_view body, std::string_view first,
                                                          std::string_view second)
{
    std::vector<protocol::BoxPublicKey> keys;
    for (const auto login : {first, second}) {
        const auto key = PersonKeys(*registry_).find(login, body);
        if (!key) return tl::unexpected{key.error()};
        if (!*key) return protocol::fail(Fault::Malformed, "somebody without a key of their own");
        keys.push_back((*key)->key);
    }
    return keys;
}

Result<std::string> Desk::for_readers(const Case& of, std::string_view text)
{
    if (text.empty() || of.state != kSealedAway) return for_us(text);
    const auto pair = SealedCases(*registry_).find(of);
    if (!pair) return tl::unexpected{pair.error()};
    if (!*pair) return protocol::fail(Fault::Storage, "a sealed case without its people");
    const auto keys = keys_of(of.body, (*pair)->first, (*pair)->second);
    if (!keys) return tl::unexpected{keys.error()};
    return protocol::seal_container(text, *keys);
}

Result<void> Desk::put_apart(const Case& of, const Containers::Sealed& sealed, const Message& word)
{
    const auto moved = MovedReports(*registry_).of_case(of);
    if (!moved) return tl::unexpected{moved.error()};
    if (*moved) {  // who knows of it sits where it was given to
        if (auto passed = pass_on(of, word, sealed.received_at); !passed) return passed;
        return SealedCases(*registry_).let_go(sealed.id, sealed.received_at);
    }
    if (word.agrees != 0)  // what is in the lane is in no figure
        return SealedCases(*registry_).let_go(sealed.id, sealed.received_at);
    const auto pair = SealedCases(*registry_).find(of);
    if (!pair) return tl::unexpected{pair.error()};
    if (!*pair) return stand_alone(sealed, word);
    const auto words = for_readers(of, word.text.empty() ? kSilentWord : word.text.view());
    if (!words) return tl::unexpected{words.error()};
    return SealedCases(*registry_)
        .add_word(of, {sealed.id, word.reopens, sealed.received_at, *words}, sealed.received_at);
}

/// Sealed away by the office that gave it here: what its sender writes to this one is a report of its own.
Result<void> Desk::stand_alone(const Containers::Sealed& sealed, const Message& word)
{
    Inbox inbox(*registry_);
    const auto from = inbox.reach(body_);
    if (!from) return tl::unexpected{from.error()};
    const bool official = word.lane == protocol::Lane::Official;
    const Sorted line{
        item_of(sealed.id, word),
        protocol::seal_to(recipient_.newest().public_key(), sealed.id),
        keyed("civic-matter/v1", sealed.id),
        0,
        official ? protocol::at_local(protocol::local_date(sealed.received_at)) : sealed.received_at,
        {},
        {}};
    return inbox.add(body_, *from, from->seq, {line});
}

Result<void> Desk::seal_away(std::int64_t n, int seen, std::string_view first, std::string_view second,
                             const Act& act)
{
    if (first == second) return protocol::fail(Fault::Malformed, "two people are needed");
    Inbox inbox(*registry_);
    const auto entry = inbox.find(body_, n);
    if (!entry) return tl::unexpected{entry.error()};
    if (!*entry) return protocol::fail(Fault::NotFound, "no such report for this office");
    const auto of = known((*entry)->item, act);
    if (!of) return tl::unexpected{of.error()};
    if (!*of) return protocol::fail(Fault::Refused, "not opened yet");
    if ((*of)->body != body_) return protocol::fail(Fault::Refused, "another office has to answer");
    const auto keys = keys_of(body_, first, second);
    if (!keys) return tl::unexpected{keys.error()};
    const auto sealed = [&](std::string_view text) { return protocol::seal_container(text, *keys); };

    auto opened = open_entry(**entry, *of);
    if (!opened) return tl::unexpected{opened.error()};
    const auto json = protocol::make_message(opened->message);
    if (!json) return tl::unexpected{json.error()};
    auto report = sealed(json->view());
    if (!report) return tl::unexpected{report.error()};
    SealedCases::Sealing sealing;
    sealing.sealed = {std::string(first), std::string(second), std::move(*report)};
    if (!opened->id.empty()) sealing.containers.push_back(opened->id);

    const auto events = Cases(*registry_).events(**of);
    if (!events) return tl::unexpected{events.error()};
    for (const CaseEvent& event : *events) {
        const auto words = office_words(**of, event);
        if (!words) continue;
        auto again = sealed(words->view());
        if (!again) return tl::unexpected{again.error()};
        sealing.history[event.k] = std::move(*again);
    }
    if ((*of)->state == kSealedAway) {
        auto words = SealedCases(*registry_).words(**of);
        if (!words) return tl::unexpected{words.error()};
        for (SealedWord& word : *words) {
            const auto text = open_apart(word.sealed);
            if (!text) return tl::unexpected{text.error()};
            auto again = sealed(text->view());
            if (!again) return tl::unexpected{again.error()};
            word.sealed = std::move(*again);
            sealing.words.push_back(std::move(word));
        }
    } else {
        const auto words = inbox.words_of(body_, (*entry)->matter);
        if (!words) return tl::unexpected{words.error()};
        for (const Inbox::Entry& word : *words) {
            auto said = open_line(word);
            if (!said && said.error().fault == Fault::NotFound) continue;
            if (!said) return tl::unexpected{said.error()};
            sealing.containers.push_back(said->id);
            sealing.lines.push_back(word.item);
            if (said->message.agrees != 0) continue;
            auto again = sealed(said->message.text.empty() ? kSilentWord : said->message.text.view());
            if (!again) return tl::unexpected{again.error()};
            sealing.words.push_back({said->id, word.reply, word.line.received_at, std::move(*again)});
        }
    }
    return SealedCases(*registry_).seal(**of, seen, sealing, act);
}

}  // namespace province
