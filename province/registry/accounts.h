#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"
#include "province/registry/wrapped_keys.h"

namespace province {

/// What a person may do for a body.
enum class Role : std::uint8_t { Writer, Approver, Desk, Supervisor, Technician, Administrator };
inline constexpr int kRoles = 6;
std::string_view role_name(Role role);  // "writer", …
std::optional<Role> parse_role(std::string_view name);

/// A set of roles: who may do something, or what somebody may do.
class Roles {
public:
    constexpr Roles() = default;
    constexpr Roles(std::initializer_list<Role> roles)
    {
        for (const Role role : roles) add(role);
    }
    constexpr void add(Role role) { bits_ = static_cast<std::uint8_t>(bits_ | bit(role)); }
    constexpr Roles without(Roles others) const
    {
        Roles rest;
        rest.bits_ = static_cast<std::uint8_t>(bits_ & ~others.bits_);
        return rest;
    }
    constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
    constexpr bool any_of(Roles others) const { return (bits_ & others.bits_) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    friend constexpr bool operator==(Roles, Roles) = default;

private:
    static constexpr std::uint8_t bit(Role role)
    {
        return static_cast<std::uint8_t>(1u << static_cast<unsigned>(role));
    }
    std::uint8_t bits_ = 0;
};

/// Who must have a second factor.
inline constexpr Roles kSecondFactorRoles{Role::Approver, Role::Desk, Role::Administrator};

struct Account {
    std::string login;
    std::string name;
    std::string password;  ///< Argon2id; empty until it is set
    std::string factor;    ///< sealed second factor; empty until it is enrolled
    std::int64_t factor_step = 0;
    protocol::Time created_at{};
    std::optional<protocol::Time> disabled_at;

    struct Right {
        std::string body;
        Role role = Role::Writer;
        friend bool operator==(const Right&, const Right&) = default;
    };
    std::vector<Right> rights;  ///< those in force, by body and role

    Roles roles_for(std::string_view body) const;
    Roles all_roles() const;
    bool needs_second_factor() const { return all_roles().any_of(kSecondFactorRoles); }
    /// The bodies this person may act for, by code.
    std::set<std::string, std::less<>> bodies() const;
    /// Whose supervisors see what is tried in this person's name before anybody is signed in: the first of
    /// those bodies; empty for nobody's.
    std::string home() const { return rights.empty() ? std::string{} : rights.front().body; }
};

/// 3 to 32 of a–z, 0–9, '.', '-', beginning with a letter.
bool is_login(std::string_view text);

class Accounts {
public:
    explicit Accounts(Registry& registry) : registry_(registry) {}

    /// Refused: a login that is taken or is none, an empty name.
    protocol::Result<void> add(std::string_view login, std::string_view name, const Act& act);
    /// Somebody new with a first right: both or neither.
    protocol::Result<void> add(std::string_view login, std::string_view name, std::string_view body,
                               Role role, const Act& act);
    protocol::Result<std::optional<Account>> find(std::string_view login);
    /// By login; those with a right in force for `area` ("20107"), or all for an empty one.
    protocol::Result<std::vector<Account>> list(std::string_view area);

    /// Giving a right that is there, or ending one that is not, is Refused. Rights change what a session may
    /// do at once.
    protocol::Result<void> grant(std::string_view login, std::string_view body, Role role, const Act& act);
    protocol::Result<void> end(std::string_view login, std::string_view body, Role role, const Act& act);

    /// A disabled account's sessions end at once.
    protocol::Result<void> disable(std::string_view login, const Act& act);
    protocol::Result<void> enable(std::string_view login, const Act& act);

    /// A new password, together with the account's keys wrapped anew by it. Ends all sessions of the account
    /// but `kept` (a session id, may be empty).
    protocol::Result<void> set_password(std::string_view login, std::string_view hash,
                                        const std::vector<WrappedKey>& keys, std::string_view kept,
                                        const Act& act);
    protocol::Result<void> set_factor(std::string_view login, std::string_view sealed, std::int64_t step,
                                      const Act& act);
    /// Marks a code's step as used. Refused when this or a later one was used before.
    protocol::Result<void> use_step(std::string_view login, std::int64_t step);

private:
    Registry& registry_;
};

}  // namespace province
