#pragma once

#include "protocol/base/result.h"
#include "protocol/trust/key_table.h"
#include "province/init/layout.h"

namespace province {

/// Whose keys count, from the log of this province as it stands: read beside a writer at work, without its
/// lock.
protocol::Result<protocol::KeyTable> log_keys(const DataFolder& data);

/// The log has revoked this desk's key: kiosks show no answer that it signs from then on.
protocol::Result<bool> is_revoked(const protocol::Vkey& desk, const DataFolder& data);

}  // namespace province
