#pragma once

#include <filesystem>
#include <optional>

#include "kiosk/sync/config.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "protocol/requests/device_keys.h"
#include "protocol/requests/enrolment.h"

namespace kiosk {

/// Who this terminal is, as an enrolment gave it: `enrolled.toml` and `device.seed` (0600) in the data
/// folder.
struct IdentityFiles {
    std::filesystem::path config;  ///< kiosk.toml
    std::filesystem::path data;

    std::filesystem::path enrolled() const { return data / "enrolled.toml"; }
    std::filesystem::path seed() const { return data / "device.seed"; }
    /// An enrolment under way: what was sent.
    std::filesystem::path pending() const { return data / "enrolling"; }
    /// While the terminal is let in anew, what it was before.
    std::filesystem::path enrolled_before() const { return data / "enrolled.toml.before"; }
    std::filesystem::path seed_before() const { return data / "device.seed.before"; }
};

/// kiosk.toml, whose missing lines an enrolment may have filled in: where it names no commune, those of
/// enrolled.toml count. NotFound when there is neither.
protocol::Result<Config> load_identity(const IdentityFiles& files, ConfigRefusal* refusal = nullptr);

/// The terminal's keys from its seed: in the data folder, or beside kiosk.toml, where a technician may have
/// put it. NotFound without one; Refused when others may read it, Malformed when it is not 32 bytes.
protocol::Result<protocol::DeviceKeys> load_device_keys(const IdentityFiles& files, std::string_view device);

/// Did an enrolment make this terminal what it is? Then it can be let in anew.
[[nodiscard]] bool is_enrolled(const IdentityFiles& files);
/// From here on the terminal is nobody, until it was let in with a seed of its own or take_identity_back().
/// A power cut at any moment leaves the one or the other.
protocol::Result<void> set_identity_aside(const IdentityFiles& files);
protocol::Result<void> take_identity_back(const IdentityFiles& files);
/// Set aside and neither replaced nor taken back.
[[nodiscard]] bool identity_is_aside(const IdentityFiles& files);

/// The seed is on the disk before anything is sent that only it can sign. A seed that is there already, of a
/// try that was cut short, is kept and given.
protocol::Result<protocol::SecretSeed> make_seed(const IdentityFiles& files);

/// A whole private file or none, also after a power cut.
protocol::Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes);

/// After it was let in: on the disk when it returns. What it was before is gone then, its seed as well.
protocol::Result<void> keep_identity(const IdentityFiles& files, const protocol::EnrolmentOffer& offer);

}  // namespace kiosk
