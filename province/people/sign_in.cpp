#include "province/people/sign_in.h"

#include "protocol/base/encoding.h"
#include "protocol/base/log.h"
#include "protocol/base/random.h"
#include "protocol/base/secret_box.h"
#include "province/people/acting_for.h"
#include "province/people/key_giving.h"
#include "province/people/person_key.h"
#include "province/registry/login_delays.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

constexpr std::string_view kSealedSession = "civic-session/v1";
constexpr std::size_t kDeviceRandom = 32;  // hex digits
constexpr std::size_t kMark = 64;

std::string factor_purpose(std::string_view login) { return "civic-factor/v1\n" + std::string(login); }

std::string sealed_for(const Ticket& ticket, std::string_view plain)
{
    if (plain.empty()) return {};
    return protocol::to_base64(protocol::seal_secret(ticket.key(), kSealedSession, plain));
}

Result<protocol::SecretString> opened(const Ticket& ticket, const StoredSession& session)
{
    if (session.sealed.empty()) return protocol::SecretString{};
    const auto bytes = protocol::from_base64(session.sealed);
    if (!bytes) return protocol::fail(Fault::Storage, "a session's keys are damaged");
    return protocol::open_secret(ticket.key(), kSealedSession, *bytes);
}

}  // namespace

std::string SignIn::device_mark(std::string_view login) const
{
    const std::string random = protocol::to_hex(protocol::random_bytes(kDeviceRandom / 2));
    const auto mark = protocol::keyed_hash(key_, "civic-device/v1\n" + std::string(login) + "\n" + random);
    return random + protocol::to_hex(mark.view());
}

bool SignIn::is_known(std::string_view login, const Origin& origin) const
{
    if (origin.device.size() != kDeviceRandom + kMark) return false;
    const std::string random = origin.device.substr(0, kDeviceRandom);
    const auto mark = protocol::keyed_hash(key_, "civic-device/v1\n" + std::string(login) + "\n" + random);
    return protocol::equal_secrets(protocol::to_hex(mark.view()), origin.device.substr(kDeviceRandom));
}

std::string SignIn::bucket(std::string_view login, std::string_view what, const Origin& origin) const
{
    std::string from = "address\n" + origin.address;
    if (is_known(login, origin)) from = "device\n" + origin.device.substr(0, kDeviceRandom);
    // Whoever guesses at the second factor has the password already, from wherever: counted together.
    if (what == "code" && from.starts_with("address")) from = "anywhere";
    const std::string text =
        "civic-login-delay/v1\n" + std::string(what) + "\n" + std::string(login) + "\n" + from;
    return protocol::to_hex(protocol::keyed_hash(key_, text).view());
}

Result<SignIn::Outcome> SignIn::admit(std::string_view login, std::string_view body, Stage stage,
                                      std::string_view plain_keys, std::string_view replaces,
                                      std::string_view what, Time now)
{
    Outcome outcome{Fate::In, {}, Ticket::generate(), stage};
    StoredSession session;
    session.id = outcome.ticket->id();
    session.login = login;
    session.body = body;
    session.stage = stage;
    session.sealed = sealed_for(*outcome.ticket, plain_keys);
    const Act act{now, std::string(login), std::string(body), std::string(what), std::string(login)};
    if (auto added = Sessions(registry_).add(session, replaces, act); !added)
        return tl::unexpected{added.error()};
    return outcome;
}

Result<SignIn::Outcome> SignIn::again(std::string_view login, std::string_view password, const Origin& origin,
                                      Time now)
{
    return checked(login, password, bucket(login, "again", origin), origin, now);
}

Result<SignIn::Outcome> SignIn::checked(std::string_view login, std::string_view password,
                                        const std::string& counted, const Origin& origin, Time now)
{
    LoginDelays delays(registry_);
    const auto wait = delays.begin(counted, now);
    if (!wait) return tl::unexpected{wait.error()};
    if (wait->count() > 0) return Outcome{Fate::Wait, *wait, {}, {}};
    const auto account = Accounts(registry_).find(login);
    if (!account) return tl::unexpected{account.error()};
    const bool usable =
        *account && !(*account)->password.empty() && !(*account)->disabled_at && !(*account)->rights.empty();
    const Queue queue = is_known(login, origin) ? Queue::Known : Queue::Strangers;
    const auto right = usable ? passwords_.verify((*account)->password, password, queue)
                              : passwords_.verify_nobody(password, queue);
    if (!right) return tl::unexpected{right.error()};
    if (!*right) {
        if (*account) {
            const Act act{now, (*account)->login, (*account)->home(), "login.wrong", (*account)->login};
            if (auto noted = Audit(registry_).note(act); !noted) return tl::unexpected{noted.error()};
        }
        return Outcome{};
    }
    if (auto forgotten = delays.forget(counted); !forgotten) return tl::unexpected{forgotten.error()};
    return Outcome{Fate::In, {}, {}, {}};
}

