#pragma once

namespace CLI {
class App;
}

namespace province {

// Both add one subcommand to `app`. The work is done in the subcommand's callback; where it ends otherwise
// than well, the callback has said why on stderr and throws CLI::RuntimeError with the exit code, CLI11's own
// way
// (`return app.exit(error)` in main then gives that code and prints nothing).

/// `serve --data DATA --listen HOST:PORT`: exit 0 after SIGTERM or SIGINT, 2 for a wrong option or missing
/// keys, 3 for an address that cannot be had.
void add_serve(CLI::App& app);

/// `feedback list|show|answer --data DATA [--keys DIR] --as BODY`: exit 2 for a wrong option, 1 for anything
/// else.
void add_feedback(CLI::App& app);

}  // namespace province
