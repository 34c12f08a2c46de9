#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

/// Words that an office answers with often.
struct ReplyTemplate {
    std::int64_t n = 0;  ///< within the body; 0: not stored yet
    std::string state;   ///< in_progress, asked, answered, rejected
    std::string topic;   ///< empty: any
    std::string name;
    std::string words;
};

/// Those that an office's supervisors wrote.
class ReplyTemplates {
public:
    explicit ReplyTemplates(Registry& registry) : registry_(registry) {}

    struct Stored {
        bool begun = false;  ///< the office has its own, if only none
        std::vector<ReplyTemplate> templates;
    };
    /// By state, topic and name.
    protocol::Result<Stored> of(std::string_view body);
    /// Changes the one of this number, or adds one for 0. An office's first step stores `before`, what it
    /// worked with until then, numbered from 1. NotFound: no such number.
    protocol::Result<void> put(const ReplyTemplate& words, const std::vector<ReplyTemplate>& before,
                               const Act& act);
    protocol::Result<void> remove(std::int64_t n, const std::vector<ReplyTemplate>& before, const Act& act);

private:
    Registry& registry_;
};

}  // namespace province
