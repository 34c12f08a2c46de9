#include "province/drafting/desktop.h"

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "province/files/files.h"
#include "province/publish/attached_files.h"

namespace province {

protocol::Result<Desktop> Desktop::make(const DataFolder& data)
{
    Desktop desktop(data.root / "drafting" / protocol::to_hex(protocol::random_bytes(8)));
    if (auto made = make_folder(desktop.folder_, 0700); !made) return tl::unexpected{made.error()};
    return desktop;
}

protocol::Result<void> Desktop::lay(const std::vector<SourceFile>& files) const
{
    namespace fs = std::filesystem;
    for (const SourceFile& one : files) {
        if (!is_plain_name(one.name)) return protocol::fail(protocol::Fault::Malformed, "a file's name");
        std::error_code code;
        fs::create_hard_link(one.path, folder_ / fs::path{one.name}, code);
        if (code) fs::copy_file(one.path, folder_ / fs::path{one.name}, code);
        if (code) return protocol::fail(protocol::Fault::Storage, "uploads: " + code.message());
    }
    return {};
}

Desktop::~Desktop()
{
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace province
