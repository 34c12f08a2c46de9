#include "province/registry/terminals.h"

#include <algorithm>
#include <array>
#include <functional>

#include "protocol/base/encoding.h"
#include "province/registry/audit_row.h"
#include "province/registry/outbox_chain_rows.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

constexpr std::array<std::string_view, 5> kStates{"slot", "waiting", "live", "refused", "revoked"};
constexpr std::chrono::minutes kSilent{45};  // three beats
constexpr std::chrono::hours kOutboxOld{24};
constexpr std::chrono::minutes kClockOff{5};
constexpr std::int64_t kDiskLow_mb = 500;
constexpr std::size_t kLongestName_bytes = 200;

std::string name_of(TerminalState state) { return std::string(kStates[static_cast<std::size_t>(state)]); }

std::optional<Time> moment(long long seconds)
{
    return seconds == 0 ? std::nullopt : std::optional<Time>{time_of(seconds)};
}

/// A row as SOCI fills it.
struct Row {
    std::string device, commune, hall, hall_name, address, state, code_id, code, note, key, hardware,
        decided_by, beat, come;
    long long code_until = 0, decided = 0, revoked = 0, from = 0, until = 0, beat_at = 0, other = 0;

    Terminal value() const
    {
        Terminal out;
        out.device = device;
        out.commune = commune;
        out.hall = hall;
        out.hall_name = hall_name;
        out.address = address;
        for (std::size_t i = 0; i < kStates.size(); ++i)
            if (kStates.at(i) == state) out.state = static_cast<TerminalState>(i);
        out.code_id = code_id;
        if (const auto bytes = protocol::from_base64(code))
            out.code = protocol::EnrolmentCode::from_bytes(*bytes);
        out.code_until = time_of(code_until);
        out.note = note;
        out.hardware = hardware;
        if (auto vkey = protocol::Vkey::parse(key)) out.request_key = std::move(*vkey);
        out.decided_by = decided_by;
        out.decided_at = moment(decided);
        out.revoked_at = moment(revoked);
        out.closed_from = moment(from);
        out.closed_until = moment(until);
        out.beat_at = moment(beat_at);
        if (auto parsed = protocol::parse_beat(beat)) out.beat = std::move(*parsed);
        out.other_root = other != 0;
        out.chain = OutboxChain::parse(come);
        return out;
    }
};

constexpr std::string_view kSelect =
    "SELECT device, commune, hall, hall_name, address, state, code_id, COALESCE(code, ''), code_until, "
    "COALESCE(note, ''), COALESCE(request_key, ''), COALESCE(hardware, ''), COALESCE(decided_by, ''), "
    "COALESCE(decided_at, 0), COALESCE(revoked_at, 0), COALESCE(closed_from, 0), "
    "COALESCE(closed_until, 0), COALESCE(beat_at, 0), COALESCE(beat, ''), other_root, COALESCE(come, '') "
    "FROM terminal "
    "LEFT JOIN outbox_chain ON of_device = device ";

template <class Query>
void into(Query& query, Row& row)
{
    query, soci::into(row.device), soci::into(row.commune), soci::into(row.hall), soci::into(row.hall_name),
        soci::into(row.address), soci::into(row.state), soci::into(row.code_id), soci::into(row.code),
        soci::into(row.code_until), soci::into(row.note), soci::into(row.key), soci::into(row.hardware),
        soci::into(row.decided_by), soci::into(row.decided), soci::into(row.revoked), soci::into(row.from),
        soci::into(row.until), soci::into(row.beat_at), soci::into(row.beat), soci::into(row.other),
        soci::into(row.come);
}

template <class Use>
std::vector<Terminal> select(soci::session& session, const std::string& where, Use&& use)
{
    Row row;
    auto query = (session.prepare << std::string(kSelect) + where);
    use(query);
    into(query, row);
    return rows(query, [&] { return row.value(); });
}

std::optional<Terminal> one(soci::session& session, const std::string& column, const std::string& value)
{
    Row row;
    {
        // Asked with every request of a terminal: "once" goes to the server and back one time, not three.
        auto query = (session.once << std::string(kSelect) + "WHERE " + column + " = :value");
        query, soci::use(value, "value");
        into(query, row);
    }
    if (!session.got_data()) return std::nullopt;
    return row.value();
}

