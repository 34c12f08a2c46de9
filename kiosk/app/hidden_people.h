#pragma once

#include "offline_cache/records.h"

namespace kiosk {

/// A list of people whose names may be read no longer: its posting is over, or its privacy's `hide_after` has
/// passed; of that one Content gives neither text nor files.
[[nodiscard]] inline bool people_hidden(const offline_cache::Document& document)
{
    return document.row.list_of_people && (document.row.shelf == offline_cache::Shelf::Ended ||
                                           (document.body.empty() && document.attachments.empty()));
}

}  // namespace kiosk
