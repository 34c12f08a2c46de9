#pragma once

#include <filesystem>
#include <string>

#include "protocol/base/result.h"
#include "protocol/base/strings.h"

namespace kiosk {

/// The command line of commune-kiosk (architecture.md, Programs).
struct Options {
    enum class Task { Run, Tour, SelfTest, Type, Render, HashPin, Audit, Version, Help };
    Task task = Task::Run;
    std::filesystem::path config = "/etc/commune/kiosk.toml";
    std::filesystem::path data = "/var/lib/commune-kiosk";
    bool data_given = false;
    int width = 0;  ///< --windowed
    int height = 0;
    std::filesystem::path tour;
    std::filesystem::path automation;     ///< socket; empty: none
    std::filesystem::path render_record;  ///< --render
    std::filesystem::path render_picture;
    std::string type_method;       ///< telex | vni
    std::string type_style;        ///< classic | modern
    std::filesystem::path sticks;  ///< --sticks: where USB sticks are mounted; empty: /media
    bool stay_home = false;        ///< for measuring: home at once, and never to sleep
};

/// Malformed with a sentence for the person at the terminal.
protocol::Result<Options> parse_options(int count, const char* const* words,
                                        const protocol::Strings& strings);

/// The text of --help.
[[nodiscard]] std::string help(const protocol::Strings& strings);

/// `<folder of the program>/../share/commune`, installed or not.
[[nodiscard]] std::filesystem::path assets_folder();

/// assets/text/<name>.<language>.txt; NotFound or Malformed with the path.
protocol::Result<protocol::Strings> load_strings(std::string_view name, std::string_view language);

}  // namespace kiosk
