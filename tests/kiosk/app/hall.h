#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "offline_cache/content.h"
#include "offline_cache/content_writer.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/reply.h"
#include "protocol/records/card.h"
#include "protocol/records/entry.h"
#include "protocol/tlog/note.h"
#include "protocol/trust/key_names.h"
#include "protocol/trust/manifest.h"
#include "tests/support/temp_dir.h"

/// A kiosk's data folder as sync would leave it: trust, the keys of who reads and answers, and items.
class Hall {
public:
    static constexpr const char* kCommune = "20107";

    explicit Hall(bool with_keys = true, bool with_inspectorate = true)
    {
        must(offline_cache::Content::open(content(), kCommune));
        auto writer = must(offline_cache::ContentWriter::open(content(), kCommune));
        protocol::TrustManifest manifest;
        manifest.province = "46";
        manifest.issued = protocol::from_unix(1'795'000'000);
        manifest.logs.push_back({log_.vkey(), "https://tlog.hue.example/l/2026/"});
        manifest.roots.push_back(root_.vkey());
        manifest.root_threshold = 1;
        manifest.registrar = registrar_.vkey();
        manifest.receiver = receiver_.vkey();
        if (!with_keys) return;
        must(writer.add_manifest(1, protocol::sign_manifest(manifest, std::vector{root_}), "46",
                                 receiver_.vkey().text()));
        add_key(writer, protocol::KeyRole::Desk, "20107.ubnd", desk_.vkey().text(), {});
        for (const auto& [body, key] : readers()) {
            if (key == &inspectorate_ && !with_inspectorate) continue;
            const auto& pk = key->public_key();
            add_key(writer, protocol::KeyRole::Recipient, body, {}, {pk.begin(), pk.end()});
        }
    }

    [[nodiscard]] std::filesystem::path content() const { return folder_ / "content.db"; }
    [[nodiscard]] std::filesystem::path outbox() const { return folder_ / "outbox.db"; }

    /// Adds a disclosure that the kiosk can show; returns its log index.
    std::int64_t add_item(const std::string& title, const std::string& body)
    {
        auto writer = must(offline_cache::ContentWriter::open(content(), kCommune));
        protocol::Card card;
        card.salt = protocol::new_salt();
        card.title = title;
        card.details = protocol::empty_details("disclosure");
        card.body =
            protocol::Blob{protocol::sha256(body), static_cast<std::int64_t>(body.size()), "text/markdown"};
        const std::string json = must(protocol::make_card(card));

        protocol::Entry entry;
        entry.t = "disclosure";
        entry.pub = "20107.ubnd";
        entry.seq = static_cast<std::int64_t>(entries_) + 1;
        entry.id = "20107.ubnd-2026-" + std::to_string(entries_);
        entry.rev = 1;
        entry.cat = "D03.khac";
        entry.law = "D03";
        entry.from = protocol::local_date(protocol::SystemClock{}.now());
        entry.card = protocol::Blob{protocol::sha256(json), static_cast<std::int64_t>(json.size()), ""};
        const auto index = append(writer, must(protocol::make_entry(entry, publisher_)));

        offline_cache::Zip zip;
        auto facts = must(offline_cache::read_card_facts(json, "disclosure"));
        offline_cache::ArrivedText text;
        text.index = index;
        text.type = "disclosure";
        text.card = json;
        text.body = body;
        std::vector<offline_cache::PreparedText> texts;
        texts.push_back(must(offline_cache::prepare_text(zip, text, std::move(facts))));
        must(writer.store(texts, protocol::SystemClock{}.now()));
        return index;
    }

    static constexpr protocol::Time kAnswered{std::chrono::seconds{1'795'100'000}};

    /// The next answer from the commune's desk, as the next look at the reply list would bring it.
    void answer(const std::string& lookup, const protocol::BoxPublicKey& rpk, const std::string& words,
                protocol::Time at = kAnswered)
    {
        auto writer = must(offline_cache::ContentWriter::open(content(), kCommune));
        auto list = must(writer.replies());
        protocol::Reply reply;
        reply.to = lookup;
        reply.n = static_cast<int>(list.size()) + 1;
        reply.status = "answered";
        reply.at = at;
        reply.text = words + "\n";
        offline_cache::ContentWriter::NewReply fresh;
        fresh.bytes = must(protocol::seal_reply(reply, new_desk_signs_ ? new_desk_ : desk_, rpk));
        fresh.name = {lookup, reply.n, static_cast<std::int64_t>(fresh.bytes.size()),
                      protocol::sha256(fresh.bytes)};
        list.push_back(fresh.name);
        must(writer.replace_replies(list, std::vector{fresh}));
    }

    /// The log gives the commune's desk another key and ends the one that it has. It goes on signing with the
    /// old one here, as who stole it would, until use_new_desk().
    void revoke_desk(protocol::Time at)
    {
        auto writer = must(offline_cache::ContentWriter::open(content(), kCommune));
        add_key(writer, protocol::KeyRole::Desk, "20107.ubnd", new_desk_.vkey().text(), {});
        add_key(writer, protocol::KeyRole::Desk, "20107.ubnd", desk_.vkey().text(), {}, at);
    }
    void use_new_desk() { new_desk_signs_ = true; }

    [[nodiscard]] const protocol::BoxKey& committee() const { return committee_; }
    [[nodiscard]] const protocol::BoxKey& front() const { return front_; }
    [[nodiscard]] const protocol::BoxKey& inspectorate() const { return inspectorate_; }

    template <class T>
    static T must(protocol::Result<T> result)
    {
        if (!result) throw std::runtime_error(result.error().detail);
        if constexpr (!std::is_void_v<T>) return std::move(*result);
    }

private:
    [[nodiscard]] std::vector<std::pair<std::string, const protocol::BoxKey*>> readers() const
    {
        return {{"20107.ubnd", &committee_}, {"20107.mttq", &front_}, {"46.thanhtra", &inspectorate_}};
    }

    void add_key(offline_cache::ContentWriter& writer, protocol::KeyRole role, const std::string& body,
                 std::string vkey, std::string pk, std::optional<protocol::Time> revoked = {})
    {
        protocol::Entry entry;
        entry.t = "key";
        entry.kind = protocol::EntryKind::Key;
        entry.pub = protocol::registrar_body("46");
        entry.seq = static_cast<std::int64_t>(entries_) + 1;
        entry.key = protocol::KeyRecord{};
        entry.key->role = role;
        entry.key->vkey = std::move(vkey);
        entry.key->pk = std::move(pk);
        entry.key->scope = {body};
        entry.key->revoke = revoked.has_value();
        if (revoked) entry.key->at = protocol::unix_seconds(*revoked);
        append(writer, must(protocol::make_entry(entry, registrar_)));
    }

    std::int64_t append(offline_cache::ContentWriter& writer, const std::string& bytes)
    {
        auto log = must(writer.log_state(log_.vkey().name()));
        offline_cache::NewEntry entry;
        entry.index = entries_;
        entry.bytes = bytes;
        entry.header = must(protocol::parse_entry(bytes));
        auto run = must(writer.begin_append());
        must(run.add(log, std::vector{entry}));
        log.size = ++entries_;
        must(run.commit(log));
        must(writer.checkpoint_seen(log, protocol::SystemClock{}.now()));
        return static_cast<std::int64_t>(entries_) - 1;
    }

    TempDir folder_;
    protocol::SigningKey log_ = protocol::SigningKey::generate("tlog.hue.example/2026");
    protocol::SigningKey root_ = protocol::SigningKey::generate(protocol::root_key_name("46", 1));
    protocol::SigningKey registrar_ = protocol::SigningKey::generate(protocol::registrar_key_name("46"));
    protocol::SigningKey receiver_ = protocol::SigningKey::generate(protocol::receiver_key_name("46"));
    protocol::SigningKey desk_ = protocol::SigningKey::generate(protocol::desk_key_name("46", "20107.ubnd"));
    protocol::SigningKey new_desk_ =
        protocol::SigningKey::generate(protocol::desk_key_name("46", "20107.ubnd", 2));
    protocol::SigningKey publisher_ =
        protocol::SigningKey::generate(protocol::publisher_key_name("46", "20107.ubnd"));
    protocol::BoxKey committee_ = protocol::BoxKey::generate();
    protocol::BoxKey front_ = protocol::BoxKey::generate();
    protocol::BoxKey inspectorate_ = protocol::BoxKey::generate();
    std::uint64_t entries_ = 0;
    bool new_desk_signs_ = false;
};
