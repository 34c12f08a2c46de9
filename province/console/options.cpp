#include "province/console/options.h"

#include <string>

#include "province/console/reply_words.h"
#include "province/text/texts.h"

namespace province::console {

std::vector<Fields> options_of(std::string_view prefix, std::string_view chosen)
{
    std::vector<Fields> options;
    for (const auto key : texts().keys()) {
        if (!key.starts_with(prefix)) continue;
        const auto code = key.substr(prefix.size());
        options.push_back(
            Fields().text("value", std::string(code)).text("word", text(key)).yes("chosen", code == chosen));
    }
    return options;
}

std::vector<Fields> answer_states(std::string_view chosen)
{
    std::vector<Fields> options;
    for (const auto state : kAnswerStates) {
        const std::string key = "console.report.answer." + std::string(state);
        options.push_back(Fields()
                              .text("value", std::string(state))
                              .text("word", text(key))
                              .text("hint", text(key + ".hint"))
                              .yes("chosen", chosen == state));
    }
    return options;
}

}  // namespace province::console
