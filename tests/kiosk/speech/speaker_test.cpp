#include "kiosk/speech/speaker.h"

#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <optional>
#include <tuple>

#include "kiosk/speech/voice.h"
#include "tests/kiosk/speech/tables.h"
#include "tests/support/places.h"
#include "tests/support/temp_dir.h"

namespace kiosk {

using namespace std::chrono_literals;

namespace {

constexpr const char* kRealVoice = "/usr/bin/espeak-ng";

/// A folder whose `espeak-ng` is this shell script, first on the PATH; no other sound server or device.
class Voice {
public:
    explicit Voice(const std::string& script)
    {
        const auto program = folder / "espeak-ng";
        if (!script.empty()) {
            std::ofstream{program} << "#!/bin/sh\ncd " << folder.path().string() << "\n" << script << "\n";
            ::chmod(program.c_str(), 0755);
        }
        std::filesystem::create_directories(folder / "snd");
        std::ofstream{folder / "snd" / "pcmC0D0p"};
        ::setenv("PATH", (folder.path().string() + (script.empty() ? "" : ":/usr/bin:/bin")).c_str(), 1);
        ::unsetenv("PULSE_SERVER");
        ::unsetenv("XDG_RUNTIME_DIR");
    }
    ~Voice() { ::setenv("PATH", path_.c_str(), 1); }
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;

    Speaker::Options options()
    {
        return {places::assets(),
                [this](Speaker::News one) { std::visit([this](auto& news) { keep(news); }, one); },
                folder / "snd"};
    }
    /// The next news of this kind.
    template <class Kind>
    Kind next()
    {
        auto one = box<Kind>().wait_for(20s);
        if (!one) throw std::runtime_error("the speaker said nothing");
        return std::move(*one);
    }
    template <class Kind>
    protocol::Mailbox<Kind>& box()
    {
        return std::get<protocol::Mailbox<Kind>>(boxes_);
    }

    TempDir folder;

private:
    template <class Kind>
    void keep(Kind& news)
    {
        box<Kind>().post(std::move(news));
    }

    std::tuple<protocol::Mailbox<Speaker::Made>, protocol::Mailbox<Speaker::Ended>,
               protocol::Mailbox<Speaker::Found>>
        boxes_;
    std::string path_ = std::getenv("PATH");
};

std::shared_ptr<const Script> script_of(std::string_view text, Tongue page = Tongue::Vietnamese)
{
    return std::make_shared<const Script>(
        Script::of({Passage{{}, protocol::SecretString{text}, false}}, page, test::lexicons()));
}

/// Waits until the file is there and whole (it ends in a line break).
std::string read_when_there(const std::filesystem::path& path)
{
    const auto until = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < until) {
        const std::string text = test::file_text(path.string());
        if (text.ends_with('\n')) return text;
        std::this_thread::yield();
    }
    throw std::runtime_error(path.string() + " did not come");
}

struct Wave {
    double seconds = 0;
    double loudness = 0;  ///< root of the mean square, 0 … 32768
};

std::optional<Wave> read_wave(const std::filesystem::path& path)
{
    const std::string bytes = test::file_text(path.string());
    if (bytes.size() < 46 || !bytes.starts_with("RIFF")) return std::nullopt;
    std::uint32_t rate = 0;
    std::memcpy(&rate, bytes.data() + 24, 4);
    Wave wave;
    const std::size_t samples = (bytes.size() - 44) / 2;
    for (std::size_t i = 0; i < samples; ++i) {
        std::int16_t sample = 0;
        std::memcpy(&sample, bytes.data() + 44 + 2 * i, 2);
        wave.loudness += static_cast<double>(sample) * sample;
    }
    wave.loudness = std::sqrt(wave.loudness / static_cast<double>(samples));
    wave.seconds = static_cast<double>(samples) / rate;
    return wave;
}

/// The real voice writes what it would play; a while passes, as with a device.
const std::string kIntoFile = std::string{kRealVoice} + R"( "$@" -w said.wav && sleep 2)";

bool real_voice() { return std::filesystem::exists(kRealVoice); }

}  // namespace

TEST_CASE("the real voice says a sentence for as long as it takes to say it", "[speech][speaker]")
{
    REQUIRE(real_voice());
    Voice voice{kIntoFile};
    Speaker speaker{voice.options()};
    CHECK(voice.next<Speaker::Found>().sound);
    double calm = 0;
    double loud = 0;
    struct Row {
        Speaker::Manner manner;
        double least, most;
    };
    // 24 syllables: "ủy ban nhân dân xã phú lộc họp ngày hai mươi ba tháng mười một …".
    const auto script = script_of("UBND xã Phú Lộc họp ngày 23/11/2026.");
    for (const Row& row : {Row{{3, 0}, 5, 10}, Row{{5, 2}, 4, 7}, Row{{1, -2}, 7, 13}}) {
        speaker.say(1, script, 0, row.manner);
        CHECK(voice.next<Speaker::Ended>().end == Speaker::End::Said);
        const auto wave = read_wave(voice.folder / "said.wav");
        REQUIRE(wave);
        CAPTURE(row.manner.volume, row.manner.pace, wave->seconds, wave->loudness);
        CHECK(wave->seconds > row.least);
        CHECK(wave->seconds < row.most);
        CHECK(wave->loudness > 100);
        if (row.manner.volume == 3) calm = wave->loudness;
        if (row.manner.volume == 5) loud = wave->loudness;
    }
    CHECK(loud > calm * 1.3);
}

