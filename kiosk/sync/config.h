#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/input/telex.h"
#include "protocol/base/result.h"

namespace kiosk {

/// What kiosk.toml says about this terminal (protocol.md §8.14.6).
struct Config {
    std::string commune;         ///< code, digits: "20107"
    std::string hall;            ///< "20107-h1"
    std::string device;          ///< "46-20107-k1"
    std::string read;            ///< address of the static tree, http(s), no final slash
    std::string write;           ///< address that takes feedback; defaults to `read`
    std::string public_address;  ///< optional `public`: where phones read; empty: the trust manifest says it
    std::string trust_pin;       ///< hex or base64 SHA-256 of the text of trust manifest 1
    double px_per_mm = 0;        ///< 0: ask the display
    std::string staff_pin_hash;  ///< of commune-kiosk --hash-pin; empty: no staff corner

    ToneStyle tone_marks = ToneStyle::Classic;  ///< optional: "classic" (hòa, thủy) or "modern" (hoà, thuỷ)
    std::chrono::milliseconds poll{300'000};       ///< optional poll_s: between two looks at the checkpoint
    std::chrono::milliseconds retry_base{15'000};  ///< optional retry_base_s: first step of the back-off
};

/// Why a kiosk.toml is refused, for words in the reader's language: text key `config.<code>`.
struct ConfigRefusal {
    std::string code;  ///< missing | empty | not_text | not_number | range | unknown | syntax | unreadable |
                       ///< commune | name | address | trust_pin | tone_marks | pin_hash
    std::string key;   ///< of the file; empty: the file as a whole
    int line = 0;      ///< 0: none
    std::string least, most;  ///< of a range
    friend bool operator==(const ConfigRefusal&, const ConfigRefusal&) = default;
};

/// Parses kiosk.toml. Malformed with "<name>:<line>: <key>: <code>" in `detail`, for the log, and told in
/// `refusal` when given: unknown key, wrong type, missing key, value outside its bounds; nothing is guessed.
protocol::Result<Config> parse_config(std::string_view toml, std::string_view name = "kiosk.toml",
                                      ConfigRefusal* refusal = nullptr);

/// NotFound when there is no such file, Storage when it cannot be read; else as parse_config.
protocol::Result<Config> load_config(const std::filesystem::path& file, ConfigRefusal* refusal = nullptr);

}  // namespace kiosk
