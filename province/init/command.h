#pragma once

namespace CLI {
class App;
}

namespace province {

/// `init [--demo] --data X`: exit 0, 2 where X is there already or an option is wrong, 1 for anything else.
void add_init(CLI::App& app);

}  // namespace province
