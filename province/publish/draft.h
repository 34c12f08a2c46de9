#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/records/json.h"
#include "province/publish/attached_files.h"

namespace province {

/// What readers a record is for.
enum class Scope { Province, Commune, Villages };

/// A place in a draft's card where the id of another record is still to be written.
struct OpenReference {
    std::string name;  ///< as written: a record id or the name of a file
    int line = 1;
    bool strict = true;  ///< false: free text is allowed where no such record is known
};

/// One source file, read and checked by itself; what depends on other records is still open.
struct Draft {
    std::filesystem::path file;
    std::string name;  ///< file name without .md
    std::string t;
    std::string item, cat, lang = "vi";
    Scope scope = Scope::Province;
    bool scope_given = false;
    int scope_line = 1;
    std::vector<std::string> villages;
    std::optional<protocol::Date> from, until;

    std::string target;  ///< of revises or withdraws, as written; empty for a new record
    int target_line = 1;
    std::string chg, ground, authority;
    std::vector<std::string> erase;

    protocol::Json card;  ///< without v, salt, scope, changes, body; references still as written
    std::vector<OpenReference> references;
    std::string body;                                         ///< Markdown
    std::vector<std::pair<std::string, AttachedFile>> files;  ///< role → file
    protocol::Hash content{};  ///< over the cleaned source and every file it names

    bool withdraws() const { return t == "withdrawal"; }
    bool revises() const { return !withdraws() && !target.empty(); }
};

}  // namespace province
