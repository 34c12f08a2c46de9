#include "province/publish/draft_reader.h"

#include <algorithm>
#include <array>

#include "protocol/base/text.h"
#include "protocol/limits.h"
#include "protocol/records/entry.h"
#include "province/files/files.h"
#include "province/phone_pages/body_pictures.h"
#include "province/publish/card_reader.h"
#include "province/publish/front_matter.h"
#include "province/publish/source_text.h"
#include "province/publish/value_reader.h"

namespace province {

namespace {

constexpr std::size_t kLongestFrontMatter = 64 * protocol::limits::kKiB;

constexpr std::array<std::string_view, 18> kHeaderKeys{
    "kind",      "item", "cat",    "title",     "lang",  "scope",  "from",   "until", "revises",
    "withdraws", "chg",  "ground", "authority", "erase", "source", "reason", "body",  "secrecy"};

/// Everything in a front matter that is not a field of the card.
class HeaderReader {
public:
    HeaderReader(const toml::table& table, Draft& draft, CardReader& values, const RuleBook& law,
                 Problems& problems)
        : table_(table), draft_(draft), values_(values), law_(law), problems_(problems)
    {
    }

    /// False when the type is not known: nothing else can be judged then.
    bool kind()
    {
        const auto* node = table_.get("kind");
        if (node == nullptr && table_.contains("withdraws")) {
            draft_.t = "withdrawal";
            return true;
        }
        if (node == nullptr) {
            problems_.add(draft_.file, values_.line(table_), "key_missing", {{"key", "kind"}});
            return false;
        }
        const auto t = values_.text(*node, "kind");
        if (!t) return false;
        if (!is_publishable(*t)) {
            problems_.add(draft_.file, values_.line(*node), "kind_unknown", {{"kind", *t}});
            return false;
        }
        draft_.t = *t;
        return true;
    }

    void all()
    {
        title();
        law_and_code();
        scope();
        if (const auto* node = table_.get("from")) draft_.from = values_.date(*node, "from");
        if (const auto* node = table_.get("until")) {
            draft_.until = values_.date(*node, "until");
            if (draft_.from && draft_.until && *draft_.until < *draft_.from)
                problems_.add(draft_.file, values_.line(*node), "until_before_from");
        }
        target();
    }

private:
    void title()
    {
        const auto* node = table_.get("title");
        if (node == nullptr) {
            if (!draft_.withdraws())
                problems_.add(draft_.file, values_.line(table_), "key_missing", {{"key", "title"}});
        } else if (auto title = values_.text(*node, "title")) {
            if (title->empty())
                problems_.add(draft_.file, values_.line(*node), "key_empty", {{"key", "title"}});
            if (title->find('\n') != std::string::npos)
                problems_.add(draft_.file, values_.line(*node), "title_lines");
            draft_.card.set("title", protocol::to_profile_line(*title));
        }
        if (const auto* lang = table_.get("lang")) {
            const auto text = values_.text(*lang, "lang");
            const bool good =
                text && text->size() >= 2 && text->size() <= 8 &&
                std::all_of(text->begin(), text->end(), [](char c) { return c >= 'a' && c <= 'z'; });
            if (text && !good)
                problems_.add(draft_.file, values_.line(*lang), "bad_lang", {{"value", *text}});
            if (good) draft_.lang = *text;
        }
        draft_.card.set("lang", draft_.lang);
    }

    std::string code(std::string_view key)
    {
        const auto* node = table_.get(key);
        if (node == nullptr) return {};
        const auto text = values_.text(*node, key);
        if (!text) return {};
        if (is_code(*text)) return *text;
        problems_.add(draft_.file, values_.line(*node), "bad_code", {{"key", key}, {"value", *text}});
        return {};
    }

    void law_and_code()
    {
        draft_.item = code("item");
        if (!draft_.item.empty() && !law_.has_item(draft_.item))
            problems_.add(draft_.file, values_.line(*table_.get("item")), "item_unknown",
                          {{"item", draft_.item}});
        if (draft_.item.empty() && draft_.t == "disclosure" && !table_.contains("item"))
            problems_.add(draft_.file, values_.line(table_), "key_missing", {{"key", "item"}});
        draft_.cat = code("cat");
        // What bears a degree of secrecy is never published; the card has no word for it (law.md §14).
        if (const auto* secrecy = table_.get("secrecy"); secrecy != nullptr && code("secrecy") != "none")
            problems_.add(draft_.file, values_.line(*secrecy), "secret");
        draft_.chg = code(!table_.contains("chg") && table_.contains("revises") ? "reason" : "chg");
        draft_.ground = code("ground");
        draft_.authority = code("authority");
    }

    void scope()
    {
        const auto* node = table_.get("scope");
        if (node == nullptr) return;
        draft_.scope_given = true;
        draft_.scope_line = values_.line(*node);
        if (node->is_array()) {
            draft_.scope = Scope::Villages;
            draft_.villages = values_.texts(*node, "scope").value_or(std::vector<std::string>{});
            const bool good =
                !draft_.villages.empty() && std::all_of(draft_.villages.begin(), draft_.villages.end(),
                                                        [](auto& id) { return is_code(id); });
            if (!good) problems_.add(draft_.file, draft_.scope_line, "bad_scope");
            return;
        }
        const auto text = values_.text(*node, "scope");
        if (!text) return;
        if (*text == "province")
            draft_.scope = Scope::Province;
        else if (*text == "commune")
            draft_.scope = Scope::Commune;
        else
            problems_.add(draft_.file, draft_.scope_line, "bad_scope");
    }

