#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"
#include "province/drafting/desktop.h"
#include "province/init/layout.h"
#include "province/law/rule_book.h"

namespace province {

/// What is wrong with a source, in sentences without file and line.
struct DraftProblem {
    std::string key;  ///< below "publish.problem."
    std::string sentence;
};

/// Reads the source as `publish` would, without the log: what a writer is told before it is sent on.
protocol::Result<std::vector<DraftProblem>> check_source(const DataFolder& data, std::string_view name,
                                                         std::string_view source,
                                                         const std::vector<SourceFile>& files,
                                                         std::string_view body, protocol::Date today,
                                                         const RuleBook& law);

struct PublishedDraft {
    std::vector<DraftProblem> problems;  ///< where there are any, nothing was published
    std::string record;                  ///< its id in the log
};

/// Signs the source as the body and appends it to the log. `name` is the draft's name within the body. Name
/// and source that the log has already are no error: so a run that was cut short is simply done again. Busy:
/// another program writes the log. Refused: not the body's key. After another error it is not known whether
/// it was published: ask again with the same source.
protocol::Result<PublishedDraft> publish_source(const DataFolder& data, std::string_view name,
                                                std::string_view source, const std::vector<SourceFile>& files,
                                                std::string_view body, const protocol::SigningKey& key,
                                                protocol::Date today, const RuleBook& law);

}  // namespace province
