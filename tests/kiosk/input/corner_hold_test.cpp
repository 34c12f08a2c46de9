#include "kiosk/input/corner_hold.h"

#include "tests/support/catch.h"

using kiosk::CornerHold;
using Phase = kiosk::in::Touch::Phase;

namespace {

/// A screen 1080 px wide whose corner is 100 px.
struct Hand {
    void at(Phase phase, float x, float y, double time, std::int64_t finger = 1)
    {
        hold.touch({phase, finger, x, y, time}, 1080, 100);
    }
    CornerHold hold;
};

}  // namespace

TEST_CASE("a finger that rests in the upper right corner for three seconds is the staff's knock",
          "[kiosk][input][corner]")
{
    Hand hand;
    CHECK_FALSE(hand.hold.due());
    const bool mouse = GENERATE(false, true);
    const std::int64_t finger = mouse ? kiosk::in::kMouse : 7;
    hand.at(Phase::Down, 1060, 20, 10, finger);
    CHECK(hand.hold.due() == 13.0);
    CHECK_FALSE(hand.hold.take(12.99));
    hand.at(Phase::Move, 1000, 90, 12.5, finger);  // a hand trembles
    CHECK(hand.hold.take(13));
    CHECK_FALSE(hand.hold.take(14));  // once for each hold
}

TEST_CASE("what residents do by chance is no knock", "[kiosk][input][corner]")
{
    Hand hand;
    SECTION("a touch elsewhere, however long")
    {
        hand.at(Phase::Down, 100, 20, 10);
        CHECK_FALSE(hand.hold.take(60));
    }
    SECTION("taps in a row, however many")
    {
        for (int i = 0; i < 40; ++i) {
            hand.at(Phase::Down, 1060, 20, 10 + i * 0.2);
            hand.at(Phase::Up, 1060, 20, 10.1 + i * 0.2);
        }
        CHECK_FALSE(hand.hold.take(60));
    }
    SECTION("a hand that slides out of the corner, or into it")
    {
        hand.at(Phase::Down, 1060, 20, 10);
        hand.at(Phase::Move, 900, 300, 11);
        hand.at(Phase::Move, 1060, 20, 11.5);
        CHECK_FALSE(hand.hold.take(60));
        hand.at(Phase::Up, 1060, 20, 61);
        hand.at(Phase::Down, 900, 300, 62);
        hand.at(Phase::Move, 1060, 20, 63);
        CHECK_FALSE(hand.hold.take(90));
    }
    SECTION("a whole palm")
    {
        hand.at(Phase::Down, 1060, 20, 10, 1);
        hand.at(Phase::Down, 1040, 60, 10.1, 2);
        CHECK_FALSE(hand.hold.take(60));
        hand.at(Phase::Up, 1040, 60, 60.5, 2);
        CHECK_FALSE(hand.hold.take(70));
    }
}
