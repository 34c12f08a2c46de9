#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace kiosk {

inline constexpr int kChimeRate = 44'100;

/// Two soft bell tones, a fifth apart, falling: 16-bit mono at kChimeRate, about two seconds. Made here, so
/// that no sound file is needed; the same samples every time.
[[nodiscard]] std::vector<std::int16_t> chime_samples();

/// Rings on a thread of its own: opening a loudspeaker may take a while. One ring at a time.
class Chime {
public:
    /// `answer` is called on that thread: true once every sample was taken by a real device, false when there
    /// is none or it did not take them within some seconds.
    explicit Chime(std::function<void(bool rang)> answer);
    /// Waits for a ring under way, at most some seconds.
    ~Chime();
    Chime(const Chime&) = delete;
    Chime& operator=(const Chime&) = delete;

    void ring();

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace kiosk
