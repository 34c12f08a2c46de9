#include "protocol/feedback/message.h"

#include <algorithm>
#include <array>

#include "protocol/base/encoding.h"
#include "protocol/base/text.h"
#include "protocol/limits.h"
#include "protocol/records/entry.h"
#include "protocol/records/json.h"
#include "protocol/trust/key_names.h"

namespace protocol {

namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::array<std::string_view, 4> kLanes{"normal", "official", "opinion", "wrong_info"};
constexpr std::array<std::string_view, 2> kKinds{"phan_anh", "kien_nghi"};
constexpr int kMostReplies = 9999;
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestPlace = 1000;

bool is_word(std::string_view text)
{
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_commune(std::string_view code)
{
    return code.size() >= 2 && code.size() <= 5 &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_lookup(std::string_view look)
{
    const auto bytes = from_hex(look);
    return bytes && bytes->size() == 16;
}

/// Overwrites every string of a value that held what a resident typed.
void wipe_json(Json& json)
{
    if (auto* text = json.string()) wipe(*text);
    if (auto* items = json.array()) std::for_each(items->begin(), items->end(), wipe_json);
    if (auto* members = json.object())
        std::for_each(members->begin(), members->end(),
                      [](Json::Member& member) { wipe_json(member.second); });
}

struct WipedJson {
    Json json;
    WipedJson() = default;
    explicit WipedJson(Json value) : json(std::move(value)) {}
    WipedJson(const WipedJson&) = delete;
    WipedJson& operator=(const WipedJson&) = delete;
    ~WipedJson() { wipe_json(json); }
};

/// The first field that breaks a rule, or nullptr.
const char* broken_field(const Message& m)
{
    if (!is_commune(m.commune)) return "commune";
    if (!valid_body(m.pub)) return "pub";
    if (!m.about.empty() && !valid_record_id(m.about)) return "about";
    if (!is_word(m.topic)) return "topic";
    if (m.reopens < 0 || m.reopens > kMostReplies) return "reopens";
    if (m.agrees < 0 || m.agrees > kMostReplies || (m.agrees > 0 && m.reopens > 0)) return "agrees";
    const bool marked = m.mark >= kLowestMark && m.mark <= kHighestMark;
    if (m.agrees > 0 ? !marked || !m.text.empty() : m.mark != 0) return "mark";
    if (!m.option.empty() && (m.lane != Lane::Opinion || m.option.size() > limits::kFeedbackOption))
        return "option";
    // Of an answer it is enough to say whether the matter is done; of a consultation, which option it is.
    const bool says_enough = m.reply() > 0 || !m.option.empty();
    if ((m.text.empty() && !says_enough) || m.text.size() > limits::kFeedbackText) return "text";
    if (m.place.size() > kLongestPlace) return "place";
    if (m.contact && (m.contact->name.size() > kLongestName || m.contact->phone.size() > kLongestName))
        return "contact";
    if (!is_lookup(m.look)) return "look";
    return nullptr;
}

tl::unexpected<Error> bad(const char* field)
{
    return fail(Fault::Malformed, std::string{"message: bad field "} + field);
}

/// Reads strings of an object; what is missing or of another kind is remembered.
struct Reader {
    const Json& object;
    const char* wrong = nullptr;

    std::string_view text(const char* key, bool required)
    {
        const Json* value = object.find(key);
        const std::string* string = value ? value->string() : nullptr;
        if (!string && (value || required) && !wrong) wrong = key;
        return string ? std::string_view{*string} : std::string_view{};
    }
};

/// Absent: 0, which no writer writes.
int read_number(Reader& reader, const char* key, int most)
{
    const Json* value = reader.object.find(key);
    if (!value) return 0;
    const std::int64_t* number = value->integer();
    if (!number || *number < 1 || *number > most) {
        if (!reader.wrong) reader.wrong = key;
        return 0;
    }
    return static_cast<int>(*number);
}

void read_contact(Reader& reader, Message& message)
{
    const Json* contact = reader.object.find("contact");
    if (!contact) return;
    if (!contact->object()) {
        reader.wrong = "contact";
        return;
    }
    Reader inner{*contact};
    message.contact.emplace();
    message.contact->name.assign(inner.text("name", false));
    message.contact->phone.assign(inner.text("phone", false));
    if (inner.wrong && !reader.wrong) reader.wrong = inner.wrong;
}

}  // namespace

std::string_view lane_name(Lane lane) { return kLanes[static_cast<std::size_t>(lane)]; }

std::optional<Lane> parse_lane(std::string_view name)
{
    const auto* const found = std::find(kLanes.begin(), kLanes.end(), name);
    if (found == kLanes.end()) return std::nullopt;
    return static_cast<Lane>(found - kLanes.begin());
}

std::string_view feedback_kind_name(FeedbackKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

Result<SecretString> make_message(const Message& message)
{
    if (const char* field = broken_field(message)) return bad(field);
    WipedJson wiped;
    Json& json = wiped.json;
    json.set("v", kVersion);
    json.set("commune", message.commune);
    json.set("pub", message.pub);
    if (!message.about.empty()) json.set("about", message.about);
    json.set("lane", lane_name(message.lane));
    json.set("kind", feedback_kind_name(message.kind));
    json.set("topic", message.topic);
    if (!message.place.empty()) json.set("place", to_profile_line(message.place.view()));
    if (!message.option.empty()) json.set("option", to_profile_line(message.option.view()));
    json.set("text", to_profile_line(message.text.view()));
    if (message.contact) {
        Json contact;
        if (!message.contact->name.empty())
            contact.set("name", to_profile_line(message.contact->name.view()));
        if (!message.contact->phone.empty())
            contact.set("phone", to_profile_line(message.contact->phone.view()));
        json.set("contact", std::move(contact));
    }
    json.set("public", message.is_public);
    json.set("rpk", to_base64({reinterpret_cast<const char*>(message.rpk.data()), message.rpk.size()}));
    json.set("look", message.look);
    if (message.reopens != 0) json.set("reopens", static_cast<std::int64_t>(message.reopens));
    if (message.agrees != 0) {
        json.set("agrees", static_cast<std::int64_t>(message.agrees));
        json.set("mark", static_cast<std::int64_t>(message.mark));
    }
    json.set("files", Json::Array{});
    auto text = canonical(json);
    if (!text) return tl::unexpected{text.error()};  // names the field, never what was typed
    if (text->size() > limits::kMessage) return bad("text");
    return SecretString{*std::move(text)};
}

Result<Message> parse_message(std::string_view text)
{
    if (text.size() > limits::kMessage) return fail(Fault::Malformed, "message: too large");
    auto parsed = parse_canonical(text);
    if (!parsed) return tl::unexpected{parsed.error()};
    const WipedJson wiped{*std::move(parsed)};
    Reader reader{wiped.json};
    const Json* version = wiped.json.find("v");
    if (!version || !version->integer() || *version->integer() != kVersion) return bad("v");

    Message message;
    message.commune = reader.text("commune", true);
    message.pub = reader.text("pub", true);
    message.about = reader.text("about", false);
    message.topic = reader.text("topic", true);
    message.place.assign(from_profile_line(reader.text("place", false)));
    message.option.assign(from_profile_line(reader.text("option", false)));
    message.text = SecretString{from_profile_line(reader.text("text", true))};
    message.look = reader.text("look", true);
    read_contact(reader, message);
    const auto lane = parse_lane(reader.text("lane", true));
    const auto* const kind = std::find(kKinds.begin(), kKinds.end(), reader.text("kind", true));
    const auto rpk = from_base64(reader.text("rpk", true));
    const Json* is_public = wiped.json.find("public");
    message.reopens = read_number(reader, "reopens", kMostReplies);
    message.agrees = read_number(reader, "agrees", kMostReplies);
    message.mark = read_number(reader, "mark", kHighestMark);
    if (reader.wrong) return bad(reader.wrong);
    if (!lane) return bad("lane");
    if (kind == kKinds.end()) return bad("kind");
    if (!rpk || rpk->size() != message.rpk.size()) return bad("rpk");
    if (!is_public || !is_public->boolean()) return bad("public");
    message.lane = *lane;
    message.kind = static_cast<FeedbackKind>(kind - kKinds.begin());
    std::copy(rpk->begin(), rpk->end(), message.rpk.begin());
    message.is_public = *is_public->boolean();
    if (const char* field = broken_field(message)) return bad(field);
    return message;
}

}  // namespace protocol