/// The hall of this name in the commune, or the next number.
std::string hall_of(soci::session& session, const Terminals::Place& place)
{
    std::string hall;
    session << "SELECT hall FROM terminal WHERE commune = :commune AND hall_name = :name LIMIT 1",
        soci::use(place.commune, "commune"), soci::use(place.hall_name, "name"), soci::into(hall);
    if (session.got_data()) return hall;
    long long halls = 0;
    session << "SELECT COUNT(DISTINCT hall) FROM terminal WHERE commune = :commune",
        soci::use(place.commune, "commune"), soci::into(halls);
    return place.commune + "-h" + std::to_string(halls + 1);
}

/// A change of one terminal's state, with its act. Refused unless it stands in one of `from`.
Result<void> move_on(Registry& registry, std::string_view device, const std::vector<TerminalState>& from,
                     const std::function<Result<void>(soci::session&, const Terminal&)>& change,
                     std::string_view what, const Act& act)
{
    return changing(registry, [&](soci::session& session) -> Result<void> {
        const auto found = one(session, "device", std::string(device));
        if (!found) return protocol::fail(Fault::NotFound, "no such terminal");
        if (std::ranges::find(from, found->state) == from.end())
            return protocol::fail(Fault::Refused, "the terminal is " + name_of(found->state));
        if (auto done = change(session, *found); !done) return done;
        note_act(session, act.doing(what, device));
        return {};
    });
}

void decide(soci::session& session, const std::string& device, TerminalState state, const Act& act)
{
    const std::string name = name_of(state);
    const long long at = seconds(act.at);
    session
        << "UPDATE terminal SET state = :state, decided_by = :by, decided_at = :at, code = NULL WHERE device "
           "= :device",
        soci::use(name, "state"), soci::use(act.login, "by"), soci::use(at, "at"),
        soci::use(device, "device");
}

/// Each day of a terminal once, in order; none that is not over by our calendar.
void add_views(soci::session& session, const std::string& device, const protocol::DayViews& views,
               protocol::Date today)
{
    if (views.day >= today) return;
    const std::string day = protocol::format_date(views.day);
    soci::statement mark =
        (session.prepare << "UPDATE terminal SET views_day = :day WHERE device = :device AND "
                            "views_day < :day",
         soci::use(day, "day"), soci::use(device, "device"));
    mark.execute(true);
    if (mark.get_affected_rows() != 1) return;
    for (const auto& [screen, count] : views.screens) {
        const long long shown = count;
        session
            << "INSERT INTO screen_views (commune, day, screen, shown) SELECT commune, CAST(:day AS TEXT), "
               "CAST(:screen AS TEXT), CAST(:shown AS BIGINT) FROM terminal WHERE device = :device "
               "ON CONFLICT (commune, day, screen) DO UPDATE SET shown = screen_views.shown + excluded.shown",
            soci::use(day, "day"), soci::use(screen, "screen"), soci::use(shown, "shown"),
            soci::use(device, "device");
    }
}

}  // namespace

std::string_view alarm_name(Alarm alarm)
{
    constexpr std::array<std::string_view, 8> kNames{"history", "lost",   "link",  "silent",
                                                     "parked",  "outbox", "clock", "disk"};
    return kNames.at(static_cast<std::size_t>(alarm));
}

std::vector<Alarm> alarms_of(const Terminal& terminal, Time now)
{
    std::vector<Alarm> alarms;
    if (terminal.state != TerminalState::Live) return alarms;
    const auto& beat = terminal.beat;
    if (terminal.other_root || (beat && beat->history_alarm)) alarms.push_back(Alarm::History);
    if (terminal.missing() > 0) alarms.push_back(Alarm::Lost);
    if (terminal.chain && terminal.chain->broken()) alarms.push_back(Alarm::Link);
    if (terminal.closed_at(now)) return alarms;
    const Time heard = std::max(terminal.beat_at.value_or(Time{}), terminal.decided_at.value_or(Time{}));
    // A hall that was closed has its three beats from when it opens.
    const Time awaited = terminal.closed_until && *terminal.closed_until <= now
                             ? std::max(heard, *terminal.closed_until)
                             : heard;
    if (now - awaited > kSilent) alarms.push_back(Alarm::Silent);
    if (!beat) return alarms;
    if (beat->outbox_parked > 0) alarms.push_back(Alarm::Parked);
    if (beat->outbox_n > 0 && std::chrono::seconds{beat->outbox_oldest_s} > kOutboxOld)
        alarms.push_back(Alarm::Outbox);
    const auto off = protocol::from_unix(beat->clock) - terminal.beat_at.value_or(now);
    if (std::chrono::abs(off) > kClockOff) alarms.push_back(Alarm::Clock);
    if (beat->disk_free_mb < kDiskLow_mb) alarms.push_back(Alarm::Disk);
    return alarms;
}

