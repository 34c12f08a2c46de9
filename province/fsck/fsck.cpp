#include "province/fsck/fsck.h"

#include "protocol/limits.h"
#include "protocol/routes.h"
#include "province/files/descriptor.h"
#include "province/files/files.h"
#include "province/fsck/checks.h"
#include "province/publish/log_writer.h"

namespace province {

using protocol::Result;

void Findings::add(std::string kind, const std::filesystem::path& path, std::string why)
{
    std::error_code ignored;
    report_.defects.push_back({std::move(kind),
                               std::filesystem::relative(path, data_.root, ignored).generic_string(),
                               std::move(why)});
}

void Findings::add_entry(std::string kind, std::int64_t index, std::string why)
{
    report_.defects.push_back({std::move(kind), std::to_string(index), std::move(why)});
}

Result<FsckReport> check_province(const DataFolder& data)
{
    const auto lock = lock_file(data.lock());
    if (!lock) return tl::unexpected{lock.error()};
    FsckReport report;
    Findings findings{data, report};

    const auto trust = load_trust(data.tree());
    if (!trust) {
        findings.add("trust", data.tree() / "trust", trust.error().detail);
        return report;
    }
    const auto& log = trust->logs.front().key;
    const auto folder = data.tree() / protocol::routes::log(protocol::routes::log_folder(log.name()), "");
    const TileFiles files{folder};
    const auto path = folder / protocol::routes::kCheckpoint;
    const auto note = read_file(path, protocol::limits::kCheckpoint);
    const auto checkpoint = note ? protocol::open_checkpoint(*note, log)
                                 : Result<protocol::Checkpoint>{tl::unexpected{note.error()}};
    if (!checkpoint) {
        findings.add("checkpoint", path, checkpoint.error().detail);
        return report;
    }
    const auto entries = check_log_files(files, *checkpoint, findings);
    report.entries = entries.size();
    check_entries(entries, *trust->registrar, findings);

    std::error_code ignored;
    if (!std::filesystem::exists(data.state(), ignored)) {
        findings.add("state", data.state(), "missing");
        return report;
    }
    auto state = LogState::open(data.state());
    if (!state) {
        findings.add("state", data.state(), state.error().detail);
        return report;
    }
    check_state(*state, data, *checkpoint, *note, entries, findings);
    check_blobs(*state, data, findings);
    check_packs(*state, data, findings);
    check_pages(*state, data, findings);
    return report;
}

}  // namespace province
