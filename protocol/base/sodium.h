#pragma once

namespace protocol {

/// Makes libsodium ready, once; call it before the first use in a function. Ends the program when the
/// system has no source of randomness: nothing here could be done safely then.
void ready_sodium();

}  // namespace protocol
