#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/app/view.h"
#include "protocol/base/text.h"
#include "tests/kiosk/screens/samples.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace {

std::string read(const std::filesystem::path& file)
{
    std::ifstream in{file};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// All of the kiosk's drawing code, one text.
std::string sources()
{
    const std::filesystem::path root = std::filesystem::path{places::tests()}.parent_path() / "kiosk";
    // What stands on paper and on phones speaks with the screens' words.
    std::string all = read(root.parent_path() / "protocol" / "records" / "facts.cpp");
    for (const char* folder : {"screens", "ui", "app", "printing"})
        for (const auto& file : std::filesystem::directory_iterator{root / folder})
            if (file.path().extension() == ".cpp") all += read(file.path());
    return all;
}

/// Keys made of a family and a code: "law." + "d02".
bool composed(const std::string& key)
{
    for (const char* family : {"law.", "type.", "office.", "meeting.kind.", "status.", "tile.", "home.line.",
                               "home.badge.", "weekday.", "month.", "config.", "ground.", "staff.door.",
                               "staff.step.", "audit.", "topic.", "search.example.", "setup.trouble."})
        if (key.rfind(family, 0) == 0) return true;
    return false;
}

std::string without_number(const std::string& key)
{
    for (const char* end : {".one", ".many", ".short"}) {
        const std::string tail{end};
        if (key.size() > tail.size() && key.compare(key.size() - tail.size(), tail.size(), tail) == 0)
            return key.substr(0, key.size() - tail.size());
    }
    return key;
}

/// The names a text quotes: “Ask staff”. A quoted place, “{from}”, is what the machine fills in, not a name.
std::vector<std::string> quoted(std::string_view text)
{
    constexpr std::string_view kBegin = "“";
    constexpr std::string_view kEnd = "”";
    std::vector<std::string> names;
    for (std::size_t at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin, at)) {
        at += kBegin.size();
        const std::string_view name = text.substr(at, text.find(kEnd, at) - at);
        if (!name.starts_with('{')) names.emplace_back(name);
    }
    return names;
}

/// Quoted names that stand elsewhere than on the kiosk: the headings of the technicians' guide and the names
/// the console gives its pages.
std::string elsewhere(const std::string& language)
{
    const std::filesystem::path root = std::filesystem::path{places::tests()}.parent_path();
    std::istringstream guide{read(root / "deploy" / (language == "vi" ? "README.vi.md" : "README.md"))};
    std::string names;
    for (std::string line; std::getline(guide, line);)
        if (line.starts_with("## ")) names += '\n' + line.substr(3) + '\n';
    const auto console =
        protocol::Strings::parse(read(places::assets() + "/text/console." + language + ".txt"));
    names += '\n' + std::string{console.value().get("console.terminals.title")} + '\n';
    return names;
}

}  // namespace

TEST_CASE("one thing has one word on every page and paper", "[kiosk][screens][texts]")
{
    // Left: what is said; right: what was once said of the same.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kWords{{
        {"hiến đất", "góp đất"},
        {"Cơ quan rút", "Nơi rút"},
        {"nơi giải quyết", "nơi trả lời"},
        {"nơi công bố", "nơi đăng"},
        {"Nhận ý kiến đến hết", "Hạn góp ý"},
        {"Người tiếp", "Người phụ trách"},
        {"Bấm “", "Chạm “"},  // the screen is touched, a button pressed
        {"Việc nhận", "Nhiệm vụ"},
    }};
    const std::string all = read(std::filesystem::path{places::assets()} / "text" / "kiosk.vi.txt");
    for (const auto& [said, other] : kWords) {
        CAPTURE(said, other);
        CHECK(all.find(said) != std::string::npos);
        CHECK(all.find(other) == std::string::npos);
    }
}

