#include "kiosk/shell/knowledge.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "kiosk/shell/options.h"
#include "protocol/base/log.h"

namespace kiosk {

namespace {

std::shared_ptr<const protocol::LawBook> law_book()
{
    auto book = protocol::load_law_book(assets_folder() / "law");
    if (!book) {
        protocol::log::error("kiosk", "rule book: ", book.error().detail);
        return nullptr;
    }
    return std::make_shared<const protocol::LawBook>(std::move(*book));
}

std::shared_ptr<const WordList> common_words()
{
    const auto path = assets_folder() / "words" / "common.txt";
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        protocol::log::error("kiosk", path.string(), ": not readable");
        return nullptr;
    }
    const std::string lines{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    return std::make_shared<const WordList>(lines);
}

}  // namespace

void teach(State& state)
{
    static const auto kLaw = law_book();
    static const auto kWords = common_words();
    state.law = kLaw;
    state.common_words = kWords;
}

}  // namespace kiosk
