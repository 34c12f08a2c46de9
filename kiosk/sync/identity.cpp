#include "kiosk/sync/identity.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/base/hash.h"
#include "protocol/base/random.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;
using protocol::SecretSeed;
namespace fs = std::filesystem;

namespace {

Result<SecretSeed> read_seed(const fs::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return protocol::fail(Fault::NotFound, file.string() + ": missing");
    struct stat about {};
    const bool known = ::fstat(descriptor, &about) == 0;
    std::array<char, SecretSeed::size() + 1> bytes{};
    const auto count = ::read(descriptor, bytes.data(), bytes.size());
    ::close(descriptor);
    if (known && (about.st_mode & 077) != 0) {
        protocol::wipe(bytes.data(), bytes.size());
        return protocol::fail(Fault::Refused, file.string() + ": others may read it");
    }
    if (count != static_cast<ssize_t>(SecretSeed::size())) {
        protocol::wipe(bytes.data(), bytes.size());
        return protocol::fail(Fault::Malformed, file.string() + ": not 32 bytes");
    }
    SecretSeed seed;
    std::memcpy(seed.data(), bytes.data(), SecretSeed::size());
    protocol::wipe(bytes.data(), bytes.size());
    return seed;
}

std::string text_of(const fs::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

/// No kiosk.toml, or one that leaves it to an enrolment who this terminal is.
bool names_nobody(const Result<Config>& config, const ConfigRefusal& why)
{
    return !config &&
           (config.error().fault == Fault::NotFound || (why.code == "missing" && why.key == "commune"));
}

Result<void> storage_fault(const fs::path& file)
{
    return protocol::fail(Fault::Storage, file.string() + ": " + std::strerror(errno));
}

Result<void> sync_folder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return storage_fault(folder);
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced ? Result<void>{} : storage_fault(folder);
}

/// One file in the place of another, on the disk when it returns. Nothing there to move is no fault.
Result<void> move_durably(const fs::path& from, const fs::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0)
        return errno == ENOENT ? Result<void>{} : storage_fault(from);
    return sync_folder(to.parent_path());
}

}  // namespace

Result<void> write_durably(const fs::path& file, std::string_view bytes)
{
    fs::path beside = file;
    beside += ".tmp";
    const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return storage_fault(file);
    const bool written =
        ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
        ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!written || ::rename(beside.c_str(), file.c_str()) != 0) return storage_fault(file);
    return sync_folder(file.parent_path());
}

Result<Config> load_identity(const IdentityFiles& files, ConfigRefusal* refusal)
{
    std::error_code error;
    if (!fs::exists(files.enrolled(), error)) return load_config(files.config, refusal);
    ConfigRefusal why;
    auto config = load_config(files.config, &why);
    if (!names_nobody(config, why)) {
        if (refusal != nullptr) *refusal = why;
        return config;
    }
    // The technician's own lines first: their numbers are those of the file.
    return parse_config(text_of(files.config) + "\n" + text_of(files.enrolled()),
                        files.config.filename().string(), refusal);
}

Result<protocol::DeviceKeys> load_device_keys(const IdentityFiles& files, std::string_view device)
{
    auto seed = read_seed(files.seed());
    if (!seed && seed.error().fault == Fault::NotFound)
        seed = read_seed(files.config.parent_path() / "device.seed");
    if (!seed) return tl::unexpected{seed.error()};
    if (!protocol::is_device_name(device)) return protocol::fail(Fault::Malformed, "no name of a terminal");
    return protocol::derive_device_keys(device, *seed);
}

bool is_enrolled(const IdentityFiles& files)
{
    std::error_code error;
    ConfigRefusal why;
    return fs::exists(files.enrolled(), error) && names_nobody(load_config(files.config, &why), why);
}

bool identity_is_aside(const IdentityFiles& files)
{
    std::error_code error;
    return fs::exists(files.enrolled_before(), error) && !fs::exists(files.enrolled(), error);
}

// The name of enrolled.toml says who counts; the seed follows it, after a power cut in make_seed().
Result<void> set_identity_aside(const IdentityFiles& files)
{
    if (auto moved = move_durably(files.enrolled(), files.enrolled_before()); !moved) return moved;
    return move_durably(files.seed(), files.seed_before());
}

Result<void> take_identity_back(const IdentityFiles& files)
{
    std::error_code error;
    fs::remove(files.pending(), error);
    if (auto moved = move_durably(files.seed_before(), files.seed()); !moved) return moved;
    return move_durably(files.enrolled_before(), files.enrolled());
}

Result<SecretSeed> make_seed(const IdentityFiles& files)
{
    std::error_code error;
    if (identity_is_aside(files) && !fs::exists(files.seed_before(), error)) {
        if (auto moved = move_durably(files.seed(), files.seed_before()); !moved)
            return tl::unexpected{moved.error()};
    }
    auto seed = read_seed(files.seed());
    if (seed || seed.error().fault != Fault::NotFound) return seed;
    SecretSeed fresh;
    std::string bytes = protocol::random_bytes(SecretSeed::size());
    std::memcpy(fresh.data(), bytes.data(), bytes.size());
    protocol::wipe(bytes);
    if (auto written = write_durably(files.seed(), fresh.view()); !written)
        return tl::unexpected{written.error()};
    return fresh;
}

Result<void> keep_identity(const IdentityFiles& files, const protocol::EnrolmentOffer& offer)
{
    std::string text = "# Made by enrolment. Lines of kiosk.toml are added to these.\n";
    const auto line = [&text](std::string_view key, std::string_view value) {
        text.append(key).append(" = \"").append(value).append("\"\n");
    };
    line("commune", offer.commune);
    line("hall", offer.hall);
    line("device", offer.device);
    line("read", offer.read);
    line("write", offer.write);
    line("trust_pin", protocol::to_hex(offer.root));
    if (auto written = write_durably(files.enrolled(), text); !written) return written;
    std::error_code error;
    fs::remove(files.seed_before(), error);
    fs::remove(files.enrolled_before(), error);
    return {};
}

}  // namespace kiosk
