#pragma once

#include <map>
#include <string>
#include <string_view>

#include "kiosk/app/paper.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"

namespace kiosk {

/// What goes through the pipe to commune-print: names and values, all in wiped memory.
///
///     "CPR1" | u8 length, name | u32be length, value | …
///
/// At most 64 fields, a name ≤ 32 bytes, the whole ≤ kLongestJob.
class PrintJob {
public:
    static constexpr std::size_t kLongestJob = 4 * 1024 * 1024;

    /// Malformed: anything else than the bytes above.
    static protocol::Result<PrintJob> parse(std::string_view bytes);
    [[nodiscard]] protocol::SecretString bytes() const;

    void set(std::string_view name, std::string_view value);
    /// Empty when there is none.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    [[nodiscard]] std::int64_t number(std::string_view name) const;

    friend bool operator==(const PrintJob&, const PrintJob&) = default;

private:
    std::map<std::string, protocol::SecretString, std::less<>> fields_;
};

/// "receipt" | "document" | "complaint" | "guidance"
[[nodiscard]] std::string_view print_word(PrintWhat what);

/// Everything the sheet needs.
[[nodiscard]] PrintJob job_of(const PrintOrder& order);

}  // namespace kiosk
