#include "province/console/old_page.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "province/text/texts.h"

namespace province::console {

using http::Response;

namespace {

/// Fields in which somebody writes more than a word.
constexpr std::array<std::string_view, 13> kWritten{
    "title",  "body", "household", "summary", "minutes_text", "text", "question",
    "answer", "why",  "reason",    "note",    "how",          "words"};

}  // namespace

Response old_page(const Visit& visit, std::string_view why, const Form& sent)
{
    const std::string key = "console.refused." + std::string(why);
    std::vector<Fields> words;
    for (const auto name : kWritten)
        if (!sent.get(name).empty()) words.push_back(Fields().text("value", sent.get(name)));
    Fields fields;
    fields.text("why", text(key + ".why")).yes("has_words", !words.empty());
    fields.list("words", std::move(words));
    Response response = show(visit, "refused", key, std::move(fields));
    response.status = 403;
    return response;
}

}  // namespace province::console
