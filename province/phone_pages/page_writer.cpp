#include "province/phone_pages/page_writer.h"

#include <algorithm>

#include "protocol/routes.h"
#include "protocol/tlog/merkle.h"
#include "province/publish/blob_store.h"
#include "province/text/texts.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

const Piece* piece_of(const std::vector<Piece>& pieces, std::string_view role)
{
    const auto found =
        std::find_if(pieces.begin(), pieces.end(), [&](const Piece& piece) { return piece.role == role; });
    return found != pieces.end() && !found->gone ? &*found : nullptr;
}

/// Attachments and forms; photos and sound are for the kiosk.
std::vector<protocol::Attachment> files_of(const protocol::Card& card)
{
    std::vector<protocol::Attachment> files = card.att;
    if (const auto* procedure = std::get_if<protocol::Procedure>(&card.details))
        files.insert(files.end(), procedure->forms.begin(), procedure->forms.end());
    return files;
}

}  // namespace

std::filesystem::path PageWriter::path(std::string_view record_id) const
{
    return data_.tree() / protocol::routes::page(record_id);
}

Result<void> PageWriter::take_revision(std::int64_t index, std::string_view note, PhoneRecord& record)
{
    auto entry = protocol::parse_entry(note);
    if (!entry) return tl::unexpected{entry.error()};
    record.t = entry->t;
    record.pub = entry->pub;
    record.law = entry->law;
    record.rev = entry->rev;
    record.from = entry->from;
    record.until = entry->until;
    record.revisions.push_back({index, protocol::leaf_hash(note)});
    return {};
}

Result<void> PageWriter::take_withdrawal(std::int64_t index, std::string_view note, PhoneRecord& record)
{
    const auto entry = protocol::parse_entry(note);
    if (!entry) return tl::unexpected{entry.error()};
    PhoneRecord::Withdrawal gone;
    gone.on = entry->from;
    gone.ground = entry->ground;
    gone.authority = entry->authority.empty() ? entry->pub : entry->authority;
    gone.erased = !entry->erase.empty();
    const auto pieces = state_.pieces(index);
    if (!pieces) return tl::unexpected{pieces.error()};
    if (const Piece* piece = piece_of(*pieces, "card")) {
        const auto bytes = BlobStore{data_}.read(piece->hash);
        if (!bytes) return tl::unexpected{bytes.error()};
        const auto card = protocol::parse_card("withdrawal", *bytes);
        if (card)
            if (const auto* why = std::get_if<protocol::Withdrawal>(&card->details)) {
                gone.reason = why->reason;
                gone.may_be_seen_at = why->may_be_seen_at;
            }
    }
    record.withdrawal = std::move(gone);
    return {};
}

Result<void> PageWriter::take_content(std::int64_t index, PhoneRecord& record)
{
    const auto pieces = state_.pieces(index);
    if (!pieces) return tl::unexpected{pieces.error()};
    const BlobStore blobs{data_};
    const Piece* card_piece = piece_of(*pieces, "card");
    if (card_piece == nullptr) return {};
    const auto bytes = blobs.read(card_piece->hash);
    if (!bytes) return tl::unexpected{bytes.error()};
    auto card = protocol::parse_card(record.t, *bytes);
    if (!card) return tl::unexpected{card.error()};
    const bool shown = !record.withdrawal && !protocol::is_list_of_people(*card);
    for (const auto& [role, into] :
         {std::pair{"body", &record.body}, std::pair{"minutes", &record.minutes}}) {
        const Piece* piece = shown ? piece_of(*pieces, role) : nullptr;
        if (piece == nullptr) continue;
        auto text = blobs.read(piece->hash);
        if (!text) return tl::unexpected{text.error()};
        *into = std::move(*text);
    }
    for (const protocol::Attachment& file : files_of(*card)) {
        const auto erased = state_.is_erased(file.blob.h);
        if (!erased) return tl::unexpected{erased.error()};
        if (shown && !*erased)
            record.attachments.push_back({file.name, protocol::routes::blob(file.blob.h), file.blob.n});
    }
    record.card = std::move(*card);
    return {};
}

Result<std::string> PageWriter::place_of(std::string_view pub)
{
    if (!law_) {
        auto law = load_rule_book(assets_folder() / "law");
        if (!law) return tl::unexpected{law.error()};
        law_ = std::move(*law);
    }
    const std::string_view code = pub.substr(0, pub.find('.'));
    if (code == law_->province_code) return law_->province_name;
    const auto unit = std::find_if(law_->units.begin(), law_->units.end(),
                                   [&](const Unit& one) { return one.code == code; });
    if (unit == law_->units.end()) return std::string{};
    std::string kind = unit->kind;
    kind.front() = static_cast<char>(kind.front() - 'a' + 'A');  // "xã", "phường"
    return kind + " " + unit->name + ", " + law_->province_name;
}

Result<PhoneRecord> PageWriter::gather(std::string_view record_id)
{
    PhoneRecord record;
    record.id = record_id;
    auto rows = state_.database().prepare("SELECT idx, note, t FROM entry WHERE id = ? ORDER BY idx");
    if (!rows) return tl::unexpected{rows.error()};
    rows->bind(record_id);
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        const auto index = rows->number(0);
        const auto taken = rows->text(2) == "withdrawal" ? take_withdrawal(index, rows->text(1), record)
                                                         : take_revision(index, rows->text(1), record);
        if (!taken) return tl::unexpected{taken.error()};
    }
    if (record.revisions.empty())
        return protocol::fail(Fault::NotFound, "no record " + std::string{record_id});
    auto place = place_of(record.pub);
    if (!place) return tl::unexpected{place.error()};
    record.place = std::move(*place);
    if (auto taken = take_content(record.revisions.back().index, record); !taken)
        return tl::unexpected{taken.error()};
    return record;
}

Result<std::string> PageWriter::make(std::string_view record_id)
{
    const auto record = gather(record_id);
    if (!record) return tl::unexpected{record.error()};
    return phone_page(*record, page_texts());
}

Result<std::vector<std::string>> PageWriter::record_ids()
{
    auto rows = state_.database().prepare("SELECT id FROM record ORDER BY id");
    if (!rows) return tl::unexpected{rows.error()};
    std::vector<std::string> ids;
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return ids;
        ids.emplace_back(rows->text(0));
    }
}

Result<void> PageWriter::add_changed(std::int64_t first, std::int64_t size, StagedFiles& files)
{
    auto rows = state_.database().prepare(
        "SELECT DISTINCT id FROM entry WHERE idx >= ? AND idx < ? AND id IN (SELECT id FROM record)");
    if (!rows) return tl::unexpected{rows.error()};
    rows->bind(first, size);
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return {};
        const std::string id{rows->text(0)};
        const auto page = make(id);
        if (!page) return tl::unexpected{page.error()};
        if (auto added = files.add(path(id), *page, StagedFiles::Existing::Replace); !added) return added;
    }
}

}  // namespace province
