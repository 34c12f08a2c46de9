#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "province/law/rule_book.h"
#include "province/publish/draft.h"
#include "province/publish/problems.h"

namespace province {

/// Every Markdown file of `paths` (files, and folders with all below them), in a fixed order. README.md and
/// names that begin with a dot are left out; symbolic links and what cannot be read are problems.
std::vector<std::filesystem::path> find_sources(const std::vector<std::filesystem::path>& paths,
                                                Problems& problems);

/// Reads all of them; what is wrong within one file, or by two files together (the same content twice, one
/// name twice), is in `problems`. Texts that another file names as its minutes are not records.
std::vector<Draft> read_sources(const std::vector<std::filesystem::path>& files, protocol::Date today,
                                const RuleBook& law, Problems& problems);

/// The body that publishes: `as`, or where that is empty "<province>.ubnd" if every draft is for the whole
/// province. A body that may not publish for a draft's scope is a problem; empty then.
std::string publishing_body(std::string_view as, std::string_view province, const std::vector<Draft>& drafts,
                            Problems& problems);

/// Names a batch: the same sources published by the same body give the same digest, in whatever order.
protocol::Hash batch_digest(std::string_view pub, const std::vector<Draft>& drafts);

}  // namespace province
