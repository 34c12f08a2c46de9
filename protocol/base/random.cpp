#include "protocol/base/random.h"

#include <sodium.h>

#include "protocol/base/sodium.h"

namespace protocol {

std::string random_bytes(std::size_t n)
{
    ready_sodium();
    std::string bytes(n, '\0');
    randombytes_buf(bytes.data(), n);
    return bytes;
}

std::uint32_t random_below(std::uint32_t below)
{
    ready_sodium();
    return randombytes_uniform(below);
}

}  // namespace protocol
