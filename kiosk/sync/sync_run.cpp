#include "kiosk/sync/sync_run.h"

#include "offline_cache/content_file.h"
#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/base/log.h"
#include "protocol/base/random.h"
#include "protocol/limits.h"
#include "protocol/routes.h"
#include "protocol/tlog/checkpoint.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;
using std::chrono::seconds;

namespace {

std::uint64_t seed_of(const SyncOptions& options)
{
    if (options.seed != 0) return options.seed;
    // Hundreds of kiosks wake together after a power cut: each waits its own time.
    const auto hash = protocol::sha256(options.config.device + protocol::random_bytes(8));
    return protocol::read_u64be(protocol::view(hash));
}

PlanSettings settings_of(const Config& config)
{
    PlanSettings settings;
    settings.poll = config.poll;
    settings.retry_base = config.retry_base;
    // A demo that polls each second also looks for answers more often than each half hour.
    settings.replies =
        std::min(settings.replies, std::max<std::chrono::milliseconds>(config.poll * 6, seconds{5}));
    settings.beat = std::min(settings.beat, std::max<std::chrono::milliseconds>(config.poll * 6, seconds{5}));
    return settings;
}

/// What a stick brings is of the moment it was written, as far as its file's time can be believed: it proves
/// nothing, as little as a server's answering does.
class WrittenClock final : public protocol::Clock {
public:
    explicit WrittenClock(protocol::Time time) : time_(time) {}
    [[nodiscard]] protocol::Time now() const override { return time_; }

private:
    protocol::Time time_;
};

bool is_storage(Fault fault) { return fault == Fault::Storage || fault == Fault::Busy; }

}  // namespace

SyncRun::SyncRun(const SyncOptions& options, Http& http, offline_cache::ContentWriter writer,
                 offline_cache::Outbox outbox, TrustChain trust)
    : options_(options),
      clock_(options.clock != nullptr ? *options.clock : system_clock_),
      writer_(std::move(writer)),
      outbox_(std::move(outbox)),
      trust_(std::move(trust)),
      source_(http, options.config.read, options.deadline),
      write_(http, options.config.write, options.config.commune, options.deadline, clock_,
             options_.keys ? &options_.keys->request : nullptr,
             [this](SyncEvent event) { tell(std::move(event)); }),
      follower_(writer_, source_, trust_, clock_, [this](SyncEvent event) { tell(std::move(event)); }),
      fetcher_(
          writer_, source_, clock_, [this](SyncEvent event) { tell(std::move(event)); },
          options.config.retry_base),
      beats_(options.beat, options.content, clock_),
      plan_(settings_of(options.config), seed_of(options), std::chrono::steady_clock::now())
{
    if (options_.keys) plan_.want(Job::Beat, std::chrono::steady_clock::now());
}

Result<std::unique_ptr<SyncRun>> SyncRun::open(const SyncOptions& options, Http& http)
{
    const auto pin = protocol::hash_from_hex(options.config.trust_pin);
    if (!pin) return protocol::fail(Fault::Malformed, "trust_pin is not a SHA-256 in hex");
    auto writer = offline_cache::ContentWriter::open(options.content, options.config.commune);
    if (!writer) return tl::unexpected{writer.error()};
    auto outbox = offline_cache::Outbox::open(options.outbox);
    if (!outbox) return tl::unexpected{outbox.error()};
    auto trust = TrustChain::load(*writer, *pin);
    if (!trust) return tl::unexpected{trust.error()};
    // Rows whose next try lies far ahead were put off by a clock that was wrong.
    const protocol::SystemClock system;
    const auto now = options.clock != nullptr ? options.clock->now() : system.now();
    auto due = outbox->next_due_at();
    if (due && *due && **due > now + std::chrono::hours{6}) {
        if (auto done = outbox->make_due(now); !done) return tl::unexpected{done.error()};
    }
    if (auto done = outbox->forget_old(now); !done) return tl::unexpected{done.error()};
    return std::unique_ptr<SyncRun>{
        new SyncRun{options, http, std::move(*writer), std::move(*outbox), std::move(*trust)}};
}

void SyncRun::tell(SyncEvent event)
{
    if (auto* news = std::get_if<synced::NewContent>(&event)) news->log_size = log_size();
    if (const auto* contact = std::get_if<synced::ContactOk>(&event)) beats_.in_contact(contact->information);
    if (std::holds_alternative<synced::HistoryAlarm>(event)) {
        beats_.history_alarm();
        if (options_.keys) plan_.want(Job::Beat, std::chrono::steady_clock::now());
    }
    if (options_.on_event) options_.on_event(std::move(event));
}

