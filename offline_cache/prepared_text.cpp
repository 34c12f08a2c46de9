#include "offline_cache/prepared_text.h"

#include "offline_cache/rows.h"
#include "offline_cache/words.h"
#include "protocol/base/text.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;

std::string words_row(const CardFacts& facts, std::string_view card, std::string_view body,
                      std::string_view minutes, bool heading_only)
{
    const std::string heading = heading_of(facts);
    if (heading_only) return index_row(heading, {});
    std::string rest = card_words(card);
    rest += '\n';
    rest += body;
    rest += '\n';
    rest += minutes;
    return index_row(heading, rest);
}

std::optional<protocol::Blob> text_in_slot(const CardFacts& facts, int slot)
{
    if (slot == kBodySlot) return facts.has_body ? std::optional{facts.texts.front()} : std::nullopt;
    const std::size_t minutes = facts.has_body ? 1 : 0;
    if (slot == kMinutesSlot && facts.texts.size() > minutes) return facts.texts[minutes];
    return std::nullopt;
}

Result<PreparedText> prepare_text(Zip& zip, const ArrivedText& text, CardFacts facts)
{
    const std::string_view body = text.body.value_or(std::string_view{});
    const std::string_view minutes = text.minutes.value_or(std::string_view{});
    for (const auto part : {body, minutes}) {
        if (protocol::find_forbidden(part, protocol::TextForm::Document)) {
            return protocol::fail(Fault::Malformed, "a text holds bytes that texts must not hold");
        }
    }
    PreparedText prepared;
    prepared.index = text.index;
    prepared.type = text.type;
    const std::string heading = heading_of(facts);
    prepared.sizes = {heading.size(), text.card.size(), body.size(), minutes.size()};
    prepared.here = {true, text.body.has_value(), text.minutes.has_value()};
    std::string joined;
    joined.reserve(heading.size() + text.card.size() + body.size() + minutes.size());
    joined.append(heading).append(text.card).append(body).append(minutes);
    prepared.zipped = zip.pack(joined);
    prepared.words = words_row(facts, text.card, body, minutes, false);
    prepared.heading_words = words_row(facts, text.card, body, minutes, true);
    prepared.facts = std::move(facts);
    return prepared;
}

}  // namespace offline_cache
