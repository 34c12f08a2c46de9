#pragma once

#include <filesystem>
#include <utility>

#include "protocol/base/result.h"

namespace province {

/// An open file or folder, closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(number_, other.number_);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    int number() const { return number_; }
    bool open() const { return number_ >= 0; }

private:
    int number_ = -1;
};

/// Storage with the path and the system's words for errno, NotFound for ENOENT.
tl::unexpected<protocol::Error> file_fault(const char* what, const std::filesystem::path& path);

/// An exclusive flock on `path`, created if need be, held until the descriptor closes, by the kernel also
/// when the process is killed. Busy when another process holds it.
protocol::Result<Descriptor> lock_file(const std::filesystem::path& path);

}  // namespace province
