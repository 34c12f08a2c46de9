#include "province/publish/gzip.h"

#include <algorithm>
#include <array>
#include <limits>

#include <zlib.h>

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's sign for a gzip header
constexpr std::size_t kStep = 64 * 1024;

Bytef* input(std::string_view bytes)
{
    // zlib's interface is older than const; it does not write to its input.
    return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

}  // namespace

Result<std::string> gzip(std::string_view bytes)
{
    if (bytes.size() > std::numeric_limits<uInt>::max())
        return protocol::fail(Fault::Malformed, "too large to gzip in one piece");
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return protocol::fail(Fault::Storage, "no memory for zlib");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int code = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (code != Z_STREAM_END) return protocol::fail(Fault::Storage, "zlib could not compress");
    return out;
}

Result<std::string> gunzip(std::string_view bytes, std::size_t limit)
{
    if (bytes.size() > std::numeric_limits<uInt>::max())
        return protocol::fail(Fault::Malformed, "gzip too large");
    z_stream stream{};
    if (inflateInit2(&stream, kGzipWindow) != Z_OK)
        return protocol::fail(Fault::Storage, "no memory for zlib");
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::array<char, kStep> step{};
    int code = Z_OK;
    while (code == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(step.data());
        stream.avail_out = static_cast<uInt>(step.size());
        code = inflate(&stream, Z_NO_FLUSH);
        out.append(step.data(), step.size() - stream.avail_out);
        if (out.size() > limit) break;
    }
    const bool whole = code == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (out.size() > limit) return protocol::fail(Fault::Malformed, "gzip unpacks to too much");
    if (!whole) return protocol::fail(Fault::Malformed, "not one whole gzip member");
    return out;
}

}  // namespace province
