#pragma once

namespace CLI {
class App;
}

namespace province {

// The work is done in the subcommand's callback; where it ends otherwise than well, the callback has said why
// on stderr and throws CLI::RuntimeError with the exit code, CLI11's own way (`return app.exit(error)` in
// main then gives that code and prints nothing).

/// `feedback list|show|answer --data DATA [--keys DIR] --as BODY`: exit 2 for a wrong option, 1 for anything
/// else.
void add_feedback(CLI::App& app);

}  // namespace province
