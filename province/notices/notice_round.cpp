#include "province/notices/notice_round.h"

#include "protocol/base/log.h"
#include "province/registry/notices.h"
#include "province/text/texts.h"

namespace province {

protocol::Result<int> tell_of_new_work(Registry& registry, const MailServer& server, protocol::Time now)
{
    Notices notices(registry);
    const auto due = notices.due(now);
    if (!due) return tl::unexpected{due.error()};
    int sent = 0;
    for (const Notices::Due& one : *due) {
        // Noted first: a mail server that fails after it took the mail must not get it again and again.
        const auto mine = notices.take(one.login, now);
        if (!mine) return tl::unexpected{mine.error()};
        if (!*mine) continue;
        const Mail mail{one.address, std::string(texts().get("notice.subject")),
                        texts().fill("notice.text", {{"body", one.body_name}})};
        if (auto handed = server.send(mail, now); !handed)
            protocol::log::warning("notices", handed.error().detail);
        else
            ++sent;
    }
    return sent;
}

}  // namespace province
