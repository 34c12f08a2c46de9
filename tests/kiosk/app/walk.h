#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/app/update.h"

/// A resident at the machine: does things one after another, keeps what was asked of the threads.
class Walk {
public:
    Walk() : state(kiosk::initial_state({}, "20107-h1", "46-20107-k1", kMorning - std::chrono::hours{24}))
    {
        wait({});
    }
    explicit Walk(kiosk::State start) : state(std::move(start)) { wait({}); }

    static constexpr protocol::Time kMorning{std::chrono::seconds{1'795'000'000}};

    void happen(const kiosk::Event& event)
    {
        for (kiosk::Command& command : kiosk::update(state, event)) commands.push_back(std::move(command));
    }
    void act(kiosk::Action action) { happen(kiosk::Event{std::move(action)}); }
    void touch() { happen(kiosk::event::Touched{}); }

    /// Time goes on with nobody there, second by second as the loop would tick.
    void wait(std::chrono::seconds time)
    {
        const auto until = now_ + time;
        do {
            now_ = std::min<kiosk::Steady>(now_ + std::chrono::seconds{1}, until);
            happen(kiosk::event::Tick{now_, kMorning + std::chrono::floor<std::chrono::seconds>(now_)});
        } while (now_ < until);
    }

    void type(std::string_view keys)
    {
        for (const char key : keys) act(kiosk::act::Press{kiosk::character_key(static_cast<char32_t>(key))});
    }

    void wake()
    {
        touch();
        commands.clear();
    }

    template <class Wanted>
    [[nodiscard]] const Wanted* asked() const
    {
        for (auto command = commands.rbegin(); command != commands.rend(); ++command)
            if (const auto* found = std::get_if<Wanted>(&*command)) return found;
        return nullptr;
    }
    template <class Wanted>
    [[nodiscard]] int count() const
    {
        int n = 0;
        for (const auto& command : commands) n += std::holds_alternative<Wanted>(command);
        return n;
    }

    kiosk::State state;
    std::vector<kiosk::Command> commands;

private:
    kiosk::Steady now_{};
};

inline offline_cache::ItemRow some_row(std::int64_t index, std::string type = "disclosure")
{
    offline_cache::ItemRow row;
    row.index = index;
    row.id = "20107.ubnd-2026-000" + std::to_string(index);
    row.type = std::move(type);
    row.title = "Tình hình thực hiện dự toán ngân sách xã";
    return row;
}

/// Opens a document and lets the store answer.
inline void open_document(Walk& walk, offline_cache::ItemRow row)
{
    walk.act(kiosk::act::OpenItem{row.index});
    auto document = std::make_shared<offline_cache::Document>();
    document->row = std::move(row);
    walk.happen(kiosk::event::DocumentLoaded{walk.state.visit().number, document, nullptr});
}

/// As far as "read back and send", with a text typed.
inline void fill_form(Walk& walk)
{
    walk.act(kiosk::act::OpenFeedback{});
    walk.act(kiosk::act::ChooseTopic{"moi_truong"});
    walk.act(kiosk::act::NextPage{});
    walk.type("rac thai");
    walk.act(kiosk::act::NextPage{});
    walk.act(kiosk::act::NextPage{});
}

inline void hand_in(Walk& walk, std::string_view code = "48291357026481937597")
{
    fill_form(walk);
    walk.act(kiosk::act::HandIn{});
    walk.happen(kiosk::event::HandedIn{walk.state.draft->number,
                                       std::make_shared<const protocol::SecretString>(code), "587ce894"});
}
