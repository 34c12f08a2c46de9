#include "offline_cache/search.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unordered_set>

#include "offline_cache/asked.h"
#include "offline_cache/days.h"
#include "offline_cache/folded_items.h"
#include "offline_cache/match.h"
#include "offline_cache/read.h"
#include "offline_cache/search_hit.h"
#include "offline_cache/tiles.h"
#include "offline_cache/words.h"
#include "protocol/base/secret.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

// How many candidates are looked at: a heading costs 5 µs, a whole text 25 µs (measured).
constexpr int kInHeadings = 120;
constexpr int kInTexts = 100;
constexpr int kFiltered = 4000;  // index rows read when a filter drops most of them

/// MATCH expression: every word, the last one as a prefix; `mark` is "_" for words of headings.
std::string expression(const std::vector<std::string>& words, const char* mark)
{
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ' ';
        text += '"';
        text += mark;
        text += word;
        text += '"';
    }
    if (!text.empty()) text += " *";
    return text;
}

/// With document numbers in one piece: "qd 145/2020" → qd, 145_2020.
std::vector<std::string> joined_words(std::string_view query)
{
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at < query.size()) {
        const auto begin = query.find_first_not_of(" \t", at);
        if (begin == std::string_view::npos) break;
        const auto end = std::min(query.find_first_of(" \t", begin), query.size());
        const auto run = query.substr(begin, end - begin);
        const auto numbers = number_words(run);
        if (!numbers.empty()) {
            words.push_back(numbers.front());
        } else {
            for (auto& word : words_of(run)) words.push_back(std::move(word));
        }
        at = end;
    }
    return words;
}

constexpr int kNotAsked = 1 << 20;

struct Candidate {
    std::int64_t index = 0;
    int rank = kNotAsked;  ///< place among those that a legal item or a day asks for; they come first
    bool exact = false;
    bool in_title = false;
    bool phrase = false;
    bool by_heading = false;  ///< found by its title or number
};

bool better(const Candidate& a, const Candidate& b)
{
    if (a.rank != b.rank) return a.rank < b.rank;
    if (a.exact != b.exact) return a.exact;
    if (a.in_title != b.in_title) return a.in_title;
    if (a.phrase != b.phrase) return a.phrase;
    return a.index > b.index;
}

class Search {
public:
    /// `time`: of Content::board_time().
    Search(Content& content, const SearchQuery& query, Time time)
        : content_(content),
          query_(query),
          today_(local_day(time)),
          words_(typed_words(query.text)),
          asked_(read_asked(query.text, protocol::local_date(time))),
          rest_(typed_words(asked_.rest))
    {
    }
    Search(const Search&) = delete;
    Search& operator=(const Search&) = delete;
    ~Search()
    {
        // What a person typed is not left behind in freed memory.
        for (auto* words : {&words_, &rest_})
            for (TypedWord& word : *words) {
                protocol::wipe(word.folded);
                protocol::wipe(word.marked.data(), word.marked.size() * sizeof(char32_t));
            }
        protocol::wipe(asked_.rest);
    }

    Result<SearchResult> run()
    {
        SearchResult result;
        if (words_.empty()) return result;
        if (auto begun = content_.folded_items().begin(content_.database(), today_); !begun)
            return tl::unexpected{begun.error()};
        if (auto done = pass_over(); !done) return tl::unexpected{done.error()};
        if (asked_.any()) {
            if (auto done = gather_asked(); !done) return tl::unexpected{done.error()};
        }
        std::vector<std::string> plain;
        for (const auto& word : words_) plain.push_back(word.folded);
        const auto joined = joined_words(query_.text);
        const bool number = joined != plain;
        // Numbers in one piece first: "145/2020" must not drown in texts that hold 145 and 2020 somewhere.
        if (number) {
            if (auto done = gather(expression(joined, "_"), kInHeadings, true); !done)
                return tl::unexpected{done.error()};
            if (auto done = gather(expression(joined, ""), kInTexts, false); !done)
                return tl::unexpected{done.error()};
        }
        if (!number || candidates_.empty() || asked_.any()) {
            if (auto done = gather(expression(plain, "_"), kInHeadings, true); !done)
                return tl::unexpected{done.error()};
            if (static_cast<int>(candidates_.size()) < kInHeadings) {
                if (auto done = gather(expression(plain, ""), kInTexts, false); !done)
                    return tl::unexpected{done.error()};
            }
        }
        std::vector<Candidate> kept;
        for (auto& candidate : candidates_) {
            if (query_.dropped && query_.dropped())
                return protocol::fail(Fault::Busy, "dropped for a newer one");
            const auto looked = look_at(candidate);
            if (!looked) return tl::unexpected{looked.error()};
            if (*looked) kept.push_back(candidate);
        }
        candidates_ = std::move(kept);
        std::sort(candidates_.begin(), candidates_.end(), better);
        const auto limit = static_cast<std::size_t>(std::max(query_.limit, 0));
        result.more = full_ || candidates_.size() > limit;
        if (candidates_.size() > limit) candidates_.resize(limit);
        for (const auto& candidate : candidates_) {
            // Of a day or a legal item only the words beside it can stand in the text.
            const auto& words = candidate.rank == kNotAsked ? words_ : rest_;
            auto hit = hit_of(content_, candidate.index, words, candidate.exact, candidate.in_title);
            if (!hit) return tl::unexpected{hit.error()};
            result.hits.push_back(std::move(*hit));
        }
        return result;
    }

private:
    /// What is still to come on the board is not found, nor what a begun correction replaced.
    Result<void> pass_over()
    {
        auto statement = content_.database().cached(
            "SELECT idx FROM item WHERE from_day > ?1 UNION ALL SELECT idx FROM item WHERE next_day <= ?1");
        if (!statement) return tl::unexpected{statement.error()};
        (*statement)->bind(today_);
        for (;;) {
            auto row = (*statement)->step();
            if (!row) return tl::unexpected{row.error()};
            if (!*row) return {};
            known_.insert((*statement)->number(0));
        }
    }

