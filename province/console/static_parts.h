#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "province/http/message.h"

namespace province::console {

/// Style, script and icons of the console, read once at the start, each under a name that changes with its
/// content, so that a browser keeps it for ever.
class StaticParts {
public:
    /// `own` is assets/console, `debian` the folder with Debian's packages of scripts and styles. NotFound
    /// with the missing file.
    static protocol::Result<StaticParts> load(const std::filesystem::path& own,
                                              const std::filesystem::path& debian);

    /// "/console/static/<hash>/console.css"
    std::string address(std::string_view name) const;
    http::Response answer(const http::Request& request) const;

private:
    struct Part {
        std::string type;
        std::string hash;
        std::string bytes;
        std::string gzipped;
    };
    protocol::Result<void> add(const std::filesystem::path& file, std::string_view type);
    std::map<std::string, Part, std::less<>> parts_;
};

}  // namespace province::console
