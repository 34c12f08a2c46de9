#pragma once

#include <string>

#include "kiosk/input/text_edit.h"

namespace kiosk {

/// A new terminal being let in, on the setup page (protocol.md §8.7).
struct Enrolling {
    enum class Stage {
        Typing,     ///< address and code, or a stick
        Asking,     ///< the province is asked
        Comparing,  ///< both screens show the digits; the technician decides at the other one
        Done,       ///< let in: the program starts anew
    };
    Stage stage = Stage::Typing;
    TextEdit address;  ///< Field::EnrolAddress
    TextEdit code;     ///< Field::EnrolCode
    std::string digits{};
    bool anew = false;      ///< it was let in before, and can still be what it was
    std::string trouble{};  ///< texts setup.trouble.<code>; empty: none
};

}  // namespace kiosk