    /// What stands under the legal item or on the days asked for, newest first; other words must occur as
    /// well.
    Result<void> gather_asked()
    {
        std::vector<std::int64_t> found;
        if (asked_.days) {
            const std::int64_t first = day_number(asked_.days->first);
            const std::int64_t last = day_number(asked_.days->last);
            // Meetings stand on their shelf by the second they begin.
            const std::int64_t begin = seconds(protocol::at_local(asked_.days->first));
            const std::int64_t end = seconds(protocol::at_local(asked_.days->last, 23, 59)) + 59;
            if (auto done = take_shelf(list_of_type("meeting"), begin, end, found); !done) return done;
            if (auto done = take_shelf(std::string{kListOfAll}, first, last, found); !done) return done;
        } else {
            const auto shelf = list_of_law(asked_.law);
            if (auto done = take_shelf(shelf, INT64_MIN, INT64_MAX, found); !done) return done;
        }
        int rank = 0;
        for (const auto index : found) {
            auto kept = fits_asked(index);
            if (!kept) return tl::unexpected{kept.error()};
            if (*kept && known_.insert(index).second) candidates_.push_back({index, rank++});
        }
        return {};
    }

    Result<void> take_shelf(const std::string& list, std::int64_t first, std::int64_t last,
                            std::vector<std::int64_t>& found)
    {
        auto statement = content_.database().cached(
            "SELECT idx FROM shelf WHERE list = ? AND sort BETWEEN ? AND ? ORDER BY sort DESC, idx DESC "
            "LIMIT ?");
        if (!statement) return tl::unexpected{statement.error()};
        (*statement)->bind(list, first, last, kInHeadings);
        int taken = 0;
        for (;; ++taken) {
            auto row = (*statement)->step();
            if (!row) return tl::unexpected{row.error()};
            if (!*row) break;
            found.push_back((*statement)->number(0));
        }
        full_ = full_ || taken == kInHeadings;
        return {};
    }

    Result<bool> fits_asked(std::int64_t index)
    {
        if (asked_.days && !asked_.law.empty()) {
            SearchQuery of_law;
            of_law.law = asked_.law;
            auto kept = passes(index, of_law);
            if (!kept || !*kept) return kept;
        }
        auto kept = passes(index, query_);
        if (!kept || !*kept || rest_.empty()) return kept;
        const auto text = texts(index);
        if (!text && text.error().fault == Fault::NotFound) return false;
        if (!text) return tl::unexpected{text.error()};
        const std::uint32_t all = rest_.size() >= 32 ? ~0U : (1U << rest_.size()) - 1U;
        const std::uint32_t in_heading = fit((*text)->heading, rest_).found;
        if (in_heading == all) return true;
        const auto hidden = this->hidden(index, (*text)->card.text());
        if (!hidden) return tl::unexpected{hidden.error()};
        return !*hidden &&
               (in_heading | fit((*text)->card, rest_).found | fit((*text)->body, rest_).found) == all;
    }

    /// Of what may not be shown any more only the heading is looked through: that a name finds a list would
    /// tell that the person stands in it.
    Result<bool> hidden(std::int64_t index, std::string_view card)
    {
        // Few records are lists of people: the others' cards need not be read for it.
        if (card.find("\"list_of_people\":true") == std::string_view::npos) {
            const auto withdrawn = content_.database().number(
                "SELECT count(*) FROM item WHERE idx = ? AND withdrawn IS NOT NULL", index);
            if (!withdrawn) return tl::unexpected{withdrawn.error()};
            return *withdrawn != 0;
        }
        const auto item = content_.folded_items().item(content_.database(), content_.zip(), index);
        if (!item) return tl::unexpected{item.error()};
        return (*item)->hidden;
    }

