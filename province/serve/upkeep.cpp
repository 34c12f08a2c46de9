#include "province/serve/upkeep.h"

#include <filesystem>

#include "protocol/base/log.h"
#include "province/attachments/upload_store.h"
#include "province/notices/notice_round.h"
#include "province/registry/draft_files.h"
#include "province/registry/drafts.h"
#include "province/registry/replies.h"

namespace province {

using protocol::Result;
using protocol::Time;

namespace {

constexpr std::chrono::hours kLeftBehind{1};  // nothing takes that long to be attached or drawn
constexpr std::chrono::hours kDay{24};
constexpr std::chrono::seconds kBetweenLooks{20};

/// Folders of runs that a crash cut short.
int sweep_desktops(const DataFolder& data)
{
    namespace fs = std::filesystem;
    std::error_code code;
    const auto before = fs::file_time_type::clock::now() - kLeftBehind;
    int gone = 0;
    for (const auto& one : fs::directory_iterator(data.root / "drafting", code)) {
        const auto written = one.last_write_time(code);
        if (!code && written < before) gone += static_cast<int>(fs::remove_all(one.path(), code));
    }
    return gone;
}

}  // namespace

Result<int> tidy_up(Registry& registry, const DataFolder& data, Time now, int reply_days)
{
    if (reply_days > 0) {
        const auto gone = Replies(registry).forget(now - reply_days * kDay, {now, {}, {}, {}, {}});
        if (!gone) return gone;
    }
    const UploadStore uploads{data};
    const Act act{now, {}, {}, "draft.forget", {}};
    const auto unused = Drafts(registry).forget_dropped(now - kDroppedDays * kDay, act);
    if (!unused) return tl::unexpected{unused.error()};
    for (const auto& sha256 : *unused)
        if (auto gone = uploads.remove(sha256); !gone) return tl::unexpected{gone.error()};
    const auto kept = DraftFiles(registry).all_bytes();
    if (!kept) return tl::unexpected{kept.error()};
    const auto swept = uploads.sweep(*kept, kLeftBehind);
    if (!swept) return swept;
    return static_cast<int>(unused->size()) + *swept + sweep_desktops(data);
}

Upkeep::Upkeep(Registry& registry, const DataFolder& data, const Config& config, const protocol::Clock& clock)
    : registry_(registry),
      data_(data),
      config_(config),
      clock_(clock),
      thread_([this](const std::stop_token& stop) { run(stop); })
{
}

Upkeep::~Upkeep() = default;

void Upkeep::run(const std::stop_token& stop)
{
    const MailServer server(config_.mail_server, config_.notices_from);
    Time tidied{};
    while (!stop.stop_requested()) {
        const Time now = clock_.now();
        if (now - tidied >= kDay) {
            tidied = now;
            if (const auto gone = tidy_up(registry_, data_, now, config_.reply_days); !gone)
                protocol::log::warning("upkeep", gone.error().detail);
        }
        if (!config_.notices_from.empty())
            if (const auto told = tell_of_new_work(registry_, server, now); !told)
                protocol::log::warning("upkeep", told.error().detail);
        std::unique_lock lock(mutex_);
        asleep_.wait_for(lock, stop, kBetweenLooks, [] { return false; });
    }
}

}  // namespace province
