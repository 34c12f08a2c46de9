#include "province/drafting/desktop.h"

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "province/files/files.h"

namespace province {

protocol::Result<Desktop> Desktop::make(const DataFolder& data)
{
    Desktop desktop(data.root / "drafting" / protocol::to_hex(protocol::random_bytes(8)));
    if (auto made = make_folder(desktop.folder_, 0700); !made) return tl::unexpected{made.error()};
    return desktop;
}

Desktop::~Desktop()
{
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace province
