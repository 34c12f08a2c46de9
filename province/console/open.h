#pragma once

#include <filesystem>
#include <memory>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "province/config/config.h"
#include "province/console/console.h"
#include "province/registry/registry.h"

namespace province::console {

/// DATA/keys/console: the key under which second factors and the marks of devices stand. Made when it is not
/// there.
protocol::Result<protocol::SecretSeed> console_key(const DataFolder& data);

/// The console over this registry, with texts, templates and rule book of `assets`. `registry` and `clock`
/// must outlive it.
protocol::Result<std::unique_ptr<Console>> open_console(const DataFolder& data, const Config& config,
                                                        Registry& registry, const protocol::Clock& clock,
                                                        const std::filesystem::path& assets);

}  // namespace province::console
