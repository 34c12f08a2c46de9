#pragma once

namespace CLI {
class App;
}

namespace province {

/// `publish PATH… [--as BODY] [--keys DIR] --data DATA`: exit 0 when all of it is published, 2 when something
/// in the sources or options is wrong and nothing was published, 1 for anything else.
void add_publish(CLI::App& app);

}  // namespace province
