#pragma once

#include <cstddef>
#include <cstdint>

// Every size and count that both sides enforce (protocol.md §5.6, §8.9). Checked before bytes are read.

namespace protocol::limits {

inline constexpr std::size_t kKiB = 1024;
inline constexpr std::size_t kMiB = 1024 * kKiB;

inline constexpr std::size_t kEntry = 16 * kKiB;
inline constexpr std::size_t kCard = 64 * kKiB;
inline constexpr std::size_t kBody = kMiB;
inline constexpr std::size_t kAttachment = 20 * kMiB;
inline constexpr std::size_t kAudio = 3 * kMiB;
inline constexpr std::size_t kAttachments = 20;
inline constexpr std::size_t kCheckpoint = 16 * kKiB;
inline constexpr std::size_t kSignatures = 32;
inline constexpr std::size_t kTrustManifest = 64 * kKiB;
inline constexpr std::size_t kTrustSteps = 256;
inline constexpr std::size_t kList = kMiB;
inline constexpr std::size_t kTile = 256 * 32;
inline constexpr std::size_t kBundle = 256 * (2 + kEntry);
inline constexpr std::size_t kPackPlain = 256 * (kCard + kBody);  ///< of a decoded pack
inline constexpr std::size_t kPackPieces = 256 * 3;

inline constexpr std::size_t kFeedbackText = 8 * kKiB;
inline constexpr std::size_t kFeedbackOption = 1000;  ///< words of the option an opinion is for
inline constexpr std::size_t kMessage = 32 * kKiB;    ///< JSON before it is sealed
inline constexpr std::size_t kContainer = 16 * kMiB;
inline constexpr std::size_t kReplyText = 32 * kKiB;
inline constexpr std::size_t kReply = 64 * kKiB;  ///< sealed
inline constexpr std::size_t kReceived = 2 * kKiB;

inline constexpr std::size_t kEnrolment = 4 * kKiB;
inline constexpr std::size_t kBeat = 4 * kKiB;

inline constexpr int kJsonDepth = 6;
inline constexpr std::int64_t kJsonInteger = (std::int64_t{1} << 53) - 1;

inline constexpr std::size_t kSyncRun = 50 * kMiB;  ///< before a sync yields to user work

}  // namespace protocol::limits