std::int64_t SyncRun::log_size()
{
    const auto size = writer_.database().number("SELECT coalesce(sum(size), 0) FROM log");
    return size ? *size : 0;
}

Result<void> SyncRun::work(Job job, Monotonic now)
{
    Result<void> done;
    switch (job) {
        case Job::Outbox:
            done = outbox(now);
            break;
        case Job::Poll:
            done = poll(now);
            break;
        case Job::Texts:
            done = texts(now);
            break;
        case Job::Replies:
            done = replies(now);
            break;
        case Job::Attachments:
            done = attachments(now);
            break;
        case Job::Beat:
            done = beat(now);
            break;
        case Job::Trust:
            done = trust(now);
            break;
    }
    if (!done && is_storage(done.error().fault)) {
        protocol::log::error("sync", done.error().detail);
        // SQLite's codes for damaged files: the next start makes content.db anew.
        if (done.error().detail.find("malformed") != std::string::npos)
            offline_cache::mark_damaged(options_.content);
        plan_.failed(job, now);
        tell(synced::StorageTrouble{done.error().detail});
    }
    return done;
}

/// No contact, or nothing good came of it.
Result<void> SyncRun::lost(Job job, Monotonic now, const protocol::Error& error)
{
    if (is_storage(error.fault)) return tl::unexpected{error};
    const auto asked = job == Job::Outbox || job == Job::Replies || job == Job::Beat
                           ? write_.take_retry_after()
                           : source_.take_retry_after();
    plan_.failed(job, now, asked);
    if (job == Job::Poll) {
        if (in_contact_ || !lost_told_) protocol::log::info("sync", "contact lost: ", error.detail);
        in_contact_ = false;
        lost_told_ = true;
        tell(synced::ContactLost{error.detail});
    }
    return tl::unexpected{error};
}

/// The province answered something well: if contact was lost, the checkpoint is asked for now and not when
/// its own pause is over, so that ContactOk follows at once.
void SyncRun::found_contact(Monotonic now)
{
    plan_.contact();
    if (!in_contact_) plan_.want(Job::Poll, now);
}

Result<void> SyncRun::poll(Monotonic now)
{
    auto news = follower_.follow();
    if (!news) {
        if (news.error().fault == Fault::Refused) plan_.want(Job::Trust, now);
        return lost(Job::Poll, now, news.error());
    }
    if (!in_contact_) {
        protocol::log::info("sync", "in contact, log size ", log_size());
        if (lost_told_) {
            if (auto due = outbox_.make_due(clock_.now()); !due) return due;
            plan_.want(Job::Outbox, now);
            plan_.want(Job::Replies, now);
        }
        plan_.want(Job::Trust, now + std::chrono::hours{24});
    }
    in_contact_ = true;
    lost_told_ = false;
    plan_.done(Job::Poll, now);
    tell(synced::ContactOk{clock_.now()});
    if (*news) {
        tell(synced::NewContent{});
        plan_.want(Job::Texts, now);
    }
    return {};
}

Result<void> SyncRun::texts(Monotonic now)
{
    auto changed = fetcher_.fetch_texts();
    if (!changed) return lost(Job::Texts, now, changed.error());
    plan_.done(Job::Texts, now);
    if (*changed) {
        if (auto tidied = writer_.tidy(); !tidied) return tidied;
    }
    auto next = writer_.next_want(clock_.now());
    if (!next) return tl::unexpected{next.error()};
    if (*next) plan_.want(Job::Texts, now + std::max<seconds>(**next - clock_.now(), seconds{1}));
    plan_.want(Job::Attachments, now);
    return {};
}

Result<void> SyncRun::attachments(Monotonic now)
{
    auto more = fetcher_.fetch_attachment();
    if (!more) return lost(Job::Attachments, now, more.error());
    plan_.done(Job::Attachments, now);
    if (*more) plan_.want(Job::Attachments, now);
    return {};
}

void SyncRun::schedule_outbox(Monotonic now)
{
    const auto due = outbox_.next_due_at();
    if (!due || !*due) {
        plan_.rest(Job::Outbox);
        return;
    }
    plan_.rest(Job::Outbox);
    plan_.want(Job::Outbox, now + std::max<seconds>(**due - clock_.now(), seconds{0}));
}

Result<void> SyncRun::outbox(Monotonic now)
{
    auto receiver = writer_.remembered("receiver");
    if (!receiver) return tl::unexpected{receiver.error()};
    if (receiver->empty()) {
        // Nobody could check a receipt yet: after the first contact.
        plan_.rest(Job::Outbox);
        plan_.want(Job::Outbox, now + std::chrono::seconds{1});
        const auto due = outbox_.next_due_at();
        if (due && !*due) plan_.rest(Job::Outbox);
        return {};
    }
    auto sent = write_.send_one(outbox_, *receiver, plan_);
    if (!sent && is_storage(sent.error().fault)) return tl::unexpected{sent.error()};
    schedule_outbox(now);
    if (!sent) return tl::unexpected{sent.error()};
    if (*sent) found_contact(now);
    return {};
}

