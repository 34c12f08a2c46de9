#include "province/publish/composer.h"

#include <algorithm>
#include <set>

#include "protocol/base/encoding.h"
#include "protocol/base/text.h"
#include "protocol/limits.h"
#include "protocol/records/card.h"
#include "protocol/trust/key_names.h"
#include "province/publish/sources.h"
#include "province/publish/villages.h"

namespace province {

using protocol::Entry;
using protocol::Fault;
using protocol::Json;
using protocol::Result;

namespace {

protocol::Blob blob_field(const NewBlob& blob) { return {blob.hash, blob.size, {}}; }

Json as_json(const NewBlob& blob, std::string_view media_type)
{
    Json json;
    json.set("h", protocol::to_hex(blob.hash));
    json.set("n", blob.size);
    json.set("m", media_type);
    return json;
}

Json::Array as_json(const std::vector<std::string>& texts)
{
    Json::Array all;
    for (const auto& text : texts) all.emplace_back(text);
    return all;
}

bool names_words(const Json& card)
{
    const auto* files = card.find("att");
    return files != nullptr && files->array() != nullptr &&
           std::ranges::any_of(*files->array(),
                               [](const Json& file) { return file.find("words") != nullptr; });
}

/// Revisions are compared by their planned days too, which stand in the entry.
void set_days(Json& card, const std::optional<protocol::Date>& from,
              const std::optional<protocol::Date>& until)
{
    if (from) card.set("from", protocol::format_date(*from));
    if (until) card.set("until", protocol::format_date(*until));
}

}  // namespace

std::vector<const Draft*> Composer::ordered(const std::vector<Draft>& drafts, Problems& problems) const
{
    std::vector<const Draft*> order;
    std::set<const Draft*> placed;
    std::set<std::string, std::less<>> names;
    for (const auto& draft : drafts) names.insert(draft.name);
    std::set<std::string, std::less<>> ready;
    bool moved = true;
    while (moved) {
        moved = false;
        for (const auto& draft : drafts) {
            // Its own name is the name of what it revises when a corrected file keeps its name.
            const bool waits =
                names.contains(draft.target) && draft.target != draft.name && !ready.contains(draft.target);
            if (waits || !placed.insert(&draft).second) continue;
            order.push_back(&draft);
            ready.insert(draft.name);
            moved = true;
        }
    }
    for (const auto& draft : drafts) {
        if (!placed.contains(&draft))
            problems.add(draft.file, draft.target_line, "circle", {{"name", draft.target}});
    }
    return order;
}

Result<NewBatch> Composer::compose(const std::vector<Draft>& drafts, Problems& problems)
{
    NewBatch batch;
    batch.digest = batch_digest(pub_, drafts);
    const auto size = writer_.state().size();
    const auto seq = writer_.state().next_seq(pub_);
    if (!size) return tl::unexpected{size.error()};
    if (!seq) return tl::unexpected{seq.error()};

    for (const auto& draft : drafts) {
        const auto name = writer_.state().published_as(draft.content);
        if (!name) return tl::unexpected{name.error()};
        if (*name) problems.add(draft.file, 1, "published_already", {{"name", **name}});
    }
    if (auto checked = check_villages(writer_, pub_, drafts, problems); !checked)
        return tl::unexpected{checked.error()};
    const auto order = ordered(drafts, problems);
    if (!problems.none()) return batch;

    // Ids first, so that a record may refer to one that comes later in the batch.
    const auto year = static_cast<int>(today_.year());
    auto number = *seq;
    for (const auto* draft : order) {
        if (draft->target.empty()) {
            auto digits = std::to_string(number);
            if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
            ids_[draft->name] = pub_ + "-" + std::to_string(year) + "-" + digits;
        }
        ++number;
    }
    next_index_ = *size;
    next_seq_ = *seq;
    for (const auto* draft : order) {
        if (auto added = add(*draft, batch, problems); !added) return tl::unexpected{added.error()};
        ++next_index_;
        ++next_seq_;
    }
    return batch;
}

Result<std::optional<std::string>> Composer::id_of(std::string_view name)
{
    if (const auto own = ids_.find(name); own != ids_.end()) return std::optional<std::string>{own->second};
    const auto named = writer_.state().record_named(pub_, name);
    if (!named) return tl::unexpected{named.error()};
    if (*named) return std::optional<std::string>{(*named)->id};
    if (known_.contains(name)) return std::optional<std::string>{std::string{name}};
    const auto stored = writer_.state().record(name);
    if (!stored) return tl::unexpected{stored.error()};
    return *stored ? std::optional<std::string>{std::string{name}} : std::nullopt;
}

Result<Composer::Known*> Composer::known(const std::string& id)
{
    if (const auto found = known_.find(id); found != known_.end()) return &found->second;
    const auto stored = writer_.state().record(id);
    if (!stored) return tl::unexpected{stored.error()};
    if (!*stored) return nullptr;
    const auto& record = **stored;
    Known known{record.t,         record.pub,   record.rev,   record.index,
                record.withdrawn, std::nullopt, std::nullopt, std::nullopt};
    return &known_.emplace(id, std::move(known)).first->second;
}

Result<Json> Composer::previous_card(const Known& known)
{
    Json card = known.card.value_or(Json{});
    auto from = known.from;
    auto until = known.until;
    if (!known.card) {
        const auto note = writer_.state().note(known.index);
        if (!note) return tl::unexpected{note.error()};
        const auto entry = protocol::parse_entry(*note);
        if (!entry) return tl::unexpected{entry.error()};
        from = entry->from;
        until = entry->until;
        const auto bytes = writer_.blobs().read(entry->card->h);
        if (!bytes) return tl::unexpected{bytes.error()};
        auto parsed = protocol::parse_canonical(*bytes);
        if (!parsed) return tl::unexpected{parsed.error()};
        card = std::move(*parsed);
    }
    set_days(card, from, until);
    return card;
}

/// Finds what the draft revises or withdraws and writes that into the entry; false when it cannot.
Result<bool> Composer::aim(const Draft& draft, Entry& entry, Problems& problems)
{
    const auto refuse = [&](std::string_view key) {
        problems.add(draft.file, draft.target_line, key, {{"name", draft.target}, {"body", pub_}});
        return false;
    };
    const auto id = id_of(draft.target);
    if (!id) return tl::unexpected{id.error()};
    if (!*id) return refuse("target_unknown");
    const auto target = known(**id);
    if (!target) return tl::unexpected{target.error()};
    if (*target == nullptr) return refuse("target_unknown");
    const auto& stood = **target;
    if (stood.pub != pub_) return refuse("target_of_other");
    if (stood.withdrawn) return refuse("target_withdrawn");
    entry.id = **id;
    if (draft.withdraws()) {
        entry.target = stood.index;
        entry.ground = draft.ground;
        entry.authority = draft.authority;
        entry.erase = draft.erase;
        // The card holds the words of a file; they go with it, and without its card everything goes.
        const bool files =
            std::ranges::any_of(draft.erase, [](auto& role) { return role.starts_with("att:"); });
        if (files && std::ranges::find(draft.erase, "card") == draft.erase.end()) {
            const auto card = previous_card(stood);
            if (card && names_words(*card)) entry.erase.emplace_back("card");
            if (!card && card.error().fault != Fault::NotFound) return tl::unexpected{card.error()};
        }
        entry.rev = 0;
        return true;
    }
    if (stood.t != draft.t) return refuse("target_kind");
    entry.rev = stood.rev + 1;
    entry.prev = stood.index;
    entry.chg = draft.chg;
    return true;
}

Result<void> Composer::refer(const Draft& draft, Json& card, Problems& problems)
{
    for (const auto& reference : draft.references) {
        const auto id = id_of(reference.name);
        if (!id) return tl::unexpected{id.error()};
        if (!*id && reference.strict)
            problems.add(draft.file, reference.line, "reference_unknown", {{"name", reference.name}});
        if (!*id) continue;
        for (const auto name : {"contact", "record", "decision_ref", "plan_ref"}) {
            const auto* value = card.find(name);
            if (value != nullptr && value->string() != nullptr && *value->string() == reference.name)
                card.set(name, **id);
        }
        if (const auto* docs = card.find("docs"); docs != nullptr && docs->array() != nullptr) {
            auto all = *docs->array();
            for (auto& one : all) {
                if (one.string() != nullptr && *one.string() == reference.name) *one.string() = **id;
            }
            card.set("docs", std::move(all));
        }
    }
    return {};
}

Result<void> Composer::add(const Draft& draft, NewBatch& batch, Problems& problems)
{
    Entry entry;
    entry.t = draft.t;
    entry.pub = pub_;
    entry.seq = next_seq_;
    entry.rev = 1;
    entry.cat = draft.cat;
    entry.law = draft.item;
    entry.from = draft.from.value_or(today_);
    entry.until = draft.until;
    entry.kind = draft.withdraws() ? protocol::EntryKind::Withdrawal : protocol::EntryKind::Content;
    if (entry.until && entry.from && *entry.until < *entry.from && !draft.withdraws()) {
        problems.add(draft.file, 1, "until_before_from");
        return {};
    }
    if (draft.target.empty()) {
        entry.id = ids_[draft.name];
    } else {
        const auto aimed = aim(draft, entry, problems);
        if (!aimed) return tl::unexpected{aimed.error()};
        if (!*aimed) return {};
    }

    NewEntry added;
    Json card = draft.card;
    if (auto done = refer(draft, card, problems); !done) return done;
    if (!draft.villages.empty()) card.set("scope", as_json(draft.villages));
    if (!draft.body.empty()) {
        auto body = blob_of(draft.body);
        card.set("body", as_json(body, "text/markdown"));
        added.pieces.push_back({"body", body.hash, body.size});
        batch.blobs.push_back(std::move(body));
    }
    for (const auto& [role, file] : draft.files) {
        added.pieces.push_back({role, file.blob.hash, file.blob.size});
        batch.blobs.push_back(file.blob);
    }
    if (draft.revises() && card.find("changes") == nullptr) {
        const auto before = previous_card(known_.at(entry.id));
        if (!before) return tl::unexpected{before.error()};
        auto after = card;
        set_days(after, entry.from, entry.until);
        card.set("changes", changes_between(*before, after));
    }
    card.set("v", 1);
    card.set("salt", protocol::to_base64(protocol::new_salt()));
    auto text = protocol::canonical(card);
    if (text && text->size() > protocol::limits::kCard) {
        problems.add(draft.file, 1, "card_too_large", {{"limit", "64"}});
        return {};
    }
    auto parsed =
        text ? protocol::parse_card(draft.t, *text) : Result<protocol::Card>{tl::unexpected{text.error()}};
    if (!parsed) {
        problems.add(draft.file, 1, "card_refused", {{"why", parsed.error().detail}});
        return {};
    }
    auto blob = blob_of(std::move(*text));
    entry.card = blob_field(blob);
    added.pieces.push_back({"card", blob.hash, blob.size});
    batch.blobs.push_back(std::move(blob));

    auto note = protocol::make_entry(entry, key_);
    if (!note) {
        problems.add(draft.file, 1, "entry_refused", {{"why", note.error().detail}});
        return {};
    }
    auto& stands = known_[entry.id];
    if (draft.withdraws())
        stands.withdrawn = true;
    else
        stands = {entry.t, pub_, entry.rev, next_index_, false, std::move(card), entry.from, entry.until};
    added.note = std::move(*note);
    added.entry = std::move(entry);
    added.name = draft.name;
    added.content = draft.content;
    batch.entries.push_back(std::move(added));
    return {};
}

}  // namespace province
