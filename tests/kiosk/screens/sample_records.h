#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/app/state.h"
#include "protocol/records/card.h"

namespace samples {

struct Record {
    std::string name;
    std::shared_ptr<const offline_cache::Document> document;
    std::shared_ptr<const protocol::Card> card;
};

[[nodiscard]] const std::vector<Record>& records();
[[nodiscard]] std::vector<offline_cache::ItemRow> rows();
[[nodiscard]] std::vector<offline_cache::ItemRow> meetings();
[[nodiscard]] std::shared_ptr<const offline_cache::Home> home();
[[nodiscard]] std::shared_ptr<const offline_cache::SearchResult> found();
[[nodiscard]] std::vector<kiosk::Reply> replies(protocol::Time now);

}  // namespace samples
