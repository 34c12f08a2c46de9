#pragma once

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/notices/mail_server.h"
#include "province/registry/registry.h"

namespace province {

/// Tells everybody who wants it, and for whom there is new work, that there is: no content, only "có việc
/// mới" and the office's name. Each at most once an hour, whatever becomes of the mail and however many
/// processes do this. How many mails were handed over; what failed is in the log, without an address.
protocol::Result<int> tell_of_new_work(Registry& registry, const MailServer& server, protocol::Time now);

}  // namespace province
