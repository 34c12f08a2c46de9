#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "protocol/trust/key_table.h"

namespace protocol {

/// Who reads it: the commune's desk and the Fatherland Front, or only the inspectorate.
enum class Lane { Normal, Official, Opinion, WrongInfo };
/// phản ánh (a report of facts) or kiến nghị (a proposal).
enum class FeedbackKind { PhanAnh, KienNghi };

struct FeedbackContact {
    SecretString name;
    SecretString phone;
};

/// The lowest and the highest mark that a resident gives: not satisfied at all, very satisfied.
inline constexpr int kLowestMark = 1;
inline constexpr int kHighestMark = 5;

/// What a resident hands in (protocol.md §5.2), or a word on an answer: then `reopens` or `agrees` names the
/// answer, `look` and `rpk` are those of the report it answered, and `text` may be empty. Lives in wiped
/// memory until it is sealed.
struct Message {
    std::string commune;  ///< "20107"
    std::string pub;      ///< body it is for
    std::string about;    ///< record id it is about; may be empty
    Lane lane = Lane::Normal;
    FeedbackKind kind = FeedbackKind::PhanAnh;
    std::string topic;
    SecretString place;   ///< may be empty
    SecretString option;  ///< lane opinion only: words of the option chosen, ≤ 1,000 bytes; may be empty
    SecretString text;    ///< ≤ 8 KiB, line breaks \n; empty only beside an option
    std::optional<FeedbackContact> contact;
    bool is_public = false;  ///< JSON name `public`
    BoxPublicKey rpk{};      ///< replies are sealed to it
    std::string look;        ///< 32 hex digits
    int reopens = 0;         ///< number of the reply that did not end the matter, or asked
    int agrees = 0;          ///< number of the reply that did; never beside `reopens`
    int mark = 0;            ///< beside `agrees`: kLowestMark … kHighestMark; the text is empty

    /// Number of the reply that it is about; 0: a report of its own.
    [[nodiscard]] int reply() const { return reopens != 0 ? reopens : agrees; }
};

[[nodiscard]] std::string_view lane_name(Lane lane);  ///< "normal", "official", "opinion", "wrong_info"
[[nodiscard]] std::optional<Lane> parse_lane(std::string_view name);
[[nodiscard]] std::string_view feedback_kind_name(FeedbackKind kind);  ///< "phan_anh", "kien_nghi"

/// The one line of JSON to seal. Text, place, name and phone are brought into NFC; control and bidi
/// characters in them are Malformed, as are an empty text without an option, more than 8 KiB, or bad codes.
Result<SecretString> make_message(const Message& message);
/// Reads what a container held. Malformed as above, or a version this program does not know.
Result<Message> parse_message(std::string_view json);

}  // namespace protocol
