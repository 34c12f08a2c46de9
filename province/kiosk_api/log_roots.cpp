#include "province/kiosk_api/log_roots.h"

#include "province/publish/log_state.h"

namespace province {

namespace {
constexpr std::size_t kMostKnown = 1024;
}

bool LogRoots::holds(std::int64_t size, const protocol::Hash& root)
{
    if (size <= 0) return true;
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(size);
    if (known != known_.end()) return known->second == root;
    auto state = LogState::open(state_);
    if (!state) return true;
    const auto entries = state->size();
    if (!entries) return true;
    if (size > *entries) return false;
    const auto have = static_cast<std::int64_t>(newest_.size());
    protocol::Frontier frontier = size >= have ? newest_ : protocol::Frontier{};
    const auto leaves = state->leaves(static_cast<std::int64_t>(frontier.size()), size);
    if (!leaves) return true;
    for (const auto& leaf : *leaves) frontier.push(leaf);
    if (known_.size() >= kMostKnown) known_.clear();
    known_[size] = frontier.root();
    if (size >= have) newest_ = frontier;
    return known_[size] == root;
}

}  // namespace province
