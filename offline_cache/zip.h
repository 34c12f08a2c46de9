#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace offline_cache {

/// Raw deflate for the texts in content.db. Keeps zlib's work memory between calls: one per thread.
class Zip {
public:
    Zip();
    ~Zip();
    Zip(Zip&&) noexcept;
    Zip& operator=(Zip&&) noexcept;

    [[nodiscard]] std::string pack(std::string_view bytes);

    /// `size` is what pack() was given; any other length of the result is Storage (the row is damaged).
    protocol::Result<std::string> unpack(std::string_view zipped, std::size_t size);

    /// The first `size` bytes of what was packed, for less work than all of it.
    protocol::Result<std::string> unpack_begin(std::string_view zipped, std::size_t size);

private:
    struct Streams;
    std::unique_ptr<Streams> streams_;
};

}  // namespace offline_cache
