#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/base/hash.h"

/// Paths of protocol.md §8.1. Those of the static tree have no leading '/', so that they join to a folder, a
/// URL ending in '/' or a USB stick alike; those of the write host begin with '/'.
namespace protocol::routes {

[[nodiscard]] std::string trust(std::uint64_t version);                      ///< "trust/1"
[[nodiscard]] std::string log(std::string_view log, std::string_view path);  ///< "l/2026/checkpoint"
[[nodiscard]] std::string blob(const Hash& hash);                            ///< "b/c3/c304…"
[[nodiscard]] std::string pack(std::string_view body, std::int64_t n);       ///< "k/20107.ubnd/0"
[[nodiscard]] std::string proof(std::string_view record_id);                 ///< "p/….tlog-proof"
[[nodiscard]] std::string page(std::string_view record_id);                  ///< "v/…"
/// "2026" of the origin "tlog.hue.example/2026": the log's folder under l/.
[[nodiscard]] std::string_view log_folder(std::string_view origin);

[[nodiscard]] std::string feedback(std::string_view id);         ///< "/v1/feedback/<sha256>"
[[nodiscard]] std::string reply_list(std::string_view commune);  ///< "/v1/replies/20107/list"
[[nodiscard]] std::string reply(std::string_view commune, std::string_view lookup, int k);
[[nodiscard]] std::string beat(std::string_view device, std::uint64_t n);  ///< "/v1/beat/<device>/<n>"
[[nodiscard]] std::string enrolment(std::string_view id);                  ///< "/v1/enrol/<id>"

inline constexpr std::string_view kEnrol = "/v1/enrol";
inline constexpr std::string_view kCheckpoint = "checkpoint";
inline constexpr std::string_view kNoteType = "text/plain; charset=utf-8";
inline constexpr std::string_view kContainerType = "application/octet-stream";
inline constexpr std::string_view kPackType = "application/gzip";
inline constexpr std::string_view kIdempotencyKey = "Idempotency-Key";

}  // namespace protocol::routes
