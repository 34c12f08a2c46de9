#include "province/publish/problems.h"

#include <algorithm>
#include <tuple>

#include "province/text/texts.h"

namespace province {

namespace {

Problem make(const std::filesystem::path& file, int line, std::string_view family, std::string_view key,
             std::initializer_list<protocol::Fill> values)
{
    return {file.string(), line, std::string{key},
            texts().fill(std::string{family} + std::string{key}, values)};
}

}  // namespace

std::string Problem::text() const { return file + ":" + std::to_string(line) + ": " + sentence; }

void Problems::add(const std::filesystem::path& file, int line, std::string_view key,
                   std::initializer_list<protocol::Fill> values)
{
    problems_.push_back(make(file, line, "publish.problem.", key, values));
}

void Problems::note(const std::filesystem::path& file, int line, std::string_view key,
                    std::initializer_list<protocol::Fill> values)
{
    notices_.push_back(make(file, line, "publish.notice.", key, values));
}

void Problems::sort()
{
    const auto order = [](const Problem& a, const Problem& b) {
        return std::tie(a.file, a.line, a.sentence) < std::tie(b.file, b.line, b.sentence);
    };
    std::stable_sort(problems_.begin(), problems_.end(), order);
    problems_.erase(std::unique(problems_.begin(), problems_.end()), problems_.end());
    std::stable_sort(notices_.begin(), notices_.end(), order);
}

}  // namespace province
