#include "kiosk/input/gesture.h"

#include <cmath>

#include "kiosk/input/bounce.h"
#include "tests/support/catch.h"

using kiosk::Gesture;
using Phase = kiosk::in::Touch::Phase;
using State = kiosk::Gesture::State;

namespace {

kiosk::in::Touch at(Phase phase, float x, float y, double time, std::int64_t finger = 1)
{
    return {phase, finger, x, y, time};
}

}  // namespace

TEST_CASE("a trembling finger is still a press", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 100, 100, 0), true);
    gesture.touch(at(Phase::Move, 104, 107, 0.05), true);
    CHECK(gesture.state() == State::Pressed);
    CHECK(gesture.take_scroll() == 0);
}

TEST_CASE("beyond the slop the content follows the finger without a jump", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 100, 500, 0), true);
    gesture.touch(at(Phase::Move, 100, 488, 0.02), true);
    CHECK(gesture.state() == State::Dragging);
    CHECK(gesture.take_scroll() == Approx(-2));
    gesture.touch(at(Phase::Move, 100, 460, 0.04), true);
    CHECK(gesture.take_scroll() == Approx(-28));
}

TEST_CASE("where nothing scrolls a slid finger stays a press", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 100, 100, 0), false);
    gesture.touch(at(Phase::Move, 100, 300, 0.1), false);
    CHECK(gesture.state() == State::Pressed);
    CHECK(gesture.y() == 300);
}

TEST_CASE("a fast release runs out as v·exp(−t/0.325)", "[kiosk][input][gesture]")
{
    Gesture gesture;
    double time = 0;
    float y = 1000;
    gesture.touch(at(Phase::Down, 0, y, time), true);
    for (int i = 0; i < 6; ++i) {
        time += 0.016;
        y -= 16;
        gesture.touch(at(Phase::Move, 0, y, time), true);
    }
    (void)gesture.take_scroll();
    gesture.touch(at(Phase::Up, 0, y, time), true);
    REQUIRE(gesture.state() == State::Flinging);
    CHECK(gesture.velocity() == Approx(-1000).epsilon(0.02));
    gesture.advance(time + 0.1);
    CHECK(gesture.velocity() == Approx(-1000 * std::exp(-0.1 / 0.325)).epsilon(0.02));
    float way = gesture.take_scroll();
    for (int i = 2; i < 100 && gesture.moving(); ++i) {
        gesture.advance(time + 0.1 * i);
        way += gesture.take_scroll();
    }
    CHECK_FALSE(gesture.moving());
    CHECK(way == Approx(-1000 * 0.325).epsilon(0.05));
}

TEST_CASE("a finger that rested before it lifted throws nothing", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 0, 500, 0), true);
    gesture.touch(at(Phase::Move, 0, 300, 0.1), true);
    gesture.touch(at(Phase::Up, 0, 300, 0.6), true);
    CHECK(gesture.state() == State::Idle);
}

TEST_CASE("a touch during a fling stops it and is no tap", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 0, 500, 0), true);
    gesture.touch(at(Phase::Move, 0, 400, 0.05), true);
    gesture.touch(at(Phase::Up, 0, 400, 0.05), true);
    REQUIRE(gesture.moving());
    gesture.touch(at(Phase::Down, 0, 400, 0.1), true);
    CHECK_FALSE(gesture.moving());
    CHECK_FALSE(gesture.pressed());
    gesture.touch(at(Phase::Up, 0, 400, 0.15), true);
    CHECK(gesture.state() == State::Idle);
}

TEST_CASE("the first finger wins until all are up", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 10, 10, 0, 1), false);
    gesture.touch(at(Phase::Down, 500, 500, 0.01, 2), false);
    CHECK(gesture.x() == 10);
    gesture.touch(at(Phase::Up, 10, 10, 0.05, 1), false);
    CHECK(gesture.state() == State::Swallowed);
    gesture.touch(at(Phase::Down, 600, 600, 0.06, 3), false);
    CHECK(gesture.state() == State::Swallowed);
    gesture.touch(at(Phase::Up, 500, 500, 0.07, 2), false);
    gesture.touch(at(Phase::Up, 600, 600, 0.08, 3), false);
    CHECK(gesture.state() == State::Idle);
    gesture.touch(at(Phase::Down, 700, 700, 0.2, 4), false);
    CHECK(gesture.pressed());
}

