#pragma once

namespace CLI {
class App;
}

namespace province {

/// `backup --data DATA --to DIR`, `restore --from DIR --data DATA` and `reopen --data DATA [--seen PATH]…
/// [--copy TREE]…`: exit 2 for a wrong option or folder, 1 for anything else, with the reason on stderr.
void add_backup(CLI::App& app);

}  // namespace province
