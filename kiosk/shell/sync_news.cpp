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
    Event operator()(const synced::HistoryAlarm&) const { return event::HistoryAlarm{}; }
    Event operator()(const synced::StorageTrouble&) const { return event::StorageTrouble{}; }
};

}  // namespace

Event as_event(const SyncEvent& news) { return std::visit(Translate{}, news); }

}  // namespace kiosk
