#include "offline_cache/folded_items.h"

#include <utility>

namespace offline_cache {

using protocol::Result;

namespace {

/// About 800 items of the usual length.
constexpr std::size_t kMostBytes = 12U << 20U;

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
    Kept& kept = this->kept(index);
    if (kept.heading != nullptr) return kept.heading;
    auto text = read_heading(database, zip, index);
    if (!text) return tl::unexpected{text.error()};
    kept.heading = std::make_shared<const FoldedText>(std::move(*text));
    grow(kept, kept.heading->bytes());
    return kept.heading;
}

Result<std::shared_ptr<const FoldedItems::Texts>> FoldedItems::texts(sqlite::Database& database, Zip& zip,
                                                                     std::int64_t index)
{
    Kept& kept = this->kept(index);
    if (kept.texts != nullptr) return kept.texts;
    auto text = read_text(database, zip, index);
    if (!text) return tl::unexpected{text.error()};
    kept.texts = std::make_shared<const Texts>(
        Texts{FoldedText{std::move(text->heading)}, FoldedText{std::move(text->card)},
              FoldedText{std::move(text->body) + '\n' + text->minutes}});
    kept.heading = {kept.texts, &kept.texts->heading};
    grow(kept, kept.texts->heading.bytes() + kept.texts->card.bytes() + kept.texts->body.bytes());
    return kept.texts;
}

Result<std::shared_ptr<const StoredItem>> FoldedItems::item(sqlite::Database& database, Zip& zip,
                                                            std::int64_t index)
{
    if (const auto& item = kept(index).item; item != nullptr) return item;
    const auto text = texts(database, zip, index);
    if (!text && text.error().fault != protocol::Fault::NotFound) return tl::unexpected{text.error()};
    auto item = read_item(database, index, text ? (*text)->card.text() : std::string{}, today_);
    if (!item) return tl::unexpected{item.error()};
    return kept(index).item = std::make_shared<const StoredItem>(std::move(*item));
}

void FoldedItems::forget()
{
    newer_.clear();
    older_.clear();
    bytes_ = 0;
}

FoldedItems::Kept& FoldedItems::kept(std::int64_t index)
{
    if (const auto found = newer_.find(index); found != newer_.end()) return found->second;
    if (bytes_ > kMostBytes / 2) {
        older_ = std::exchange(newer_, {});
        bytes_ = 0;
    }
    auto moved = older_.extract(index);
    if (moved.empty()) return newer_[index];
    bytes_ += moved.mapped().bytes;
    return newer_.insert(std::move(moved)).position->second;
}

void FoldedItems::grow(Kept& kept, std::size_t bytes)
{
    kept.bytes += bytes;
    bytes_ += bytes;
}

}  // namespace offline_cache
