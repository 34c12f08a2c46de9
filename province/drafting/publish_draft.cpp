#include "province/drafting/publish_draft.h"

#include <algorithm>

#include "protocol/base/hash.h"
#include "protocol/limits.h"
#include "province/drafting/desktop.h"
#include "province/drafting/file_words.h"
#include "province/files/files.h"
#include "province/files/staged_files.h"
#include "province/publish/composer.h"
#include "province/publish/draft_reader.h"
#include "province/publish/log_writer.h"
#include "province/publish/sources.h"

namespace province {

using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

/// The words of its files into the card, as much as there is room for: kiosks search all that a card says.
void add_words(Draft& draft, const std::vector<SourceFile>& files)
{
    constexpr std::size_t kRoom = 24 * protocol::limits::kKiB;  // of the card's 64
    const auto* att = draft.card.find("att");
    if (att == nullptr || att->array() == nullptr) return;
    auto all = *att->array();
    std::size_t left = kRoom;
    for (auto& one : all) {
        const auto* name = one.find("name");
        const auto file = std::ranges::find_if(files, [&](const SourceFile& other) {
            return name != nullptr && name->string() != nullptr && other.name == *name->string();
        });
        if (file == files.end()) continue;
        const std::string words = words_on_one_line(file->words, left);
        left -= words.size();
        if (!words.empty()) one.set("words", words);
    }
    draft.card.set("att", std::move(all));
}

/// A draft goes onto the log once; the same words as another draft are a publication of their own: holiday
/// hours come back every year.
protocol::Hash content_of(const Draft& draft, std::string_view name)
{
    protocol::Sha256 digest;
    digest.update("civic-draft/v1\n").update(name).update("\n").update(protocol::view(draft.content));
    return digest.finish();
}

std::vector<DraftProblem> told(Problems& problems)
{
    problems.sort();
    std::vector<DraftProblem> out;
    for (const auto& problem : problems.problems()) out.push_back({problem.key, problem.sentence});
    return out;
}

/// The source as the log's programs know it; nothing where `problems` says why.
Result<std::vector<Draft>> read(const Desktop& desktop, std::string_view name, std::string_view source,
                                const std::vector<SourceFile>& files, std::string_view body,
                                protocol::Date today, const RuleBook& law, Problems& problems)
{
    if (auto laid = desktop.lay(files); !laid) return tl::unexpected{laid.error()};
    const fs::path file = desktop.source(name);
    if (auto written = write_new_file(file, source, 0600, Flush::No); !written)
        return tl::unexpected{written.error()};
    std::vector<Draft> drafts;
    if (auto draft = read_draft(file, today, law, problems)) {
        add_words(*draft, files);
        draft->content = content_of(*draft, name);
        drafts.push_back(std::move(*draft));
    }
    if (problems.none()) static_cast<void>(publishing_body(body, law.province_code, drafts, problems));
    return drafts;
}

Result<std::string> record_of(LogWriter& writer, std::string_view body, const Draft& draft,
                              std::string_view name)
{
    const auto stored =
        draft.target.empty() ? writer.state().record_named(body, name) : writer.state().record(draft.target);
    if (!stored) return tl::unexpected{stored.error()};
    if (!*stored) return protocol::fail(Fault::Storage, "a record that was published is not in the log");
    return (*stored)->id;
}

}  // namespace

Result<std::vector<DraftProblem>> check_source(const DataFolder& data, std::string_view name,
                                               std::string_view source, const std::vector<SourceFile>& files,
                                               std::string_view body, protocol::Date today,
                                               const RuleBook& law)
{
    const auto desktop = Desktop::make(data);
    if (!desktop) return tl::unexpected{desktop.error()};
    Problems problems;
    const auto drafts = read(*desktop, name, source, files, body, today, law, problems);
    if (!drafts) return tl::unexpected{drafts.error()};
    return told(problems);
}

Result<PublishedDraft> publish_source(const DataFolder& data, std::string_view name, std::string_view source,
                                      const std::vector<SourceFile>& files, std::string_view body,
                                      const protocol::SigningKey& key, protocol::Date today,
                                      const RuleBook& law)
{
    const auto desktop = Desktop::make(data);
    if (!desktop) return tl::unexpected{desktop.error()};
    Problems problems;
    const auto drafts = read(*desktop, name, source, files, body, today, law, problems);
    if (!drafts) return tl::unexpected{drafts.error()};
    if (!problems.none()) return PublishedDraft{told(problems), {}};

    auto writer = LogWriter::open(data);
    if (!writer) return tl::unexpected{writer.error()};
    const auto known = writer->keys().publishers(std::string(body));
    if (std::find(known.begin(), known.end(), key.vkey()) == known.end())
        return protocol::fail(Fault::Refused, "not the publisher key of " + std::string(body));
    const auto batch = Composer{*writer, std::string(body), key, today}.compose(*drafts, problems);
    if (!batch) return tl::unexpected{batch.error()};
    const bool there_already =
        problems.problems().size() == 1 && problems.problems().front().key.ends_with("published_already");
    if (!problems.none() && !there_already) return PublishedDraft{told(problems), {}};
    if (!there_already) {
        const auto checkpoint = writer->append(*batch);
        if (!checkpoint) return tl::unexpected{checkpoint.error()};
    }
    const auto record = record_of(*writer, body, drafts->front(), name);
    if (!record) return tl::unexpected{record.error()};
    return PublishedDraft{{}, *record};
}

}  // namespace province
