#include "offline_cache/folded_items.h"

#include <utility>

namespace offline_cache {

using protocol::Result;

namespace {

/// About 400 items of the usual length.
constexpr std::size_t kMostBytes = 6U << 20U;

}  // namespace

Result<void> FoldedItems::begin(sqlite::Database& database, std::int64_t today)
{
    const auto version = database.number("PRAGMA data_version");
    if (!version) return tl::unexpected{version.error()};
    if (*version != version_ || today != today_) forget();
    version_ = *version;
    today_ = today;
    return {};
}

Result<std::shared_ptr<const FoldedText>> FoldedItems::heading(sqlite::Database& database, Zip& zip,
                                                               std::int64_t index)
{
    if (const auto kept = headings_.find(index); kept != headings_.end()) return kept->second;
    auto text = read_heading(database, zip, index);
    if (!text) return tl::unexpected{text.error()};
    auto folded = std::make_shared<const FoldedText>(std::move(*text));
    make_room(folded->bytes());
    headings_.emplace(index, folded);
    return folded;
}

Result<std::shared_ptr<const FoldedItems::Whole>> FoldedItems::whole(sqlite::Database& database, Zip& zip,
                                                                     std::int64_t index)
{
    if (const auto kept = wholes_.find(index); kept != wholes_.end()) return kept->second;
    auto item = read_item(database, zip, index, today_);
    if (!item) return tl::unexpected{item.error()};
    const StoredText text = std::exchange(item->text, {});
    FoldedText passages{item->row.summary + '\n' + text.body + '\n' + text.minutes};
    auto whole =
        std::make_shared<const Whole>(Whole{std::move(*item), FoldedText{text.card}, std::move(passages)});
    make_room(whole->card.bytes() + whole->passages.bytes());
    wholes_.emplace(index, whole);
    return whole;
}

void FoldedItems::forget()
{
    headings_.clear();
    wholes_.clear();
    bytes_ = 0;
}

void FoldedItems::make_room(std::size_t bytes)
{
    if (bytes_ + bytes > kMostBytes) forget();
    bytes_ += bytes;
}

}  // namespace offline_cache
