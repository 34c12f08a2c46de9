#include "province/init/demo_people.h"

#include <array>

#include "province/console/open.h"
#include "province/people/office_keys.h"
#include "province/people/person_key.h"
#include "province/people/sign_in.h"
#include "province/registry/accounts.h"

namespace province {

using protocol::Result;

namespace {

struct DemoPerson {
    std::string_view login;
    std::string_view name;
    std::string_view body;
    Role role;
};

constexpr std::array<DemoPerson, 11> kPeople{{
    {"soanthao", "Trần Thị Mai", "20107.ubnd", Role::Writer},
    {"lanhdao", "Lê Văn Phước", "20107.ubnd", Role::Approver},
    {"tiepnhan", "Nguyễn Thị Hạnh", "20107.ubnd", Role::Desk},
    {"tiepnhan2", "Phạm Văn Toàn", "20107.ubnd", Role::Desk},
    {"mattran", "Hoàng Minh Đức", "20107.mttq", Role::Desk},
    {"giamsat", "Phan Thị Thu", "20107.mttq", Role::Supervisor},
    {"kiemtra", "Ngô Thị Lộc", "20107.ubnd", Role::Supervisor},
    {"quantri", "Võ Quốc Bảo", "20107.ubnd", Role::Administrator},
    {"quantri2", "Đặng Thị Lan", "20107.ubnd", Role::Administrator},
    {"kythuat", "Hồ Văn Tín", "20107.ubnd", Role::Technician},
    {"thanhtra", "Tôn Nữ Diệu", "46.thanhtra", Role::Desk},
}};

Result<void> add(const DemoPerson& person, Registry& registry, Passwords& passwords, const SignIn& sign_in,
                 const DataFolder& data, const std::string& hash, protocol::Time now)
{
    const Act act{now, {}, std::string(person.body), {}, {}};
    Accounts accounts(registry);
    if (auto done = accounts.add(person.login, person.name, act); !done) return done;
    if (auto done = accounts.grant(person.login, person.body, person.role, act); !done) return done;
    auto keys = office_keys(data.offices(), person.body, Roles{person.role});
    if (!keys) return tl::unexpected{keys.error()};
    const auto account = accounts.find(person.login);
    if (!account) return tl::unexpected{account.error()};
    const OwnKeys own = with_own_keys(**account, std::move(*keys));
    const auto wrapped = wrap_keys(passwords, person.login, own.all, kDemoPassword);
    if (!wrapped) return tl::unexpected{wrapped.error()};
    if (auto done = accounts.set_password(person.login, hash, *wrapped, {}, act); !done) return done;
    if (auto done = PersonKeys(registry).put(own.fresh, {}, act); !done) return done;
    if (!Roles{person.role}.any_of(kSecondFactorRoles)) return {};
    const auto factor = SecondFactor::generate();
    return accounts.set_factor(person.login, sign_in.seal_factor(person.login, factor), 0, act);
}

}  // namespace

Result<void> add_demo_people(Registry& registry, const DataFolder& data, protocol::Time now)
{
    auto key = console::console_key(data);
    if (!key) return tl::unexpected{key.error()};
    Passwords passwords;
    const SignIn sign_in(registry, passwords, std::move(*key));
    const auto hash = passwords.hash(kDemoPassword);
    if (!hash) return tl::unexpected{hash.error()};
    for (const DemoPerson& person : kPeople) {
        if (auto done = add(person, registry, passwords, sign_in, data, *hash, now); !done) return done;
    }
    return {};
}

}  // namespace province
