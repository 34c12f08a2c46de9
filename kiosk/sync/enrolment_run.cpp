#include "kiosk/sync/enrolment_run.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "kiosk/sync/sticks.h"
#include "offline_cache/outbox.h"
#include "protocol/base/clock.h"
#include "protocol/base/log.h"
#include "protocol/limits.h"
#include "protocol/routes.h"
#include "protocol/trust/manifest.h"

namespace kiosk {

using enrolled::Trouble;
using protocol::EnrolmentCode;
using protocol::EnrolmentState;
using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kStickFile = "civic-enrol.txt";
constexpr std::size_t kOffered = protocol::limits::kEnrolment;

/// What was not taken from this terminal as it was before may be taken now; else it waits out its pause.
void try_outbox_again(const fs::path& file)
{
    std::error_code error;
    if (!fs::exists(file, error)) return;
    auto outbox = offline_cache::Outbox::open(file);
    const auto due = outbox ? outbox->make_due(protocol::SystemClock{}.now())
                            : Result<void>{tl::unexpected{outbox.error()}};
    if (!due) protocol::log::error("enrol", due.error().detail);
}

}  // namespace

bool enrolment_pending(const IdentityFiles& files)
{
    std::error_code error;
    return fs::exists(files.pending(), error) && !fs::exists(files.enrolled(), error);
}

std::string full_address(std::string_view typed)
{
    while (!typed.empty() && (typed.back() == ' ' || typed.back() == '/')) typed.remove_suffix(1);
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    std::string address(typed);
    if (address.find("://") == std::string::npos) address = "https://" + address;
    const auto host = address.find("://") + 3;
    const bool scheme = address.starts_with("https://") || address.starts_with("http://");
    const bool good =
        scheme && address.size() > host && address.size() <= 300 && std::ranges::all_of(address, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                   c == '-' || c == ':' || c == '/' || c == '[' || c == ']' || c == '_';
        });
    return good ? address : std::string{};
}

protocol::SecretString link_on_stick(const fs::path& folder)
{
    const auto file = find_on_sticks(folder, [](const fs::directory_entry& entry) {
        std::error_code error;
        return entry.path().filename() == kStickFile && entry.is_regular_file(error) &&
               entry.file_size(error) <= kOffered;
    });
    if (!file) return {};
    std::ifstream stream{*file, std::ios::binary};
    return protocol::SecretString{std::string{std::istreambuf_iterator<char>{stream}, {}}};
}

Result<HttpAnswer> EnrolmentRun::get(const std::string& url, std::size_t most)
{
    HttpRequest request;
    request.url = url;
    request.max_bytes = most;
    request.deadline = options_.deadline;
    return http_.send(std::move(request));
}

std::optional<Trouble> EnrolmentRun::begin(const EnrolWish& wish)
{
    std::optional<protocol::EnrolmentLink> link;
    if (auto parsed = protocol::parse_enrolment_link(wish.code.view())) {
        link.emplace(std::move(*parsed));
    } else {
        const auto code = EnrolmentCode::parse(wish.code.view());
        if (!code) return Trouble::NotACode;
        const auto address = full_address(wish.address);
        if (address.empty()) return Trouble::NotAnAddress;
        link.emplace(protocol::EnrolmentLink{address, *code, std::nullopt});
    }
    const auto answer = get(link->address + protocol::routes::enrolment(link->code.id()), kOffered);
    if (!answer) return Trouble::Unreachable;
    if (answer->status == 404) return Trouble::UnknownCode;
    if (answer->status != 200) return Trouble::Unreachable;
    const auto offer = protocol::open_offer(answer->body, link->code);
    if (!offer || (link->root && *link->root != offer->root)) return Trouble::NotGenuine;
    offer_ = *offer;
    if (const auto trouble = fetch_receiver()) return trouble;

    const auto seed = make_seed(options_.files);
    if (!seed) return Trouble::Storage;
    note_ = protocol::make_enrolment(offer_.id, protocol::derive_device_keys(offer_.device, *seed),
                                     options_.hardware, link->code);
    if (!write_durably(options_.files.pending(), answer->body + "\n" + note_)) return Trouble::Storage;
    return std::nullopt;
}

std::optional<Trouble> EnrolmentRun::resume()
{
    std::ifstream stream{options_.files.pending(), std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    const auto cut = text.find("\n\n");
    if (cut == std::string::npos) return Trouble::Storage;
    const auto offer = protocol::read_offer(std::string_view{text}.substr(0, cut + 1));
    if (!offer) return Trouble::Storage;
    offer_ = *offer;
    note_ = text.substr(cut + 2);
    return fetch_receiver();
}

std::optional<Trouble> EnrolmentRun::fetch_receiver()
{
    std::optional<protocol::VerifiedManifest> verified;
    for (std::uint64_t version = 1; version <= protocol::limits::kTrustSteps; ++version) {
        const auto answer =
            get(offer_.read + "/" + protocol::routes::trust(version), protocol::limits::kTrustManifest);
        if (!answer) return Trouble::Unreachable;
        if (answer->status == 404 && verified) break;
        if (answer->status != 200) return Trouble::Unreachable;
        auto next = verified ? protocol::open_next_manifest(answer->body, *verified)
                             : protocol::open_first_manifest(answer->body, offer_.root);
        if (!next) return Trouble::NotGenuine;
        verified = std::move(*next);
    }
    receiver_ = verified->manifest.receiver;
    return receiver_ ? std::nullopt : std::optional{Trouble::NotGenuine};
}

Result<EnrolmentState> EnrolmentRun::ask()
{
    HttpRequest request;
    request.method = "POST";
    request.url = offer_.write + std::string(protocol::routes::kEnrol);
    request.headers.push_back("Content-Type: " + std::string(protocol::routes::kNoteType));
    request.body = note_;
    request.max_bytes = kOffered;
    request.deadline = options_.deadline;
    const auto answer = http_.send(std::move(request));
    if (!answer) return tl::unexpected{answer.error()};
    if (answer->status == 403 || answer->status == 410) return EnrolmentState::Refused;
    if (answer->status != 200)
        return protocol::fail(Fault::Offline, "enrolment: status " + std::to_string(answer->status));
    return protocol::open_enrolled(answer->body, note_, *receiver_);
}

Result<void> EnrolmentRun::keep()
{
    if (auto kept = keep_identity(options_.files, offer_); !kept) return kept;
    forget();
    try_outbox_again(options_.files.data / "outbox.db");
    return {};
}

void EnrolmentRun::forget()
{
    std::error_code error;
    fs::remove(options_.files.pending(), error);
}

}  // namespace kiosk