TEST_CASE("two fingers in an area that zooms pinch it and fire nothing", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 400, 500, 0, 1), true, true);
    gesture.touch(at(Phase::Down, 600, 500, 0.02, 2), true, true);
    CHECK(gesture.state() == State::Pinching);
    CHECK_FALSE(gesture.pressed());
    gesture.touch(at(Phase::Move, 300, 500, 0.04, 1), true);
    gesture.touch(at(Phase::Move, 700, 540, 0.05, 2), true);
    CHECK(gesture.take_pinch() == Approx(std::hypot(400, 40) / 200));
    CHECK(gesture.take_pinch() == 1);
    CHECK(gesture.pinch_x() == 500);
    CHECK(gesture.take_scroll() == Approx(20));  // the middle went down by half of 40
    CHECK(gesture.take_scroll_x() == Approx(0));
    gesture.touch(at(Phase::Up, 300, 500, 0.06, 1), true);
    CHECK(gesture.state() == State::Swallowed);
    gesture.touch(at(Phase::Move, 700, 900, 0.07, 2), true);
    CHECK(gesture.take_scroll() == 0);
    gesture.touch(at(Phase::Up, 700, 900, 0.08, 2), true);
    CHECK(gesture.state() == State::Idle);
    CHECK(gesture.velocity() == 0);
}

TEST_CASE("a third finger, and a second one outside of the area, change nothing", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 400, 500, 0, 1), true, true);
    gesture.touch(at(Phase::Down, 600, 500, 0.02, 2), true, false);
    CHECK(gesture.pressed());
    gesture.touch(at(Phase::Down, 610, 500, 0.03, 3), true, true);
    CHECK(gesture.pressed());
    gesture.touch(at(Phase::Up, 400, 500, 0.04, 1), true);
    CHECK(gesture.state() == State::Swallowed);
}

TEST_CASE("a drag tells both ways and which of them came first", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 500, 500, 0), true);
    gesture.touch(at(Phase::Move, 470, 505, 0.02), true);
    CHECK(gesture.state() == State::Dragging);
    CHECK(gesture.began_sideways());
    CHECK(gesture.take_scroll_x() == Approx(-20));
    gesture.touch(at(Phase::Move, 470, 405, 0.03), true);
    CHECK(gesture.take_scroll() == Approx(-100));
    CHECK(gesture.began_sideways());
}

TEST_CASE("a swallowed touch does nothing until it lifts", "[kiosk][input][gesture]")
{
    Gesture gesture;
    gesture.touch(at(Phase::Down, 10, 10, 0), true);
    gesture.swallow();
    gesture.touch(at(Phase::Move, 10, 300, 0.05), true);
    CHECK(gesture.take_scroll() == 0);
    CHECK(gesture.state() == State::Swallowed);
    gesture.touch(at(Phase::Up, 10, 300, 0.1), true);
    CHECK(gesture.state() == State::Idle);
}

TEST_CASE("the second tap on one target within half a second does not count", "[kiosk][input][bounce]")
{
    kiosk::BounceFilter filter;
    CHECK(filter.accept("send", 10));
    CHECK_FALSE(filter.accept("send", 10.4));
    CHECK(filter.accept("send", 10.51));
    CHECK(filter.accept("other", 10.52));
    CHECK(filter.accept("send", 10.53));
}

TEST_CASE("a key may be typed twice quickly", "[kiosk][input][bounce]")
{
    kiosk::BounceFilter filter;
    CHECK(filter.accept("key.a", 1, kiosk::BounceFilter::kKey));
    CHECK_FALSE(filter.accept("key.a", 1.03, kiosk::BounceFilter::kKey));
    CHECK(filter.accept("key.a", 1.12, kiosk::BounceFilter::kKey));
}
