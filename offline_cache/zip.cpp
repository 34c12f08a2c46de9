#include "offline_cache/zip.h"

#include <zlib.h>

namespace offline_cache {

using protocol::Fault;
using protocol::Result;

struct Zip::Streams {
    z_stream out{};
    z_stream in{};
    bool out_ready = false;
    bool in_ready = false;

    ~Streams()
    {
        if (out_ready) deflateEnd(&out);
        if (in_ready) inflateEnd(&in);
    }
};

namespace {
// Texts are 1 to 70 KiB: the fastest level gives within 4 % of the best (measured on the corpus).
constexpr int kLevel = 1;
constexpr int kRaw = -15;

Bytef* bytes_of(std::string_view view)
{
    return reinterpret_cast<Bytef*>(const_cast<char*>(view.data()));  // zlib's input pointers lack const
}
}  // namespace

Zip::Zip() : streams_(std::make_unique<Streams>()) {}
Zip::~Zip() = default;
Zip::Zip(Zip&&) noexcept = default;
Zip& Zip::operator=(Zip&&) noexcept = default;

std::string Zip::pack(std::string_view bytes)
{
    z_stream& z = streams_->out;
    if (!streams_->out_ready) {
        streams_->out_ready = deflateInit2(&z, kLevel, Z_DEFLATED, kRaw, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    } else {
        deflateReset(&z);
    }
    std::string zipped(deflateBound(&z, bytes.size()), '\0');
    z.next_in = bytes_of(bytes);
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = bytes_of(zipped);
    z.avail_out = static_cast<uInt>(zipped.size());
    deflate(&z, Z_FINISH);
    zipped.resize(z.total_out);
    return zipped;
}

Result<std::string> Zip::unpack(std::string_view zipped, std::size_t size)
{
    auto bytes = unpack_begin(zipped, size);
    if (!bytes) return bytes;
    // Nothing may follow: one more byte of room must stay empty.
    z_stream& z = streams_->in;
    char beyond = 0;
    z.next_out = reinterpret_cast<Bytef*>(&beyond);
    z.avail_out = 1;
    const int code = inflate(&z, Z_FINISH);
    if (code != Z_STREAM_END || z.total_out != size) {
        return protocol::fail(Fault::Storage, "a stored text is damaged");
    }
    return bytes;
}

Result<std::string> Zip::unpack_begin(std::string_view zipped, std::size_t size)
{
    z_stream& z = streams_->in;
    if (!streams_->in_ready) {
        streams_->in_ready = inflateInit2(&z, kRaw) == Z_OK;
    } else {
        inflateReset(&z);
    }
    std::string bytes(size, '\0');
    z.next_in = bytes_of(zipped);
    z.avail_in = static_cast<uInt>(zipped.size());
    z.next_out = bytes_of(bytes);
    z.avail_out = static_cast<uInt>(size);
    const int code = size == 0 ? Z_OK : inflate(&z, Z_SYNC_FLUSH);
    if ((code != Z_OK && code != Z_STREAM_END) || z.total_out != size) {
        return protocol::fail(Fault::Storage, "a stored text is damaged");
    }
    return bytes;
}

}  // namespace offline_cache
