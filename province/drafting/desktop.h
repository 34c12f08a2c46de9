#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/result.h"
#include "province/init/layout.h"

namespace province {

/// A file that a source may attach: its name there, and where its bytes are.
struct SourceFile {
    std::string name;
    std::filesystem::path path;
    std::string words{};  ///< of a PDF: what stands in it; goes into the card, so that kiosks find it
};

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

    /// The files beside the source, under their names. A link where the disk has them: nothing is copied.
    protocol::Result<void> lay(const std::vector<SourceFile>& files) const;

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
