#include "province/feedback/sealed_reading.h"

#include "protocol/feedback/container.h"
#include "province/registry/audit.h"
#include "province/registry/replies.h"

namespace province {

using protocol::Fault;
using protocol::Result;

Result<Desk::Report> read_sealed(Registry& registry, const Case& of, const protocol::BoxKey& person,
                                 const Act& act)
{
    SealedCases lane(registry);
    const auto sealed = lane.find(of);
    if (!sealed) return tl::unexpected{sealed.error()};
    const bool named =
        *sealed && !act.login.empty() && ((*sealed)->first == act.login || (*sealed)->second == act.login);
    if (!named || of.state != kSealedAway) return protocol::fail(Fault::NotFound, "no such case");
    const auto text = protocol::open_container((*sealed)->report, person);
    if (!text) return tl::unexpected{text.error()};
    auto message = protocol::parse_message(text->view());
    if (!message) return tl::unexpected{message.error()};
    const auto next = Replies(registry).next(message->commune, message->look);
    if (!next) return tl::unexpected{next.error()};
    auto words = lane.words(of);
    if (!words) return tl::unexpected{words.error()};
    auto events = Cases(registry).events(of);
    if (!events) return tl::unexpected{events.error()};
    if (auto noted = Audit(registry).note(act.doing("report.read", {})); !noted)
        return tl::unexpected{noted.error()};

    Desk::Report report{0, of, std::move(*message), *next - 1, {}, {}};
    for (const SealedWord& word : *words) {
        auto said = protocol::open_container(word.sealed, person);
        if (!said) continue;
        if (said->view() == kSilentWord) said->clear();
        report.unfinished.push_back({word.reply, word.received_at, std::move(*said)});
    }
    for (CaseEvent& event : *events) {
        Desk::Told told{std::move(event), std::nullopt};
        if (auto own = protocol::open_container(told.event.sealed, person)) told.words = std::move(*own);
        report.history.push_back(std::move(told));
    }
    return report;
}

}  // namespace province
