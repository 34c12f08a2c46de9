#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace province {

/// DATA/province.toml: what an operator may set. A file that is not there means all the defaults.
struct Config {
    /// Where the registry is: a file, or "postgresql://…". Default: DATA/registry.db.
    std::string registry;
    /// The address bar of the console, "https://console.hue.example": what a browser must name as the origin
    /// of a form. Empty: whatever host the browser asks for.
    std::string console_origin;
    /// Where terminals read and hand in, "https://kiosk.hue.example", no final slash: what a new terminal is
    /// told. Empty: the address under which the console is used.
    std::string terminal_address;
    /// The sender of "there is new work": "trang-lam-viec@hue.example". Empty: nobody is told by e-mail.
    std::string notices_from;
    /// The mail server that takes them, of this machine only. Default: "smtp://127.0.0.1:25".
    std::string mail_server = "smtp://127.0.0.1:25";
    /// After how many days answers are taken away, read or not (protocol.md §5.4); 0: never. At least 30.
    int reply_days = 0;
    /// Only `init --demo` writes this: the console may be used over plain http on this machine, so its cookie
    /// goes without Secure and without the __Host- name; the commands show demo users' codes.
    bool demo = false;
};

/// Malformed with file and line: not TOML, an unknown key, another type.
protocol::Result<Config> load_config(const std::filesystem::path& data);

}  // namespace province
