#pragma once

#include <filesystem>
#include <string>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/law/bodies.h"
#include "province/law/rule_book.h"

namespace province {

struct ProvinceOptions {
    std::filesystem::path place;                ///< X: the folder that is made
    bool demo = false;                          ///< also a kiosk, with short waiting times
    std::string log_host = "tlog.hue.example";  ///< of the log's name; not the address in use
    int log_year = 2026;
    std::string address = "http://127.0.0.1:8460";  ///< where the demo kiosk reads and writes
    std::string registry{};  ///< "postgresql://…", an empty database; empty: DATA/registry.db
};

/// What was made, for the words at the end.
struct CreatedProvince {
    std::string trust_pin;  ///< hex SHA-256 of the text of trust/1
    std::size_t bodies = 0;
    std::size_t log_size = 0;
};

/// Makes a province out of the rule book (protocol.md §8.14.1, §8.14.4, §8.14.6): three root keys, trust/1
/// with two root signatures, log, registrar and receiver keys, publisher, desk and recipient keys of every
/// body, the log with their key records, the bodies in the registry, and for a demo one kiosk of xã Phú Lộc.
///
/// All of it is built in a folder beside `place` and renamed at the end: `place` is whole or not there.
/// Refused: `place` exists and is not an empty folder.
protocol::Result<CreatedProvince> create_province(const ProvinceOptions& options, const RuleBook& law,
                                                  protocol::Time now);

}  // namespace province
