#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/speech/script.h"
#include "protocol/base/mailbox.h"

namespace kiosk {

/// The thread that reads aloud. It makes scripts of what stands on a page and has espeak-ng say them: one
/// process a sentence, which plays on the machine's sound device by itself. The words go in by a socket,
/// never by the command line; a voice that crashes or hangs ends the sentence and nothing else.
class Speaker {
public:
    /// Loudness 1 … 5, pace −2 … 2: steps that a resident chooses.
    struct Manner {
        int volume = 3;
        int pace = 0;
    };
    enum class End {
        Said,    ///< to its last word
        Silent,  ///< the voice or the device did not work
    };
    struct Made {
        std::uint64_t number = 0;
        std::shared_ptr<const Script> script;
    };
    struct Ended {
        std::uint64_t number = 0;
        End end = End::Said;
    };
    /// There is a voice, and a device to hear it.
    struct Found {
        bool sound = false;
    };
    using News = std::variant<Made, Ended, Found>;

    struct Options {
        std::filesystem::path assets;                ///< of the lexicons, read when first needed
        std::function<void(News)> on_news;           ///< called on this class's thread; must not block
        std::filesystem::path devices = "/dev/snd";  ///< where ALSA has its devices
    };

    /// Looks for voice and device at once and says Found.
    explicit Speaker(Options options);
    /// Silence at once.
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    // Any thread; none of these waits.
    /// Answered by Made.
    void prepare(std::uint64_t number, std::vector<Passage> passages, Tongue page);
    /// What is being said ends at once; this sentence begins. Answered by Ended, unless something else came.
    void say(std::uint64_t number, std::shared_ptr<const Script> script, std::size_t sentence, Manner manner);
    /// Silence at once. Nothing that was asked before is answered any more.
    void stop();
    /// Looks again; answered by Found.
    void look();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Of this folder; one that cannot be read is empty, and the log says so.
[[nodiscard]] Script::Lexicons load_lexicons(const std::filesystem::path& assets);

}  // namespace kiosk