    /// Newest rows of the word index for an expression; those a filter keeps become candidates.
    Result<void> gather(const std::string& match, int most, bool by_heading)
    {
        const bool filtered = query_.tile || !query_.law.empty() || query_.since;
        auto statement = content_.database().cached(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?");
        if (!statement) return tl::unexpected{statement.error()};
        (*statement)->bind(match, filtered ? kFiltered : most);
        std::vector<std::int64_t> found;
        for (;;) {
            auto row = (*statement)->step();
            if (!row) return tl::unexpected{row.error()};
            if (!*row) break;
            found.push_back((*statement)->number(0));
        }
        int taken = 0;
        for (const auto index : found) {
            if (taken == most) break;
            if (filtered) {
                auto kept = passes(index, query_);
                if (!kept) return tl::unexpected{kept.error()};
                if (!*kept) continue;
            }
            ++taken;
            if (known_.insert(index).second)
                candidates_.push_back({.index = index, .by_heading = by_heading});
        }
        full_ = full_ || taken == most;
        return {};
    }

    Result<bool> passes(std::int64_t index, const SearchQuery& filter)
    {
        auto statement = content_.database().cached("SELECT tiles, law, from_day FROM item WHERE idx = ?");
        if (!statement) return tl::unexpected{statement.error()};
        auto& at = **statement;
        auto row = at.bind(index).step();
        if (!row) return tl::unexpected{row.error()};
        const bool kept = *row &&
                          (!filter.tile || stands_under(static_cast<unsigned>(at.number(0)), *filter.tile)) &&
                          (filter.law.empty() || at.text(1) == filter.law) &&
                          (!filter.since || at.number(2) >= day_number(*filter.since));
        at.reset();
        return kept;
    }

    /// The original text decides how good a candidate is. false: it is none.
    Result<bool> look_at(Candidate& candidate)
    {
        if (candidate.rank != kNotAsked) return true;
        const std::uint32_t all = words_.size() >= 32 ? ~0U : (1U << words_.size()) - 1U;
        // Only the beginning of a text is unpacked where that may be enough.
        if (candidate.by_heading) {
            const auto title = heading(candidate.index);
            if (!title && title.error().fault == Fault::NotFound) return true;
            if (!title) return tl::unexpected{title.error()};
            look_at_title(candidate, **title, all);
            if (candidate.in_title) return true;
        }
        const auto text = texts(candidate.index);
        if (!text && text.error().fault == Fault::NotFound) return true;
        if (!text) return tl::unexpected{text.error()};
        const Fit in_heading = look_at_title(candidate, (*text)->heading, all);
        if (candidate.in_title) return true;
        const auto hidden = this->hidden(candidate.index, (*text)->card.text());
        if (!hidden) return tl::unexpected{hidden.error()};
        if (*hidden) return false;
        const Fit in_card = fit((*text)->card, words_);
        const Fit in_body = fit((*text)->body, words_);
        candidate.phrase = in_card.phrase || in_body.phrase;
        candidate.exact = (in_heading.exact | in_card.exact | in_body.exact) == all;
        return true;
    }

    Fit look_at_title(Candidate& candidate, const FoldedText& title, std::uint32_t all)
    {
        const Fit in_title = fit(title, words_);
        candidate.in_title = in_title.found == all;
        candidate.phrase = in_title.phrase;
        candidate.exact = in_title.exact == all;
        return in_title;
    }

    Result<std::shared_ptr<const FoldedText>> heading(std::int64_t index)
    {
        return content_.folded_items().heading(content_.database(), content_.zip(), index);
    }
    Result<std::shared_ptr<const FoldedItems::Texts>> texts(std::int64_t index)
    {
        return content_.folded_items().texts(content_.database(), content_.zip(), index);
    }

    Content& content_;
    const SearchQuery& query_;
    std::int64_t today_;
    std::vector<TypedWord> words_;
    Asked asked_;
    std::vector<TypedWord> rest_;  ///< words beside a day or a legal item
    std::vector<Candidate> candidates_;
    std::unordered_set<std::int64_t> known_;
    bool full_ = false;
};

}  // namespace

Result<SearchResult> search(Content& content, const SearchQuery& query, Time now)
{
    auto reading = ReadTransaction::begin(content.database());
    if (!reading) return tl::unexpected{reading.error()};
    const auto time = content.board_time(now);
    if (!time) return tl::unexpected{time.error()};
    return Search{content, query, *time}.run();
}

}  // namespace offline_cache
