#!/usr/bin/env python3
"""Disks that are full, on either side: reading works, nothing taken is lost, and what could not be done is done later.

Needs a small tmpfs: as root, or in a user namespace of its own; where neither is allowed it is skipped (exit 77).
"""
import os
import subprocess
import sys
import tempfile

import case
from case import BODY, Failed, until


def may_mount():
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run(["mount", "-t", "tmpfs", "none", folder], capture_output=True).returncode:
            return False
        subprocess.run(["umount", folder], check=True)
        return True


class ADiskIsFull(case.Case):
    def small_disk(self, mib):
        disk = self.lab.folder / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mib}m", "none", disk], check=True)
        self.addCleanup(lambda: subprocess.run(["umount", "-l", disk], check=True))
        return disk

    def fill(self, disk):
        """Until not a byte more fits."""
        ballast = disk / "ballast"
        with ballast.open("ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    pass
        return ballast

    def test_the_kiosk_reads_on_refuses_politely_and_recovers(self):
        self.province()
        disk = self.small_disk(64)
        kiosk = self.synced(self.lab.kiosk(disk))
        ballast = self.fill(disk)
        self.publish("khi-day", "Thông báo khi đĩa đầy", "Chữ " * 20_000)
        self.assertTrue(kiosk.search("cong ranh"))
        kiosk.home()
        kiosk.tap("home.feedback")
        until("feedback is refused", lambda: self.refused(kiosk), 60 * case.SLOW)
        self.assertTrue(kiosk.search("cong ranh"))

        ballast.unlink()
        until("feedback is taken again", lambda: self.taken(kiosk), 60 * case.SLOW)
        kiosk.leave_receipt(kiosk.hand_in())
        kiosk.wait(60 * case.SLOW, outbox=0)
        self.synced(kiosk)
        until("the notice came", lambda: kiosk.search("dia day"), 60 * case.SLOW)

    def test_started_on_a_disk_that_turned_read_only_it_reads_on_and_refuses_politely(self):
        self.province()
        disk = self.small_disk(64)
        for end in ("stop", "kill"):
            with self.subTest(end):
                kiosk = self.synced(self.lab.kiosk(disk))
                getattr(kiosk, end)()
                subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
                kiosk = self.lab.kiosk(disk)
                until("feedback is refused", lambda: self.refused(kiosk), 60 * case.SLOW)
                self.assertTrue(kiosk.search("cong ranh"))
                kiosk.stop()
                subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        until("feedback is taken again", lambda kiosk=self.lab.kiosk(disk): self.taken(kiosk), 60 * case.SLOW)

    def refused(self, kiosk):
        kiosk.home()
        kiosk.tap("home.feedback")
        return kiosk.state()["screen"] == "feedback_closed"

    def taken(self, kiosk):
        kiosk.home()
        kiosk.tap("home.feedback")
        return kiosk.state()["screen"] == "feedback_topic"

    def test_a_report_reaches_the_province_when_its_disk_has_room_again(self):
        disk = self.small_disk(64)
        self.lab.demo = disk / "demo"
        self.province()
        kiosk = self.synced(self.lab.kiosk())
        ballast = self.fill(disk)
        kiosk.hand_in()
        with self.assertRaises(Failed):
            kiosk.wait(4, outbox=0)
        ballast.unlink()
        kiosk.wait(60 * case.SLOW, outbox=0)
        self.assertEqual(self.reports(), 1)

    def test_publishing_on_a_full_disk_publishes_nothing_and_later_everything(self):
        disk = self.small_disk(64)
        self.lab.demo = disk / "demo"
        self.province()
        size = self.log_size()
        new = case.notice(self.notices, "moi", "Thông báo mới", "Chữ " * 2000)
        ballast = self.fill(disk)
        self.assertNotEqual(self.lab.publish(new, BODY, code=None).returncode, 0)
        self.assertEqual(self.log_size(), size)
        ballast.unlink()
        self.lab.fsck()
        self.lab.publish(new, BODY)
        self.assertEqual(self.log_size(), size + 1)
        self.lab.fsck()


if __name__ == "__main__":
    if not may_mount():
        if "COMMUNE_OWN_SPACE" in os.environ or subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
            print("skipped: no small tmpfs can be mounted here")
            sys.exit(77)
        os.environ["COMMUNE_OWN_SPACE"] = "1"
        os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])
    case.main()
