#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/speech/lexicon.h"
#include "kiosk/speech/script.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace kiosk::test {

inline std::string file_text(const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline Lexicon lexicon_of(const std::string& language)
{
    auto lexicon = Lexicon::parse(file_text(places::assets() + "/speech/" + language + ".txt"));
    INFO((lexicon ? "" : lexicon.error().detail));
    REQUIRE(lexicon);
    return std::move(*lexicon);
}

inline const Script::Lexicons& lexicons()
{
    static const Script::Lexicons both{lexicon_of("vi"), lexicon_of("en")};
    return both;
}

/// Lines of tests/speech/<name>: written, tab, spoken.
inline std::vector<std::pair<std::string, std::string>> table(const std::string& name)
{
    std::istringstream lines{file_text(places::tests() + "/speech/" + name)};
    std::vector<std::pair<std::string, std::string>> rows;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string::npos) continue;
        rows.emplace_back(line.substr(0, tab), line.substr(tab + 1));
    }
    return rows;
}

}  // namespace kiosk::test
