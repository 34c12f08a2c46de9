#include "tests/support/tree_builder.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <zlib.h>

#include "protocol/packs/pack.h"
#include "protocol/records/json.h"
#include "protocol/routes.h"
#include "protocol/tlog/checkpoint.h"
#include "protocol/tlog/tile.h"
#include "protocol/trust/key_names.h"
#include "protocol/trust/manifest.h"

namespace fs = std::filesystem;
using protocol::SigningKey;

namespace {

void write_file(const fs::path& file, std::string_view bytes)
{
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string gzip(const std::string& bytes)
{
    z_stream z{};
    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&z, bytes.size()) + 32, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

template <class T>
T must(protocol::Result<T> result)
{
    if (!result) throw std::runtime_error("tree_builder: " + result.error().detail);
    return std::move(*result);
}

constexpr const char* kProvince = "46";

}  // namespace

TreeBuilder::TreeBuilder(fs::path root, std::string commune)
    : root_(std::move(root)),
      commune_(std::move(commune)),
      log_(SigningKey::generate(kOrigin)),
      registrar_(SigningKey::generate(protocol::registrar_key_name(kProvince))),
      receiver_(SigningKey::generate(protocol::receiver_key_name(kProvince)))
{
    const std::vector<SigningKey> roots{SigningKey::generate(protocol::root_key_name(kProvince, 1)),
                                        SigningKey::generate(protocol::root_key_name(kProvince, 2)),
                                        SigningKey::generate(protocol::root_key_name(kProvince, 3))};
    protocol::TrustManifest manifest;
    manifest.province = kProvince;
    manifest.issued = protocol::from_unix(1'795'300'000);
    manifest.logs.push_back({log_.vkey(), "https://tlog.hue.example/l/2026/"});
    for (const auto& key : roots) manifest.roots.push_back(key.vkey());
    manifest.root_threshold = 2;
    manifest.registrar = registrar_.vkey();
    manifest.receiver = receiver_.vkey();
    manifest_text_ = protocol::manifest_text(manifest);
    write_file(root_ / protocol::routes::trust(1),
               protocol::sign_manifest(manifest, std::span{roots}.first(2)));
    publisher(commune_ + ".ubnd");
}

std::string TreeBuilder::pin() const { return protocol::to_hex(protocol::sha256(manifest_text_)); }

protocol::SigningKey& TreeBuilder::publisher(const std::string& body)
{
    if (const auto at = publishers_.find(body); at != publishers_.end()) return at->second;
    auto key = SigningKey::generate(protocol::publisher_key_name(kProvince, body));
    add_key(body, key);
    return publishers_.emplace(body, std::move(key)).first->second;
}

void TreeBuilder::add_key(const std::string& body, const SigningKey& key)
{
    protocol::Entry entry;
    entry.t = "key";
    entry.kind = protocol::EntryKind::Key;
    entry.pub = protocol::registrar_body(kProvince);
    entry.seq = ++seq_[entry.pub];
    entry.key = protocol::KeyRecord{};
    entry.key->vkey = key.vkey().text();
    entry.key->scope = {body};
    entries_.push_back(must(protocol::make_entry(entry, registrar_)));
}

namespace {

/// The card with what stands in its files.
std::string with_words(const std::string& card, const std::vector<std::string>& words)
{
    if (words.empty()) return card;
    protocol::Json json = must(protocol::parse_canonical(card));
    auto att = *json.find("att")->array();
    for (std::size_t i = 0; i < words.size() && i < att.size(); ++i) att[i].set("words", words[i]);
    json.set("att", std::move(att));
    return must(protocol::canonical(json));
}

}  // namespace

protocol::Blob TreeBuilder::blob(const std::string& bytes, std::string media)
{
    protocol::Blob blob;
    blob.h = protocol::sha256(bytes);
    blob.n = static_cast<std::int64_t>(bytes.size());
    blob.m = std::move(media);
    write_file(root_ / protocol::routes::blob(blob.h), bytes);
    return blob;
}

void TreeBuilder::remove_blob(const protocol::Hash& hash) const
{
    fs::remove(root_ / protocol::routes::blob(hash));
}

std::string TreeBuilder::make(const Record& record, std::int64_t index, std::int64_t seq)
{
    const std::string body_name = record.publisher.empty() ? commune_ + ".ubnd" : record.publisher;
    protocol::Card card;
    card.salt = protocol::new_salt();
    card.title = record.title;
    card.summary = record.summary;
    card.details = record.details ? *record.details : protocol::empty_details(record.type);
    if (auto* disclosure = std::get_if<protocol::Disclosure>(&card.details)) {
        disclosure->doc_no = record.number;
        if (record.list_of_people) disclosure->privacy = protocol::Privacy{true, std::nullopt};
    }
    std::vector<std::string> pieces;
    if (!record.body.empty()) card.body = blob(record.body, "text/markdown");
    int n = 0;
    for (const auto& bytes : record.attachments) {
        protocol::Attachment attachment;
        attachment.blob = blob(bytes, "application/pdf");
        attachment.name = "phu-luc-" + std::to_string(++n) + ".pdf";
        card.att.push_back(std::move(attachment));
    }
    const std::string bytes = with_words(must(protocol::make_card(card)), record.words);
    pieces.push_back(bytes);
    if (!record.body.empty()) pieces.push_back(record.body);

    protocol::Entry entry;
    entry.t = record.type;
    entry.pub = body_name;
    entry.seq = seq;
    entry.id = record.id.empty() ? body_name + "-" + std::to_string(index) : record.id;
    entry.rev = record.rev;
    entry.prev = record.prev;
    if (record.rev > 1) entry.chg = "sua-noi-dung";
    entry.cat = record.law.empty() ? "khac" : record.law;
    entry.law = record.law;
    entry.from = record.from.value_or(*protocol::parse_date("2026-11-20"));
    entry.until = record.until;
    entry.card = blob(bytes, {});
    live_[index] = {body_name, seq, std::move(pieces)};
    return must(protocol::make_entry(entry, publishers_.at(body_name)));
}

std::int64_t TreeBuilder::add(const Record& record)
{
    const std::string body_name = record.publisher.empty() ? commune_ + ".ubnd" : record.publisher;
    publisher(body_name);
    const auto index = static_cast<std::int64_t>(entries_.size());
    entries_.push_back(make(record, index, ++seq_[body_name]));
    return index;
}

void TreeBuilder::replace(std::int64_t index, const Record& record)
{
    entries_[static_cast<std::size_t>(index)] = make(record, index, live_.at(index).seq);
}

std::int64_t TreeBuilder::withdraw(std::int64_t target, std::vector<std::string> erase,
                                   std::string publisher_name)
{
    const auto old = must(protocol::parse_entry(entries_[static_cast<std::size_t>(target)]));
    const std::string body_name = publisher_name.empty() ? old.pub : std::move(publisher_name);
    protocol::Card card;
    card.salt = protocol::new_salt();
    card.title = "Rút văn bản";
    card.details = protocol::Withdrawal{"Công khai nhầm danh sách", "Chủ tịch UBND xã", ""};
    const std::string bytes = must(protocol::make_card(card));
    protocol::Entry entry;
    entry.t = "withdrawal";
    entry.kind = protocol::EntryKind::Withdrawal;
    entry.pub = body_name;
    publisher(body_name);
    entry.seq = ++seq_[body_name];
    entry.id = old.id;
    entry.target = target;
    entry.ground = "sai-sot";
    entry.authority = body_name;
    entry.from = *protocol::parse_date("2026-11-21");
    entry.erase = std::move(erase);
    entry.card = blob(bytes, {});
    const auto index = static_cast<std::int64_t>(entries_.size());
    live_[index] = {body_name, entry.seq, {bytes}};
    entries_.push_back(must(protocol::make_entry(entry, publishers_.at(body_name))));
    return index;
}

std::int64_t TreeBuilder::add_raw(std::string entry)
{
    entries_.push_back(std::move(entry));
    return static_cast<std::int64_t>(entries_.size()) - 1;
}

protocol::Hash TreeBuilder::card_of(std::int64_t index) const
{
    return must(protocol::parse_entry(entries_[static_cast<std::size_t>(index)])).card->h;
}

void TreeBuilder::publish()
{
    const fs::path log = root_ / "l" / std::string{protocol::routes::log_folder(kOrigin)};
    std::vector<protocol::Hash> leaves;
    for (const auto& entry : entries_) leaves.push_back(protocol::leaf_hash(entry));
    const auto size = static_cast<std::uint64_t>(entries_.size());

    for (std::uint64_t n = 0; n * 256 < size; ++n) {
        std::string bundle;
        for (std::uint64_t i = n * 256; i < std::min(size, n * 256 + 256); ++i) {
            protocol::append_to_bundle(bundle, entries_[i]);
        }
        const auto id = *protocol::bundle_of(n, size);
        write_file(log / id.path(), bundle);
        if (id.width == 256) write_file(log / (id.path() + ".gz"), gzip(bundle));
    }
    std::vector<protocol::Hash> level = leaves;
    for (int number = 0; !level.empty(); ++number) {
        std::vector<protocol::Hash> above;
        for (std::size_t begin = 0; begin < level.size(); begin += 256) {
            const std::size_t width = std::min<std::size_t>(256, level.size() - begin);
            const std::span tile{level.data() + begin, width};
            const protocol::TileId id{number, begin / 256, static_cast<int>(width)};
            write_file(log / id.path(), protocol::encode_tile(tile));
            if (width == 256) above.push_back(protocol::tree_root(tile));
        }
        level = std::move(above);
    }
    std::map<std::pair<std::string, std::int64_t>, std::string> packs;
    for (const auto& [index, live] : live_) {
        auto& pack = packs[{live.publisher, protocol::pack_of(live.seq)}];
        for (const auto& piece : live.pieces) protocol::append_to_pack(pack, piece);
    }
    for (const auto& [name, bytes] : packs) {
        if (seq_.at(name.first) < protocol::first_seq(name.second + 1) - 1) continue;  // whole packs only
        write_file(root_ / protocol::routes::pack(name.first, name.second), gzip(bytes));
    }
    const protocol::Checkpoint checkpoint{kOrigin, size, protocol::tree_root(leaves)};
    write_file(log / "checkpoint", protocol::sign_checkpoint(checkpoint, log_));
}
