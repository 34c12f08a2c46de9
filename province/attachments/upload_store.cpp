#include "province/attachments/upload_store.h"

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "province/files/files.h"

namespace province {

protocol::Result<std::string> UploadStore::put(std::string_view bytes) const
{
    std::string name = protocol::to_hex(protocol::sha256(bytes));
    if (auto made = make_folder(folder_, 0700); !made) return tl::unexpected{made.error()};
    if (auto written = replace_file(path(name), bytes, 0600); !written)
        return tl::unexpected{written.error()};
    return name;
}

protocol::Result<void> UploadStore::remove(std::string_view name) const { return remove_file(path(name)); }

protocol::Result<int> UploadStore::sweep(const std::set<std::string>& kept, std::chrono::seconds age) const
{
    namespace fs = std::filesystem;
    std::error_code code;
    if (!fs::exists(folder_, code)) return 0;
    const auto before = fs::file_time_type::clock::now() - age;
    int gone = 0;
    for (const auto& one : fs::directory_iterator(folder_, code)) {
        if (kept.contains(one.path().filename().string())) continue;
        // Another process may be faster; what cannot be taken away now is tried again the next day.
        std::error_code own;
        const auto written = one.last_write_time(own);
        if (!own && written < before && fs::remove(one.path(), own)) ++gone;
    }
    if (code) return protocol::fail(protocol::Fault::Storage, "uploads: " + code.message());
    return gone;
}

}  // namespace province
