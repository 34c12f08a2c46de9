#pragma once

namespace CLI {
class App;
}

namespace province {

/// `user add|grant|end|disable|enable|list|invite|import-keys|code`: exit 2 for a wrong option, 1 for what
/// cannot be done. Whoever runs them sits at the server; the audit log says so.
void add_user(CLI::App& app);

/// `body list|end`: offices, and that one ends on a day and is followed by another.
void add_body(CLI::App& app);

/// `audit verify`: exit 0 when the chain holds, 1 when it does not.
void add_audit(CLI::App& app);

}  // namespace province
