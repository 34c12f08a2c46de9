#pragma once

#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "province/config/config.h"
#include "province/init/layout.h"
#include "province/law/rule_book.h"
#include "province/registry/registry.h"

namespace province {

/// A province for the length of one command about its people and keys. Ends the command where `folder` is
/// none, or by the text `failed` where something of it cannot be read.
struct AtWork {
    AtWork(const std::string& folder, std::string_view failed);

    /// An office's name; of one that is not known its code.
    std::string name(std::string_view body, std::string_view failed);

    protocol::Time now = protocol::SystemClock{}.now();
    DataFolder data;
    Config config;
    RuleBook law;
    Registry registry;
};

}  // namespace province