Result<SignIn::Outcome> SignIn::password(std::string_view login, std::string_view password,
                                         const Origin& origin, Time now)
{
    auto right = checked(login, password, bucket(login, "password", origin), origin, now);
    if (!right || right->fate != Fate::In) return right;
    const auto account = Accounts(registry_).find(login);
    if (!account) return tl::unexpected{account.error()};
    if (!*account) return Outcome{};
    const auto wrapped = WrappedKeys(registry_).of(login);
    if (!wrapped) return tl::unexpected{wrapped.error()};
    const Account& who = **account;
    auto keys = unwrap_keys(passwords_, *wrapped, {}, password);
    const Act act{now, who.login, who.rights.front().body, {}, {}};
    if (keys) keys = give_own_keys(registry_, passwords_, who, std::move(*keys), password, act);
    if (keys) keys = take_keys(registry_, passwords_, who, std::move(*keys), password, act);
    if (!keys) {
        if (keys.error().fault == Fault::Busy) return tl::unexpected{keys.error()};
        // The person can still do everything but open reports, and is told so at the desk.
        protocol::log::warning("console", "wrapped keys do not open: ", keys.error().detail);
        keys = std::vector<BodyKey>{};
    }
    // A publisher's key is opened again for each signature, never kept.
    std::erase_if(*keys, [](const BodyKey& key) { return key.kind == "publisher"; });
    const Stage stage = !who.factor.empty()         ? Stage::Code
                        : who.needs_second_factor() ? Stage::Enrol
                                                    : Stage::Full;
    return admit(login, who.rights.front().body, stage, join_keys(*keys).view(), {},
                 stage == Stage::Full ? "login" : "login.password", now);
}

Result<SignIn::Outcome> SignIn::promote(const Ticket& ticket, const StoredSession& session,
                                        std::string_view what, Time now)
{
    const auto plain = opened(ticket, session);
    if (!plain) return tl::unexpected{plain.error()};
    return admit(session.login, session.body, Stage::Full, plain->view(), session.id, what, now);
}

Result<SignIn::Outcome> SignIn::code(const Ticket& ticket, const StoredSession& session,
                                     std::string_view code, const Origin& origin, Time now)
{
    const std::string counted = bucket(session.login, "code", origin);
    LoginDelays delays(registry_);
    const auto wait = delays.begin(counted, now);
    if (!wait) return tl::unexpected{wait.error()};
    if (wait->count() > 0) return Outcome{Fate::Wait, *wait, {}, {}};
    Accounts accounts(registry_);
    const auto account = accounts.find(session.login);
    if (!account) return tl::unexpected{account.error()};
    const auto factor = *account ? open_factor(**account) : std::nullopt;
    if (!factor) return Outcome{};
    const auto step = factor->accept(code, now, (*account)->factor_step);
    const Act act{now, session.login, session.body, "login.wrong_code", session.login};
    if (!step) {
        if (auto noted = Audit(registry_).note(act); !noted) return tl::unexpected{noted.error()};
        return Outcome{};
    }
    if (auto used = accounts.use_step(session.login, *step); !used) {
        if (used.error().fault == Fault::Refused) return Outcome{};
        return tl::unexpected{used.error()};
    }
    if (auto forgotten = delays.forget(counted); !forgotten) return tl::unexpected{forgotten.error()};
    return promote(ticket, session, "login", now);
}

Result<SignIn::Outcome> SignIn::enrol(const Ticket& ticket, const StoredSession& session,
                                      const SecondFactor& factor, std::string_view code, Time now)
{
    const auto step = factor.accept(code, now, 0);
    if (!step) return Outcome{};
    const Act act{now, session.login, session.body, "factor.set", session.login};
    if (auto set =
            Accounts(registry_).set_factor(session.login, seal_factor(session.login, factor), *step, act);
        !set)
        return tl::unexpected{set.error()};
    return promote(ticket, session, "login", now);
}

std::string SignIn::seal_factor(std::string_view login, const SecondFactor& factor) const
{
    return protocol::to_base64(protocol::seal_secret(key_, factor_purpose(login), factor.secret().view()));
}

std::optional<SecondFactor> SignIn::open_factor(const Account& account) const
{
    const auto bytes = protocol::from_base64(account.factor);
    if (!bytes || bytes->empty()) return std::nullopt;
    const auto secret = protocol::open_secret(key_, factor_purpose(account.login), *bytes);
    if (!secret) return std::nullopt;
    return SecondFactor::from_secret(secret->view());
}

Result<Ticket> act_for_office(Registry& registry, const Ticket& ticket, const StoredSession& session,
                              std::string_view body, const Act& act)
{
    const auto plain = opened(ticket, session);
    if (!plain) return tl::unexpected{plain.error()};
    Ticket fresh = Ticket::generate();
    StoredSession moved = session;
    moved.id = fresh.id();
    moved.body = body;
    moved.sealed = sealed_for(fresh, plain->view());
    if (auto added = Sessions(registry).add(moved, session.id, act); !added)
        return tl::unexpected{added.error()};
    return fresh;
}

Result<std::vector<BodyKey>> session_keys(const Ticket& ticket, const StoredSession& session)
{
    const auto plain = opened(ticket, session);
    if (!plain) return tl::unexpected{plain.error()};
    return split_keys(plain->view());
}

}  // namespace province
