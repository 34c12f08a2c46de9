#include "protocol/base/sodium.h"

#include <sodium.h>

#include <cstdlib>

#include "protocol/base/log.h"

namespace protocol {

void ready_sodium()
{
    static const bool ready = [] {
        if (sodium_init() < 0) {
            log::error("protocol", "no source of randomness");
            std::abort();
        }
        return true;
    }();
    static_cast<void>(ready);
}

}  // namespace protocol
