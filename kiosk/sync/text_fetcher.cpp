#include "kiosk/sync/text_fetcher.h"

#include <algorithm>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <optional>

#include "kiosk/sync/pack_pieces.h"
#include "protocol/base/log.h"
#include "protocol/limits.h"
#include "protocol/packs/pack.h"
#include "protocol/routes.h"

namespace kiosk {

using offline_cache::Want;
using protocol::Fault;
using protocol::Result;

namespace {

constexpr int kWantsAtOnce = 20'000;
constexpr int kBlobsAtOnce = 128;
constexpr std::size_t kWorthAPack = 6;       // fewer missing cards than this come cheaper as blobs
constexpr std::int64_t kWorthTelling = 300;  // progress is told for long runs only
constexpr std::size_t kPacksUnderWay = 2;    // taken apart on other threads while this one fetches and stores
/// Of the retry base: a minute where that is 15 s.
constexpr int kFirstPause = 4;
constexpr auto kLongestPause = std::chrono::hours{6};

std::chrono::seconds pause_after(int tries, std::chrono::milliseconds retry_base)
{
    auto pause = std::chrono::ceil<std::chrono::seconds>(kFirstPause * retry_base);
    for (int i = 0; i < tries && pause < kLongestPause; ++i) pause *= 2;
    return std::min<std::chrono::seconds>(pause, kLongestPause);
}

}  // namespace

void TextFetcher::progress(std::int64_t left)
{
    if (total_ < kWorthTelling) return;
    tell_(synced::Progress{std::max<std::int64_t>(0, total_ - left), total_});
}

Result<bool> TextFetcher::fetch_texts()
{
    tried_packs_.clear();
    bool changed = false;
    auto left = writer_.wanted_texts();
    if (!left) return tl::unexpected{left.error()};
    total_ = *left;
    while (!source_.stopped()) {
        auto wants = writer_.wants(clock_.now(), false, kWantsAtOnce);
        if (!wants) return tl::unexpected{wants.error()};
        if (wants->empty()) break;
        progress(static_cast<std::int64_t>(wants->size()));
        auto packed = fetch_packs(*wants);
        if (!packed) return packed;
        changed = changed || *packed;
        // What packs did not bring; asked again because a card that came names its texts.
        wants = writer_.wants(clock_.now(), false, kBlobsAtOnce);
        if (!wants) return tl::unexpected{wants.error()};
        auto single = fetch_blobs(*wants);
        if (!single) return single;
        changed = changed || *single;
        if (*single || *packed) tell_(synced::NewContent{});
    }
    left = writer_.wanted_texts();
    if (left) progress(*left);
    return changed;
}

Result<bool> TextFetcher::fetch_packs(const Wants& wants)
{
    std::map<std::pair<std::string, std::int64_t>, Wants> packs;
    for (const auto& want : wants) {
        if (want.slot != offline_cache::kCardSlot || want.seq < 1) continue;
        packs[{want.publisher, protocol::pack_of(want.seq)}].push_back(want);
    }
    std::vector<Fetch> fetches;
    std::vector<const Wants*> of_pack;
    for (const auto& [name, missing] : packs) {
        // Only whole packs are made: the last one of a publisher comes as blobs (a 404 here costs one turn).
        if (missing.size() < kWorthAPack || !tried_packs_.insert(name).second) continue;
        Fetch fetch;
        fetch.path = protocol::routes::pack(name.first, name.second);
        fetch.max_bytes = protocol::limits::kSyncRun;
        fetches.push_back(std::move(fetch));
        of_pack.push_back(&missing);
    }
    std::deque<std::future<PackYield>> under_way;
    std::optional<protocol::Error> fault;
    bool changed = false;
    std::int64_t stored = 0;
    const auto store_first = [&] {
        const PackYield yield = under_way.front().get();
        under_way.pop_front();
        if (fault) return;
        auto done = writer_.store(yield.texts, clock_.now());
        if (!done) {
            fault = done.error();
            return;
        }
        changed = changed || *done;
        for (const auto& want : yield.hopeless) {
            protocol::log::warning("sync", "item ", want.index, " has a card that cannot be shown");
            if (auto gone = writer_.give_up(want); !gone) fault = gone.error();
        }
        stored += static_cast<std::int64_t>(yield.texts.size());
        progress(total_ - stored);
    };
    source_.get_all(fetches, [&](std::size_t i, Result<Fetched> fetched) {
        if (!fetched && fetched.error().fault != Fault::Malformed) fault = fetched.error();
        if (fault || source_.stopped()) return false;
        if (!fetched || fetched->status != 200) return true;  // no such pack, or not a pack: blobs will do
        while (under_way.size() >= kPacksUnderWay) store_first();
        under_way.push_back(std::async(
            std::launch::async,
            [body = std::move(fetched->body), names = of_pack[i]] { return take_pack_apart(body, *names); }));
        return !fault;
    });
    while (!under_way.empty()) store_first();
    if (fault) return tl::unexpected{*fault};
    return changed;
}

Result<bool> TextFetcher::fetch_blobs(const Wants& wants)
{
    std::vector<Fetch> fetches;
    for (const auto& want : wants) {
        Fetch fetch;
        fetch.path = protocol::routes::blob(want.hash);
        fetch.max_bytes =
            static_cast<std::size_t>(std::clamp<std::int64_t>(want.bytes, 0, protocol::limits::kAttachment));
        fetch.gzip = want.slot < offline_cache::kAttachmentSlot;
        fetches.push_back(std::move(fetch));
    }
    std::optional<protocol::Error> fault;
    bool changed = false;
    source_.get_all(fetches, [&](std::size_t i, Result<Fetched> fetched) {
        if (source_.stopped()) return false;
        if (!fetched && fetched.error().fault != Fault::Malformed) {
            fault = fetched.error();
            return false;
        }
        if (!fetched) {
            if (auto off = put_off(wants[i], fetched.error().detail); !off) fault = off.error();
            return !fault;
        }
        auto taken = take_blob(wants[i], std::move(*fetched));
        if (!taken) {
            fault = taken.error();
            return false;
        }
        changed = changed || *taken;
        return true;
    });
    if (fault) return tl::unexpected{*fault};
    return changed;
}

Result<void> TextFetcher::put_off(const Want& want, std::string_view why)
{
    protocol::log::debug("sync", "part ", want.index, '/', want.slot, " put off: ", why);
    return writer_.postpone(want, clock_.now() + pause_after(want.tries, retry_base_));
}

Result<bool> TextFetcher::take_blob(const Want& want, Fetched fetched)
{
    const auto bytes = static_cast<std::int64_t>(fetched.body.size());
    const bool right =
        fetched.status == 200 && bytes == want.bytes && protocol::sha256(fetched.body) == want.hash;
    if (!right) {
        auto off = put_off(want, fetched.status == 200 ? "wrong bytes" : "not at the server");
        if (!off) return tl::unexpected{off.error()};
        return false;
    }
    if (want.slot < offline_cache::kAttachmentSlot) return take_text(want, fetched.body);
    auto stored =
        writer_.store_attachment(want.index, want.slot - offline_cache::kAttachmentSlot, fetched.body);
    if (!stored) return tl::unexpected{stored.error()};
    return true;
}

/// A card or text came alone: it joins what is stored of its item.
Result<bool> TextFetcher::take_text(const Want& want, const std::string& bytes)
{
    offline_cache::ArrivedText arrived;
    arrived.index = want.index;
    arrived.type = want.type;
    std::string card, body, minutes;
    if (want.slot == offline_cache::kCardSlot) {
        arrived.card = bytes;
    } else {
        auto stored = writer_.stored_parts(want.index);
        if (!stored) return tl::unexpected{stored.error()};
        card = std::move(stored->card);
        arrived.card = card;
        body = std::move(stored->body);
        minutes = std::move(stored->minutes);
        (want.slot == offline_cache::kBodySlot ? body : minutes) = bytes;
        if (want.slot == offline_cache::kBodySlot || stored->has_body) arrived.body = body;
        if (want.slot == offline_cache::kMinutesSlot || stored->has_minutes) arrived.minutes = minutes;
    }
    offline_cache::Zip zip;
    auto facts = offline_cache::read_card_facts(arrived.card, arrived.type);
    auto text = facts ? offline_cache::prepare_text(zip, arrived, std::move(*facts))
                      : Result<offline_cache::PreparedText>{tl::unexpected{facts.error()}};
    if (!text) {
        protocol::log::warning("sync", "item ", want.index, " cannot be shown: ", text.error().detail);
        auto gone = writer_.give_up(want);
        if (!gone) return tl::unexpected{gone.error()};
        return false;
    }
    return writer_.store({&*text, 1}, clock_.now());
}

Result<bool> TextFetcher::fetch_attachment()
{
    auto wants = writer_.wants(clock_.now(), true, 1);
    if (!wants) return tl::unexpected{wants.error()};
    if (wants->empty()) return false;
    auto fetched = fetch_blobs(*wants);
    if (!fetched) return fetched;
    if (*fetched) tell_(synced::NewContent{});
    return true;
}

}  // namespace kiosk
