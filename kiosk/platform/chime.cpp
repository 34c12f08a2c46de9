#include "kiosk/platform/chime.h"

#include <SDL.h>
#include <pthread.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <numbers>
#include <thread>
#include <utility>

namespace kiosk {

using namespace std::chrono_literals;

namespace {

constexpr double kSecond = kChimeRate;
constexpr double kLength_s = 2.2;
constexpr auto kLongest = 6s;

struct Tone {
    double begins_s;
    double hertz;
};
constexpr std::array<Tone, 2> kTones{{{0.0, 783.99}, {0.55, 523.25}}};  // G5, C5

/// A struck bell: the fundamental with two quieter partials, each fading away.
double bell(double t, double hertz)
{
    if (t < 0) return 0;
    const double attack = std::min(t / 0.006, 1.0);
    const double phase = 2 * std::numbers::pi * hertz * t;
    return attack *
           (std::sin(phase) * std::exp(-2.6 * t) + 0.35 * std::sin(2.0 * phase) * std::exp(-4.5 * t) +
            0.12 * std::sin(3.01 * phase) * std::exp(-7.0 * t));
}

/// Plays to the end; false when no device takes it.
bool play(const std::vector<std::int16_t>& samples, const std::atomic<bool>& stopping)
{
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return false;
    SDL_AudioSpec wanted{};
    wanted.freq = kChimeRate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = 1024;
    bool played = false;
    const SDL_AudioDeviceID device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device != 0) {
        const auto bytes = static_cast<Uint32>(samples.size() * sizeof(std::int16_t));
        if (SDL_QueueAudio(device, samples.data(), bytes) == 0) {
            SDL_PauseAudioDevice(device, 0);
            const auto end = std::chrono::steady_clock::now() + kLongest;
            while (SDL_GetQueuedAudioSize(device) > 0 && std::chrono::steady_clock::now() < end && !stopping)
                std::this_thread::sleep_for(20ms);
            played = SDL_GetQueuedAudioSize(device) == 0;
            // The last buffer is still on its way to the loudspeaker.
            if (played) std::this_thread::sleep_for(60ms);
        }
        SDL_CloseAudioDevice(device);
    }
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return played;
}

}  // namespace

std::vector<std::int16_t> chime_samples()
{
    constexpr double kLoud = 0.42 * 32767;
    std::vector<std::int16_t> samples(static_cast<std::size_t>(kLength_s * kSecond));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / kSecond;
        double value = 0;
        for (const Tone& tone : kTones) value += bell(t - tone.begins_s, tone.hertz);
        const double fade = std::min((kLength_s - t) / 0.2, 1.0);
        samples[i] =
            static_cast<std::int16_t>(std::lround(std::clamp(value * fade, -1.8, 1.8) / 1.8 * kLoud));
    }
    return samples;
}

class Chime::Work {
public:
    explicit Work(std::function<void(bool)> answer) : answer_(std::move(answer)) {}
    ~Work()
    {
        stopping_ = true;
        if (thread_.joinable()) thread_.join();
    }

    void ring()
    {
        if (ringing_.exchange(true)) return;
        if (thread_.joinable()) thread_.join();
        thread_ = std::jthread([this] {
            pthread_setname_np(pthread_self(), "bell");
            const bool rang = play(chime_samples(), stopping_);
            SDL_TLSCleanup();  // SDL frees what it keeps for a thread only on threads of its own
            ringing_ = false;
            answer_(rang);
        });
    }

private:
    std::function<void(bool)> answer_;
    std::atomic<bool> ringing_{false};
    std::atomic<bool> stopping_{false};
    std::jthread thread_;
};

Chime::Chime(std::function<void(bool)> answer) : work_(std::make_unique<Work>(std::move(answer))) {}
Chime::~Chime() = default;

void Chime::ring() { work_->ring(); }

}  // namespace kiosk
