// Every screen of the tour, drawn whole again and again into memory: bench_frames. Prints {"frames": n,
// "p50_ms": …, "p99_ms": …, "max_ms": …, "cpu_p99_ms": …, "pages": {"light": p99_ms, "dark": p99_ms},
// "slowest": [["scene", p99_ms] …]}. "pages" is a page of a file on the screen, white and turned dark.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/platform/display.h"
#include "kiosk/screens/draw.h"
#include "kiosk/shell/options.h"
#include "kiosk/shell/program.h"
#include "kiosk/shell/tour_scenes.h"

using namespace kiosk;

namespace {

constexpr float kPxPerMm = 4.03F;
constexpr int kSettle = 3;
constexpr int kMeasured = 12;

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Of this thread, in ms: what other programs took is not in it.
double cpu_ms()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Times {
    std::vector<double> wall;
    std::vector<double> cpu;
};

void add(Times& all, const Times& more)
{
    all.wall.insert(all.wall.end(), more.wall.begin(), more.wall.end());
    all.cpu.insert(all.cpu.end(), more.cpu.begin(), more.cpu.end());
}

std::vector<Preferences> ways_to_see()
{
    std::vector<Preferences> ways(3);
    ways[1].text_size = TextSize::Largest;
    ways[2].contrast = true;
    return ways;
}

/// The page drawn whole, so often; no frame is spared because it looks like the one before.
void measure(Display& display, Ui& ui, TourWalk& walk, double& now, Times& times)
{
    const int width = display.width();
    const int height = display.height();
    for (int i = 0; i < kSettle + kMeasured; ++i) {
        now += 1.0 / 60;
        display.resize(width, height);
        const auto start = std::chrono::steady_clock::now();
        const double cpu = cpu_ms();
        ui.begin(static_cast<float>(width), static_cast<float>(height), now);
        const Action action = draw(walk.state, ui);
        ui.end();
        display.show(ui.draw_data(), ui.fonts());
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        if (is_by_itself(action)) walk.act(action);  // rows of a list, pictures of pages
        if (i < kSettle) continue;
        times.wall.push_back(took.count());
        times.cpu.push_back(cpu_ms() - cpu);
    }
}

}  // namespace

int main()
{
    auto vietnamese = load_strings("kiosk", "vi");
    auto fonts = Fonts::open("");
    auto display = Display::offscreen(1080, 1920);
    if (!vietnamese || !fonts || !display)
        return std::fputs("texts, fonts or memory are missing\n", stderr), 1;
    const auto store = fixture_store();
    Ui ui{std::move(*fonts), *vietnamese};
    double now = 0;
    Times all, light_pages, dark_pages;
    std::vector<std::pair<double, std::string>> slowest;
    for (const auto& [width, height] : {std::pair{1080, 1920}, std::pair{1920, 1080}}) {
        (*display)->resize(width, height);
        for (const TourScene& scene : tour_scenes()) {
            Times of_scene;
            for (const Preferences& seen : ways_to_see()) {
                TourWalk walk{*store, seen};
                if (!scene.go(walk)) continue;
                walk.state.preferences = seen;
                ui.forget();
                ui.page_changed();
                ui.set_look(look_of(seen, kPxPerMm));
                Times of_way;
                measure(**display, ui, walk, now, of_way);
                add(of_scene, of_way);
                if (scene.name == "pages") add(seen.contrast ? dark_pages : light_pages, of_way);
            }
            if (of_scene.wall.empty()) continue;
            add(all, of_scene);
            slowest.emplace_back(percentile(of_scene.cpu, 0.99),
                                 std::string{scene.name} + (width > height ? ", landscape" : ", portrait"));
        }
    }
    std::sort(slowest.rbegin(), slowest.rend());
    std::printf(
        "{\"frames\": %zu, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f, \"cpu_p50_ms\": %.3f, "
        "\"cpu_p99_ms\": %.3f, \"pages\": {\"light\": %.3f, \"dark\": %.3f}, \"slowest\": [",
        all.wall.size(), percentile(all.wall, 0.5), percentile(all.wall, 0.99), percentile(all.wall, 1),
        percentile(all.cpu, 0.5), percentile(all.cpu, 0.99), percentile(light_pages.cpu, 0.99),
        percentile(dark_pages.cpu, 0.99));
    for (std::size_t i = 0; i < std::min<std::size_t>(slowest.size(), 5); ++i)
        std::printf("%s[\"%s\", %.3f]", i == 0 ? "" : ", ", slowest[i].second.c_str(), slowest[i].first);
    std::puts("]}");
    return 0;
}
