#pragma once

#include <string>

#include "protocol/base/result.h"
#include "protocol/feedback/container.h"
#include "protocol/tlog/note.h"

namespace province {

/// The one line of a key file. NotFound when it cannot be read, Refused when others than its owner may read
/// it, Malformed when it is no such key.
protocol::Result<protocol::SigningKey> read_signing_key(const std::string& path);
protocol::Result<protocol::BoxKey> read_box_key(const std::string& path);

}  // namespace province
