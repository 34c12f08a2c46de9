#include "protocol/requests/request_signature.h"

#include <optional>

#include "protocol/base/encoding.h"
#include "protocol/requests/device_keys.h"

namespace protocol {

namespace {

constexpr std::size_t kSignatureBytes = 64;

std::string digest_value(const Hash& hash) { return "sha-256=:" + to_base64(hash) + ":"; }

std::string chain_value(const Chain& chain)
{
    return "n=" + std::to_string(chain.n) + ", prev=:" + to_base64(chain.prev) + ":";
}

constexpr std::string_view kBeforeName = R"(("@method" "@path" "content-digest" "civic-chain");keyid=")";
constexpr std::string_view kAfterName = R"(";alg="ed25519";tag="civic1")";

std::string parameters(std::string_view device)
{
    return std::string(kBeforeName) + std::string(device) + std::string(kAfterName);
}

std::string signature_base(std::string_view method, std::string_view path, std::string_view digest,
                           std::string_view chain, std::string_view device)
{
    std::string base;
    const auto line = [&base](std::string_view name, std::string_view value) {
        base.append("\"").append(name).append("\": ").append(value).append("\n");
    };
    line("@method", method);
    line("@path", path);
    line("content-digest", digest);
    line("civic-chain", chain);
    line("@signature-params", parameters(device));
    base.pop_back();
    return base;
}

/// What stands between `before` and `after`; nothing where the text is not framed so.
std::optional<std::string_view> between(std::string_view text, std::string_view before,
                                        std::string_view after)
{
    if (text.size() < before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after))
        return std::nullopt;
    return text.substr(before.size(), text.size() - before.size() - after.size());
}

}  // namespace

std::array<std::string, 4> RequestHeaders::lines() const
{
    const auto line = [](std::string_view name, const std::string& value) {
        return std::string(name) + ": " + value;
    };
    return {line(kContentDigest, content_digest), line(kCivicChain, civic_chain),
            line(kSignatureInput, signature_input), line(kSignature, signature)};
}

RequestHeaders sign_request(std::string_view method, std::string_view path, std::string_view body,
                            const Chain& chain, const SigningKey& device)
{
    RequestHeaders headers;
    const std::string& name = device.vkey().name();
    headers.content_digest = digest_value(sha256(body));
    headers.civic_chain = chain_value(chain);
    headers.signature_input = "civic=" + parameters(name);
    const auto base = signature_base(method, path, headers.content_digest, headers.civic_chain, name);
    headers.signature = "civic=:" + to_base64(device.sign(base)) + ":";
    return headers;
}

Result<RequestClaim> read_request(const RequestHeaders& headers)
{
    const auto bad = [](const char* what) {
        return fail(Fault::Malformed, std::string("request: not the profile's ") + what);
    };
    RequestClaim claim;
    const auto digest = between(headers.content_digest, "sha-256=:", ":");
    const auto hash = digest ? hash_from_base64(*digest) : std::nullopt;
    if (!hash) return bad("Content-Digest");
    claim.digest = *hash;

    const auto chain = between(headers.civic_chain, "n=", ":");
    const auto comma = chain ? chain->find(", prev=:") : std::string_view::npos;
    if (comma == std::string_view::npos) return bad("Civic-Chain");
    const auto n = parse_decimal(chain->substr(0, comma));
    const auto prev = hash_from_base64(chain->substr(comma + std::string_view{", prev=:"}.size()));
    if (!n || !prev) return bad("Civic-Chain");
    claim.chain = {*n, *prev};

    const auto name = between(headers.signature_input, "civic=" + std::string(kBeforeName), kAfterName);
    if (!name || !is_device_name(*name)) return bad("Signature-Input");
    claim.device = *name;

    const auto text = between(headers.signature, "civic=:", ":");
    const auto bytes = text ? from_base64(*text) : std::nullopt;
    if (!bytes || bytes->size() != kSignatureBytes) return bad("Signature");
    claim.signature = *bytes;
    return claim;
}

Result<void> verify_request(const RequestClaim& claim, std::string_view method, std::string_view path,
                            std::string_view body, const Vkey& device)
{
    if (sha256(body) != claim.digest) return fail(Fault::Refused, "request: another body than its digest's");
    const auto base =
        signature_base(method, path, digest_value(claim.digest), chain_value(claim.chain), claim.device);
    if (device.name() != claim.device || !device.verify(base, claim.signature))
        return fail(Fault::Refused, "request: the signature does not hold");
    return {};
}

}  // namespace protocol
