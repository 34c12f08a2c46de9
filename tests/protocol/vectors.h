#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "protocol/base/secret.h"

/// tests/vectors/<name>.json
const nlohmann::json& vectors(const char* name);

/// Text of a member, and the bytes of one in hex.
std::string text(const nlohmann::json& json);
std::string bytes(const nlohmann::json& json);
protocol::SecretSeed seed(const nlohmann::json& json);

/// The key that vectors derive: seed SHA-256(label).
protocol::SecretSeed seed_of(std::string_view label);
