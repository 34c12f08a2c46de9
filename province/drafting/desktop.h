#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/base/result.h"
#include "province/init/layout.h"

namespace province {

/// A folder of its own for one source, below DATA/drafting, gone with this object: the reader of sources
/// reads files.
class Desktop {
public:
    static protocol::Result<Desktop> make(const DataFolder& data);
    Desktop(Desktop&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
    Desktop& operator=(Desktop&&) = delete;
    Desktop(const Desktop&) = delete;
    Desktop& operator=(const Desktop&) = delete;
    ~Desktop();

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path source(std::string_view name) const
    {
        return folder_ / (std::string(name) + ".md");
    }

private:
    explicit Desktop(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_;
};

}  // namespace province
