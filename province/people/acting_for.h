#pragma once

#include <string_view>

#include "protocol/base/result.h"
#include "province/people/ticket.h"
#include "province/registry/sessions.h"

namespace province {

/// The session goes on for `body`, under a new ticket: what a page that was opened before brings is for the
/// office that was chosen then, and its numbers mean other reports here. How long the session lives stays.
protocol::Result<Ticket> act_for_office(Registry& registry, const Ticket& ticket,
                                        const StoredSession& session, std::string_view body, const Act& act);

}  // namespace province