    void target()
    {
        const auto* revises = table_.get("revises");
        const auto* withdraws = table_.get("withdraws");
        if (revises != nullptr && withdraws != nullptr)
            problems_.add(draft_.file, values_.line(*revises), "revises_and_withdraws");
        if (draft_.withdraws() != (withdraws != nullptr)) {
            const auto* near = withdraws != nullptr ? withdraws : static_cast<const toml::node*>(&table_);
            problems_.add(draft_.file, values_.line(*near), "withdraws_and_kind");
        }
        const auto* node = revises != nullptr ? revises : withdraws;
        if (node == nullptr) {
            if (!draft_.chg.empty())
                problems_.add(draft_.file, values_.line(*table_.get("chg")), "chg_without_revises");
            return;
        }
        draft_.target_line = values_.line(*node);
        draft_.target =
            values_.text(*node, revises != nullptr ? "revises" : "withdraws").value_or(std::string{});
        if (draft_.target.empty())
            problems_.add(draft_.file, draft_.target_line, "key_empty", {{"key", "revises"}});
        if (draft_.revises() && !table_.contains("chg") && !table_.contains("reason"))
            problems_.add(draft_.file, draft_.target_line, "key_missing", {{"key", "chg"}});
        if (draft_.withdraws() && draft_.ground.empty() && !table_.contains("ground"))
            problems_.add(draft_.file, draft_.target_line, "key_missing", {{"key", "ground"}});
        if (const auto* erase = table_.get("erase")) {
            draft_.erase = values_.texts(*erase, "erase").value_or(std::vector<std::string>{});
            for (const auto& role : draft_.erase) {
                if (!is_code(role))
                    problems_.add(draft_.file, values_.line(*erase), "bad_code",
                                  {{"key", "erase"}, {"value", role}});
            }
        }
    }

    const toml::table& table_;
    Draft& draft_;
    CardReader& values_;
    const RuleBook& law_;
    Problems& problems_;
};

/// Keys that may stand in a front matter of this type: header, common fields, fields of the type.
std::vector<Field> allowed(std::string_view t, bool revises)
{
    std::vector<Field> fields;
    for (const auto key : kHeaderKeys) {
        if (key != "body" && (key != "reason" || t == "withdrawal" || revises)) fields.push_back({key});
    }
    fields.insert(fields.end(), common_card_fields().begin(), common_card_fields().end());
    const auto own = card_fields(t);
    fields.insert(fields.end(), own.begin(), own.end());
    return fields;
}

/// A picture that nobody attached would be a hole in the text, and the kiosk cannot ask for it elsewhere.
void check_pictures(const Draft& draft, int line, Problems& problems)
{
    for (const auto& name : body_pictures(draft.body)) {
        const bool there = std::any_of(draft.files.begin(), draft.files.end(), [&](const auto& file) {
            return file.second.name == name && file.second.media_type.starts_with("image/");
        });
        if (!there) problems.add(draft.file, line, "picture_missing", {{"name", name}});
    }
}

protocol::Hash content_digest(const Draft& draft, std::string_view source)
{
    protocol::Sha256 digest;
    digest.update("civic-source/v1\n").update(source);
    for (const auto& [role, file] : draft.files)
        digest.update("\n").update(role).update("\n").update(file.name).update("\n").update(
            protocol::view(file.blob.hash));
    return digest.finish();
}

}  // namespace

std::optional<Draft> read_draft_so_far(const std::filesystem::path& file, protocol::Date today,
                                       const RuleBook& law, Problems& problems)
{
    Draft draft;
    draft.file = file;
    draft.name = protocol::nfc(file.stem().string()).value_or(std::string{});
    if (!is_plain_name(draft.name)) problems.add(file, 1, "bad_name", {{"name", file.filename().string()}});

    auto bytes = read_file(file, protocol::limits::kBody + kLongestFrontMatter);
    if (!bytes) {
        const bool large = bytes.error().fault == protocol::Fault::Malformed;
        if (large)
            problems.add(file, 1, "body_too_large", {{"limit", "1"}});
        else
            problems.add(file, 1, "file_unreadable",
                         {{"name", file.filename().string()}, {"why", bytes.error().detail}});
        return std::nullopt;
    }
    const auto text = clean_text(std::move(*bytes), file, problems);
    if (!text) return std::nullopt;
    const auto parts = split_front_matter(*text, file, problems);
    if (!parts) return std::nullopt;

    toml::table table;
    try {
        table = toml::parse(parts->toml);
    } catch (const toml::parse_error& error) {
        const auto line = parts->toml_line + static_cast<int>(error.source().begin.line) - 1;
        problems.add(file, line, "toml", {{"why", error.description()}});
        return std::nullopt;
    }
    CardReader values{draft, today, parts->toml_line, problems};
    HeaderReader header{table, draft, values, law, problems};
    if (!header.kind()) return std::nullopt;
    header.all();
    values.read(table, common_card_fields(), draft.card);
    values.read(table, card_fields(draft.t), draft.card);
    values.refuse_unknown(table, allowed(draft.t, table.contains("revises")));

    draft.body = parts->body;
    if (draft.body.empty() && needs_body(draft.t)) problems.add(file, parts->body_line, "body_empty");
    if (draft.body.size() > protocol::limits::kBody)
        problems.add(file, parts->body_line, "body_too_large", {{"limit", "1"}});
    check_pictures(draft, parts->body_line, problems);
    draft.content = content_digest(draft, *text);
    return draft;
}

std::optional<Draft> read_draft(const std::filesystem::path& file, protocol::Date today, const RuleBook& law,
                                Problems& problems)
{
    const auto before = problems.problems().size();
    auto draft = read_draft_so_far(file, today, law, problems);
    if (problems.problems().size() > before) return std::nullopt;
    return draft;
}

}  // namespace province
