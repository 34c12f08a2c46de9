#include "protocol/feedback/container.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "protocol/base/sodium.h"
#include "protocol/limits.h"
#include "protocol/tlog/note.h"

namespace protocol {

namespace {

constexpr std::string_view kMagic = "CVF1";
constexpr std::size_t kSlots = 3;
constexpr std::size_t kKey = crypto_secretstream_xchacha20poly1305_KEYBYTES;
constexpr std::size_t kSlot = kKey + crypto_box_SEALBYTES;
constexpr std::size_t kSealed = kMagic.size() + kSlots * kSlot;  // all before the stream header: the AAD
constexpr std::size_t kStreamHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kFrameLength = 4;
constexpr std::size_t kFrameExtra = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kPadding = 2048;
constexpr std::string_view kPrivatePrefix = "PRIVATE+BOX+";
static_assert(kSlot == 80);

const unsigned char* raw(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

Error altered() { return {Fault::Refused, "container: not for this key, or altered"}; }

/// Text, 0x80 and zeros up to the next multiple of kPadding, as sodium_pad makes it.
std::string padded(std::string_view text)
{
    const std::size_t full = (text.size() / kPadding + 1) * kPadding;
    std::string bytes;
    bytes.reserve(full);  // once, so that no copy of the text stays behind
    bytes += text;
    bytes.resize(full);
    std::size_t length = 0;
    sodium_pad(&length, raw(bytes), text.size(), kPadding, full);
    return bytes;
}

struct Stream {
    crypto_secretstream_xchacha20poly1305_state state{};
    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { wipe(&state, sizeof state); }
};

/// Opens all frames behind the stream header; the whole container must be used up by the final one.
Result<SecretString> open_frames(std::string_view container, const SecretString& key)
{
    Stream stream;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&stream.state, raw(container.substr(kSealed)),
                                                        raw(key.view())) != 0)
        return tl::unexpected{altered()};
    std::string_view frames = container.substr(kSealed + kStreamHeader);
    std::string_view extra = container.substr(0, kSealed);
    std::string text;
    unsigned char tag = 0;
    while (!frames.empty()) {
        if (frames.size() < kFrameLength) return tl::unexpected{altered()};
        const std::size_t length = read_u32be(frames);
        frames.remove_prefix(kFrameLength);
        if (length < kFrameExtra || length > frames.size()) return tl::unexpected{altered()};
        // Version 1 has one frame: the files that later frames will carry are reserved.
        if (!text.empty() || length - kFrameExtra > limits::kMessage + kPadding)
            return tl::unexpected{altered()};
        text.resize(length - kFrameExtra);
        if (crypto_secretstream_xchacha20poly1305_pull(&stream.state, raw(text), nullptr, &tag, raw(frames),
                                                       length, raw(extra), extra.size()) != 0)
            return tl::unexpected{altered()};
        extra = {};
        frames.remove_prefix(length);
    }
    SecretString opened{std::move(text)};
    std::size_t length = 0;
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL || opened.empty() ||
        sodium_unpad(&length, raw(opened.view()), opened.size(), kPadding) != 0)
        return tl::unexpected{altered()};
    return SecretString{opened.view().substr(0, length)};
}

}  // namespace

BoxKey::BoxKey(const SecretSeed& seed) : seed_(seed)
{
    ready_sodium();
    crypto_box_seed_keypair(public_.data(), secret_.data(), seed_.data());
}

BoxKey BoxKey::generate()
{
    ready_sodium();
    SecretSeed seed;
    randombytes_buf(seed.data(), SecretSeed::size());
    return BoxKey{seed};
}

BoxKey BoxKey::from_seed(const SecretSeed& seed) { return BoxKey{seed}; }

Result<BoxKey> BoxKey::parse(std::string_view text)
{
    if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    if (text.substr(0, kPrivatePrefix.size()) != kPrivatePrefix)
        return fail(Fault::Malformed, "not a box key");
    text.remove_prefix(kPrivatePrefix.size());
    const auto plus = text.find('+');
    if (plus == std::string_view::npos || !valid_key_name(text.substr(0, plus)))
        return fail(Fault::Malformed, "box key: no name");
    auto bytes = from_base64(text.substr(plus + 1));
    if (!bytes || bytes->size() != SecretSeed::size()) return fail(Fault::Malformed, "box key: bad seed");
    SecretSeed seed;
    std::copy(bytes->begin(), bytes->end(), seed.data());
    wipe(*bytes);
    return BoxKey{seed};
}

