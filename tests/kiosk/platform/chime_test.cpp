#include "kiosk/platform/chime.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string>

#include "protocol/base/mailbox.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using namespace kiosk;

namespace {

/// How much of this frequency is in the first half second (Goertzel).
double share(const std::vector<std::int16_t>& samples, double hertz)
{
    const std::size_t count = kChimeRate / 2;
    double in = 0, out = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / kChimeRate;
        in += samples[i] * std::cos(angle);
        out += samples[i] * std::sin(angle);
    }
    return std::hypot(in, out) / static_cast<double>(count);
}

bool ring_once()
{
    protocol::Mailbox<bool> answers;
    Chime chime{[&](bool rang) { answers.post(rang); }};
    chime.ring();
    return answers.wait().value_or(false);
}

}  // namespace

TEST_CASE("the bell is two soft tones that begin and end in silence", "[kiosk][platform][chime]")
{
    const auto samples = chime_samples();
    CHECK(samples == chime_samples());
    REQUIRE(samples.size() > kChimeRate);
    CHECK(std::abs(samples.front()) < 50);
    CHECK(std::abs(samples.back()) < 50);
    std::int16_t loudest = 0;
    for (const std::int16_t sample : samples)
        loudest = std::max(loudest, static_cast<std::int16_t>(std::abs(sample)));
    CHECK(loudest > 6000);
    CHECK(loudest < 20'000);
    CHECK(share(samples, 783.99) > 20 * share(samples, 600));
}

TEST_CASE("the bell says that it rang only when a device took every sample", "[kiosk][platform][chime]")
{
    const TempDir folder;
    const std::string file = (folder.path() / "sound.raw").string();
    ::setenv("SDL_AUDIODRIVER", "disk", 1);
    ::setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
    ::setenv("SDL_DISKAUDIODELAY", "0", 1);
    CHECK(ring_once());
    std::ifstream heard{file, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{heard}, {}};
    CHECK(bytes.size() >= chime_samples().size() * 2);

    ::setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    CHECK_FALSE(ring_once());
    ::unsetenv("SDL_AUDIODRIVER");
}
