#include "province/people/at_work.h"

#include <filesystem>

#include "province/init/offices.h"
#include "province/registry/bodies.h"
#include "province/text/command_words.h"

namespace province {

namespace {

DataFolder province_in(const std::string& folder)
{
    DataFolder data{folder};
    if (!std::filesystem::is_directory(data.tree()))
        give_up(kWrongUse, texts().fill("no_province", {{"folder", folder}}));
    return data;
}

}  // namespace

AtWork::AtWork(const std::string& folder, std::string_view failed)
    : data(province_in(folder)),
      config(value_or_end(load_config(data.root), failed)),
      law(value_or_end(load_rule_book(assets_folder() / "law"), failed)),
      registry(value_or_end(Registry::open(config.registry), failed))
{
    // A registry on another engine may be new: its people are often the first thing in it.
    value_or_end(add_offices(registry, law, protocol::local_date(now)), failed);
}

std::string AtWork::name(std::string_view body, std::string_view failed)
{
    const auto found = value_or_end(Bodies(registry).find(body), failed);
    return found ? found->name : std::string(body);
}

}  // namespace province
