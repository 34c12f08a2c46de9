#include "kiosk/sync/unzip.h"

#include <array>

#include <zlib.h>

namespace kiosk {

using protocol::Fault;
using protocol::Result;

Result<void> gunzip(std::string_view bytes, const std::function<bool(std::string_view)>& out)
{
    constexpr int kGzip = 15 + 16;
    z_stream z{};
    if (inflateInit2(&z, kGzip) != Z_OK) return protocol::fail(Fault::Storage, "no memory to unpack");
    struct End {
        z_stream* stream;
        ~End() { inflateEnd(stream); }
    } const end{&z};
    std::array<char, 64 * 1024> piece;
    z.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib's input pointer lacks const
    z.avail_in = static_cast<uInt>(bytes.size());
    for (;;) {
        z.next_out = reinterpret_cast<Bytef*>(piece.data());
        z.avail_out = static_cast<uInt>(piece.size());
        const int code = inflate(&z, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END) return protocol::fail(Fault::Malformed, "not a gzip file");
        const std::size_t made = piece.size() - z.avail_out;
        if (made > 0 && !out({piece.data(), made}))
            return protocol::fail(Fault::Refused, "unpacks to too much");
        if (code == Z_STREAM_END) return {};
        if (made == 0 && z.avail_in == 0) return protocol::fail(Fault::Malformed, "a gzip file is cut");
    }
}

}  // namespace kiosk
