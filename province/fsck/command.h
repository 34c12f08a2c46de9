#pragma once

namespace CLI {
class App;
}

namespace province {

/// `fsck --data DATA`: exit 0 when everything holds, 1 when something does not, 2 where there is no province.
void add_fsck(CLI::App& app);

}  // namespace province
