#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "province/console/visit.h"
#include "province/drafting/draft_text.h"
#include "province/drafting/publish_draft.h"
#include "province/registry/draft_files.h"
#include "province/registry/drafts.h"

namespace province::console {

// What every page about one draft does first and last.

std::string draft_address(std::int64_t n);
/// A draft's name within its body.
std::string record_name(const StoredDraft& draft);
/// The draft that the address names, of the body this person acts for; nothing for any other.
protocol::Result<std::optional<StoredDraft>> named_draft(const Visit& visit);

using DraftWork = std::function<http::Response(const StoredDraft& draft, const DraftText& stored)>;
/// Does `work` with the draft that the address names and the text that is stored of it; 404 where there is
/// none.
http::Response with_draft(const Visit& visit, const DraftWork& work);
/// The same of one that is published, and of this type where one is named; 404 for any other. From an older
/// revision the way leads to the one that stands: what is begun from it would undo what was corrected since.
http::Response with_published(const Visit& visit, std::string_view kind, const DraftWork& work);
/// The version that the form was made from.
std::int64_t version_of(const Form& form);
/// A new draft of the body this person acts for; its number.
/// `based_on`: of a correction, the draft that it is begun from.
protocol::Result<std::int64_t> add_draft(const Visit& visit, DraftText text, std::int64_t based_on = 0);
/// A new draft, and its page; of a correction, with the files of what it corrects.
http::Response begin_draft(const Visit& visit, DraftText text, std::string title, std::int64_t based_on = 0,
                           const std::vector<DraftFile>& files = {});
/// After a signing: the draft is published; with a withdrawal that erases, the record's texts and files go
/// out of the registry too.
protocol::Result<void> note_published(const Visit& visit, const StoredDraft& draft, const DraftText& shown,
                                      std::string_view record);
/// Saves what the form holds. The new version; Refused where somebody else was faster.
protocol::Result<std::int64_t> save_draft_text(const Visit& visit, const StoredDraft& draft,
                                               const DraftText& filled);
/// A step that was refused because the draft moved on is told on the page as it is now.
http::Response moved_on(const Visit& visit, const protocol::Error& error);

/// The files that this text attaches, in its order; those it does not name are left out.
protocol::Result<std::vector<DraftFile>> files_of(const Visit& visit, const StoredDraft& draft,
                                                  const DraftText& shown);
/// The same, as publish_source() takes them.
std::vector<SourceFile> source_files(const Visit& visit, const std::vector<DraftFile>& files);

}  // namespace province::console