Result<Terminal> Terminals::add(const Place& place, const protocol::EnrolmentCode& code, const Act& act)
{
    if (place.hall_name.empty() || place.hall_name.size() > kLongestName_bytes ||
        place.hall_name.find('\n') != std::string::npos)
        return protocol::fail(Fault::Refused, "no name of a hall");
    return changing(registry_, [&](soci::session& session) -> Result<Terminal> {
        long long known = 0;
        session << "SELECT COUNT(*) FROM terminal WHERE commune = :commune",
            soci::use(place.commune, "commune"), soci::into(known);
        const std::string device = place.province + "-" + place.commune + "-k" + std::to_string(known + 1);
        const std::string hall = hall_of(session, place);
        const std::string id = code.id();
        const std::string bytes = protocol::to_base64(code.bytes());
        const long long at = seconds(act.at);
        const long long until = seconds(act.at + kCodeLife);
        session
            << "INSERT INTO terminal (device, commune, hall, hall_name, address, state, code_id, code, "
               "code_until, made_by, made_at, beat_n, other_root) VALUES (:device, :commune, :hall, :name, "
               ":address, 'slot', :id, :code, :until, :by, :at, 0, 0)",
            soci::use(device, "device"), soci::use(place.commune, "commune"), soci::use(hall, "hall"),
            soci::use(place.hall_name, "name"), soci::use(place.address, "address"), soci::use(id, "id"),
            soci::use(bytes, "code"), soci::use(until, "until"), soci::use(act.login, "by"),
            soci::use(at, "at");
        note_act(session, act.doing("terminal.add", device));
        return *one(session, "device", device);
    });
}

Result<void> Terminals::add_live(const Terminal& terminal, const protocol::DeviceKeys& keys, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string request = keys.request.vkey().text();
        const std::string witness = keys.witness.vkey().text();
        const long long at = seconds(act.at);
        session
            << "INSERT INTO terminal (device, commune, hall, hall_name, address, state, code_id, code_until, "
               "made_by, made_at, request_key, witness_key, enrolled_at, decided_by, decided_at, beat_n, "
               "other_root) VALUES (:device, :commune, :hall, :name, :address, 'live', :id, :at, :by, :at, "
               ":request, :witness, :at, :by, :at, 0, 0)",
            soci::use(terminal.device, "device"), soci::use(terminal.commune, "commune"),
            soci::use(terminal.hall, "hall"), soci::use(terminal.hall_name, "name"),
            soci::use(terminal.address, "address"), soci::use(terminal.device, "id"), soci::use(at, "at"),
            soci::use(act.login, "by"), soci::use(request, "request"), soci::use(witness, "witness");
        note_act(session, act.doing("terminal.confirm", terminal.device));
        return {};
    });
}

Result<std::optional<Terminal>> Terminals::find(std::string_view device)
{
    return looking(registry_, [&](soci::session& session) -> Result<std::optional<Terminal>> {
        return one(session, "device", std::string(device));
    });
}

Result<std::optional<Terminal>> Terminals::by_code(std::string_view code_id)
{
    return looking(registry_, [&](soci::session& session) -> Result<std::optional<Terminal>> {
        return one(session, "code_id", std::string(code_id));
    });
}

Result<std::vector<Terminal>> Terminals::list(std::string_view commune)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Terminal>> {
        const std::string code(commune);
        const std::string order = " ORDER BY commune, hall, device";
        if (code.empty()) return select(session, order, [](auto&) {});
        return select(session, "WHERE commune = :commune" + order,
                      [&](auto& query) { query, soci::use(code, "commune"); });
    });
}

Result<Terminal> Terminals::enrol(std::string_view note, const protocol::EnrolmentNote& read, Time now)
{
    return changing(registry_, [&](soci::session& session) -> Result<Terminal> {
        const auto found = one(session, "code_id", read.id);
        if (!found) return protocol::fail(Fault::NotFound, "no such code");
        if (!found->note.empty() && found->note == note) return *found;
        if (found->state != TerminalState::Slot || !found->code || now >= found->code_until)
            return protocol::fail(Fault::Refused, "the code was used, or its time is over");
        if (auto proved = protocol::verify_enrolment(note, *found->code); !proved)
            return protocol::fail(Fault::Malformed, proved.error().detail);
        if (read.request.name() != found->device)
            return protocol::fail(Fault::Malformed, "the keys are another terminal's");
        const std::string text(note);
        const std::string request = read.request.text();
        const std::string witness = read.witness.text();
        const long long at = seconds(now);
        session
            << "UPDATE terminal SET state = 'waiting', code = NULL, note = :note, request_key = :request, "
               "witness_key = :witness, hardware = :hardware, enrolled_at = :at WHERE device = :device",
            soci::use(text, "note"), soci::use(request, "request"), soci::use(witness, "witness"),
            soci::use(read.hardware, "hardware"), soci::use(at, "at"), soci::use(found->device, "device");
        note_act(session, Act{now, {}, found->commune + ".ubnd", "terminal.enrol", found->device});
        return *one(session, "device", found->device);
    });
}

