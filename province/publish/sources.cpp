#include "province/publish/sources.h"

#include <algorithm>
#include <map>
#include <set>

#include "protocol/trust/key_names.h"
#include "province/publish/draft_reader.h"

namespace province {

namespace fs = std::filesystem;

namespace {

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

void look_into(const fs::path& folder, std::vector<fs::path>& found, Problems& problems)
{
    std::error_code code;
    std::vector<fs::path> inside;
    for (const auto& entry : fs::directory_iterator{folder, code}) inside.push_back(entry.path());
    if (code)
        problems.add(folder, 1, "file_unreadable", {{"name", folder.string()}, {"why", code.message()}});
    std::sort(inside.begin(), inside.end());
    for (const auto& path : inside) {
        if (is_hidden(path) || path.filename() == "README.md") continue;
        const auto status = fs::symlink_status(path, code);
        if (fs::is_symlink(status) && path.extension() == ".md") {
            problems.add(path, 1, "file_is_link", {{"name", path.filename().string()}});
        } else if (fs::is_directory(status)) {
            look_into(path, found, problems);
        } else if (fs::is_regular_file(status) && path.extension() == ".md") {
            found.push_back(path);
        }
    }
}

}  // namespace

std::vector<fs::path> find_sources(const std::vector<fs::path>& paths, Problems& problems)
{
    std::vector<fs::path> found;
    for (const auto& path : paths) {
        std::error_code code;
        const auto status = fs::symlink_status(path, code);
        const auto name = path.filename().string();
        if (!fs::exists(status)) {
            problems.add(path, 1, "file_missing", {{"name", name}});
        } else if (fs::is_symlink(status) && !fs::is_directory(path, code)) {
            problems.add(path, 1, "file_is_link", {{"name", name}});
        } else if (fs::is_directory(path, code)) {
            const auto before = found.size();
            look_into(path, found, problems);
            if (found.size() == before && problems.none()) problems.add(path, 1, "nothing_to_publish");
        } else if (path.extension() != ".md") {
            problems.add(path, 1, "not_markdown", {{"name", name}});
        } else if (!fs::is_regular_file(status)) {
            problems.add(path, 1, "file_not_regular", {{"name", name}});
        } else {
            found.push_back(path);
        }
    }
    return found;
}

std::vector<Draft> read_sources(const std::vector<fs::path>& files, protocol::Date today, const RuleBook& law,
                                Problems& problems)
{
    std::vector<Draft> drafts;
    std::set<fs::path> minutes;
    std::vector<std::pair<fs::path, Problems>> failed;
    for (const auto& file : files) {
        Problems own;
        auto draft = read_draft(file, today, law, own);
        for (const auto& notice : own.notices()) problems.keep_notice(notice);
        if (!draft) {
            failed.emplace_back(file, std::move(own));
            continue;
        }
        for (const auto& [role, attached] : draft->files) {
            if (role == "minutes") minutes.insert(file.parent_path() / attached.name);
        }
        drafts.push_back(std::move(*draft));
    }
    for (const auto& [file, own] : failed) {
        if (minutes.contains(file)) continue;
        for (const auto& problem : own.problems()) problems.keep(problem);
    }

    std::map<protocol::Hash, const Draft*> contents;
    std::map<std::string, const Draft*> names;
    for (const auto& draft : drafts) {
        const auto [same, new_content] = contents.emplace(draft.content, &draft);
        if (!new_content) {
            problems.add(draft.file, 1, "twice_in_batch", {{"other", same->second->file.string()}});
            continue;
        }
        const auto [other, new_name] = names.emplace(draft.name, &draft);
        if (!new_name) problems.add(draft.file, 1, "name_twice", {{"other", other->second->file.string()}});
    }
    return drafts;
}

std::string publishing_body(std::string_view as, std::string_view province, const std::vector<Draft>& drafts,
                            Problems& problems)
{
    const bool all_province = std::all_of(drafts.begin(), drafts.end(), [](const Draft& draft) {
        return draft.scope_given && draft.scope == Scope::Province;
    });
    if (as.empty()) {
        if (all_province) return std::string{province} + ".ubnd";
        for (const auto& draft : drafts) {
            if (!draft.scope_given || draft.scope != Scope::Province) {
                problems.add(draft.file, draft.scope_line, "as_needed");
                break;
            }
        }
        return {};
    }
    const bool of_province = protocol::body_area(as) == province;
    bool fits = true;
    for (const auto& draft : drafts) {
        if (!draft.scope_given || (draft.scope == Scope::Province) == of_province) continue;
        problems.add(draft.file, draft.scope_line, "scope_not_of_body", {{"body", as}});
        fits = false;
    }
    return fits ? std::string{as} : std::string{};
}

protocol::Hash batch_digest(std::string_view pub, const std::vector<Draft>& drafts)
{
    std::vector<protocol::Hash> contents;
    for (const auto& draft : drafts) contents.push_back(draft.content);
    std::sort(contents.begin(), contents.end());
    protocol::Sha256 digest;
    digest.update("civic-batch/v1\n").update(pub);
    for (const auto& content : contents) digest.update(protocol::view(content));
    return digest.finish();
}

}  // namespace province
