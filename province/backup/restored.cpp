#include "province/backup/restored.h"

#include <algorithm>

#include "protocol/limits.h"
#include "protocol/records/card.h"
#include "protocol/routes.h"
#include "province/backup/recovery.h"
#include "province/files/files.h"
#include "province/publish/log_writer.h"
#include "province/registry/terminals.h"

namespace province {

using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

Result<void> mark_restored(const DataFolder& data, std::string_view note)
{
    return replace_file(data.restored(), note, 0600);
}

Result<Witnessed> read_witnessed(const DataFolder& data, const fs::path& path)
{
    const auto trust = load_trust(data.tree());
    if (!trust) return tl::unexpected{trust.error()};
    const auto& log = trust->logs.front().key;
    std::error_code code;
    const auto file = fs::is_directory(path, code)
                          ? path / protocol::routes::log(protocol::routes::log_folder(log.name()),
                                                         protocol::routes::kCheckpoint)
                          : path;
    const auto note = read_file(file, protocol::limits::kCheckpoint);
    if (!note) return tl::unexpected{note.error()};
    const auto checkpoint = protocol::open_checkpoint(*note, log);
    if (!checkpoint)
        return protocol::fail(checkpoint.error().fault, file.string() + ": " + checkpoint.error().detail);
    return Witnessed{file.string(), checkpoint->size, checkpoint->root};
}

Result<std::vector<Witnessed>> witnessed_by_terminals(Registry& registry)
{
    const auto terminals = Terminals(registry).list("");
    if (!terminals) return tl::unexpected{terminals.error()};
    std::vector<Witnessed> seen;
    for (const Terminal& terminal : *terminals) {
        if (!terminal.beat || terminal.beat->log_size <= 0) continue;
        seen.push_back({"terminal " + terminal.device, static_cast<std::uint64_t>(terminal.beat->log_size),
                        terminal.beat->log_root});
    }
    return seen;
}

namespace {

/// Does the log hold what was seen? Both roots are over the same entries or it does not.
Result<void> agree(LogState& state, const Witnessed& seen)
{
    const auto leaves = state.leaves(0, static_cast<std::int64_t>(seen.size));
    if (!leaves) return tl::unexpected{leaves.error()};
    if (protocol::tree_root(*leaves) == seen.root) return {};
    return protocol::fail(Fault::Refused, seen.where + " saw another history of " +
                                              std::to_string(seen.size) +
                                              " entries: the log was forked and must be closed for good");
}

}  // namespace

Result<Reopened> reopen_log(const DataFolder& data, const std::vector<Witnessed>& given,
                            const std::vector<fs::path>& copies)
{
    auto writer = LogWriter::open(data, Restored::Open);
    if (!writer) return tl::unexpected{writer.error()};
    std::vector<Witnessed> seen = given;
    for (const auto& copy : copies) {
        const auto one = read_witnessed(data, copy);
        if (!one) return tl::unexpected{one.error()};
        seen.push_back(*one);
    }
    if (seen.empty()) return protocol::fail(Fault::Refused, "nobody's newest checkpoint was given");
    const auto own_size = writer->state().size();
    if (!own_size) return tl::unexpected{own_size.error()};
    auto size = static_cast<std::uint64_t>(*own_size);
    for (const Witnessed& one : seen) {
        if (one.size > size) continue;
        if (auto same = agree(writer->state(), one); !same) return tl::unexpected{same.error()};
    }
    Reopened done;
    for (std::size_t i = 0; i < copies.size(); ++i) {
        const Witnessed& copy = seen[given.size() + i];
        if (copy.size <= size) continue;
        auto taken = take_over(*writer, copies[i], copy);
        if (!taken) return tl::unexpected{taken.error()};
        done.recovered += copy.size - size;
        size = copy.size;
    }
    for (const Witnessed& one : seen) {
        if (one.size > size)
            return protocol::fail(Fault::Refused, one.where + " saw " + std::to_string(one.size) +
                                                      " entries, here are " + std::to_string(size) +
                                                      ": bring a copy of the tree that has them");
        if (auto same = agree(writer->state(), one); !same) return tl::unexpected{same.error()};
    }
    if (auto opened = remove_file(data.restored()); !opened) return tl::unexpected{opened.error()};
    done.size = size;
    return done;
}

}  // namespace province