SecretString BoxKey::text(std::string_view name) const
{
    std::string encoded = to_base64(seed_.view());
    std::string line;
    line.reserve(kPrivatePrefix.size() + name.size() + encoded.size() + 2);
    line += kPrivatePrefix;
    line += name;
    line += '+';
    line += encoded;
    line += '\n';
    wipe(encoded);
    return SecretString{std::move(line)};
}

Result<SecretString> BoxKey::open(std::string_view sealed) const
{
    if (sealed.size() < crypto_box_SEALBYTES) return fail(Fault::Malformed, "sealed box: too short");
    std::string text(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(raw(text), raw(sealed), sealed.size(), public_.data(), secret_.data()) != 0)
        return fail(Fault::Refused, "sealed box: not for this key, or altered");
    return SecretString{std::move(text)};
}

std::string seal_to(const BoxPublicKey& key, std::string_view text)
{
    ready_sodium();
    std::string sealed(text.size() + crypto_box_SEALBYTES, '\0');
    // Fails only for keys of small order, which no honest table holds; then nobody must be able to read it.
    if (crypto_box_seal(raw(sealed), raw(text), text.size(), key.data()) != 0)
        randombytes_buf(raw(sealed), sealed.size());
    return sealed;
}

Result<BoxPublicKey> box_public_key(std::string_view bytes)
{
    BoxPublicKey key{};
    if (bytes.size() != key.size()) return fail(Fault::Malformed, "box key: not 32 bytes");
    std::copy(bytes.begin(), bytes.end(), key.begin());
    return key;
}

Result<std::string> seal_container(std::string_view text, std::span<const BoxPublicKey> recipients)
{
    if (recipients.empty() || recipients.size() > kSlots)
        return fail(Fault::Malformed, "container: 1 to 3 readers");
    if (text.empty() || text.size() > limits::kMessage) return fail(Fault::Malformed, "container: too long");
    ready_sodium();
    SecretArray<kKey> key;
    crypto_secretstream_xchacha20poly1305_keygen(key.data());

    // A slot that nobody reads looks like the others: sealed to a key whose secret half is never kept.
    std::array<BoxPublicKey, kSlots> readers{};
    for (std::size_t i = 0; i < kSlots; ++i)
        readers[i] = i < recipients.size() ? recipients[i] : BoxKey::generate().public_key();
    for (std::size_t i = kSlots - 1; i > 0; --i)
        std::swap(readers[i], readers[random_below(static_cast<std::uint32_t>(i + 1))]);

    std::string container{kMagic};
    for (const BoxPublicKey& reader : readers) container += seal_to(reader, key.view());
    const std::string extra = container;

    Stream stream;
    std::array<unsigned char, kStreamHeader> header{};
    crypto_secretstream_xchacha20poly1305_init_push(&stream.state, header.data(), key.data());
    container.append(reinterpret_cast<const char*>(header.data()), header.size());
    const SecretString plain{padded(text)};
    std::string frame(plain.size() + kFrameExtra, '\0');
    crypto_secretstream_xchacha20poly1305_push(&stream.state, raw(frame), nullptr, raw(plain.view()),
                                               plain.size(), raw(extra), extra.size(),
                                               crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    append_u32be(container, static_cast<std::uint32_t>(frame.size()));
    return container + frame;
}

Result<SecretString> open_container(std::string_view container, const BoxKey& key)
{
    if (container.size() > limits::kContainer || container.size() < kSealed + kStreamHeader ||
        container.substr(0, kMagic.size()) != kMagic)
        return fail(Fault::Malformed, "container: not CVF1");
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        const auto opened = key.open(container.substr(kMagic.size() + slot * kSlot, kSlot));
        if (opened) return open_frames(container, *opened);
    }
    return tl::unexpected{altered()};
}

std::string container_id(std::string_view container) { return to_hex(sha256(container)); }

}  // namespace protocol
