#include <iostream>
#include <string>

#include "kiosk/input/text_edit.h"
#include "kiosk/shell/run.h"
#include "protocol/base/text.h"

namespace kiosk {

/// Each character of a line is one key of the keyboard on the screen.
int run_type(const Options& options)
{
    TextEdit edit;
    edit.set_method(options.type_method == "vni" ? InputMethod::Vni : InputMethod::Telex);
    edit.set_tone_style(options.type_style == "modern" ? ToneStyle::Modern : ToneStyle::Classic);
    for (std::string keys; std::getline(std::cin, keys);) {
        edit.wipe();
        for (std::size_t at = 0; at < keys.size();)
            edit.press(character_key(protocol::next_code_point(keys, at)));
        std::cout << edit.text() << '\n';
    }
    std::cout.flush();
    return std::cout ? kExitOk : kExitFailed;
}

}  // namespace kiosk
