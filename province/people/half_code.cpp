#include "province/people/half_code.h"

#include <string_view>

#include "protocol/base/random.h"

namespace province {

std::string half_code()
{
    constexpr std::string_view kLetters = "23456789acdefghkpqtuvwxyz";
    std::string code;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == 4) code += '-';
        code += kLetters[protocol::random_below(static_cast<std::uint32_t>(kLetters.size()))];
    }
    return code;
}

}  // namespace province
