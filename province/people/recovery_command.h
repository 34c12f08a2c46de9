#pragma once

namespace CLI {
class App;
}

namespace province {

/// `recovery make|rehearse|open`: the keys of a desk on paper, half with each of two other bodies. Each use
/// of the paper is a record of the province's log before anything is opened. Exit 2 for a wrong option, 1 for
/// what cannot be done.
void add_recovery(CLI::App& app);

}  // namespace province
