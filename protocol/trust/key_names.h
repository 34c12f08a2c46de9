#pragma once

#include <string>
#include <string_view>

namespace protocol {

/// Names of the keys of a province, "46", and of a body in it, "19753.ubnd" (protocol/README.md).
/// A body's later keys count up: p1, p2, …; a log's key bears the log's origin.
[[nodiscard]] std::string publisher_key_name(std::string_view province, std::string_view body, int n = 1);
[[nodiscard]] std::string desk_key_name(std::string_view province, std::string_view body, int n = 1);
[[nodiscard]] std::string recipient_key_name(std::string_view province, std::string_view body, int n = 1);
[[nodiscard]] std::string registrar_key_name(std::string_view province);    ///< "46-registrar"
[[nodiscard]] std::string receiver_key_name(std::string_view province);     ///< "46-receiver"
[[nodiscard]] std::string root_key_name(std::string_view province, int n);  ///< "46-root-1"

/// The publishing body of key records: "46.registrar".
[[nodiscard]] std::string registrar_body(std::string_view province);

/// A body's name: [0-9]{2,5} '.' [a-z][a-z0-9-]*, at most 40 bytes.
[[nodiscard]] bool valid_body(std::string_view body);
/// "19753" of "19753.ubnd".
[[nodiscard]] std::string_view body_area(std::string_view body);

}  // namespace protocol
