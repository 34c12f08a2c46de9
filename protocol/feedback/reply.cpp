#include "protocol/feedback/reply.h"

#include <sodium.h>

#include <algorithm>
#include <set>

#include "protocol/base/encoding.h"
#include "protocol/base/text.h"
#include "protocol/limits.h"

namespace protocol {

namespace {

constexpr std::string_view kHeader = "civic-reply/v1";
constexpr std::size_t kPadding = 1024;
constexpr NoteLimits kNoteLimits{limits::kReplyText + 4 * limits::kKiB, 4};
constexpr std::uint64_t kMostReplies = 9999;

bool is_lookup(std::string_view text)
{
    const auto bytes = from_hex(text);
    return bytes && bytes->size() == 16;
}

bool is_status(std::string_view status)
{
    return !status.empty() && status.size() <= 40 && std::all_of(status.begin(), status.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    });
}

/// The value of the line "<key> <value>\n" at the beginning of `text`, which is cut off.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view key)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos || text.substr(0, key.size()) != key) return std::nullopt;
    const std::string_view value = text.substr(key.size(), end - key.size());
    text.remove_prefix(end + 1);
    return value;
}

Result<Reply> parse_reply(std::string_view text)
{
    Reply reply;
    const auto header = take_line(text, kHeader);
    const auto to = take_line(text, "to ");
    const auto n = take_line(text, "n ");
    const auto status = take_line(text, "status ");
    const auto at = take_line(text, "at ");
    const auto empty = take_line(text, "");
    if (!header || !header->empty() || !to || !n || !status || !at || !empty || !empty->empty() ||
        text.empty())
        return fail(Fault::Malformed, "reply: unknown form");
    const auto number = parse_decimal(*n);
    const auto seconds = parse_decimal(*at);
    if (!is_lookup(*to) || !number || *number < 1 || *number > kMostReplies || !is_status(*status) ||
        !seconds || *seconds > static_cast<std::uint64_t>(limits::kJsonInteger) ||
        find_forbidden(text, TextForm::Document))
        return fail(Fault::Malformed, "reply: bad field");
    reply.to = *to;
    reply.n = static_cast<int>(*number);
    reply.status = *status;
    reply.at = from_unix(static_cast<std::int64_t>(*seconds));
    reply.text = text;
    return reply;
}

}  // namespace

Result<std::string> reply_note(const Reply& reply, const SigningKey& desk)
{
    auto text = nfc(reply.text);
    if (!text || text->size() > limits::kReplyText)
        return fail(Fault::Malformed, "reply: not UTF-8 or too long");
    std::replace(text->begin(), text->end(), '\t', ' ');  // a note has no control character but \n
    while (!text->empty() && text->back() == '\n') text->pop_back();
    if (text->empty()) return fail(Fault::Malformed, "reply: no text");
    std::string note{kHeader};
    note += "\nto " + reply.to + "\nn " + std::to_string(reply.n) + "\nstatus " + reply.status + "\nat " +
            std::to_string(unix_seconds(reply.at)) + "\n\n" + *text + "\n";
    if (const auto readable = parse_reply(note); !readable) return tl::unexpected{readable.error()};
    return sign_note(note, desk);
}

Result<std::string> seal_reply(const Reply& reply, const SigningKey& desk, const BoxPublicKey& rpk)
{
    auto note = reply_note(reply, desk);
    if (!note) return note;
    const std::size_t length = note->size();
    const std::size_t full = (length / kPadding + 1) * kPadding;
    note->resize(full);
    std::size_t padded = 0;
    sodium_pad(&padded, reinterpret_cast<unsigned char*>(note->data()), length, kPadding, full);
    return seal_to(rpk, *note);
}

Result<Reply> open_reply(std::string_view sealed, const BoxKey& reply_key, std::span<const Vkey> desks,
                         std::string_view lookup)
{
    if (sealed.size() > limits::kReply) return fail(Fault::Malformed, "reply: too large");
    const auto padded = reply_key.open(sealed);
    if (!padded) return tl::unexpected{padded.error()};
    std::size_t length = 0;
    if (padded->empty() ||
        sodium_unpad(&length, reinterpret_cast<const unsigned char*>(padded->view().data()), padded->size(),
                     kPadding) != 0)
        return fail(Fault::Malformed, "reply: bad padding");
    const auto opened = open_note(padded->view().substr(0, length), desks, kNoteLimits);
    if (!opened) return tl::unexpected{opened.error()};
    auto reply = parse_reply(opened->text);
    if (!reply) return reply;
    if (reply->to != lookup) return fail(Fault::Refused, "reply: for another code");
    reply->signer = opened->signed_by.front()->name();
    return reply;
}

std::string reply_list(std::span<const ListedReply> replies)
{
    std::string text;
    for (const ListedReply& reply : replies)
        text += reply.lookup + "." + std::to_string(reply.k) + " " + std::to_string(reply.bytes) + " " +
                to_hex(reply.hash) + "\n";
    return text;
}

Result<std::vector<ListedReply>> parse_reply_list(std::string_view text)
{
    if (text.size() > limits::kList) return fail(Fault::Malformed, "reply list: too large");
    std::vector<ListedReply> replies;
    std::set<std::string_view> names;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const auto dot = line.find('.');
        const auto space = line.find(' ');
        const auto second = space == std::string_view::npos ? space : line.find(' ', space + 1);
        if (end == std::string_view::npos || second == std::string_view::npos || dot > space)
            return fail(Fault::Malformed, "reply list: bad line");
        const auto k = parse_decimal(line.substr(dot + 1, space - dot - 1));
        const auto bytes = parse_decimal(line.substr(space + 1, second - space - 1));
        const auto hash = hash_from_hex(line.substr(second + 1));
        if (!is_lookup(line.substr(0, dot)) || !k || *k < 1 || *k > kMostReplies || !bytes ||
            *bytes > limits::kReply || !hash || !names.insert(line.substr(0, space)).second)
            return fail(Fault::Malformed, "reply list: bad line");
        replies.push_back({std::string{line.substr(0, dot)}, static_cast<int>(*k),
                           static_cast<std::int64_t>(*bytes), *hash});
        text.remove_prefix(end + 1);
    }
    return replies;
}

}  // namespace protocol
