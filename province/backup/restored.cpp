#include "province/backup/restored.h"

#include <algorithm>
#include <sstream>

#include "protocol/base/encoding.h"
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
using protocol::Time;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestMark = 200;

/// Of the terminals' beats, the newest.
Time newest_beat(const std::vector<Terminal>& terminals)
{
    Time newest{};
    for (const Terminal& terminal : terminals)
        if (terminal.beat_at) newest = std::max(newest, *terminal.beat_at);
    return newest;
}

/// When the newest beat came that the backup held. Not told by a mark of an older program: then no beat is
/// known to be newer.
Result<Time> last_beat_before(const DataFolder& data)
{
    const auto mark = read_file(data.restored(), kLongestMark);
    if (!mark) return tl::unexpected{mark.error()};
    std::istringstream lines(*mark);
    std::string size, beat;
    std::getline(lines, size);
    std::getline(lines, beat);
    const auto at = protocol::parse_decimal(beat);
    return at ? Time{std::chrono::seconds{static_cast<std::int64_t>(*at)}} : Time::max();
}

bool is_below(const fs::path& path, const fs::path& folder)
{
    std::error_code code;
    const auto whole = fs::weakly_canonical(path, code), root = fs::weakly_canonical(folder, code);
    return std::mismatch(root.begin(), root.end(), whole.begin(), whole.end()).first == root.end();
}

/// Reads a checkpoint file or a copy's folder, verified with the log's key.
Result<Witnessed> read_witnessed(const DataFolder& data, const fs::path& path)
{
    if (is_below(path, data.root))
        return protocol::fail(Fault::Refused, path.string() + " was restored too: give what others saw");
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

std::string joined(const std::vector<std::string>& names)
{
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

}  // namespace

Result<void> mark_restored(const DataFolder& data, Registry& registry, std::uint64_t log_size)
{
    const auto terminals = Terminals(registry).list({});
    if (!terminals) return tl::unexpected{terminals.error()};
    const auto beat = newest_beat(*terminals).time_since_epoch().count();
    return replace_file(data.restored(), std::to_string(log_size) + "\n" + std::to_string(beat) + "\n", 0600);
}

Result<Heard> heard_since_restore(const DataFolder& data, Registry& registry)
{
    const auto before = last_beat_before(data);
    if (!before) return tl::unexpected{before.error()};
    const auto terminals = Terminals(registry).list({});
    if (!terminals) return tl::unexpected{terminals.error()};
    Heard heard;
    for (const Terminal& terminal : *terminals) {
        const bool since =
            terminal.beat && terminal.beat->log_size > 0 && terminal.beat_at && *terminal.beat_at > *before;
        if (since)
            heard.seen.push_back({"terminal " + terminal.device,
                                  static_cast<std::uint64_t>(terminal.beat->log_size),
                                  terminal.beat->log_root});
        else if (terminal.state == TerminalState::Live)
            heard.silent.push_back(terminal.device);
    }
    return heard;
}

Result<Reopened> reopen_log(const DataFolder& data, const Heard& heard, const std::vector<fs::path>& given,
                            const std::vector<fs::path>& copies)
{
    auto writer = LogWriter::open(data, Restored::Open);
    if (!writer) return tl::unexpected{writer.error()};
    std::vector<Witnessed> seen = heard.seen;
    for (const auto* paths : {&given, &copies})
        for (const auto& path : *paths) {
            const auto one = read_witnessed(data, path);
            if (!one) return tl::unexpected{one.error()};
            seen.push_back(*one);
        }
    if (given.empty() && copies.empty() && !heard.silent.empty())
        return protocol::fail(
            Fault::Refused,
            "not heard since the restore: " + joined(heard.silent) +
                "; wait for their beats, or give a checkpoint or a copy of the tree from elsewhere");
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
        const Witnessed& copy = seen[heard.seen.size() + given.size() + i];
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
