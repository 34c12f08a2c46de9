#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/strings.h"

namespace province {

/// Something in a source file, as a person is told of it.
struct Problem {
    std::string file;  ///< as it was given on the command line
    int line = 1;
    std::string key;  ///< of the sentence in assets/text
    std::string sentence;

    std::string text() const;  ///< "file:line: sentence"
    friend bool operator==(const Problem&, const Problem&) = default;
};

/// What was found while the sources were read. Problems stop the batch, notices do not.
class Problems {
public:
    /// `key` below "publish.problem."
    void add(const std::filesystem::path& file, int line, std::string_view key,
             std::initializer_list<protocol::Fill> values = {});
    /// `key` below "publish.notice."
    void note(const std::filesystem::path& file, int line, std::string_view key,
              std::initializer_list<protocol::Fill> values = {});

    /// Takes over what another list holds.
    void keep(const Problem& problem) { problems_.push_back(problem); }
    void keep_notice(const Problem& notice) { notices_.push_back(notice); }

    bool none() const { return problems_.empty(); }
    const std::vector<Problem>& problems() const { return problems_; }
    const std::vector<Problem>& notices() const { return notices_; }
    /// By file and line.
    void sort();

private:
    std::vector<Problem> problems_;
    std::vector<Problem> notices_;
};

}  // namespace province
