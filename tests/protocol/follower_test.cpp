// What every follower of the log must pass (protocol.md §1.9, tests 2 to 4), on the follower's own arithmetic
// and on the light verifier.
#include <map>
#include <optional>

#include "protocol/base/encoding.h"
#include "protocol/tlog/light_verifier.h"
#include "tests/protocol/memory_log.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

const std::string kOrigin = "log.example/2026";

const SigningKey& log_key()
{
    static const SigningKey key = SigningKey::from_seed(kOrigin, seed_of("follower"));
    return key;
}

enum class Answer { Updated, NotAnUpdate, Alarm, Refused };

/// The smallest full follower: checkpoint, new bundles, own frontier, root.
Answer follow(Frontier& state, const std::string& checkpoint_note,
              const std::map<std::string, std::string>& files)
{
    const auto checkpoint = open_checkpoint(checkpoint_note, log_key().vkey());
    if (!checkpoint) return Answer::Refused;
    if (checkpoint->size < state.size()) return Answer::NotAnUpdate;
    Frontier next = state;
    for (std::uint64_t n = state.size() / kTileWidth; next.size() < checkpoint->size; ++n) {
        const TileId id = bundle_of(n, checkpoint->size).value();
        const auto file = files.find(id.path());
        if (file == files.end()) return Answer::Refused;
        const auto entries = decode_bundle(file->second, static_cast<std::uint64_t>(id.width));
        if (!entries) return Answer::Refused;
        for (std::size_t i = next.size() % kTileWidth; i < entries->size(); ++i)
            next.push(leaf_hash((*entries)[i]));
    }
    if (next.root() != checkpoint->root) return Answer::Alarm;
    state = next;
    return Answer::Updated;
}

std::string note_of(const MemoryLog& log) { return sign_checkpoint(log.checkpoint, log_key()); }

}  // namespace

