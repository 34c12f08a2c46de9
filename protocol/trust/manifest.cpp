#include "protocol/trust/manifest.h"

#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/limits.h"

namespace protocol {

namespace {

constexpr std::string_view kHeader = "civic-trust/v1";
constexpr std::string_view kPrevPrefix = "sha256:";

/// The lines of a manifest as key and value, taken one after another.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) { step(); }

    [[nodiscard]] bool done() const { return key_.empty() && value_.empty(); }
    [[nodiscard]] std::string_view whole() const { return whole_; }

    /// The value, if the line at hand has this key; then the next line is at hand.
    std::optional<std::string_view> take(std::string_view key)
    {
        if (done() || key_ != key) return std::nullopt;
        const std::string_view value = value_;
        step();
        return value;
    }

private:
    void step()
    {
        const auto end = std::min(rest_.find('\n'), rest_.size());
        whole_ = rest_.substr(0, end);
        const auto space = std::min(whole_.find(' '), whole_.size());
        key_ = whole_.substr(0, space);
        value_ = whole_.substr(std::min(space + 1, whole_.size()));
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
    }

    std::string_view rest_, whole_, key_, value_;
};

std::optional<std::int64_t> small_number(std::optional<std::string_view> text)
{
    const auto number = text ? parse_decimal(*text) : std::nullopt;
    if (!number || *number > static_cast<std::uint64_t>(limits::kJsonInteger)) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

std::optional<TrustedLog> parse_log(std::string_view value)
{
    const auto space = value.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    auto key = Vkey::parse(value.substr(0, space));
    const std::string_view url = value.substr(space + 1);
    if (!key || key->type() != KeyType::Note || url.empty() || url.back() != '/') return std::nullopt;
    return TrustedLog{*std::move(key), std::string{url}};
}

std::optional<ClosedLog> parse_closed(std::string_view value)
{
    const auto first = value.find(' ');
    const auto second = first == std::string_view::npos ? first : value.find(' ', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto size = parse_decimal(value.substr(first + 1, second - first - 1));
    const auto root = hash_from_base64(value.substr(second + 1));
    if (!size || !root) return std::nullopt;
    return ClosedLog{std::string{value.substr(0, first)}, *size, *root};
}

/// nullopt: the line is not there; a fault is told through `wrong`.
std::optional<Vkey> take_key(Lines& lines, std::string_view name, const char*& wrong)
{
    const auto value = lines.take(name);
    if (!value) return std::nullopt;
    auto key = Vkey::parse(*value);
    if (!key || key->type() != KeyType::Note) {
        wrong = "bad key";
        return std::nullopt;
    }
    return *std::move(key);
}

/// The first fault found, or nullptr. Order and completeness are checked by writing the text again.
const char* read_lines(Lines& lines, TrustManifest& m)
{
    if (!lines.take(kHeader)) return "unknown form";
    const auto version = small_number(lines.take("version"));
    if (!version || *version < 1) return "no version";
    m.version = static_cast<std::uint64_t>(*version);
    if (const auto prev = lines.take("prev")) {
        if (prev->substr(0, kPrevPrefix.size()) != kPrevPrefix) return "bad prev";
        m.prev = hash_from_base64(prev->substr(kPrevPrefix.size()));
        if (!m.prev) return "bad prev";
    }
    if ((m.version > 1) != m.prev.has_value()) return "prev does not fit the version";
    m.province = lines.take("province").value_or("");
    const auto issued = small_number(lines.take("issued"));
    if (m.province.empty() || !issued) return "no province or date of issue";
    m.issued = from_unix(*issued);
    while (const auto value = lines.take("log")) {
        auto log = parse_log(*value);
        if (!log) return "bad log line";
        m.logs.push_back(*std::move(log));
    }
    for (std::string_view line = lines.whole(); lines.take("witness") || lines.take("group");
         line = lines.whole())
        m.policy.emplace_back(line);
    m.quorum = lines.take("quorum").value_or("");
    const char* wrong = nullptr;
    while (auto root = take_key(lines, "root", wrong)) m.roots.push_back(*std::move(root));
    m.root_threshold = static_cast<std::size_t>(small_number(lines.take("root-threshold")).value_or(0));
    m.registrar = take_key(lines, "registrar", wrong);
    m.receiver = take_key(lines, "receiver", wrong);
    m.release = take_key(lines, "release", wrong);
    while (const auto value = lines.take("closed")) {
        auto closed = parse_closed(*value);
        if (!closed) return "bad closed line";
        m.closed.push_back(*std::move(closed));
    }
    m.stale = lines.take("stale").value_or("");
    return wrong;
}

/// How many different root keys of a set signed the note.
Result<std::size_t> count_signatures(std::string_view note, const std::vector<Vkey>& roots)
{
    const auto opened = open_note(note, roots, {limits::kTrustManifest, limits::kSignatures});
    if (!opened) return tl::unexpected{opened.error()};
    std::vector<std::array<std::uint8_t, 32>> keys;  // one key under two names counts once
    for (const Vkey* key : opened->signed_by)
        if (std::find(keys.begin(), keys.end(), key->key()) == keys.end()) keys.push_back(key->key());
    return keys.size();
}

Result<VerifiedManifest> read_signed(std::string_view note)
{
    const auto parts = split_note(note, {limits::kTrustManifest, limits::kSignatures});
    if (!parts) return tl::unexpected{parts.error()};
    auto manifest = parse_manifest(parts->text);
    if (!manifest) return tl::unexpected{manifest.error()};
    const auto signatures = count_signatures(note, manifest->roots);
    if (!signatures) return tl::unexpected{signatures.error()};
    if (*signatures < manifest->root_threshold)
        return fail(Fault::Refused, "trust manifest: too few signatures of its root keys");
    return VerifiedManifest{*std::move(manifest), sha256(parts->text)};
}

}  // namespace

std::string manifest_text(const TrustManifest& m)
{
    std::string text{kHeader};
    text += '\n';
    const auto line = [&text](std::string_view key, const std::string& value) {
        text += key;
        text += ' ';
        text += value;
        text += '\n';
    };
    line("version", std::to_string(m.version));
    if (m.prev) line("prev", std::string{kPrevPrefix} + to_base64(*m.prev));
    line("province", m.province);
    line("issued", std::to_string(unix_seconds(m.issued)));
    for (const TrustedLog& log : m.logs) line("log", log.key.text() + " " + log.url);
    for (const std::string& policy : m.policy) text += policy + "\n";
    line("quorum", m.quorum);
    for (const Vkey& root : m.roots) line("root", root.text());
    line("root-threshold", std::to_string(m.root_threshold));
    if (m.registrar) line("registrar", m.registrar->text());
    if (m.receiver) line("receiver", m.receiver->text());
    if (m.release) line("release", m.release->text());
    for (const ClosedLog& log : m.closed)
        line("closed", log.origin + " " + std::to_string(log.size) + " " + to_base64(log.root));
    if (!m.stale.empty()) line("stale", m.stale);
    return text;
}

Result<TrustManifest> parse_manifest(std::string_view text)
{
    const auto malformed = [](const char* what) {
        return fail(Fault::Malformed, std::string{"trust manifest: "} + what);
    };
    if (text.size() > limits::kTrustManifest) return malformed("too large");
    TrustManifest manifest;
    Lines lines{text};
    if (const char* wrong = read_lines(lines, manifest)) return malformed(wrong);
    if (manifest_text(manifest) != text) return malformed("unknown line or wrong order");
    if (manifest.logs.empty() || !manifest.registrar || !manifest.receiver || manifest.quorum.empty())
        return malformed("no log, quorum, registrar or receiver");
    if (manifest.root_threshold < 1 || manifest.root_threshold > manifest.roots.size())
        return malformed("threshold does not fit the root keys");
    return manifest;
}

std::string sign_manifest(const TrustManifest& manifest, std::span<const SigningKey> roots)
{
    const std::string text = manifest_text(manifest);
    std::string note = text + "\n";
    for (const SigningKey& root : roots) note += signature_line(root.vkey(), root.sign(text));
    return note;
}

Result<VerifiedManifest> open_first_manifest(std::string_view note, const Hash& pin)
{
    auto first = read_signed(note);
    if (!first) return first;
    if (first->text_hash != pin) return fail(Fault::Refused, "trust manifest: not the pinned one");
    if (first->manifest.version != 1) return fail(Fault::Refused, "trust manifest: not version 1");
    return first;
}

Result<VerifiedManifest> open_next_manifest(std::string_view note, const VerifiedManifest& current)
{
    auto next = read_signed(note);
    if (!next) return next;
    if (next->manifest.version != current.manifest.version + 1 || next->manifest.prev != current.text_hash ||
        next->manifest.province != current.manifest.province)
        return fail(Fault::Refused, "trust manifest: does not follow the one before");
    const auto signatures = count_signatures(note, current.manifest.roots);
    if (!signatures) return tl::unexpected{signatures.error()};
    if (*signatures < current.manifest.root_threshold)
        return fail(Fault::Refused, "trust manifest: too few signatures of the root keys before");
    return next;
}

}  // namespace protocol
