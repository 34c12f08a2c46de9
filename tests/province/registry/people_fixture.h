#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "province/registry/accounts.h"
#include "province/registry/bodies.h"
#include "province/registry/registry.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_registry.h"

template <class T>
T must(protocol::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// A registry with a few offices.
struct People {
    People()
    {
        const auto day = protocol::local_date(now);
        must(province::Bodies(registry).add({{"19753.ubnd", "Phú Xuân", day, {}, {}},
                                             {"20107.mttq", "Mặt trận", day, {}, {}},
                                             {"20107.ubnd", "Phú Lộc", day, {}, {}}}));
    }
    province::Act act(const std::string& login = "admin") const
    {
        return {now, login, "20107.ubnd", "test", "about"};
    }
    void add(const std::string& login, const std::string& body, province::Role role)
    {
        province::Accounts accounts(registry);
        must(accounts.add(login, "Nguyễn Thị Lan", act()));
        must(accounts.grant(login, body, role, act()));
    }

    TempDir dir;
    province::Registry registry = must(province::Registry::open(registry_in(dir.path())));
    protocol::Time now{std::chrono::seconds{1'795'399'000}};
};
