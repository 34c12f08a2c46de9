#include "kiosk/app/staff_desk.h"

#include <chrono>
#include <memory>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/app/terminal.h"
#include "offline_cache/log_facts.h"
#include "protocol/base/log.h"
#include "protocol/base/pin.h"

namespace kiosk {

using namespace std::chrono_literals;
using offline_cache::HallBook;

namespace {

constexpr int kAuditShown = 6;
constexpr int kReasonsShown = 3;
/// Totals wait in memory so that the file says nothing of when somebody stood at the machine.
constexpr auto kTotalsEvery = 1h;

template <class T>
bool told(const protocol::Result<T>& result)
{
    if (!result) protocol::log::error("staff", result.error().detail);
    return result.has_value();
}

}  // namespace

struct StaffDesk::Step {
    StaffDesk& desk;

    void operator()(const staff::VerifyPin& c) const { desk.verify(c); }
    void operator()(staff::ForgetWrongPins) const { desk.remember_wrong(0); }
    void operator()(staff::LoadNotices) const { desk.load_notices(); }
    void operator()(const staff::StoreNotice& c) const { desk.store(*c.notice); }
    void operator()(const staff::DropNotice& c) const
    {
        if (desk.book_ && told(desk.book_->remove(c.n))) desk.note("notice.removed " + std::to_string(c.n));
        desk.load_notices();
    }
    void operator()(staff::Diagnose) const { desk.diagnose(); }
    void operator()(const staff::StoreTerminal& c) const { desk.store(c.terminal); }
    void operator()(const staff::Record& c) const { desk.note(c.what); }
};

StaffDesk::StaffDesk(StaffOptions options, offline_cache::Content& content, offline_cache::Outbox* outbox,
                     const protocol::Clock& clock, const std::function<void(Event)>& on_event)
    : options_(std::move(options)), content_(content), outbox_(outbox), clock_(clock), on_event_(on_event)
{
    totals_kept_ = clock_.now();
}

void StaffDesk::open()
{
    if (std::exchange(opened_, true)) return;
    auto book = HallBook::open(options_.folder / "hall.db");
    if (!told(book)) return;
    book_.emplace(std::move(*book));
    // Where the disk is read-only nothing is dropped and nothing is kept; what stands can still be shown.
    (void)book_->forget_old(protocol::local_date(clock_.now()));
    if (const auto wrong = book_->wrong_pins()) wrong_ = *wrong;
    if (wrong_ > 0) tell(staff::WrongPins{wrong_});
}

StaffDesk::~StaffDesk() { keep_totals(); }

bool StaffDesk::run(const Command& command)
{
    const auto* totals = std::get_if<cmd::CountScreens>(&command);
    const auto* asked = std::get_if<staff::Command>(&command);
    if (totals == nullptr && asked == nullptr) return false;
    if (totals != nullptr) {
        count(*totals);
    } else {
        open();
        std::visit(Step{*this}, *asked);
    }
    return true;
}

void StaffDesk::verify(const staff::VerifyPin& question)
{
    // A wrong try is on the disk before it is known to be one: cutting the power in between gains nothing.
    const int before = wrong_;
    remember_wrong(before + 1);
    const bool right = protocol::pin_fits(options_.pin_hash, question.pin->view());
    if (right)
        remember_wrong(0);
    else
        note("pin.wrong " + std::to_string(wrong_));
    tell(staff::PinVerified{question.number, right, wrong_});
}

void StaffDesk::remember_wrong(int wrong)
{
    wrong_ = wrong;
    if (book_) (void)told(book_->set_wrong_pins(wrong));
}

void StaffDesk::load_notices()
{
    if (!book_) return;
    auto kept = book_->notices();
    if (!told(kept)) return;
    auto notices = std::make_shared<staff::Notices>();
    for (auto& notice : *kept) {
        const auto published = offline_cache::published_since(content_, notice.after, notice.title);
        notices->push_back({std::move(notice), told(published) && *published});
    }
    tell(staff::NoticesLoaded{std::move(notices)});
}

void StaffDesk::store(const offline_cache::LocalNotice& notice)
{
    if (!book_) return tell(staff::NoticeStored{false});
    offline_cache::LocalNotice fresh = notice;
    if (const auto newest = offline_cache::newest_item(content_)) fresh.after = *newest;
    const auto n = book_->keep(fresh);
    if (!told(n)) return tell(staff::NoticeStored{false});
    note("notice.kept " + std::to_string(*n));
    load_notices();
    tell(staff::NoticeStored{true});
}

void StaffDesk::diagnose()
{
    auto diagnosis = std::make_shared<staff::Diagnosis>();
    diagnosis->at = clock_.now();
    diagnosis->read = options_.read;
    diagnosis->write = options_.write;
    if (auto log = offline_cache::log_facts(content_); told(log)) diagnosis->log = std::move(*log);
    if (outbox_ != nullptr) {
        diagnosis->outbox_open = true;
        if (const auto counts = outbox_->counts(); told(counts)) diagnosis->outbox = *counts;
        if (const auto oldest = outbox_->oldest(); told(oldest)) diagnosis->oldest = *oldest;
        if (auto reasons = outbox_->parked_reasons(kReasonsShown); told(reasons))
            diagnosis->parked = std::move(*reasons);
    }
    std::error_code error;
    const auto space = std::filesystem::space(options_.folder, error);
    if (!error) {
        diagnosis->free_bytes = static_cast<std::int64_t>(space.available);
        diagnosis->disk_bytes = static_cast<std::int64_t>(space.capacity);
    }
    if (book_)
        if (auto lines = book_->audit(kAuditShown); told(lines)) diagnosis->audit = std::move(*lines);
    tell(staff::Diagnosed{std::move(diagnosis)});
}

void StaffDesk::store(const Terminal& terminal)
{
    const bool kept = told(save_terminal(options_.folder / "terminal.toml", terminal));
    if (kept) note("terminal");
    tell(staff::TerminalStored{terminal, kept});
}

void StaffDesk::note(const std::string& what)
{
    if (book_) (void)told(book_->note(clock_.now(), what));
}

void StaffDesk::count(const cmd::CountScreens& totals)
{
    if (day_ && *day_ != totals.day) keep_totals();
    day_ = totals.day;
    for (const auto& more : totals.totals) {
        auto& total = totals_[more.screen];
        total.screen = more.screen;
        total.shown += more.shown;
        total.left += more.left;
        total.timed_out += more.timed_out;
    }
    if (clock_.now() >= totals_kept_ + kTotalsEvery) keep_totals();
}

void StaffDesk::keep_totals()
{
    totals_kept_ = clock_.now();
    if (!day_ || totals_.empty()) return;
    open();
    if (!book_) return totals_.clear();
    std::vector<offline_cache::ScreenTotal> all;
    for (auto& [screen, total] : totals_) all.push_back(std::move(total));
    totals_.clear();
    (void)told(book_->count(*day_, all));
}

}  // namespace kiosk
