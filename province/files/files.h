#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace province {

/// The whole of a regular file; symbolic links are followed. Malformed above `limit` bytes, before they are
/// read.
protocol::Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

/// Makes a folder and its missing parents, one at a time, and puts each new name on the disk (fsync of the
/// folder that holds it) before the next is made: else a power cut could leave a file whose folder is gone.
protocol::Result<void> make_folder(const std::filesystem::path& path, unsigned mode = 0755);

/// Writes a new file beside its place, fsyncs it, renames it and fsyncs the folder: after a crash the old
/// content or the new one stands there, never a part. Whatever was there is replaced; see date_after(). The
/// folder must exist.
protocol::Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes,
                                    unsigned mode = 0644);

/// Sets the date of `fresh`, which is about to take the place of `old`, at least a second after that of
/// `old`: nginx makes its ETag from whole seconds and the length, so two contents of equal length in one
/// second would be one to every client (protocol.md §1.6). Nothing happens where there is no `old`.
protocol::Result<void> date_after(const std::filesystem::path& fresh, const std::filesystem::path& old);

/// Puts a folder's names on the disk.
protocol::Result<void> sync_folder(const std::filesystem::path& path);

/// Removes a file and puts that on the disk. A file that is not there is no error.
protocol::Result<void> remove_file(const std::filesystem::path& path);

}  // namespace province