Result<void> Terminals::confirm(std::string_view device, std::string_view note_digits, const Act& act)
{
    return move_on(
        registry_, device, {TerminalState::Waiting},
        [&](soci::session& session, const Terminal& found) -> Result<void> {
            if (protocol::enrolment_digits(found.note) != note_digits)
                return protocol::fail(Fault::Refused, "another terminal asks now");
            decide(session, found.device, TerminalState::Live, act);
            return {};
        },
        "terminal.confirm", act);
}

Result<void> Terminals::refuse(std::string_view device, const Act& act)
{
    return move_on(
        registry_, device, {TerminalState::Waiting},
        [&](soci::session& session, const Terminal& found) -> Result<void> {
            decide(session, found.device, TerminalState::Refused, act);
            return {};
        },
        "terminal.refuse", act);
}

Result<void> Terminals::revoke(std::string_view device, const Act& act)
{
    return move_on(
        registry_, device, {TerminalState::Slot, TerminalState::Waiting, TerminalState::Live},
        [&](soci::session& session, const Terminal& found) -> Result<void> {
            const long long at = seconds(act.at);
            session
                << "UPDATE terminal SET state = 'revoked', revoked_by = :by, revoked_at = :at, code = NULL "
                   "WHERE device = :device",
                soci::use(act.login, "by"), soci::use(at, "at"), soci::use(found.device, "device");
            return {};
        },
        "terminal.revoke", act);
}

Result<void> Terminals::close(std::string_view device, std::optional<Time> from, std::optional<Time> until,
                              const Act& act)
{
    if (from.has_value() != until.has_value() || (from && *from >= *until))
        return protocol::fail(Fault::Refused, "a closure ends after it begins");
    return move_on(
        registry_, device, {TerminalState::Live},
        [&](soci::session& session, const Terminal& found) -> Result<void> {
            const long long begin = from ? seconds(*from) : 0;
            const long long end = until ? seconds(*until) : 0;
            session << "UPDATE terminal SET closed_from = :begin, closed_until = :end WHERE device = :device",
                soci::use(begin, "begin"), soci::use(end, "end"), soci::use(found.device, "device");
            return {};
        },
        from ? "terminal.close" : "terminal.open", act);
}

Result<void> Terminals::keep_beat(std::string_view device, std::uint64_t n, std::string_view json,
                                  bool other_root, Time now)
{
    const auto read = protocol::parse_beat(json);
    if (!read) return tl::unexpected{read.error()};
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string name(device);
        if (read->views) add_views(session, name, *read->views, protocol::local_date(now));
        const std::string text(json);
        const auto number = static_cast<long long>(n);
        const long long at = seconds(now);
        const long long other = other_root ? 1 : 0;
        soci::statement update =
            (session.prepare << "UPDATE terminal SET beat_n = :n, beat_at = :at, beat = :beat, other_root = "
                                ":other WHERE device = :device AND beat_n < :n",
             soci::use(number, "n"), soci::use(at, "at"), soci::use(text, "beat"), soci::use(other, "other"),
             soci::use(name, "device"));
        update.execute(true);
        // What is missing is counted from the first beat: all before it, but what waits, is not awaited here.
        if (update.get_affected_rows() == 1 && chains_of(session, {name}).empty()) {
            const auto before = std::max<std::int64_t>(read->chain_n - read->outbox_n, 0);
            keep_chains(session, {{name, OutboxChain(static_cast<std::uint64_t>(before))}});
        }
        return {};
    });
}

Result<void> Terminals::settle_missing(std::string_view device, const Act& act)
{
    return move_on(
        registry_, device, {TerminalState::Live},
        [](soci::session& session, const Terminal& found) -> Result<void> {
            if (!found.chain || (found.missing() == 0 && !found.chain->broken()))
                return protocol::fail(Fault::Refused, "nothing is missing");
            OutboxChain chain = *found.chain;
            chain.settle(found.beat ? found.beat->chain_n : 0);
            keep_chains(session, {{found.device, chain}});
            return {};
        },
        "terminal.missing", act);
}

}  // namespace province
