#include "province/people/paper_key.h"

#include <algorithm>
#include <string>

#include "protocol/base/hash.h"
#include "protocol/feedback/container.h"

namespace province {

using protocol::EnrolmentCode;
using protocol::Fault;
using protocol::Result;

namespace {

/// Both halves, of which each alone leaves 128 bits to guess.
protocol::BoxKey key_of(std::string_view body, const PaperKey& paper)
{
    protocol::Sha256 hash;
    hash.update("civic-paper-key/v1\n").update(body).update("\n");
    hash.update(paper.first.bytes()).update(paper.second.bytes());
    const auto digest = hash.finish();
    protocol::SecretSeed seed;
    std::ranges::copy(digest, seed.data());
    return protocol::BoxKey::from_seed(seed);
}

std::string mark_of(std::string_view holder, const EnrolmentCode& half)
{
    return protocol::to_hex(half.mac("civic-paper-half/v1\n" + std::string(holder)));
}

}  // namespace

Result<MadePaperKey> make_paper_key(std::string_view body, std::string_view first_body,
                                    std::string_view second_body, const std::vector<BodyKey>& keys,
                                    protocol::Time now)
{
    if (first_body == second_body || first_body == body || second_body == body)
        return protocol::fail(Fault::Refused, "two other bodies are needed");
    MadePaperKey made{{EnrolmentCode::generate(), EnrolmentCode::generate()}, {}};
    Recovery& recovery = made.recovery;
    recovery.body = body;
    recovery.first_body = first_body;
    recovery.second_body = second_body;
    recovery.first_mark = mark_of(first_body, made.paper.first);
    recovery.second_mark = mark_of(second_body, made.paper.second);
    recovery.sealed = protocol::seal_to(key_of(body, made.paper).public_key(), join_keys(keys).view());
    recovery.made_at = now;
    return made;
}

WrongHalf wrong_half(const Recovery& recovery, const PaperKey& paper)
{
    if (mark_of(recovery.first_body, paper.first) != recovery.first_mark) return WrongHalf::First;
    if (mark_of(recovery.second_body, paper.second) != recovery.second_mark) return WrongHalf::Second;
    return WrongHalf::NoneWrong;
}

Result<std::vector<BodyKey>> open_recovery(const Recovery& recovery, const PaperKey& paper)
{
    const auto text = key_of(recovery.body, paper).open(recovery.sealed);
    if (!text) return tl::unexpected{text.error()};
    return split_keys(text->view());
}

}  // namespace province
