#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "protocol/tlog/checkpoint.h"
#include "protocol/tlog/light_verifier.h"
#include "protocol/tlog/merkle.h"
#include "protocol/tlog/tile.h"

/// "entry 0", "entry 1", … as the vectors have them.
std::vector<std::string> numbered_entries(std::uint64_t count);
std::vector<protocol::Hash> leaves_of(const std::vector<std::string>& entries);

/// The files of a log, in memory: all tiles and bundles of one size.
struct MemoryLog {
    std::map<std::string, std::string> files;
    protocol::Checkpoint checkpoint;

    MemoryLog(const std::string& origin, const std::vector<std::string>& entries);
    [[nodiscard]] protocol::TileFetch fetch() const;
};
