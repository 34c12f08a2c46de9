#include "kiosk/qr/qr.h"

#include <qrencode.h>

#include <memory>
#include <string>

#include "protocol/base/secret.h"

namespace kiosk {

using protocol::Fault;

protocol::Result<QrCode> make_qr(std::string_view text)
{
    if (text.empty() || text.size() > kLongestQr)
        return protocol::fail(Fault::Malformed, "qr: " + std::to_string(text.size()) + " bytes");
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()),
                          0, QR_ECLEVEL_M),
        &QRcode_free};
    if (code == nullptr) return protocol::fail(Fault::Malformed, "qr: not encodable");
    QrCode made;
    made.side = code->width;
    const auto squares = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    made.dark.resize(squares);
    for (std::size_t i = 0; i < squares; ++i) made.dark[i] = (code->data[i] & 1U) != 0;
    // A receipt's digits can be read back from the squares.
    protocol::wipe(code->data, squares);
    return made;
}

}  // namespace kiosk
