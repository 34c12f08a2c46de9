#include "protocol/trust/manifest.h"

#include "protocol/trust/key_names.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

std::vector<SigningKey> root_keys(const std::string& label)
{
    std::vector<SigningKey> keys;
    for (int n = 1; n <= 3; ++n)
        keys.push_back(SigningKey::from_seed(root_key_name("46", n), seed_of(label + std::to_string(n))));
    return keys;
}

TrustManifest first_manifest(const std::vector<SigningKey>& roots)
{
    TrustManifest m;
    m.province = "46";
    m.issued = from_unix(1'795'300'000);
    m.logs.push_back({SigningKey::from_seed("tlog.hue.example/2026", seed_of("log")).vkey(),
                      "http://127.0.0.1:1/l/2026/"});
    for (const SigningKey& root : roots) m.roots.push_back(root.vkey());
    m.root_threshold = 2;
    m.registrar = SigningKey::from_seed(registrar_key_name("46"), seed_of("registrar")).vkey();
    m.receiver = SigningKey::from_seed(receiver_key_name("46"), seed_of("receiver")).vkey();
    return m;
}

std::span<const SigningKey> first(const std::vector<SigningKey>& keys, std::size_t n)
{
    return std::span{keys}.first(n);
}

}  // namespace

TEST_CASE("the first manifest needs the pinned text and the threshold of its roots", "[protocol][trust]")
{
    const auto roots = root_keys("root");
    const TrustManifest manifest = first_manifest(roots);
    const Hash pin = sha256(manifest_text(manifest));
    const auto opened = open_first_manifest(sign_manifest(manifest, first(roots, 2)), pin);
    REQUIRE(opened);
    CHECK(opened->manifest == manifest);
    CHECK(opened->text_hash == pin);
    CHECK_FALSE(open_first_manifest(sign_manifest(manifest, first(roots, 1)), pin));
    CHECK_FALSE(open_first_manifest(sign_manifest(manifest, first(roots, 2)), sha256("other")));
    const std::string twice = sign_manifest(manifest, std::vector<SigningKey>{roots[0], roots[0]});
    CHECK_FALSE(open_first_manifest(twice, pin));
    // The same key under two names is one official, not two.
    auto aliased = first_manifest(roots);
    const auto alias = SigningKey::from_seed("alias", seed_of("root1"));
    aliased.roots[1] = alias.vkey();
    CHECK_FALSE(open_first_manifest(sign_manifest(aliased, std::vector<SigningKey>{roots[0], alias}),
                                    sha256(manifest_text(aliased))));
    CHECK_FALSE(open_first_manifest(sign_manifest(manifest, root_keys("stranger")), pin));
}

TEST_CASE("the next manifest needs both thresholds and must name the one before", "[protocol][trust]")
{
    const auto old_roots = root_keys("root");
    const auto new_roots = root_keys("new");
    const TrustManifest before = first_manifest(old_roots);
    const auto current = open_first_manifest(sign_manifest(before, old_roots), sha256(manifest_text(before)));
    REQUIRE(current);
    TrustManifest next = first_manifest(new_roots);
    next.version = 2;
    next.prev = current->text_hash;
    next.policy = {"witness mttq key", "group W 1 mttq"};
    next.quorum = "W";
    next.closed = {{"tlog.hue.example/2025", 41'207, sha256("root")}};
    next.stale = "1d 7d 30d";
    std::vector<SigningKey> all{old_roots[0], old_roots[2], new_roots[0], new_roots[1]};
    const auto opened = open_next_manifest(sign_manifest(next, all), *current);
    REQUIRE(opened);
    CHECK(opened->manifest == next);
    CHECK_FALSE(open_next_manifest(sign_manifest(next, new_roots), *current));
    CHECK_FALSE(open_next_manifest(sign_manifest(next, old_roots), *current));
    all.erase(all.begin());
    CHECK_FALSE(open_next_manifest(sign_manifest(next, all), *current));
    all.push_back(old_roots[1]);
    auto wrong = next;
    wrong.version = 3;
    CHECK_FALSE(open_next_manifest(sign_manifest(wrong, all), *current));
    wrong = next;
    wrong.prev = sha256("other");
    CHECK_FALSE(open_next_manifest(sign_manifest(wrong, all), *current));
    wrong = next;
    wrong.province = "48";
    CHECK_FALSE(open_next_manifest(sign_manifest(wrong, all), *current));
    CHECK(open_next_manifest(sign_manifest(next, all), *current));
    CHECK_FALSE(open_next_manifest(sign_manifest(before, all), *current));
}

TEST_CASE("a manifest is read only in its one form", "[protocol][trust]")
{
    const TrustManifest manifest = first_manifest(root_keys("root"));
    const std::string text = manifest_text(manifest);
    REQUIRE(parse_manifest(text).value() == manifest);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
        CHECK_FALSE(parse_manifest(text.substr(0, at)));
        CHECK_FALSE(parse_manifest(text.substr(0, at + 1) + "unknown line\n" + text.substr(at + 1)));
        const auto end = text.find('\n', at + 1);
        if (end != std::string::npos) {
            const std::string without = text.substr(0, at) + text.substr(end);
            const auto shorter = parse_manifest(without);
            // Only one of three root lines may go without making it useless.
            if (shorter) CHECK(shorter->roots.size() == 2);
        }
    }
    auto wrong = manifest;
    wrong.root_threshold = 4;
    CHECK_FALSE(parse_manifest(manifest_text(wrong)));
    wrong.root_threshold = 0;
    CHECK_FALSE(parse_manifest(manifest_text(wrong)));
    wrong = manifest;
    wrong.prev = sha256("x");
    CHECK_FALSE(parse_manifest(manifest_text(wrong)));
}
