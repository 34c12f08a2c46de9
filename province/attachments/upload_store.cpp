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

}  // namespace province
