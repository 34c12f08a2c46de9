#pragma once

#include <string_view>
#include <vector>

#include "offline_cache/content_writer.h"
#include "offline_cache/prepared_text.h"
#include "protocol/base/result.h"

namespace kiosk {

struct PackYield {
    std::vector<offline_cache::PreparedText> texts;
    /// Cards that can never be shown: not canonical, or for a newer program.
    std::vector<offline_cache::Want> hopeless;
    bool whole = true;  ///< false: the file ended badly; what came before it is used all the same
};

/// Takes a pack apart and prepares what its pieces complete. Each piece is hashed; those that no verified
/// entry or card names are dropped, and too many of them end the reading. Pure: may run on any thread.
PackYield take_pack_apart(std::string_view gzip, const std::vector<offline_cache::Want>& wants);

}  // namespace kiosk
