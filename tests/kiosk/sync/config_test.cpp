#include "kiosk/sync/config.h"

#include <fstream>
#include <iterator>

#include "protocol/base/strings.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/temp_dir.h"

using kiosk::load_config;
using kiosk::parse_config;
using protocol::Fault;

namespace {

const std::string kPin(64, 'a');
const std::string kGood =
    "commune = \"20107\"\nhall = \"20107-h1\"\ndevice = \"46-20107-k1\"\nread = "
    "\"http://127.0.0.1:8080/\"\ntrust_pin = \"" +
    kPin + "\"\n";

std::string refusal(const std::string& toml)
{
    const auto config = parse_config(toml);
    REQUIRE_FALSE(config);
    CHECK(config.error().fault == Fault::Malformed);
    return config.error().detail;
}

}  // namespace

TEST_CASE("a full kiosk.toml is read", "[kiosk][sync][config]")
{
    const auto config = parse_config(kGood +
                                     "write = \"https://w.example\"\npx_per_mm = 4.03\nstaff_pin_hash = "
                                     "\"$argon2id$v=19$x\"\npoll_s = 1\nretry_base_s = 2.5\n")
                            .value();
    CHECK(config.commune == "20107");
    CHECK(config.read == "http://127.0.0.1:8080");
    CHECK(config.write == "https://w.example");
    CHECK(config.px_per_mm == Approx(4.03));
    CHECK(config.poll == std::chrono::seconds{1});
    CHECK(config.retry_base == std::chrono::milliseconds{2500});
    CHECK(parse_config(kGood)->write == "http://127.0.0.1:8080");
    CHECK(parse_config(kGood)->tone_marks == kiosk::ToneStyle::Classic);
    CHECK(parse_config(kGood + "tone_marks = \"modern\"\n")->tone_marks == kiosk::ToneStyle::Modern);
}

TEST_CASE("what is wrong in kiosk.toml is named with its line", "[kiosk][sync][config]")
{
    CHECK(refusal("commune = ") == "kiosk.toml:1: syntax");
    CHECK(refusal("hall = \"h\"\n") == "kiosk.toml:1: commune: missing");
    CHECK(refusal(kGood + "colour = 1\n") == "kiosk.toml:6: colour: unknown");
    CHECK(refusal(kGood + "px_per_mm = \"4\"\n") == "kiosk.toml:6: px_per_mm: not_number");
    CHECK(refusal(kGood + "staff_pin_hash = \"123456\"\n") == "kiosk.toml:6: staff_pin_hash: pin_hash");
    CHECK(refusal(kGood + "poll_s = 0\n") == "kiosk.toml:6: poll_s: range 1..86400");
    CHECK(refusal(kGood + "tone_marks = \"old\"\n") == "kiosk.toml:6: tone_marks: tone_marks");
    CHECK(refusal(kGood + "poll_s = true\n") == "kiosk.toml:6: poll_s: not_number");
    const auto with = [](const std::string& key, const std::string& value) {
        std::string text = kGood;
        const auto at = text.find(key + " = ");
        const auto end = text.find('\n', at);
        return text.replace(at, end - at, key + " = " + value);
    };
    CHECK(refusal(with("commune", "20107")) == "kiosk.toml:1: commune: not_text");
    CHECK(refusal(with("commune", "\"\"")) == "kiosk.toml:1: commune: empty");
    CHECK(refusal(with("commune", "\"xa\"")) == "kiosk.toml:1: commune: commune");
    CHECK(refusal(with("hall", "\"Nhà\"")) == "kiosk.toml:2: hall: name");
    CHECK(refusal(with("read", "\"ftp://x\"")) == "kiosk.toml:4: read: address");
    CHECK(refusal(with("trust_pin", "\"abc\"")) == "kiosk.toml:5: trust_pin: trust_pin");
}

TEST_CASE("every refusal has its words in both languages", "[kiosk][sync][config]")
{
    for (const char* language : {"vi", "en"}) {
        std::ifstream file{places::assets() + "/text/kiosk." + language + ".txt"};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        const auto strings = protocol::Strings::parse(text).value();
        for (const char* code : {"missing", "empty", "not_text", "not_number", "range", "unknown", "syntax",
                                 "unreadable", "commune", "name", "address", "trust_pin", "tone_marks"})
            CHECK(strings.has(std::string{"config."} + code));
    }
    kiosk::ConfigRefusal told;
    CHECK_FALSE(parse_config(kGood + "poll_s = 0\n", "kiosk.toml", &told));
    CHECK(told == kiosk::ConfigRefusal{"range", "poll_s", 6, "1", "86400"});
}

TEST_CASE("no file is another fault than a bad one", "[kiosk][sync][config]")
{
    const TempDir dir;
    CHECK(load_config(dir / "kiosk.toml").error().fault == Fault::NotFound);
    std::ofstream{dir / "kiosk.toml"} << "x = 1\n";
    CHECK(load_config(dir / "kiosk.toml").error().fault == Fault::Malformed);
    std::ofstream{dir / "kiosk.toml"} << kGood;
    CHECK(load_config(dir / "kiosk.toml"));
}
