#!/usr/bin/env python3
"""When things go wrong (kiosk.md §7): each row made to go wrong for real. Where each row stands:

  no network                  here; reading.py, reporting.py
  information old 1, 7, 30 d  here
  wrong clock                 here; what no page says then: tests/kiosk/screens/clock_test.cpp
  disk full or read-only      full_disk.py
  history changed             misbehaving.py
  page helper crashed         attachments.py; tests of kiosk/documents
  program crashed             here
  screen lost, resolution     here; wayland.py

What each of them says on every page: tests/kiosk/screens/trouble_test.cpp.
"""
import sqlite3
import subprocess
import time

import case
from case import Failed, until

DAY = 86_400
RESTART_SECONDS = 2  # kiosk.md §7


class ThingsGoWrong(case.Case):
    def kiosk(self, **more):
        self.province()
        return self.synced(self.lab.kiosk(**more))

    def reads_on(self, kiosk):
        self.assertTrue(kiosk.search("cong ranh"))
        kiosk.home()

    def test_without_network_everything_works_and_what_is_handed_in_is_kept(self):
        kiosk = self.kiosk()
        self.lab.stop_server()
        kiosk.wait(60 * case.SLOW, online=False)
        self.reads_on(kiosk)
        kiosk.leave_receipt(kiosk.hand_in())
        self.assertEqual(kiosk.state()["outbox"], 1)
        self.assertEqual(kiosk.state()["age"], "fresh")

    def test_old_information_is_said_in_three_steps_and_the_content_stays(self):
        kiosk = self.kiosk()
        self.lab.stop_server()
        kiosk.wait(60 * case.SLOW, online=False)
        for days, age in ((1, "day"), (7, "week"), (30, "month")):
            kiosk.ask(do="later", clock=days * DAY)
            kiosk.wait(10, age=age)
            self.reads_on(kiosk)
            kiosk.ask(do="later", clock=-days * DAY)
            kiosk.wait(10, age="fresh")

    def test_with_a_wrong_clock_no_age_is_told_and_it_comes_right_by_itself(self):
        kiosk = self.kiosk()
        kiosk.ask(do="later", clock=-40 * DAY)
        kiosk.wait(10, clock_wrong=True, age="unknown")
        self.reads_on(kiosk)
        kiosk.ask(do="later", clock=40 * DAY)
        kiosk.wait(10, clock_wrong=False, age="fresh")

    def test_killed_it_is_at_attract_again_within_two_seconds_with_the_outbox_as_it_was(self):
        kiosk = self.kiosk()
        self.lab.stop_server()
        kiosk.wait(60 * case.SLOW, online=False)
        kiosk.hand_in()
        before = self.waiting()
        self.assertEqual(len(before), 1)
        for _ in range(3):
            killed = time.monotonic()
            kiosk.kill()
            kiosk = self.lab.kiosk()  # what systemd does: Restart=always, RestartSec=0
            kiosk.named(r"attract\.touch")
            took = time.monotonic() - killed
            print(f"\nkilled → attract: {took * 1000:.0f} ms", flush=True)
            self.assertLess(took, RESTART_SECONDS * case.SLOW)
            self.assertEqual(kiosk.state()["screen"], "attract")
            kiosk.wait(10, outbox=1)
            self.assertEqual(self.waiting(), before)
        self.lab.serve()
        kiosk.wait(90 * case.SLOW, outbox=0)
        self.assertEqual(self.reports(), 1)

    def waiting(self):
        """Every byte of what waits, as it lies on the disk."""
        outbox = sqlite3.connect(f"file:{self.lab.folder}/kiosk-data/outbox.db?mode=ro", uri=True)
        try:
            return outbox.execute("SELECT n, id, container, lookup, parked FROM waiting ORDER BY n").fetchall()
        finally:
            outbox.close()

    def test_another_resolution_lays_the_same_screen_out_anew(self):
        kiosk = self.kiosk(options=("--windowed", "1080x1920"))
        kiosk.search("cong ranh")
        kiosk.tap(r"search\.hit\.0")
        kiosk.wait(screen="document", loading=False)
        visit = kiosk.state()["visit"]
        for width, height in ((1920, 1080), (1080, 1920)):
            self.resize(width, height)
            until("laid out anew", lambda: self.fills(kiosk, width, height), 20 * case.SLOW)
            self.assertEqual(kiosk.state()["screen"], "document")
            self.assertEqual(kiosk.state()["visit"], visit)
        kiosk.home()

    def resize(self, width, height):
        environment = self.lab.environment()
        run = subprocess.run(["xdotool", "search", "--class", "commune-kiosk", "windowsize", str(width), str(height)],
                             env=environment, capture_output=True, text=True)
        if run.returncode:
            raise Failed(run.stderr or "xdotool found no window")

    def fills(self, kiosk, width, height):
        """The tools reach the lower edge of the new screen and none stands beyond it."""
        boxes = [item["rect"] for item in kiosk.items()]
        right = max(x + w for x, y, w, h in boxes)
        low = max(y + h for x, y, w, h in boxes)
        return width * 0.9 < right <= width and height * 0.9 < low <= height

    def test_a_display_that_goes_away_ends_the_program_so_that_it_is_started_anew(self):
        kiosk = self.kiosk()
        self.lab.stop_server()
        kiosk.wait(60 * case.SLOW, online=False)
        kiosk.hand_in()
        before = self.waiting()
        display = next(one for one in self.lab.started if "Xvfb" in str(one.args[0]))
        display.kill()
        display.wait()
        kiosk.process.wait(20 * case.SLOW)
        kiosk.hang_up()
        self.lab.display = None  # the screen is back
        again = self.lab.kiosk()
        again.named(r"attract\.touch")
        self.assertEqual(self.waiting(), before)


if __name__ == "__main__":
    case.main()
