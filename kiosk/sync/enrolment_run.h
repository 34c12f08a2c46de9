#pragma once

#include "kiosk/sync/enrol_thread.h"
#include "kiosk/sync/http.h"

namespace kiosk {

/// The steps of an enrolment, one after another; for one thread.
class EnrolmentRun {
public:
    EnrolmentRun(Http& http, const EnrolOptions& options) : http_(http), options_(options) {}

    /// With a code: fetches the offer, proves it, makes the keys, keeps what it is about to send.
    std::optional<enrolled::Trouble> begin(const EnrolWish& wish);
    /// Takes up what begin() kept.
    std::optional<enrolled::Trouble> resume();

    [[nodiscard]] std::string digits() const { return protocol::enrolment_digits(note_); }

    /// Sends the note, or asks again how it stands. Offline troubles may pass; the others are final.
    protocol::Result<protocol::EnrolmentState> ask();
    /// After it was let in.
    protocol::Result<void> keep();
    /// After it was refused: nothing of this try is left but the seed.
    void forget();

private:
    std::optional<enrolled::Trouble> fetch_receiver();
    protocol::Result<HttpAnswer> get(const std::string& url, std::size_t most);

    Http& http_;
    const EnrolOptions& options_;
    protocol::EnrolmentOffer offer_;
    std::string note_;
    std::optional<protocol::Vkey> receiver_;
};

/// "https://" before a bare name, no final slash; empty for what is no address.
[[nodiscard]] std::string full_address(std::string_view typed);
/// The link in civic-enrol.txt of the first stick below `folder` that has one; empty: none.
[[nodiscard]] protocol::SecretString link_on_stick(const std::filesystem::path& folder);

}  // namespace kiosk
