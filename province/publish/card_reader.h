#pragma once

// Only for draft_reader.cpp and card_reader.cpp: names toml++'s types.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <toml++/toml.h>

#include "protocol/base/clock.h"
#include "protocol/records/json.h"
#include "province/publish/card_fields.h"
#include "province/publish/draft.h"
#include "province/publish/problems.h"

namespace province {

/// Turns fields of a front matter into members of a card, by the tables of card_fields.h. Every value that
/// does not fit is a problem with its line; files go to the draft, references stay as written and are noted
/// there.
class CardReader {
public:
    CardReader(Draft& draft, protocol::Date today, int first_line, Problems& problems)
        : draft_(draft), today_(today), first_line_(first_line), problems_(problems)
    {
    }

    /// Members of `table` that `fields` names; others are not looked at. Missing required ones are problems,
    /// at the line of `table`.
    void read(const toml::table& table, std::span<const Field> fields, protocol::Json& into);
    /// Problems for keys of `table` in none of the lists.
    void refuse_unknown(const toml::table& table, std::span<const Field> fields);

    /// A string without forbidden characters, in NFC.
    std::optional<std::string> text(const toml::node& node, std::string_view name);
    std::optional<std::vector<std::string>> texts(const toml::node& node, std::string_view name);
    /// A date as string or TOML date.
    std::optional<protocol::Date> date(const toml::node& node, std::string_view name);

    int line(const toml::node& node) const;
    void wrong_type(const toml::node& node, std::string_view name, std::string_view expected);

private:
    std::optional<protocol::Json> value(const toml::node& node, const Field& field);
    std::optional<protocol::Json> whole(const toml::node& node, std::string_view name, bool negative);
    std::optional<protocol::Json> moment(const toml::node& node, std::string_view name, bool end_of_day);
    std::optional<protocol::Json> table(const toml::node& node, const Field& field);
    std::optional<protocol::Json> list(const toml::node& node, const Field& field);
    std::optional<protocol::Json> files(const toml::node& node, const Field& field);
    std::optional<protocol::Json> text_here(const toml::node& node, const Field& field);
    std::optional<protocol::Json> one_file(const toml::node& node, const Field& field);
    std::optional<protocol::Json> audio(const toml::node& node, const Field& field);
    protocol::Json keep(AttachedFile file, std::string role, bool named);
    void refer(std::string name, const toml::node& node, bool strict);

    Draft& draft_;
    protocol::Date today_;
    int first_line_;
    Problems& problems_;
};

}  // namespace province
