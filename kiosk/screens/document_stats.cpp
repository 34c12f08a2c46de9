#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/money.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/times.h"

namespace kiosk {

namespace {

/// Fewer than this could point at the people behind them: told as "dưới 5".
constexpr std::int64_t kSmallest = 5;

/// "195 trên 203 phản ánh được trả lời đúng hạn", and every report as a square.
void draw_promise_kept(const protocol::Stats& stats, Flow& flow)
{
    Ui& ui = flow.ui();
    const std::string number = grouped(ui, stats.on_time);
    const std::string words = ui.tr("stats.on_time", {{"all", grouped(ui, stats.answered)}});
    const Rect place = flow.place(big_number_height(ui, flow.width(), number, words), 3);
    if (flow.seen(place)) (void)big_number(ui, place, number, words, Tone::Good);

    const std::int64_t waiting = std::max<std::int64_t>(0, stats.received - stats.answered - stats.withdrawn);
    const std::string on_time = ui.tr("stats.key.on_time", {{"n", grouped(ui, stats.on_time)}});
    const std::string late = ui.tr("stats.key.late", {{"n", grouped(ui, stats.late)}});
    const std::string open = ui.tr("stats.key.waiting", {{"n", grouped(ui, waiting)}});
    const PlotPart parts[]{{on_time, std::max<std::int64_t>(0, stats.on_time), Tone::Good, PlotFill::Solid},
                           {late, std::max<std::int64_t>(0, stats.late), Tone::Warn, PlotFill::Striped},
                           {open, waiting, Tone::Plain, PlotFill::Hollow}};
    const std::int64_t all = parts[0].n + parts[1].n + parts[2].n;
    if (all == 0) return;
    const Rect picture = flow.place(squares_height(ui, flow.width(), all), 2);
    if (flow.seen(picture)) squares(ui, picture, parts);
    const Rect key = flow.place(plot_key_height(ui, flow.width(), parts), 2);
    if (flow.seen(key)) (void)plot_key(ui, key, parts);
    const std::int64_t worth = square_worth(all);
    flow.words(counted(ui, "stats.square", worth), {.face = Face::Small, .quiet = true}, 5);
}

void draw_times(const protocol::Stats& stats, Flow& flow)
{
    const Ui& ui = flow.ui();
    std::vector<Figure> figures;
    figures.push_back({grouped(ui, stats.received), std::string{ui.tr("stats.received")}});
    if (stats.median_days)
        figures.push_back(
            {counted(ui, "stats.days", *stats.median_days), std::string{ui.tr("stats.median")}});
    if (stats.oldest_open_days)
        figures.push_back(
            {counted(ui, "stats.days", *stats.oldest_open_days), std::string{ui.tr("stats.oldest")}});
    draw_figures(flow, figures);
}

/// Most asked about first; "something else" last.
std::vector<protocol::TopicCount> in_order(std::vector<protocol::TopicCount> topics)
{
    std::stable_sort(topics.begin(), topics.end(), [](const auto& a, const auto& b) {
        const bool a_other = a.code == "khac";
        const bool b_other = b.code == "khac";
        return a_other != b_other ? b_other : a.received > b.received;
    });
    return topics;
}

/// One of the six pictures, or a category that only other ways of reporting and reports on a page have.
std::string bar_name(const Ui& ui, const std::string& code)
{
    if (std::string picture = topic_name(ui, code); !picture.empty()) return picture;
    const std::string key = "topic." + code;
    return std::string{ui.tr(ui.strings().has(key) ? key : "topic.other")};
}

void draw_topics(const protocol::Stats& stats, Flow& flow)
{
    if (stats.by_topic.empty()) return;
    Ui& ui = flow.ui();
    flow.heading(ui.tr("stats.by_topic"), Icon::Inspect);
    std::int64_t most = 1;
    for (const protocol::TopicCount& topic : stats.by_topic) most = std::max(most, topic.received);
    const PlotPart key[]{{ui.tr("stats.key.answered"), 0, Tone::Primary, PlotFill::Solid},
                         {ui.tr("stats.key.open"), 0, Tone::Plain, PlotFill::Hollow}};
    const Rect place = flow.place(plot_key_height(ui, flow.width(), key), 4);
    if (flow.seen(place)) (void)plot_key(ui, place, key);
    for (const protocol::TopicCount& topic : in_order(stats.by_topic)) {
        const std::string name = bar_name(ui, topic.code);
        if (topic.received > 0 && topic.received < kSmallest) {
            draw_bar(flow, name, ui.tr("stats.few"), {}, most);
            continue;
        }
        const std::int64_t answered = std::clamp<std::int64_t>(topic.answered, 0, topic.received);
        const PlotPart parts[]{{{}, answered, Tone::Primary, PlotFill::Solid},
                               {{}, topic.received - answered, Tone::Plain, PlotFill::Hollow}};
        draw_bar(flow, name,
                 ui.tr("stats.topic",
                       {{"answered", grouped(ui, answered)}, {"received", grouped(ui, topic.received)}}),
                 parts, most);
    }
}

void draw_rating(const protocol::Stats& stats, Flow& flow)
{
    if (!stats.rating || stats.rating->n < protocol::kLeastRatings) return;
    const Ui& ui = flow.ui();
    const std::string mark = std::to_string(stats.rating->avg10 / 10) + std::string{ui.tr("number.point")} +
                             std::to_string(stats.rating->avg10 % 10);
    flow.entry(Icon::Star, ui.tr("stats.rating", {{"mark", mark}, {"n", grouped(ui, stats.rating->n)}}));
}

}  // namespace

void draw_stats(const Reading&, const protocol::Stats& stats, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (stats.period_from && stats.period_to)
        flow.words(ui.tr("stats.period", {{"from", short_date(ui, *stats.period_from)},
                                          {"to", short_date(ui, *stats.period_to)}}),
                   {.quiet = true}, 4);
    draw_promise_kept(stats, flow);
    draw_times(stats, flow);
    draw_topics(stats, flow);
    draw_rating(stats, flow);
}

}  // namespace kiosk
