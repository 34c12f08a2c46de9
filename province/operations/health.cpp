#include "province/operations/health.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include "protocol/limits.h"
#include "protocol/routes.h"
#include "protocol/tlog/checkpoint.h"
#include "province/files/files.h"
#include "province/publish/log_writer.h"
#include "province/registry/containers.h"

namespace province {

using protocol::Result;

Result<Health> Health::open(const DataFolder& data, Registry& registry, const protocol::Clock& clock)
{
    const auto trust = load_trust(data.tree());
    if (!trust) return tl::unexpected{trust.error()};
    const auto& log = trust->logs.front().key;
    const auto folder = protocol::routes::log_folder(log.name());
    return Health{data, data.tree() / protocol::routes::log(folder, protocol::routes::kCheckpoint), log,
                  registry, clock};
}

Health::State Health::look() const
{
    State state;
    if (const auto reports = Containers(registry_).count()) {
        state.registry = true;
        state.reports = *reports;
    }
    if (const auto note = read_file(checkpoint_, protocol::limits::kCheckpoint)) {
        if (const auto checkpoint = protocol::open_checkpoint(*note, log_)) state.log_size = checkpoint->size;
    }
    struct stat about {};
    if (::stat(checkpoint_.c_str(), &about) == 0)
        state.checkpoint_age = clock_.now() - protocol::from_unix(about.st_mtim.tv_sec);
    struct statvfs disk {};
    if (::statvfs(data_.root.c_str(), &disk) == 0)
        state.disk_free_bytes = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
    return state;
}

}  // namespace province
