#!/usr/bin/env python3
"""The staff corner of the real program: knock, PIN, notice, measures, restart, and the lines that say it was used."""
import shutil
import subprocess

import case
import lab
from case import until

PIN = "246813"
TITLE_KEYS = "cawst nuwowcs"
TITLE = "cắt nước"


class StaffAtTheMachine(case.Case):
    def kiosk(self, options=()):
        self.province()
        run = subprocess.run([self.lab.bin / "commune-kiosk", "--hash-pin"], input=PIN, capture_output=True, text=True, check=True)
        self.lab.configure(staff_pin_hash=run.stdout.strip())
        return self.synced(self.lab.kiosk(options=options))

    def knock(self, kiosk):
        kiosk.home()
        kiosk.ask(do="drag", x=1060, y=20, dx=0, dy=0, ms=3300)
        kiosk.wait(screen="staff_pin")

    def enter(self, kiosk, pin=PIN):
        self.knock(kiosk)
        kiosk.keys(pin)
        kiosk.tap(r"staff_pin\.open")
        return kiosk

    def audit(self):
        run = subprocess.run([self.lab.bin / "commune-kiosk", "--audit", "--data", self.lab.folder / "kiosk-data"],
                             capture_output=True, text=True, check=True)
        return [line.split(" ", 2)[2] for line in run.stdout.splitlines()]

    def test_a_notice_is_shown_to_residents_until_the_province_has_published_it(self):
        kiosk = self.kiosk()
        self.enter(kiosk)
        kiosk.wait(20 * case.SLOW, screen="staff_home")
        kiosk.tap(r"staff\.notices")
        kiosk.tap(r"staff_notices\.new")
        kiosk.wait(screen="staff_notice_text")
        kiosk.keys(TITLE_KEYS)
        kiosk.tap(r"staff_notice\.text")
        kiosk.keys("tuwf 8 giowf")
        kiosk.tap(r"staff_notice\.next")
        kiosk.tap(r"staff_notice\.keep")
        kiosk.wait(screen="staff_notices", notices=1)
        kiosk.home()
        self.assertIn(TITLE, kiosk.tap(r"home\.notice")["label"])
        kiosk.wait(screen="notices")
        kiosk.stop()

        kiosk = self.lab.kiosk()  # it outlives the power
        kiosk.home()
        kiosk.named(r"home\.notice")
        self.publish("cat-nuoc", TITLE)
        self.synced(kiosk)
        until("the province's text took its place", lambda: self.unseen(kiosk), 30 * case.SLOW)
        self.assertTrue(kiosk.search("cat nuoc"))
        self.assertIn("notice.kept 1", self.audit())

    def unseen(self, kiosk):
        kiosk.home()
        return not any(item["name"] == "home.notice" for item in kiosk.items())

    def test_five_wrong_pins_pause_it_and_cutting_the_power_does_not_help(self):
        kiosk = self.kiosk()
        self.knock(kiosk)
        for _ in range(5):
            kiosk.keys("000000")
            kiosk.tap(r"staff_pin\.open")
            until("the PIN was checked", lambda: kiosk.state()["pin_paused"] or any(
                i["name"] == "staff_pin.open" and i["enabled"] for i in kiosk.items()), 20 * case.SLOW)
        kiosk.wait(10 * case.SLOW, pin_paused=True)
        kiosk.kill()
        kiosk = self.lab.kiosk()
        self.knock(kiosk)
        kiosk.wait(10 * case.SLOW, screen="staff_pin", pin_paused=True)
        self.assertFalse(any(item["name"] == "staff_pin.open" and item["enabled"] for item in kiosk.items()))
        kiosk.ask(do="later", seconds=61)
        kiosk.ask(do="later", seconds=21)  # the page has warned and closed itself meanwhile
        kiosk.wait(screen="attract")
        self.enter(kiosk)
        kiosk.wait(20 * case.SLOW, screen="staff_home")
        lines = self.audit()
        self.assertEqual(lines.count("pin.wrong 5"), 1)
        self.assertEqual(lines[-1], "open")

    def test_a_stick_brings_what_was_published_to_a_hall_without_network(self):
        sticks = self.lab.folder / "media"
        sticks.mkdir()
        kiosk = self.kiosk(("--sticks", sticks))
        self.lab.stop_server()
        self.publish("lich-phat-gao", "Lịch phát gạo cứu trợ")
        kiosk.wait(60 * case.SLOW, online=False)
        self.enter(kiosk)
        kiosk.wait(20 * case.SLOW, screen="staff_home")
        kiosk.tap(r"staff\.diagnosis")
        kiosk.wait(screen="staff_diagnosis")
        kiosk.tap(r"staff_diagnosis\.stick")
        kiosk.wait(20 * case.SLOW, stick="none")
        shutil.copytree(self.lab.tree, sticks / "STICK" / "civic-46")
        kiosk.tap(r"staff_diagnosis\.stick")
        kiosk.wait(60 * case.SLOW, stick="taken")
        kiosk.home()
        self.assertTrue(kiosk.search("lich phat gao"))
        self.assertFalse(kiosk.state()["online"])
        self.assertIn("stick.taken 1", self.audit())

    def test_a_measure_holds_over_a_restart_that_was_asked_for(self):
        kiosk = self.kiosk()
        self.enter(kiosk)
        kiosk.wait(20 * case.SLOW, screen="staff_home")
        kiosk.tap(r"staff\.reach")
        kiosk.wait(screen="staff_reach")
        kiosk.tap(r"staff_reach\.3")
        kiosk.tap(r"staff_measure\.keep")
        kiosk.wait(screen="staff_home")
        reach = kiosk.state()["reach_mm"]
        self.assertGreater(reach, 0)
        try:
            kiosk.tap(r"staff\.restart")
            kiosk.wait(screen="staff_restart")
            self.assertEqual([i["name"] for i in kiosk.items() if i["name"].startswith("staff_restart.")], ["staff_restart.now"])
            kiosk.ask(do="tap", name="staff_restart.now")
        except lab.Failed:
            pass  # it may be gone before it has answered
        self.assertEqual(kiosk.process.wait(20 * case.SLOW), 10)  # what tells systemd that it was meant
        kiosk.hang_up()
        kiosk = self.lab.kiosk()
        kiosk.wait(10 * case.SLOW, screen="attract")
        self.assertAlmostEqual(kiosk.state()["reach_mm"], reach, 2)
        self.assertEqual(self.audit()[-1], "restart")

    def test_the_lock_for_wiping_takes_no_touch_and_ends_by_itself(self):
        kiosk = self.kiosk()
        self.enter(kiosk)
        kiosk.wait(20 * case.SLOW, screen="staff_home")
        kiosk.tap(r"staff\.clean")
        kiosk.wait(screen="staff_cleaning")
        self.assertEqual(kiosk.items(), [])
        kiosk.ask(do="drag", x=500, y=600, dx=100, dy=300, ms=200)
        kiosk.ask(do="later", seconds=29)
        self.assertEqual(kiosk.state()["screen"], "staff_cleaning")
        kiosk.ask(do="later", seconds=2)
        kiosk.wait(5 * case.SLOW, screen="staff_home")

    def test_it_closes_by_itself_after_a_minute(self):
        kiosk = self.kiosk()
        self.enter(kiosk)
        kiosk.wait(20 * case.SLOW, screen="staff_home")
        kiosk.ask(do="later", seconds=41)
        kiosk.wait(5 * case.SLOW, warning=True)
        kiosk.ask(do="later", seconds=20)
        kiosk.wait(5 * case.SLOW, screen="attract")


if __name__ == "__main__":
    case.main()
