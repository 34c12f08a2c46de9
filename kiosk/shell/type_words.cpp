#include <iostream>
#include <string>

#include "kiosk/input/telex.h"
#include "kiosk/shell/run.h"

namespace kiosk {

int run_type(const Options& options)
{
    const InputMethod method = options.type_method == "vni" ? InputMethod::Vni : InputMethod::Telex;
    const ToneStyle style = options.type_style == "modern" ? ToneStyle::Modern : ToneStyle::Classic;
    for (std::string keys; std::getline(std::cin, keys);) std::cout << type_text(keys, method, style) << '\n';
    std::cout.flush();
    return std::cout ? kExitOk : kExitFailed;
}

}  // namespace kiosk
