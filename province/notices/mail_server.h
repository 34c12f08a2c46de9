#pragma once

#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"

namespace province {

/// One address of the plain form that mail servers take without quotes: name@host.domain, ASCII, at most 120
/// bytes.
bool is_mail_address(std::string_view text);

struct Mail {
    std::string to;
    std::string subject;
    std::string text;  ///< UTF-8, lines ending with \n
};

/// RFC 5322: headers and text as they go over the wire. Subject and text are coded, so that nothing in them
/// becomes a header.
std::string as_message(const Mail& mail, std::string_view from, protocol::Time now);

/// The mail server of this machine, spoken to by SMTP: a setgid sendmail would not work under our systemd
/// unit (NoNewPrivileges).
class MailServer {
public:
    /// `address`: "smtp://127.0.0.1:25"; `from`: the sender.
    MailServer(std::string address, std::string from) : address_(std::move(address)), from_(std::move(from))
    {
    }

    /// Hands it over, within 20 s. Storage when the server did not take it; the detail names no address.
    protocol::Result<void> send(const Mail& mail, protocol::Time now) const;

private:
    std::string address_;
    std::string from_;
};

}  // namespace province
