#include "province/people/office_keys.h"

#include <system_error>

#include "province/files/files.h"
#include "province/init/layout.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::size_t kKeyFile = 4096;

Result<void> add(std::vector<BodyKey>& keys, const std::filesystem::path& file, std::string_view body,
                 std::string_view kind)
{
    namespace fs = std::filesystem;
    std::error_code code;
    const auto others = fs::perms::group_all | fs::perms::others_all;
    if ((fs::status(file, code).permissions() & others) != fs::perms::none && !code)
        return protocol::fail(Fault::Refused, "others may read the key file " + file.string());
    auto text = read_file(file, kKeyFile);
    if (!text) return tl::unexpected{text.error()};
    keys.push_back({std::string(body), std::string(kind), protocol::SecretString(std::move(*text))});
    return {};
}

}  // namespace

Result<std::vector<BodyKey>> office_keys(const std::filesystem::path& offices, std::string_view body,
                                         Roles roles)
{
    const OfficeFolder office{offices, body};
    std::vector<BodyKey> keys;
    if (roles.has(Role::Approver)) {
        if (auto added = add(keys, office.publisher(), body, "publisher"); !added)
            return tl::unexpected{added.error()};
    }
    if (roles.has(Role::Desk)) {
        if (auto added = add(keys, office.desk(), body, "desk"); !added) return tl::unexpected{added.error()};
        // With those that it took the place of, for reports that were sealed to them.
        for (int n = 1; std::filesystem::exists(office.older("recipient", n)); ++n) {
            if (auto added = add(keys, office.older("recipient", n), body, "recipient-" + std::to_string(n));
                !added)
                return tl::unexpected{added.error()};
        }
        if (auto added = add(keys, office.recipient(), body, "recipient"); !added)
            return tl::unexpected{added.error()};
    }
    return keys;
}

}  // namespace province