TEST_CASE("a text of two sentences ends like one", "[kiosk][screens][texts]")
{
    std::istringstream lines{read(std::filesystem::path{places::assets()} / "text" / "kiosk.vi.txt")};
    for (std::string line; std::getline(lines, line);) {
        const std::size_t equals = line.find(" = ");
        if (line.starts_with('#') || equals == std::string::npos) continue;
        const std::string_view text = std::string_view{line}.substr(equals + 3);
        const std::size_t first = text.find(". ");
        const bool two = first != std::string_view::npos && first > 12 && text.size() - first > 12;
        if (!two && text.find(", xin ") == std::string_view::npos) continue;
        CAPTURE(line);
        const bool ends = text.ends_with("…") || text.ends_with("”") ||
                          std::string_view{".!?:*}"}.find(text.back()) != std::string_view::npos;
        CHECK(ends);
    }
}

TEST_CASE("a name that a text quotes stands on a button or a page", "[kiosk][screens][texts]")
{
    for (const char* language : {"vi", "en"}) {
        const protocol::Strings& words = samples::words(language);
        std::set<std::string_view> labels;
        for (const std::string_view key : words.keys()) labels.insert(words.get(key));
        const std::string other = elsewhere(language);
        std::size_t names = 0;
        for (const std::string_view key : words.keys()) {
            INFO(language << ' ' << key);
            // One kind of quotes, so that no name escapes.
            CHECK(words.get(key).find('"') == std::string_view::npos);
            for (const std::string& name : quoted(words.get(key))) {
                INFO(name);
                CHECK((labels.contains(name) || other.find('\n' + name + '\n') != std::string::npos));
                ++names;
            }
        }
        CHECK(names > 15);
    }
}

TEST_CASE("both languages say the same things with the same places", "[kiosk][screens][texts]")
{
    const protocol::Strings& vi = samples::words("vi");
    const protocol::Strings& en = samples::words("en");
    CHECK(vi.keys() == en.keys());
    for (const std::string_view key : vi.keys()) {
        INFO(key);
        CHECK(protocol::is_nfc(vi.get(key)));
        CHECK(protocol::is_nfc(en.get(key)));
        CHECK_FALSE(vi.get(key).empty());
        // The one of "1 document" needs no number; everything else fills the same places.
        const auto places = [&](const protocol::Strings& words) {
            const auto list = protocol::placeholders(words.get(key));
            return std::set<std::string_view>{list.begin(), list.end()};
        };
        CHECK(places(vi) == places(en));
    }
}

TEST_CASE("no text is written for nobody", "[kiosk][screens][texts]")
{
    const std::string code = sources();
    for (const std::string_view key : samples::words("vi").keys()) {
        const std::string plain = without_number(std::string{key});
        INFO(key);
        CHECK((composed(plain) || code.find('"' + plain + '"') != std::string::npos));
    }
}

TEST_CASE("every key a screen asks for is there", "[kiosk][screens][texts]")
{
    const protocol::Strings& vi = samples::words("vi");
    const std::string code = sources();
    for (const std::string call : {"ui.tr(\"", "counted(ui, \""}) {
        for (std::size_t at = code.find(call); at != std::string::npos; at = code.find(call, at + 1)) {
            const std::size_t from = at + call.size();
            const std::string key = code.substr(from, code.find('"', from) - from);
            if (key.empty() || key.back() == '.') continue;  // a family; its code follows
            INFO(key);
            CHECK((vi.has(key) || (vi.has(key + ".one") && vi.has(key + ".many"))));
        }
    }
    for (const kiosk::Topic& topic : kiosk::topics()) CHECK(vi.has(topic.text_key));
}

TEST_CASE("every category of a report has a name of its own", "[kiosk][screens][texts]")
{
    const std::string rows = read(places::assets() + "/law/feedback.toml");
    std::set<std::string_view> names;
    std::size_t categories = 0;
    const std::string begin = "id         = \"";
    for (std::size_t at = rows.find(begin); at != std::string::npos; at = rows.find(begin, at + 1)) {
        const std::size_t from = at + begin.size();
        const std::string id = rows.substr(from, rows.find('"', from) - from);
        std::string key = "topic." + id;
        for (const kiosk::Topic& topic : kiosk::topics())
            if (topic.category == id) key = topic.text_key;
        INFO(id);
        REQUIRE(samples::words("vi").has(key));
        names.insert(samples::words("vi").get(key));
        ++categories;
    }
    CHECK(categories > 6);
    CHECK(names.size() == categories);
}
