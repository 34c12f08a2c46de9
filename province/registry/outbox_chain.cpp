#include "province/registry/outbox_chain.h"

#include <algorithm>

#include "protocol/base/encoding.h"

namespace province {

using protocol::Hash;

namespace {

/// The next word of a line, which it takes away.
std::string_view word(std::string_view& line)
{
    const auto end = std::min(line.find(' '), line.size());
    const auto found = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return found;
}

}  // namespace

std::string OutboxChain::text() const
{
    std::string out =
        std::to_string(before_) + " " + std::to_string(held_) + (broken_ ? " broken\n" : " whole\n");
    for (const Run& run : runs_)
        out += std::to_string(run.from) + " " + std::to_string(run.to) + " " + protocol::to_hex(run.prev) +
               " " + protocol::to_hex(run.last) + "\n";
    return out;
}

std::optional<OutboxChain> OutboxChain::parse(std::string_view text)
{
    const auto line_of = [&text] {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return line;
    };
    auto head = line_of();
    const auto before = protocol::parse_decimal(word(head));
    const auto held = protocol::parse_decimal(word(head));
    if (!before || !held || (head != "broken" && head != "whole")) return std::nullopt;
    OutboxChain chain(*before);
    chain.held_ = *held;
    chain.broken_ = head == "broken";
    while (!text.empty()) {
        auto line = line_of();
        const auto from = protocol::parse_decimal(word(line));
        const auto to = protocol::parse_decimal(word(line));
        const auto prev = protocol::hash_from_hex(word(line));
        const auto last = protocol::hash_from_hex(word(line));
        if (!from || !to || !prev || !last) return std::nullopt;
        chain.runs_.push_back({*from, *to, *prev, *last});
    }
    return chain;
}

/// The run at `at` and the one behind it become one.
void OutboxChain::join(std::size_t at)
{
    runs_[at].to = runs_[at + 1].to;
    runs_[at].last = runs_[at + 1].last;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(at) + 1);
}

void OutboxChain::take(std::uint64_t n, const Hash& id, const Hash& prev)
{
    if (n <= before_) return;
    auto after = std::ranges::find_if(runs_, [&](const Run& run) { return run.to >= n; });
    if (after != runs_.end() && after->from <= n) {
        broken_ = true;
        return;
    }
    ++held_;
    const auto at = static_cast<std::size_t>(after - runs_.begin());
    runs_.insert(after, {n, n, prev, id});
    if (at + 1 < runs_.size() && runs_[at + 1].from == n + 1) {
        if (runs_[at + 1].prev != id) broken_ = true;
        join(at);
    }
    if (at > 0 && runs_[at - 1].to + 1 == n) {
        if (runs_[at - 1].last != prev) broken_ = true;
        join(at - 1);
    }
    // A terminal that leaves so many gaps has its alarm; what is missing stays counted.
    if (runs_.size() > kMostRuns) join(0);
}

std::int64_t OutboxChain::missing(std::int64_t newest, std::int64_t waiting) const
{
    const auto come = static_cast<std::int64_t>(before_ + held_);
    return std::max<std::int64_t>(newest - waiting - come, 0);
}

void OutboxChain::settle(std::int64_t newest)
{
    before_ = std::max(before_, static_cast<std::uint64_t>(std::max<std::int64_t>(newest, 0)));
    if (!runs_.empty()) before_ = std::max(before_, runs_.back().to);
    held_ = 0;
    broken_ = false;
    runs_.clear();
}

}  // namespace province
