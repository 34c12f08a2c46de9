#include "kiosk/shell/sync_news.h"

#include <variant>

namespace kiosk {

namespace {

struct Translate {
    Event operator()(const synced::ContactOk& news) const { return event::Contact{true, news.information}; }
    Event operator()(const synced::ContactLost&) const { return event::Contact{false, std::nullopt}; }
    Event operator()(const synced::Progress& news) const
    {
        return event::SyncProgress{news.done, news.total};
    }
    Event operator()(const synced::NewContent& news) const { return event::NewContent{news.log_size}; }
    Event operator()(const synced::OutboxChanged& news) const
    {
        return event::OutboxChanged{news.lookup, news.sent, news.parked, news.waiting};
    }
    Event operator()(const synced::RepliesChecked& news) const
    {
        return event::RepliesChecked{news.changed, news.reached};
    }
    Event operator()(const synced::StickRead& news) const
    {
        using Outcome = synced::StickRead::Outcome;
        switch (news.outcome) {
            case Outcome::Taken:
                return event::StickRead{staff::Stick::Taken, news.entries};
            case Outcome::NothingNew:
                return event::StickRead{staff::Stick::NothingNew, 0};
            case Outcome::None:
                return event::StickRead{staff::Stick::None, 0};
            case Outcome::Doubted:
                return event::StickRead{staff::Stick::Doubted, 0};
            case Outcome::Unreadable:
                break;
        }
        return event::StickRead{staff::Stick::Unreadable, 0};
    }
    Event operator()(const synced::HistoryAlarm&) const { return event::HistoryAlarm{}; }
    Event operator()(const synced::StorageTrouble&) const { return event::StorageTrouble{}; }
};

}  // namespace

Event as_event(const SyncEvent& news) { return std::visit(Translate{}, news); }

}  // namespace kiosk
