#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "province/files/staged_files.h"
#include "province/init/layout.h"
#include "province/publish/log_state.h"

namespace province {

/// The packs of a body, k/<pub>/<n>: live cards and texts of 256 seq numbers (protocol.md §8.1, §8.14.11).
class PackWriter {
public:
    PackWriter(const DataFolder& data, LogState& state) : data_(data), state_(state) {}

    /// The gzip bytes of a pack. Only whole packs are made: all 256 numbers must be given out.
    protocol::Result<std::string> make(std::string_view pub, std::int64_t n);

    /// Stages the packs that became whole with the entries first … size−1.
    protocol::Result<void> add_new(std::int64_t first, std::int64_t size, StagedFiles& files);
    /// Stages anew the whole packs that hold any revision of a record.
    protocol::Result<void> add_again(std::string_view record_id, StagedFiles& files);

    std::filesystem::path path(std::string_view pub, std::int64_t n) const;

private:
    DataFolder data_;
    LogState& state_;
};

}  // namespace province