TEST_CASE("a follower goes from any size to any later one", "[protocol][follower]")
{
    Frontier state;
    for (const std::uint64_t size : {0U, 1U, 255U, 256U, 257U, 511U, 1'024U, 1'024U, 1'300U}) {
        const MemoryLog log{kOrigin, numbered_entries(size)};
        CHECK(follow(state, note_of(log), log.files) == Answer::Updated);
        CHECK(state.root() == log.checkpoint.root);
    }
}

TEST_CASE("no flipped byte of a bundle or checkpoint gets past the follower", "[protocol][follower]")
{
    const MemoryLog old{kOrigin, numbered_entries(300)};
    MemoryLog log{kOrigin, numbered_entries(560)};
    Frontier known;
    REQUIRE(follow(known, note_of(old), old.files) == Answer::Updated);
    const std::string note = note_of(log);
    for (std::size_t i = 0; i < note.size(); ++i) {
        std::string wrong = note;
        wrong[i] = static_cast<char>(wrong[i] ^ (1 << (i % 8)));
        Frontier state = known;
        REQUIRE(follow(state, wrong, log.files) != Answer::Updated);
        REQUIRE(state == known);
    }
    for (const std::uint64_t n : {1U, 2U}) {
        std::string& bundle = log.files.at(bundle_of(n, 560)->path());
        for (std::size_t i = 0; i < bundle.size(); ++i) {
            bundle[i] = static_cast<char>(bundle[i] ^ (1 << (i % 8)));
            Frontier state = known;
            const Answer answer = follow(state, note, log.files);
            // Entries before our size are not looked at again: what stands in the open bundle there is ours.
            const bool looked_at = n == 2 || i >= 44U * (2 + 9);
            if (looked_at) REQUIRE(answer != Answer::Updated);
            if (answer != Answer::Updated) REQUIRE(state == known);
            if (answer == Answer::Updated) REQUIRE(state.root() == log.checkpoint.root);
            bundle[i] = static_cast<char>(bundle[i] ^ (1 << (i % 8)));
        }
    }
}

TEST_CASE("an older tree is not an update and changes nothing", "[protocol][follower]")
{
    const MemoryLog log{kOrigin, numbered_entries(700)};
    const MemoryLog old{kOrigin, numbered_entries(600)};
    Frontier state;
    REQUIRE(follow(state, note_of(log), log.files) == Answer::Updated);
    const Frontier before = state;
    CHECK(follow(state, note_of(old), old.files) == Answer::NotAnUpdate);
    CHECK(state == before);
}

TEST_CASE("an entry altered in the past raises the alarm although the log signed it", "[protocol][follower]")
{
    const auto entries = numbered_entries(10'000);
    const MemoryLog log{kOrigin, entries};
    Frontier state;
    REQUIRE(follow(state, note_of(log), log.files) == Answer::Updated);
    auto altered = numbered_entries(10'020);
    altered[5'000] = "another entry 5000";
    const MemoryLog fork{kOrigin, altered};
    const Frontier before = state;
    CHECK(follow(state, note_of(fork), fork.files) == Answer::Alarm);
    CHECK(state == before);

    auto verifier = LightVerifier::open(fork.checkpoint.size, fork.checkpoint.root, fork.fetch());
    REQUIRE(verifier);
    CHECK(verifier->root_at(10'000).value() != log.checkpoint.root);
    CHECK(verifier->root_at(5'000).value() == tree_root(leaves_of(numbered_entries(5'000))));

    auto same_size = numbered_entries(10'000);
    same_size[9'999] += "x";
    CHECK(follow(state, note_of(MemoryLog{kOrigin, same_size}), log.files) == Answer::Alarm);
}

TEST_CASE("the light verifier proves every older size and every entry from tiles", "[protocol][light]")
{
    const auto entries = numbered_entries(70'000);
    const MemoryLog log{kOrigin, entries};
    int fetched = 0;
    const auto counting = [&](const TileId& id) {
        ++fetched;
        return log.fetch()(id);
    };
    const auto& roots = vectors("vectors")["tree_roots_hex"];
    for (const auto& [size, root] : roots.items()) {
        fetched = 0;
        auto verifier = LightVerifier::open(70'000, log.checkpoint.root, counting);
        REQUIRE(verifier);
        CHECK(to_hex(verifier->root_at(std::stoull(size)).value()) == text(root));
        CHECK(fetched <= 5);
    }
    auto verifier = LightVerifier::open(70'000, log.checkpoint.root, counting);
    for (const std::uint64_t index : {0U, 255U, 256U, 12'345U, 65'535U, 65'536U, 69'999U})
        CHECK(verifier->entry(index).value() == entries[index]);
    CHECK(verifier->leaf(70'000).error().fault == Fault::NotFound);
    CHECK(verifier->root_at(70'001).error().fault == Fault::NotFound);
    CHECK(LightVerifier::open(0, empty_root(), counting)->root_at(0).value() == empty_root());
    for (const std::uint64_t size : {1U, 255U, 256U, 257U, 512U, 65'536U}) {
        const MemoryLog small{kOrigin, numbered_entries(size)};
        auto whole = LightVerifier::open(size, small.checkpoint.root, small.fetch());
        REQUIRE(whole);
        CHECK(whole->entry(size - 1).value() == entries[size - 1]);
        CHECK(whole->root_at(size).value() == small.checkpoint.root);
    }
}

TEST_CASE("no flipped byte of a tile gets past the light verifier", "[protocol][light]")
{
    MemoryLog log{kOrigin, numbered_entries(270)};
    const Hash old_root = tree_root(leaves_of(numbered_entries(100)));
    const auto run = [&]() -> std::optional<Hash> {
        auto verifier = LightVerifier::open(270, log.checkpoint.root, log.fetch());
        if (!verifier || !verifier->leaf(5) || !verifier->entry(269)) return std::nullopt;
        const auto root = verifier->root_at(100);
        return root ? std::optional{*root} : std::nullopt;
    };
    REQUIRE(run() == old_root);
    for (const char* path : {"tile/0/000", "tile/0/001.p/14", "tile/1/000.p/1", "tile/entries/001.p/14"}) {
        std::string& file = log.files.at(path);
        const bool last_entry_only = std::string_view{path}.find("entries") != std::string_view::npos;
        for (std::size_t i = last_entry_only ? file.size() - 9 : 0; i < file.size(); ++i) {
            file[i] = static_cast<char>(file[i] ^ (1 << (i % 8)));
            REQUIRE(run() == std::nullopt);
            file[i] = static_cast<char>(file[i] ^ (1 << (i % 8)));
        }
        file += 'x';
        CHECK(run() == std::nullopt);
        file.pop_back();
    }
    // A partial tile that is gone is found in the full one.
    const MemoryLog later{kOrigin, numbered_entries(600)};
    log.files.erase("tile/0/001.p/14");
    log.files["tile/0/001"] = later.files.at("tile/0/001");
    CHECK(run() == old_root);
}
