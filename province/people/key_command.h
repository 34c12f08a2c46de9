#pragma once

namespace CLI {
class App;
}

namespace province {

/// `key list|add|revoke`: the keys of a body, as records that the registrar signs into the log. Exit 2 for a
/// wrong option, 1 for what cannot be done.
void add_key(CLI::App& app);

}  // namespace province
