#include "kiosk/shell/options.h"

#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>
#include <vector>

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

std::optional<int> pixels(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 200 || value > 16'384)
        return std::nullopt;
    return value;
}

bool read_size(std::string_view text, Options& options)
{
    const auto cross = text.find('x');
    if (cross == std::string_view::npos) return false;
    const auto width = pixels(text.substr(0, cross));
    const auto height = pixels(text.substr(cross + 1));
    if (!width || !height) return false;
    options.width = *width;
    options.height = *height;
    return true;
}

/// Reads words one after another; the option in hand is named in every complaint.
class Words {
public:
    Words(int count, const char* const* words) : words_(words + 1, words + count) {}

    bool next(std::string_view& word)
    {
        if (at_ == words_.size()) return false;
        word = words_[at_++];
        return true;
    }

private:
    std::vector<std::string_view> words_;
    std::size_t at_ = 0;
};

}  // namespace

Result<Options> parse_options(int count, const char* const* argv, const protocol::Strings& strings)
{
    Options options;
    Words words{count, argv};
    const auto complain = [&](std::string_view key, std::string_view option) {
        return protocol::fail(Fault::Malformed, strings.fill(key, {{"option", option}}));
    };

    for (std::string_view option; words.next(option);) {
        std::string_view value;
        if (option == "--version") {
            options.task = Options::Task::Version;
        } else if (option == "--help" || option == "-h") {
            options.task = Options::Task::Help;
        } else if (option == "--self-test") {
            options.task = Options::Task::SelfTest;
        } else if (option == "--hash-pin") {
            options.task = Options::Task::HashPin;
        } else if (option == "--audit") {
            options.task = Options::Task::Audit;
        } else if (option == "--stay-home") {
            options.stay_home = true;
        } else if (option == "--config" || option == "--data" || option == "--tour" ||
                   option == "--automation" || option == "--windowed" || option == "--type" ||
                   option == "--sticks" || option == "--render") {
            if (!words.next(value)) return complain("cli.missing", option);
            if (option == "--config") options.config = value;
            if (option == "--sticks") options.sticks = value;
            if (option == "--data") {
                options.data = value;
                options.data_given = true;
            }
            if (option == "--tour") {
                options.task = Options::Task::Tour;
                options.tour = value;
            }
            if (option == "--automation") {
#ifdef KIOSK_AUTOMATION
                options.automation = value;
#else
                return complain("cli.no_automation", option);
#endif
            }
            if (option == "--render") {
                options.task = Options::Task::Render;
                options.render_record = value;
                std::string_view picture;
                if (!words.next(picture)) return complain("cli.missing", option);
                options.render_picture = picture;
            }
            if (option == "--windowed" && !read_size(value, options)) return complain("cli.bad_size", option);
            if (option == "--type") {
                options.task = Options::Task::Type;
                options.type_method = value;
                std::string_view style;
                if (!words.next(style)) return complain("cli.missing", option);
                options.type_style = style;
                const bool method_known = value == "telex" || value == "vni";
                const bool style_known = style == "classic" || style == "modern";
                if (!method_known || !style_known) return complain("cli.bad_type", option);
            }
        } else {
            return complain("cli.unknown", option);
        }
    }
    return options;
}

std::string help(const protocol::Strings& strings) { return std::string{strings.get("cli.help")} + "\n"; }

std::filesystem::path assets_folder()
{
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return program.parent_path().parent_path() / "share" / "commune";
}

Result<protocol::Strings> load_strings(std::string_view name, std::string_view language)
{
    const auto path = assets_folder() / "text" / (std::string{name} + "." + std::string{language} + ".txt");
    std::ifstream file{path, std::ios::binary};
    if (!file) return protocol::fail(Fault::NotFound, path.string() + ": not readable");
    std::ostringstream text;
    text << file.rdbuf();
    auto strings = protocol::Strings::parse(text.str());
    if (!strings) return protocol::fail(Fault::Malformed, path.string() + ": " + strings.error().detail);
    return strings;
}

}  // namespace kiosk
