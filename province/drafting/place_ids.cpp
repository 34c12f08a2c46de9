#include "province/drafting/place_ids.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "protocol/base/text.h"

namespace province {

namespace {

constexpr std::size_t kLongest = 32;

/// "Thôn Đông Lưu" is known as dong-luu, like those of every other thôn.
std::string after_name(std::string_view name)
{
    const std::string folded = protocol::fold(name);
    std::string id;
    for (const char c : folded) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
        if (id.size() == kLongest) break;
    }
    for (const std::string_view kind : {"to-dan-pho-", "khu-pho-", "thon-", "ban-", "to-"}) {
        if (id.size() > kind.size() && id.starts_with(kind)) {
            id.erase(0, kind.size());
            break;
        }
    }
    while (id.ends_with('-')) id.pop_back();
    return id.empty() ? "thon" : id;
}

void give(DraftText& place, const std::string& rows,
          const std::function<std::string(const std::string& name, int attempt)>& make)
{
    auto& ids = place.values[rows + ".id"];
    const auto& names = place.values[rows + ".name"];
    ids.resize(std::max(ids.size(), names.size()));
    std::set<std::string> taken(ids.begin(), ids.end());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!ids[i].empty() || names[i].empty()) continue;
        for (int attempt = 1; ids[i].empty(); ++attempt)
            if (auto id = make(names[i], attempt); taken.insert(id).second) ids[i] = std::move(id);
    }
}

}  // namespace

void give_place_ids(DraftText& place, std::string_view area)
{
    give(place, "villages", [](const std::string& name, int attempt) {
        return after_name(name) + (attempt == 1 ? std::string{} : "-" + std::to_string(attempt));
    });
    give(place, "halls", [area](const std::string&, int attempt) {
        return std::string(area) + "-h" + std::to_string(attempt);
    });
}

}  // namespace province
