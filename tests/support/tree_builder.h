#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/records/card.h"
#include "protocol/records/entry.h"
#include "protocol/tlog/merkle.h"
#include "protocol/tlog/note.h"

/// Writes a small province's static tree for tests, straight with protocol/: no database, no fsync, no
/// checks. What add…() took is visible after publish().
class TreeBuilder {
public:
    explicit TreeBuilder(std::filesystem::path root, std::string commune = "20107");

    struct Record {
        std::string type = "disclosure";
        std::string id;  ///< empty: made from the index
        std::string title = "Quyết định về đất đai";
        std::string summary;
        std::string number;  ///< disclosure: doc_no
        std::string body = "Nội dung công khai.";
        std::string law = "D03";
        std::string publisher;  ///< empty: <commune>.ubnd
        std::optional<protocol::Date> from, until;
        int rev = 1;
        std::optional<std::int64_t> prev;
        bool list_of_people = false;
        std::vector<std::string> attachments;          ///< bytes of each
        std::vector<std::string> words;                ///< what stands in each, for searching
        std::optional<protocol::CardDetails> details;  ///< default: of the type, empty
    };

    /// Each returns the log index of the new entry.
    std::int64_t add(const Record& record);
    std::int64_t withdraw(std::int64_t target, std::vector<std::string> erase = {},
                          std::string publisher = {});
    /// Any bytes as an entry: for entries that fail their own check.
    std::int64_t add_raw(std::string entry);

    /// Writes bundles, tiles, whole packs and the checkpoint of all that was added.
    void publish();

    /// Another entry in place of an old one, for altered histories: everything after it changes too.
    void replace(std::int64_t index, const Record& record);

    void remove_blob(const protocol::Hash& hash) const;
    [[nodiscard]] std::string pin() const;  ///< trust_pin
    [[nodiscard]] const std::filesystem::path& root() const { return root_; }
    [[nodiscard]] const protocol::SigningKey& receiver() const { return receiver_; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] const std::string& entry(std::size_t index) const { return entries_[index]; }
    /// Hash and bytes of the card of an entry.
    [[nodiscard]] protocol::Hash card_of(std::int64_t index) const;

    static constexpr const char* kOrigin = "tlog.hue.example/2026";

private:
    protocol::Blob blob(const std::string& bytes, std::string media);
    std::string make(const Record& record, std::int64_t index, std::int64_t seq);
    void add_key(const std::string& body, const protocol::SigningKey& key);
    protocol::SigningKey& publisher(const std::string& body);

    std::filesystem::path root_;
    std::string commune_;
    protocol::SigningKey log_, registrar_, receiver_;
    std::map<std::string, protocol::SigningKey> publishers_;
    std::map<std::string, std::int64_t> seq_;
    std::vector<std::string> entries_;
    struct Live {
        std::string publisher;
        std::int64_t seq = 0;
        std::vector<std::string> pieces;
    };
    std::map<std::int64_t, Live> live_;
    std::string manifest_text_;
};
