#pragma once

namespace CLI {
class App;
}

namespace province {

/// `serve --data DATA --listen HOST:PORT --log text|json`. The work is done in the subcommand's callback,
/// which throws CLI::RuntimeError with the exit code after it has said why on stderr: exit 0 after SIGTERM or
/// SIGINT, 2 for a wrong option or missing keys, 3 for an address that cannot be had.
void add_serve(CLI::App& app);

}  // namespace province
