#include "kiosk/sync/pack_pieces.h"

#include <cstring>
#include <optional>
#include <string>
#include <unordered_map>

#include "kiosk/sync/unzip.h"
#include "protocol/limits.h"
#include "protocol/packs/pack.h"

namespace kiosk {

using offline_cache::PreparedText;
using offline_cache::Want;
using protocol::Fault;
using protocol::Hash;

namespace {

constexpr std::size_t kUselessBytes = 16 * protocol::limits::kMiB;

struct HashOfHash {
    std::size_t operator()(const Hash& hash) const
    {
        std::size_t value = 0;
        std::memcpy(&value, hash.data(), sizeof value);  // SHA-256: any eight bytes are as good as a hash
        return value;
    }
};

/// One item while its parts come in.
struct Gathering {
    const Want* want = nullptr;
    std::string card;
    std::optional<offline_cache::CardFacts> facts;
    std::optional<std::string> body, minutes;
    int missing = 0;  ///< texts that the card names and that have not come
};

class Apart {
public:
    explicit Apart(const std::vector<Want>& wants)
    {
        items_.reserve(wants.size());
        for (const auto& want : wants) {
            if (want.slot != offline_cache::kCardSlot) continue;
            items_.push_back({&want, {}, {}, {}, {}, 0});
            named_.emplace(want.hash, Place{items_.size() - 1, offline_cache::kCardSlot});
        }
    }

    void piece(std::string_view bytes)
    {
        if (++pieces_ > protocol::limits::kPackPieces) return;
        const auto at = named_.find(protocol::sha256(bytes));
        if (at == named_.end()) {
            useless_ += bytes.size();
            return;
        }
        const Place place = at->second;
        named_.erase(at);
        Gathering& item = items_[place.item];
        if (place.slot == offline_cache::kCardSlot) {
            take_card(item, place.item, bytes);
        } else {
            (place.slot == offline_cache::kBodySlot ? item.body : item.minutes) = std::string{bytes};
            --item.missing;
            if (item.missing == 0) prepare(item);
        }
    }

    /// Empty pieces weigh nothing, so they are counted too: a small gzip unpacks to millions of them.
    [[nodiscard]] bool sensible() const
    {
        return useless_ <= kUselessBytes && pieces_ <= protocol::limits::kPackPieces;
    }

    PackYield finish(bool whole)
    {
        // A card whose texts did not come is stored alone: they are fetched as blobs.
        for (auto& item : items_) {
            if (item.facts) prepare(item);
        }
        yield_.whole = whole;
        return std::move(yield_);
    }

private:
    struct Place {
        std::size_t item = 0;
        int slot = 0;
    };

    void take_card(Gathering& item, std::size_t number, std::string_view bytes)
    {
        auto facts = offline_cache::read_card_facts(bytes, item.want->type);
        if (!facts) {
            yield_.hopeless.push_back(*item.want);
            return;
        }
        item.card = bytes;
        item.facts = std::move(*facts);
        for (const int slot : {offline_cache::kBodySlot, offline_cache::kMinutesSlot}) {
            const auto blob = offline_cache::text_in_slot(*item.facts, slot);
            if (!blob) continue;
            ++item.missing;
            named_.emplace(blob->h, Place{number, slot});
        }
        if (item.missing == 0) prepare(item);
    }

    void prepare(Gathering& item)
    {
        offline_cache::ArrivedText arrived;
        arrived.index = item.want->index;
        arrived.type = item.want->type;
        arrived.card = item.card;
        if (item.body) arrived.body = *item.body;
        if (item.minutes) arrived.minutes = *item.minutes;
        auto text = offline_cache::prepare_text(zip_, arrived, std::move(*item.facts));
        if (text) {
            yield_.texts.push_back(std::move(*text));
        } else {
            yield_.hopeless.push_back(*item.want);
        }
        item.facts.reset();
        item.card.clear();
        item.body.reset();
        item.minutes.reset();
    }

    std::vector<Gathering> items_;
    std::unordered_multimap<Hash, Place, HashOfHash> named_;
    offline_cache::Zip zip_;
    PackYield yield_;
    std::size_t useless_ = 0;
    std::size_t pieces_ = 0;
};

}  // namespace

PackYield take_pack_apart(std::string_view gzip, const std::vector<Want>& wants)
{
    Apart apart{wants};
    protocol::PackReader reader;
    bool well_formed = true;
    const auto unpacked = gunzip(gzip, [&](std::string_view bytes) {
        well_formed = reader.feed(bytes, [&](std::string_view piece) { apart.piece(piece); }).has_value();
        return well_formed && apart.sensible();
    });
    return apart.finish(well_formed && unpacked && reader.finish());
}

}  // namespace kiosk
