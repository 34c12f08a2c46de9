#include "protocol/records/card.h"

#include <array>

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "protocol/limits.h"
#include "protocol/records/card_fields.h"
#include "protocol/records/fields.h"
#include "protocol/records/json.h"

namespace protocol {

namespace {

constexpr int kVersion = 1;
constexpr std::size_t kSaltBytes = 16;

struct TypeName {
    std::string_view t;
    CardDetails (*make)();
};

template <class Details>
CardDetails make()
{
    return Details{};
}

/// In the order of the variant, after NeedsNewer.
constexpr std::array<TypeName, std::variant_size_v<CardDetails> - 1> kTypes{
    {{"disclosure", make<Disclosure>},
     {"meeting", make<Meeting>},
     {"consultation", make<Consultation>},
     {"project", make<Project>},
     {"procedure", make<Procedure>},
     {"contact", make<Contact>},
     {"stats", make<Stats>},
     {"withdrawal", make<Withdrawal>},
     {"bulletin", make<Bulletin>},
     {"place", make<Place>},
     {"board", make<Board>}}};

/// The fields of any card, without `v` and `salt`.
template <class V, Of<Card> T>
void common_fields(V& v, T& card)
{
    v("title", card.title);
    v("lang", card.lang);
    v("summary", card.summary);
    v("body", card.body);
    v("att", card.att);
    v("audio", card.audio);
    v("household", card.household);
    v("scope", card.scope);
    v("thread", card.thread);
    v("changes", card.changes);
    v("contact", card.contact);
}

void add(std::vector<Blob>& blobs, const std::vector<Attachment>& files)
{
    for (const Attachment& file : files) blobs.push_back(file.blob);
}

}  // namespace

std::string new_salt() { return random_bytes(kSaltBytes); }

CardDetails empty_details(std::string_view t)
{
    for (const TypeName& type : kTypes)
        if (type.t == t) return type.make();
    return NeedsNewer{};
}

std::string_view card_type(const CardDetails& details)
{
    return details.index() == 0 ? std::string_view{} : kTypes[details.index() - 1].t;
}

Result<Card> parse_card(std::string_view t, std::string_view text)
{
    if (text.size() > limits::kCard) return fail(Fault::Malformed, "card: too large");
    const auto json = parse_canonical(text);
    if (!json) return tl::unexpected{json.error()};

    Card card;
    card.details = empty_details(t);
    FieldReader version{*json};
    version.needs("v");
    version("v", card.v);
    if (!version.wrong().empty() || card.v < 1) return fail(Fault::Malformed, "card: no version");
    const bool newer = card.v > kVersion;
    if (newer) card.details = NeedsNewer{};

    FieldReader reader{*json};
    common_fields(reader, card);
    std::visit([&reader](auto& details) { fields(reader, details); }, card.details);
    const Json* salt = json->find("salt");
    const auto bytes = salt && salt->string() ? from_base64(*salt->string()) : std::nullopt;
    if (bytes) card.salt = *bytes;
    reader.check("salt", card.salt.size() == kSaltBytes);
    reader.check("att", card.att.size() <= limits::kAttachments);
    // A later version may have given a field another form; then there is nothing to show but that.
    if (!reader.wrong().empty() && newer) {
        Card unreadable;
        unreadable.v = card.v;
        return unreadable;
    }
    if (!reader.wrong().empty()) return fail(Fault::Malformed, "card: bad field " + reader.wrong());
    return card;
}

Result<std::string> make_card(const Card& card)
{
    if (card.salt.size() != kSaltBytes) return fail(Fault::Malformed, "card: bad field salt");
    if (card.att.size() > limits::kAttachments) return fail(Fault::Malformed, "card: too many attachments");
    FieldWriter writer;
    common_fields(writer, card);
    std::visit([&writer](const auto& details) { fields(writer, details); }, card.details);
    writer("v", card.v);
    writer("salt", to_base64(card.salt));
    auto text = canonical(writer.take());
    if (text && text->size() > limits::kCard) return fail(Fault::Malformed, "card: too large");
    return text;
}

bool is_list_of_people(const Card& card)
{
    const auto* disclosure = std::get_if<Disclosure>(&card.details);
    return disclosure && disclosure->privacy && disclosure->privacy->list_of_people;
}

std::string_view card_number(const Card& card)
{
    if (const auto* disclosure = std::get_if<Disclosure>(&card.details)) return disclosure->doc_no;
    if (const auto* project = std::get_if<Project>(&card.details)) return project->code;
    if (const auto* procedure = std::get_if<Procedure>(&card.details)) return procedure->code;
    return {};
}

std::vector<Blob> text_blobs(const Card& card)
{
    std::vector<Blob> blobs;
    if (card.body) blobs.push_back(*card.body);
    const auto* meeting = std::get_if<Meeting>(&card.details);
    if (meeting && meeting->minutes) blobs.push_back(*meeting->minutes);
    return blobs;
}

std::vector<Blob> other_blobs(const Card& card)
{
    std::vector<Blob> blobs;
    add(blobs, card.att);
    if (card.audio) blobs.push_back(card.audio->blob);
    if (const auto* project = std::get_if<Project>(&card.details)) add(blobs, project->photos);
    if (const auto* procedure = std::get_if<Procedure>(&card.details)) add(blobs, procedure->forms);
    const auto* contact = std::get_if<Contact>(&card.details);
    if (contact && contact->photo) blobs.push_back(*contact->photo);
    const auto* board = std::get_if<Board>(&card.details);
    if (board && board->photo) blobs.push_back(*board->photo);
    return blobs;
}

}  // namespace protocol
