#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace province::http {

/// An open regular file, closed with its last owner. Reading it is safe from several threads.
class OpenFile {
public:
    /// Nothing for whatever is not a regular file, cannot be read, or is a symbolic link.
    static std::shared_ptr<const OpenFile> open(const std::string& path);

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile();

    std::uint64_t size() const { return size_; }
    /// What changes when the content does: inode, size, time of change in nanoseconds.
    const std::array<std::uint64_t, 4>& identity() const { return identity_; }
    /// `length` bytes from `offset`, or fewer where the file ends or the disk fails.
    std::string read(std::uint64_t offset, std::size_t length) const;

private:
    OpenFile(int descriptor, std::uint64_t size, std::array<std::uint64_t, 4> identity)
        : descriptor_(descriptor), size_(size), identity_(identity)
    {
    }
    int descriptor_;
    std::uint64_t size_;
    std::array<std::uint64_t, 4> identity_;
};

}  // namespace province::http
