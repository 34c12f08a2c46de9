#include "offline_cache/erased.h"

#include "offline_cache/prepared_text.h"
#include "protocol/base/encoding.h"

namespace offline_cache {

namespace {

constexpr int kPhotos = 32;  // as in CardFacts::Attached

bool holds(std::string_view list, std::string_view name)
{
    while (!list.empty()) {
        const auto comma = list.find(',');
        if (list.substr(0, comma) == name) return true;
        if (comma == std::string_view::npos) return false;
        list.remove_prefix(comma + 1);
    }
    return false;
}

}  // namespace

std::string joined_erased(const std::vector<std::string>& erase)
{
    std::string joined;
    for (const auto& name : erase) {
        if (!joined.empty()) joined += ',';
        joined += name;
    }
    return joined;
}

bool is_erased(std::string_view erased, int slot)
{
    if (erased.empty()) return false;
    if (holds(erased, "card")) return true;
    if (slot == kBodySlot) return holds(erased, "body");
    if (slot == kMinutesSlot) return holds(erased, "minutes");
    const int n = slot - kAttachmentSlot;
    if (n < 0) return false;
    return n < kPhotos ? holds(erased, "att:" + std::to_string(n))
                       : holds(erased, "photo:" + std::to_string(n - kPhotos));
}

std::vector<int> erased_attachments(std::string_view erased)
{
    std::vector<int> numbers;
    while (!erased.empty()) {
        const auto comma = erased.find(',');
        const auto name = erased.substr(0, comma);
        for (const auto& [prefix, first] :
             {std::pair{std::string_view{"att:"}, 0}, {std::string_view{"photo:"}, kPhotos}}) {
            if (name.substr(0, prefix.size()) != prefix) continue;
            const auto n = protocol::parse_decimal(name.substr(prefix.size()));
            if (n && *n < 32) numbers.push_back(first + static_cast<int>(*n));
        }
        if (comma == std::string_view::npos) break;
        erased.remove_prefix(comma + 1);
    }
    return numbers;
}

}  // namespace offline_cache
