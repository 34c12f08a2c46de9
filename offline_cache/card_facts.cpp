#include "offline_cache/card_facts.h"

#include "offline_cache/records.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "protocol/records/card.h"
#include "protocol/records/json.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr int kMostOfAKind = 16;

void attach(CardFacts& facts, const std::vector<protocol::Attachment>& list, int n, int most)
{
    const int end = n + most;
    for (const auto& attachment : list) {
        if (n == end) return;
        facts.attachments.push_back({n++, attachment.blob, attachment.name});
    }
}

void read_details(CardFacts& facts, const protocol::Disclosure& details)
{
    if (details.privacy) facts.hide_after = details.privacy->hide_after;
}

void read_details(CardFacts& facts, const protocol::Meeting& details)
{
    facts.start = details.start;
    facts.end = details.end;
    facts.place = details.place;
    facts.kind = details.kind;
    facts.status = details.status;
    facts.has_decisions = !details.decisions.empty();
}

void read_details(CardFacts& facts, const protocol::Consultation& details)
{
    facts.start = details.opens;
    facts.end = details.closes;
}

void read_details(CardFacts& facts, const protocol::Project& details)
{
    facts.kind = details.kind;
    if (details.progress_pct)
        facts.progress_pct = static_cast<int>(std::clamp<std::int64_t>(*details.progress_pct, 0, 100));
    if (const auto& share = details.people_share) {
        facts.has_people_share = share->money.value_or(0) > 0 || share->labour_days.value_or(0) > 0 ||
                                 share->land_m2.value_or(0) > 0;
    }
    attach(facts, details.photos, kFirstPhoto, kMostOfAKind);
}

void read_details(CardFacts& facts, const protocol::Procedure& details)
{
    attach(facts, details.forms, kFirstForm, kMostOfAKind);
}

void read_details(CardFacts& facts, const protocol::Withdrawal& details)
{
    facts.reason = details.reason;
    facts.may_be_seen_at = details.may_be_seen_at;
}

void read_details(CardFacts& facts, const protocol::Bulletin& details)
{
    facts.start = details.start;
    facts.end = details.end;
    facts.kind = details.level;
    if (facts.summary.empty()) facts.summary = protocol::from_profile_line(details.text);
}

template <class Other>
void read_details(CardFacts&, const Other&)
{
}

constexpr std::array<std::string_view, 15> kMachineKeys{"salt", "h",     "m",      "lang",    "status",
                                                        "kind", "level", "box_id", "id_root", "title",
                                                        "code", "scope", "doc_no", "thread",  "contact"};

void collect_words(const protocol::Json& value, std::string& words)
{
    if (const auto* text = value.string()) {
        words += ' ';
        words += *text;
    } else if (const auto* array = value.array()) {
        for (const auto& element : *array) collect_words(element, words);
    } else if (const auto* object = value.object()) {
        for (const auto& [key, element] : *object) {
            if (std::find(kMachineKeys.begin(), kMachineKeys.end(), key) == kMachineKeys.end()) {
                collect_words(element, words);
            }
        }
    }
}

std::vector<Named> named(const std::vector<protocol::NamedPlace>& list)
{
    std::vector<Named> names;
    for (const auto& one : list) names.push_back({one.id, one.name});
    return names;
}

}  // namespace

Result<CardFacts> read_card_facts(std::string_view bytes, std::string_view type)
{
    auto card = protocol::parse_card(type, bytes);
    if (!card) return tl::unexpected{card.error()};
    if (std::holds_alternative<protocol::NeedsNewer>(card->details)) {
        return protocol::fail(Fault::NotFound, "a card needs a newer program");
    }
    CardFacts facts;
    facts.title = std::move(card->title);
    facts.summary = std::move(card->summary);
    facts.number = protocol::card_number(*card);
    facts.lang = std::move(card->lang);
    facts.texts = protocol::text_blobs(*card);
    facts.has_body = card->body.has_value();
    attach(facts, card->att, 0, kFirstPhoto);
    facts.scope = std::move(card->scope);
    facts.list_of_people = protocol::is_list_of_people(*card);
    std::visit([&](const auto& details) { read_details(facts, details); }, card->details);
    return facts;
}

std::string card_words(std::string_view bytes)
{
    std::string words;
    const auto card = protocol::parse_canonical(bytes);
    if (card) collect_words(*card, words);
    return words;
}

Result<Place> read_place(std::string_view bytes)
{
    auto card = protocol::parse_card("place", bytes);
    if (!card) return tl::unexpected{card.error()};
    const auto* details = std::get_if<protocol::Place>(&card->details);
    if (details == nullptr) return protocol::fail(Fault::Malformed, "not a place card");
    Place place;
    place.name = details->name;
    place.villages = named(details->villages);
    place.halls = named(details->halls);
    place.predecessors = details->predecessors;
    return place;
}

}  // namespace offline_cache
