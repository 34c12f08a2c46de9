#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace province {

/// Where things stand below DATA (protocol.md §8.14.4).
struct DataFolder {
    std::filesystem::path root;

    std::filesystem::path tree() const { return root / "tree"; }         ///< what everybody may read
    std::filesystem::path keys() const { return root / "keys"; }         ///< log, registrar, receiver
    std::filesystem::path state() const { return root / "state.db"; }    ///< the log of record
    std::filesystem::path staging() const { return root / "staging"; }   ///< files on their way into the tree
    std::filesystem::path lock() const { return root / "writer.lock"; }  ///< held by the one writer
    /// Stands there while a restored log must not be written (province/backup/restored.h).
    std::filesystem::path restored() const { return root / "restored"; }
    std::filesystem::path offices() const;  ///< X/offices beside X/province
};

/// The files of one body in a folder of offices.
struct OfficeFolder {
    std::filesystem::path root;
    OfficeFolder(const std::filesystem::path& offices, std::string_view body) : root(offices / body) {}

    std::filesystem::path publisher() const { return root / "publisher"; }
    std::filesystem::path desk() const { return root / "desk"; }
    std::filesystem::path recipient() const { return root / "recipient"; }
    /// The n-th key of this role ("publisher", "desk", "recipient"), after another took its place.
    std::filesystem::path older(std::string_view role, int n) const
    {
        return root / (std::string(role) + "-" + std::to_string(n));
    }
};

}  // namespace province