Result<void> SyncRun::replies(Monotonic now)
{
    auto changed = write_.fetch_replies(writer_);
    if (!changed) {
        tell(synced::RepliesChecked{false, false});
        return lost(Job::Replies, now, changed.error());
    }
    plan_.done(Job::Replies, now);
    found_contact(now);
    tell(synced::RepliesChecked{*changed, true});
    return {};
}

Result<void> SyncRun::beat(Monotonic now)
{
    const auto& manifest = trust_.current();
    if (!options_.keys || !manifest) {
        // Nothing could check the answer yet: after the first contact.
        plan_.rest(Job::Beat);
        if (options_.keys) plan_.want(Job::Beat, now + seconds{1});
        return {};
    }
    const auto gathered = beats_.gather(writer_, outbox_, manifest->manifest);
    if (!gathered) return tl::unexpected{gathered.error()};
    const auto number = beats_.next_number(writer_);
    if (!number) return tl::unexpected{number.error()};
    if (auto sent = write_.send_beat(*gathered, *number, *manifest->manifest.receiver); !sent)
        return lost(Job::Beat, now, sent.error());
    if (auto kept = beats_.told(writer_, *gathered); !kept) return kept;
    plan_.done(Job::Beat, now);
    found_contact(now);
    return {};
}

Result<void> SyncRun::trust(Monotonic now)
{
    auto newer = trust_.extend(writer_, source_);
    if (!newer) return lost(Job::Trust, now, newer.error());
    plan_.done(Job::Trust, now);
    if (*newer) plan_.want(Job::Poll, now);
    return {};
}

void SyncRun::read_stick(Monotonic now)
{
    using Outcome = synced::StickRead::Outcome;
    const auto tree = StickSource::find(options_.sticks);
    if (!tree) return tell(synced::StickRead{Outcome::None});
    StickSource stick{*tree, [this] { return source_.stopped(); }};
    const synced::StickRead read = take_from(stick);
    follower_.start_anew();
    protocol::log::info("sync", "stick: ", static_cast<int>(read.outcome), ", new entries ", read.entries);
    if (read.outcome == Outcome::Taken) {
        tell(synced::NewContent{});
        plan_.want(Job::Texts, now);
    }
    tell(read);
}

synced::StickRead SyncRun::take_from(StickSource& stick)
{
    using Outcome = synced::StickRead::Outcome;
    const auto failed = [](const protocol::Error& error) {
        protocol::log::warning("sync", "stick: ", error.detail);
        return synced::StickRead{error.fault == Fault::Refused ? Outcome::Doubted : Outcome::Unreadable};
    };
    // Keys that a newer manifest names sign what the stick holds.
    if (auto newer = trust_.extend(writer_, stick); !newer) return failed(newer.error());
    const auto& log = trust_.current()->manifest.logs.front();
    const auto mine = writer_.log_state(log.key.name());
    if (!mine) return failed(mine.error());
    Fetch fetch;
    fetch.path =
        protocol::routes::log(protocol::routes::log_folder(mine->origin), protocol::routes::kCheckpoint);
    fetch.max_bytes = protocol::limits::kCheckpoint;
    const auto note = stick.get(fetch);
    if (!note) return failed(note.error());
    const auto offered = protocol::open_checkpoint(note->body, log.key);
    if (!offered) return failed(offered.error());
    if (offered->size < mine->size) return {Outcome::NothingNew};

    // The writer's clock may have been ahead of ours.
    const WrittenClock written{std::min(stick.written(fetch.path).value_or(protocol::Time{}), clock_.now())};
    Follower follower{writer_, stick, trust_, written, [this](SyncEvent event) { tell(std::move(event)); }};
    if (auto news = follower.follow(); !news) return failed(news.error());
    TextFetcher texts{writer_, stick, clock_, [this](SyncEvent event) { tell(std::move(event)); },
                      options_.config.retry_base};
    auto changed = texts.fetch_texts();
    if (!changed) return failed(changed.error());
    for (;;) {
        const auto more = texts.fetch_attachment();
        if (!more) return failed(more.error());
        if (!*more) break;
        changed = true;
    }
    if (auto tidied = writer_.tidy(); !tidied) return failed(tidied.error());
    const auto entries = static_cast<std::int64_t>(offered->size - mine->size);
    return {entries > 0 || *changed ? Outcome::Taken : Outcome::NothingNew, entries};
}

}  // namespace kiosk
