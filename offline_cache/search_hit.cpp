#include "offline_cache/search_hit.h"

#include <bit>
#include <string>
#include <string_view>

#include "offline_cache/folded_items.h"
#include "protocol/records/json.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;

namespace {

/// How much of the words a text holds.
int worth(const Fit& fit) { return 2 * std::popcount(fit.found) + (fit.phrase ? 1 : 0); }

/// The passage of an attached file, when it holds more of the words than the record's own text. Files' words
/// stand in the card for this alone (protocol/README.md), so nothing else reads them out of it.
void look_into_files(std::string_view card, const Fit& in_text, const std::vector<TypedWord>& words,
                     SearchHit& hit)
{
    constexpr std::size_t kBeforeInFile = 24;  // the file is named before it
    if (card.find("\"words\":") == std::string_view::npos) return;
    const auto json = protocol::parse_canonical(card);
    const protocol::Json* att = json ? json->find("att") : nullptr;
    if (att == nullptr || att->array() == nullptr) return;
    const auto text = [](const protocol::Json& file, std::string_view key) {
        const protocol::Json* value = file.find(key);
        return value != nullptr && value->string() != nullptr ? *value->string() : std::string{};
    };
    int best = worth(in_text);
    for (const protocol::Json& file : *att->array()) {
        const FoldedText said{text(file, "words")};
        const Fit in_file = fit(said, words);
        if (worth(in_file) <= best) continue;
        best = worth(in_file);
        hit.passage = passage_around(said.text(), in_file.at, kBeforeInFile);
        hit.file = text(file, "name");
    }
}

}  // namespace

Result<SearchHit> hit_of(Content& content, std::int64_t index, const std::vector<TypedWord>& words,
                         bool exact, bool in_title)
{
    FoldedItems& folded = content.folded_items();
    const auto kept = folded.item(content.database(), content.zip(), index);
    if (!kept) return tl::unexpected{kept.error()};
    const StoredItem& item = **kept;
    SearchHit hit;
    hit.exact = exact;
    hit.title_marks = marks(FoldedText{item.row.title}, words, exact);
    if (!item.hidden) {
        // The passage stands where the words are together; a text without any of them gives its summary.
        const std::string& number = item.row.number;
        const bool in_number = !number.empty() && !words.empty() && fit(FoldedText{number}, words).phrase;
        const auto text = folded.texts(content.database(), content.zip(), index);
        if (!text && text.error().fault != Fault::NotFound) return tl::unexpected{text.error()};
        const FoldedText summary{item.row.summary};
        const Fit in_summary = fit(summary, words);
        const Fit in_body = text ? fit((*text)->body, words) : Fit{};
        const bool body = text && (worth(in_body) > worth(in_summary) || item.row.summary.empty());
        const Fit& in_text = body ? in_body : in_summary;
        hit.passage =
            in_number ? number : passage_around((body ? (*text)->body : summary).text(), in_text.at);
        if (text && !in_number && !in_title) look_into_files((*text)->card.text(), in_text, words, hit);
        hit.passage_marks = marks(FoldedText{hit.passage}, words, exact);
    }
    hit.row = item.row;
    return hit;
}

}  // namespace offline_cache
