#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/hash.h"
#include "protocol/tlog/checkpoint.h"
#include "protocol/trust/manifest.h"
#include "province/fsck/fsck.h"
#include "province/publish/log_state.h"
#include "province/publish/tile_files.h"

namespace province {

/// Where defects are gathered; paths are shown below DATA.
class Findings {
public:
    Findings(const DataFolder& data, FsckReport& report) : data_(data), report_(report) {}
    void add(std::string kind, const std::filesystem::path& path, std::string why = {});
    void add_entry(std::string kind, std::int64_t index, std::string why = {});
    FsckReport& report() { return report_; }

private:
    DataFolder data_;
    FsckReport& report_;
};

/// The log's files below the checkpoint. Gives the entries of the tree in order, or what could be read of
/// them.
std::vector<std::string> check_log_files(const TileFiles& files, const protocol::Checkpoint& checkpoint,
                                         Findings& findings);

/// Signatures by the key table and numbers without gaps.
void check_entries(const std::vector<std::string>& entries, const protocol::Vkey& registrar,
                   Findings& findings);

/// state.db against the tree.
void check_state(LogState& state, const DataFolder& data, const protocol::Checkpoint& checkpoint,
                 std::string_view note, const std::vector<std::string>& entries, Findings& findings);

/// Blobs and packs against state.db.
void check_blobs(LogState& state, const DataFolder& data, Findings& findings);
void check_packs(LogState& state, const DataFolder& data, Findings& findings);
/// The pages of phones: each record has the one that its revisions give, and nothing else stands there.
void check_pages(LogState& state, const DataFolder& data, Findings& findings);

}  // namespace province
