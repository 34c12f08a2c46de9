#include "province/console/reply_words.h"

#include "province/text/texts.h"

namespace province::console {

namespace {

constexpr std::string_view kTemplate = "desk.template.";
constexpr std::string_view kAnyTopic = "chung";

}  // namespace

std::vector<ReplyTemplate> ready_made_templates()
{
    std::vector<ReplyTemplate> found;
    for (const auto key : texts().keys()) {
        if (!key.starts_with(kTemplate) || key.ends_with(".name")) continue;
        const auto rest = key.substr(kTemplate.size());
        const auto dot = rest.find('.');
        if (dot == std::string_view::npos) continue;
        ReplyTemplate one;
        one.state = rest.substr(0, dot);
        one.topic = rest.substr(dot + 1) == kAnyTopic ? std::string_view{} : rest.substr(dot + 1);
        one.name = text(std::string(key) + ".name");
        one.words = text(key);
        found.push_back(std::move(one));
    }
    return found;
}

protocol::Result<std::vector<ReplyTemplate>> templates_of(const Visit& visit)
{
    auto stored = ReplyTemplates(visit.console.registry).of(visit.who().body.code);
    if (!stored) return tl::unexpected{stored.error()};
    const bool began = stored->begun;
    return began ? std::move(stored->templates) : ready_made_templates();
}

}  // namespace province::console
