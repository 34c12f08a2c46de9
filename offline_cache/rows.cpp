#include "offline_cache/rows.h"

#include "offline_cache/days.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;

std::string heading_of(const CardFacts& facts) { return facts.title + '\n' + facts.number; }

Result<StoredText> read_text(sqlite::Database& database, Zip& zip, std::int64_t index)
{
    auto statement =
        database.cached("SELECT heading_n, card_n, body_n, minutes_n, zipped FROM text WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& row = **statement;
    auto found = row.bind(index).step();
    if (!found) return tl::unexpected{found.error()};
    if (!*found) return protocol::fail(Fault::NotFound, "no text of " + std::to_string(index));
    const auto heading_n = static_cast<std::size_t>(row.number(0));
    const auto card_n = static_cast<std::size_t>(row.number(1));
    const auto body_n = static_cast<std::size_t>(row.number(2));
    const auto minutes_n = static_cast<std::size_t>(row.number(3));
    auto bytes = zip.unpack(row.blob(4), heading_n + card_n + body_n + minutes_n);
    row.reset();
    if (!bytes) return tl::unexpected{bytes.error()};
    StoredText text;
    text.heading = bytes->substr(0, heading_n);
    text.card = bytes->substr(heading_n, card_n);
    text.body = bytes->substr(heading_n + card_n, body_n);
    text.minutes = bytes->substr(heading_n + card_n + body_n);
    return text;
}

Result<std::string> read_heading(sqlite::Database& database, Zip& zip, std::int64_t index)
{
    auto statement = database.cached("SELECT heading_n, zipped FROM text WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& row = **statement;
    auto found = row.bind(index).step();
    if (!found) return tl::unexpected{found.error()};
    if (!*found) return protocol::fail(Fault::NotFound, "no text of " + std::to_string(index));
    auto heading = zip.unpack_begin(row.blob(1), static_cast<std::size_t>(row.number(0)));
    row.reset();
    return heading;
}

Result<void> write_text(sqlite::Database& database, Zip& zip, std::int64_t index, const StoredText& text)
{
    return database.execute("INSERT OR REPLACE INTO text VALUES (?, ?, ?, ?, ?, ?)", index,
                            text.heading.size(), text.card.size(), text.body.size(), text.minutes.size(),
                            sqlite::Blob{zip.pack(text.heading + text.card + text.body + text.minutes)});
}

namespace {

void fill_from_card(StoredItem& item, std::int64_t today)
{
    ItemRow& row = item.row;
    const CardFacts& facts = item.facts;
    row.title = facts.title;
    row.summary = facts.summary;
    row.number = facts.number;
    row.lang = facts.lang;
    row.list_of_people = facts.list_of_people;
    row.scope = facts.scope;
    row.start = facts.start;
    row.end = facts.end;
    row.place = facts.place;
    row.kind = facts.kind;
    row.status = facts.status;
    row.progress_pct = facts.progress_pct;
    const bool past_hiding = facts.hide_after && day_number(*facts.hide_after) < today;
    item.hidden =
        row.shelf == Shelf::Withdrawn || (facts.list_of_people && (row.shelf == Shelf::Ended || past_hiding));
    if (item.hidden) row.summary.clear();
}

}  // namespace

Result<StoredItem> read_item(sqlite::Database& database, Zip& zip, std::int64_t index, std::int64_t today)
{
    auto text = read_text(database, zip, index);
    if (!text && text.error().fault != Fault::NotFound) return tl::unexpected{text.error()};
    auto item = read_item(database, index, text ? text->card : std::string{}, today);
    if (item && text) item->text = std::move(*text);
    return item;
}

Result<StoredItem> read_item(sqlite::Database& database, std::int64_t index, const std::string& card,
                             std::int64_t today)
{
    auto statement = database.cached(
        "SELECT id, rev, type, pub, cat, law, from_day, until_day, chg, state, withdrawn, erased, here"
        " FROM item WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    auto found = at.bind(index).step();
    if (!found) return tl::unexpected{found.error()};
    if (!*found) return protocol::fail(Fault::NotFound, "no item " + std::to_string(index));

    StoredItem item;
    ItemRow& row = item.row;
    row.index = index;
    row.id = at.text(0);
    row.revision = static_cast<int>(at.number(1));
    row.type = at.text(2);
    row.publisher = at.text(3);
    row.category = at.text(4);
    row.law = at.text(5);
    const std::int64_t from = at.number(6);
    row.from = date_of(from);
    if (!at.is_null(7)) {
        row.until = date_of(at.number(7));
        if (at.number(7) < today) row.shelf = Shelf::Ended;
    }
    item.change = at.text(8);
    item.state = static_cast<ItemState>(at.number(9));
    item.withdrawn = at.is_null(10) ? 0 : at.number(10);
    const bool is_withdrawn = !at.is_null(10);
    item.erased = at.text(11);
    if (!at.is_null(12)) item.here = time_of(at.number(12));
    if (is_withdrawn) row.shelf = Shelf::Withdrawn;
    row.fresh = row.shelf == Shelf::Current && from <= today && from > today - 7;
    at.reset();

    if (!card.empty()) {
        auto facts = read_card_facts(card, row.type);
        if (!facts) return protocol::fail(Fault::Storage, "a stored card is damaged");
        item.facts = std::move(*facts);
        fill_from_card(item, today);
    }
    return item;
}

bool is_own_publisher(std::string_view publisher, std::string_view commune, std::string_view province)
{
    const auto starts = [&](std::string_view code) {
        return !code.empty() && publisher.size() > code.size() && publisher.substr(0, code.size()) == code &&
               publisher[code.size()] == '.';
    };
    return starts(commune) || starts(province);
}

}  // namespace offline_cache
