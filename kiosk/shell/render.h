#pragma once

#include <string_view>
#include <vector>

#include "kiosk/app/view.h"
#include "offline_cache/records.h"
#include "protocol/base/result.h"

namespace kiosk {

// RECORD.json of `commune-kiosk --render RECORD.json OUT.png`: one object in the JSON profile of
// protocol/records (canonical: keys sorted, no spaces, lines of a text joined by U+2028).
//
//   t      entry type: "disclosure", "meeting", …                                     required
//   card   the card as publish writes it; `salt` may be missing. The files that its    required
//          `att` names are read where RECORD.json stands, by their names; one that is
//          not there, or has another hash, shows as missing
//   body   Markdown                                                                    "" when missing
//   minutes  of a meeting: Markdown                                                    "" when missing
//   draft  1: nothing of it is published, and the page says so; `index` is then −1      0
//   villages  [{id,name}]: what the ids in the card's `scope` are called               none
//   pub    publishing body                                                             "00000.ubnd"
//   id     record id                                                                   "00000.ban-xem-thu"
//   law    legal item;  seq, rev;  from, until (YYYY-MM-DD; from defaults to `at`)
//   index  log index it would get                                                      0
//   at     the moment it is seen at, Unix seconds                                      now
//   lang   "vi" or "en": language of the screen                                        "vi"
//
// Unknown members are ignored. At most kLongestRecord bytes. Exit codes: 0 the picture stands; 1 it could not
// be written, or fonts or texts are missing; 2 the record is none (a sentence on standard error says where).

inline constexpr std::size_t kLongestRecord = 2 * 1024 * 1024;

struct RenderedRecord {
    DocumentView view;
    std::vector<offline_cache::Named> villages;
    protocol::Time at{};
    bool english = false;
};

/// Malformed, naming the member, when it is not the object described above.
protocol::Result<RenderedRecord> read_record(std::string_view json, protocol::Time now);

}  // namespace kiosk
