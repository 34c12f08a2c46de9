#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "kiosk/shell/options.h"
#include "kiosk/shell/run.h"

namespace {

/// Vietnamese first; a technician's terminal that says it is English gets English.
std::string_view terminal_language()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view{value}.substr(0, 2) == "en" ? "en" : "vi";
    }
    return "vi";
}

}  // namespace

int main(int argc, char** argv)
{
    // A core file would hold what a resident is typing.
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);

    const auto words = kiosk::load_strings("kiosk_cli", terminal_language());
    if (!words) {
        std::fprintf(stderr, "%s\n", words.error().detail.c_str());
        return kiosk::kExitFailed;
    }
    const auto options = kiosk::parse_options(argc, argv, *words);
    if (!options) {
        std::fprintf(stderr, "%s\n", options.error().detail.c_str());
        return kiosk::kExitUsage;
    }
    using Task = kiosk::Options::Task;
    switch (options->task) {
        case Task::Version:
            std::printf("commune-kiosk %s\n", COMMUNE_VERSION);
            return kiosk::kExitOk;
        case Task::Help:
            std::fputs(kiosk::help(*words).c_str(), stdout);
            return kiosk::kExitOk;
        case Task::Type:
            return kiosk::run_type(*options);
        case Task::SelfTest:
            return kiosk::run_self_test(*options);
        case Task::Render:
            return kiosk::run_render(*options, *words);
        case Task::HashPin:
            return kiosk::run_hash_pin(*words);
        case Task::Audit:
            return kiosk::run_audit(*options);
        case Task::Tour:
            return kiosk::run_tour(*options, *words);
        case Task::Run:
            return kiosk::run_kiosk(*options, *words);
    }
    return kiosk::kExitOk;
}
