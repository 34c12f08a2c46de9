#include "province/registry/registry.h"

#include "province/registry/migrations.h"
#include "province/registry/pool.h"
#include "province/registry/schema.h"

namespace province {

using protocol::Result;

Registry::Registry(std::unique_ptr<Pool> pool)
    : pool_(std::move(pool)), waiting_reports_(std::make_unique<WaitingReports>())
{
}
Registry::Registry(Registry&&) noexcept = default;
Registry& Registry::operator=(Registry&&) noexcept = default;
Registry::~Registry() = default;

Result<Registry> Registry::open(std::string_view where)
{
    Registry registry(std::make_unique<Pool>(std::string(where)));
    if (auto done = migrate(registry); !done) return tl::unexpected{done.error()};
    return registry;
}

int Registry::newest_schema() { return static_cast<int>(schema_files().size()); }

bool is_postgresql(std::string_view where)
{
    return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

}  // namespace province
