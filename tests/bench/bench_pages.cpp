// What kiosk.md §8 budgets for pages: from the order to the sharp picture of an A4 page of text, as wide as
// an upright screen, with a new process and with one that has the file open. Prints a row a figure.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

#include "documents/page_process.h"
#include "kiosk/documents/page_thread.h"
#include "protocol/base/mailbox.h"

using namespace kiosk;
using Instant = std::chrono::steady_clock::time_point;

namespace {

constexpr std::uint32_t kWidth = 1000;  // 1080 less the 10 mm at each edge
constexpr double kBudget = 250;
constexpr int kRuns = 7;
constexpr FileName kFile{1, 0};

double ms_since(Instant begun)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

bool row(const char* what, const std::vector<double>& values)
{
    const double value = median(values);
    std::printf("%-46s %10.2f ms  ≤ %.0f %s\n", what, value, kBudget, value <= kBudget ? "" : "MISSED");
    return value <= kBudget;
}

}  // namespace

int main(int count, char** words)
{
    if (count != 2) {
        std::fprintf(stderr, "bench_pages FILE.pdf\n");
        return 2;
    }
    protocol::Mailbox<PageNews> news;
    PageOptions options;
    options.program = documents::page_program();
    options.read = [&](const FileName&) -> protocol::Result<std::string> {
        std::ifstream file{words[1], std::ios::binary};
        return std::string{std::istreambuf_iterator<char>{file}, {}};
    };
    options.on_news = [&](PageNews one) { news.post(std::move(one)); };
    PageThread thread{std::move(options)};
    const auto drawn_within = [&](std::uint32_t page) {
        const auto tall = protocol::pages::height_at({595, 842}, kWidth);
        const Instant begun = std::chrono::steady_clock::now();
        thread.order({{kFile, protocol::pages::Draw{page, kWidth, 0, 0, kWidth, tall}}});
        for (;;) {
            const auto one = news.wait_for(std::chrono::seconds{30});
            if (!one || std::holds_alternative<paged::Refused>(*one) ||
                std::holds_alternative<paged::Failed>(*one)) {
                std::fprintf(stderr, "no page came\n");
                std::exit(1);
            }
            if (std::holds_alternative<paged::Drawn>(*one)) return ms_since(begun);
        }
    };
    std::vector<double> cold;
    std::vector<double> warm;
    for (int i = 0; i < kRuns; ++i) {
        thread.order({});
        cold.push_back(drawn_within(0));
        warm.push_back(drawn_within(1));
    }
    const bool kept = row("A4 page to sharp, file just touched", cold);
    return row("A4 page to sharp, file open", warm) && kept ? 0 : 1;
}
