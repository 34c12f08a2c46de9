#pragma once

namespace CLI {
class App;
}

namespace province {

/// `pages --data DATA`: writes every page of v/ anew, as after an update of the program or of its words. Exit
/// 0 when all of them stand, 2 where there is no province, 1 for anything else.
void add_pages(CLI::App& app);

}  // namespace province
