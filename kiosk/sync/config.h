#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace kiosk {

/// What kiosk.toml says about this terminal (protocol.md §8.14.6).
struct Config {
    std::string commune;    ///< code, digits: "20107"
    std::string hall;       ///< "20107-h1"
    std::string device;     ///< "46-20107-k1"
    std::string read;       ///< address of the static tree, http(s), no final slash
    std::string write;      ///< address that takes feedback; defaults to `read`
    std::string trust_pin;  ///< hex or base64 SHA-256 of the text of trust manifest 1
    double px_per_mm = 0;   ///< 0: ask the display
    std::string staff_pin_hash;

    std::chrono::milliseconds poll{300'000};       ///< optional poll_s: between two looks at the checkpoint
    std::chrono::milliseconds retry_base{15'000};  ///< optional retry_base_s: first step of the back-off
};

/// Parses kiosk.toml. Malformed with "<name>:<line>: <key> …" in `detail`: unknown key, wrong type, missing
/// key, value outside its bounds; nothing is guessed.
protocol::Result<Config> parse_config(std::string_view toml, std::string_view name = "kiosk.toml");

/// NotFound when there is no such file; else as parse_config.
protocol::Result<Config> load_config(const std::filesystem::path& file);

}  // namespace kiosk
