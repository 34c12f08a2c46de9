// Search as one types: bench_search CONTENT.DB COMMUNE < QUERIES, one query a line. Every beginning of every
// query is a key press and is searched for once. Prints {"keys": n, "p50_ms": …, "p95_ms": …, "max_ms": …}.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "offline_cache/content.h"
#include "offline_cache/search.h"
#include "protocol/base/clock.h"
#include "protocol/base/text.h"

namespace {

double percentile(const std::vector<double>& sorted, double share)
{
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

int main(int count, char** words)
{
    if (count != 3) return std::fputs("bench_search CONTENT.DB COMMUNE < QUERIES\n", stderr), 2;
    auto content = offline_cache::Content::open(words[1], words[2]);
    if (!content) return std::fprintf(stderr, "%s\n", content.error().detail.c_str()), 1;
    const auto now = protocol::SystemClock{}.now();

    std::vector<double> keys;
    std::size_t hits = 0;
    for (std::string query; std::getline(std::cin, query);) {
        for (std::size_t at = 0; at < query.size();) {
            static_cast<void>(protocol::next_code_point(query, at));
            offline_cache::SearchQuery asked;
            asked.text = query.substr(0, at);
            const auto start = std::chrono::steady_clock::now();
            const auto found = offline_cache::search(*content, asked, now);
            const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
            if (!found) return std::fprintf(stderr, "%s\n", found.error().detail.c_str()), 1;
            hits += found->hits.size();
            keys.push_back(took.count());
        }
    }
    if (keys.empty() || hits == 0) return std::fputs("nothing was found\n", stderr), 1;
    std::sort(keys.begin(), keys.end());
    std::printf("{\"keys\": %zu, \"hits\": %zu, \"p50_ms\": %.3f, \"p95_ms\": %.3f, \"max_ms\": %.3f}\n",
                keys.size(), hits, percentile(keys, 0.5), percentile(keys, 0.95), keys.back());
    return 0;
}