TEST_CASE("English is said by an English voice, Vietnamese by the voice of central Vietnam",
          "[speech][speaker]")
{
    Voice voice{R"(echo "$@" >arguments; cat >/dev/null; sleep 1)"};
    Speaker speaker{voice.options()};
    speaker.say(1, script_of("Xin chào"), 0, {});
    CHECK(read_when_there(voice.folder / "arguments").find("-v vi-vn-x-central ") != std::string::npos);
    (void)voice.next<Speaker::Ended>();
    std::filesystem::remove(voice.folder / "arguments");
    speaker.say(2, script_of("Welcome", Tongue::English), 0, {});
    CHECK(read_when_there(voice.folder / "arguments").find("-v en ") != std::string::npos);
}

TEST_CASE("the words go in by standard input and never by the command line", "[speech][speaker]")
{
    Voice voice{R"(cat >words; echo >>words; echo "$@" >arguments; sleep 1)"};
    Speaker speaker{voice.options()};
    speaker.say(1, script_of("Bí mật của tôi"), 0, {});
    CHECK(voice.next<Speaker::Ended>().number == 1);
    CHECK(test::file_text((voice.folder / "words").string()).starts_with("bí mật của tôi"));
    CHECK(test::file_text((voice.folder / "arguments").string()).find("mật") == std::string::npos);
}

TEST_CASE("silence comes at once, and the voice's process is gone", "[speech][speaker]")
{
    Voice voice{"echo $$ >process; exec sleep 60"};
    Speaker speaker{voice.options()};
    speaker.say(1, script_of("Một câu rất dài"), 0, {});
    const pid_t process = std::stoi(read_when_there(voice.folder / "process"));
    REQUIRE(::kill(process, 0) == 0);
    const auto asked = std::chrono::steady_clock::now();
    speaker.stop();
    speaker.look();  // answered after the stop was obeyed
    (void)voice.next<Speaker::Found>();
    (void)voice.next<Speaker::Found>();
    CHECK(std::chrono::steady_clock::now() - asked < 10s);
    CHECK(::kill(process, 0) != 0);
    CHECK(voice.box<Speaker::Ended>().take_all().empty());
}

TEST_CASE("a new sentence takes the place of the one being said", "[speech][speaker]")
{
    Voice voice{"words=$(cat); case $words in một*) exec sleep 60;; *) sleep 1;; esac"};
    Speaker speaker{voice.options()};
    speaker.say(1, script_of("Một"), 0, {});
    speaker.say(2, script_of("Hai"), 0, {});
    CHECK(voice.next<Speaker::Ended>().number == 2);
}

TEST_CASE("a voice that crashes, or a machine without a sound device, ends the sentence and nothing else",
          "[speech][speaker]")
{
    for (const char* script : {"kill -SEGV $$", "cat >/dev/null; exit 0", "exit 1"}) {
        CAPTURE(script);
        Voice voice{script};
        Speaker speaker{voice.options()};
        speaker.say(1, script_of("Một câu dài vừa phải để nghe"), 0, {});
        CHECK(voice.next<Speaker::Ended>().end == Speaker::End::Silent);
        speaker.say(2, script_of("Một câu dài vừa phải để nghe"), 0, {});
        CHECK(voice.next<Speaker::Ended>().number == 2);
    }
}

TEST_CASE("without a voice or without a device there is no sound, and it is found when it comes",
          "[speech][speaker]")
{
    SECTION("no voice")
    {
        Voice voice{""};
        Speaker speaker{voice.options()};
        CHECK_FALSE(voice.next<Speaker::Found>().sound);
        speaker.say(1, script_of("Xin chào"), 0, {});
        CHECK(voice.next<Speaker::Ended>().end == Speaker::End::Silent);
    }
    SECTION("no device")
    {
        Voice voice{"exit 0"};
        std::filesystem::remove(voice.folder / "snd" / "pcmC0D0p");
        Speaker speaker{voice.options()};
        CHECK_FALSE(voice.next<Speaker::Found>().sound);
        std::ofstream{voice.folder / "snd" / "pcmC1D3p"};
        speaker.look();
        CHECK(voice.next<Speaker::Found>().sound);
    }
}

TEST_CASE("a page is made into a script on the speaker's own thread", "[speech][speaker]")
{
    Voice voice{"exit 0"};
    Speaker speaker{voice.options()};
    std::vector<Passage> page;
    page.push_back({{7, 0}, protocol::SecretString{std::string_view{"UBND xã. Họp lúc 8h30."}}, false});
    speaker.prepare(5, std::move(page), Tongue::Vietnamese);
    const auto made = voice.next<Speaker::Made>();
    CHECK(made.number == 5);
    REQUIRE(made.script->size() == 2);
    CHECK(made.script->words(0) == "ủy ban nhân dân xã.");
    CHECK(made.script->words(1) == "họp lúc tám giờ ba mươi.");
}

}  // namespace kiosk
