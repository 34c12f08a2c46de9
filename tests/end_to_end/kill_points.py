#!/usr/bin/env python3
"""kill -9 at every write: of handing in a report, and of publishing. Nothing forked, nothing lost, nothing doubled.

    kill_points.py --bin FOLDER [--all] [hand-in] [hand-in-down] [publish] [publish-many]

strace ends the program at its Nth write (or sync, rename, link, unlink, truncation, new folder) for N = 1, 2, 3 … until it comes
through alive; without --all only a sample of them. `hand-in` has the province running, so its receipt is handled under fire
too; `hand-in-down` has it stopped. `publish` has few files, each synced by itself; `publish-many` so many that one syncfs
does for all. Prints how many points there are and how they ended. Standard library and strace.
"""
import argparse
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

import case
from case import BODY, Failed, Lab, until

# What reaches a disk. write() of the kiosk goes to pipes and to the display, so it counts in publish only.
FILE_CALLS = "pwrite64,pwritev,fsync,fdatasync,syncfs,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat"
SAMPLE = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144}
MOST = 2000


def calls(point, names):
    return ["-e", f"trace={names}", "-e", f"inject={names}:signal=SIGKILL:when={point}"]


class HandIn:
    """One report after the other through the same outbox and the same province."""

    def __init__(self, programs, down):
        self.down = down
        self.lab = Lab(programs)
        self.lab.init()
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.lab.folder))
        self.lab.publish(case.notice(folder, "mo-dau", "Thông báo mở đầu"), BODY)
        self.lab.serve()
        self.lab.configure()
        kiosk = self.lab.kiosk()
        kiosk.wait(60, online=True, loading=False)
        self.empty(kiosk)
        kiosk.stop()
        self.known = self.reports()

    def reports(self):
        base = sqlite3.connect(f"file:{self.lab.data}/registry.db?mode=ro", uri=True)
        try:
            return base.execute("SELECT count(*) FROM container").fetchone()[0]
        finally:
            base.close()

    def empty(self, kiosk):
        """Everything handed in has reached the province."""
        kiosk.wait(90, online=True, outbox=0)

    def attach(self, pid, point):
        log = self.lab.folder / "strace.log"
        with log.open("wb") as out:
            strace = self.lab.start(["strace", "-f", "-qq", "-o", "/dev/null", "-p", pid, *calls(point, FILE_CALLS)], stdout=out, stderr=out)

        def attached():
            if strace.poll() is not None:
                raise Failed("strace does not attach: " + log.read_text())
            try:
                tasks = list(pathlib.Path(f"/proc/{pid}/task").iterdir())
                return all("TracerPid:\t0\n" not in (task / "status").read_text() for task in tasks)
            except OSError:
                return True  # it was killed at once
        until("strace is attached", attached, 20)
        return strace

    def point(self, n):
        """Killed at its nth write; True when it came through alive."""
        kiosk = self.lab.kiosk()
        kiosk.wait(60, online=True, loading=False)
        if self.down:
            self.lab.stop_server()
            kiosk.wait(60, online=False)
        kiosk.write_report("ddwowngf")
        strace = self.attach(kiosk.process.pid, n)
        receipt = alive = False
        try:
            kiosk.tap("feedback.send")
            kiosk.wait(60, screen="receipt")
            receipt = True
            kiosk.wait(60 if not self.down else 1, outbox=0 if not self.down else 1)
            alive = kiosk.process.poll() is None
        except Failed:
            until("the kiosk is dead", lambda: kiosk.process.poll() is not None, 20)
        if strace.poll() is None:
            strace.send_signal(signal.SIGINT)  # lets go
            strace.wait(10)
        if alive:
            kiosk.stop(20)
        else:
            kiosk.hang_up()
        self.check(n, receipt)
        return alive

    def check(self, n, receipt):
        base = sqlite3.connect(self.lab.folder / "kiosk-data" / "outbox.db")
        fine = base.execute("PRAGMA integrity_check").fetchone()[0]
        base.close()
        if fine != "ok":
            raise Failed(f"point {n}: outbox.db: {fine}")
        if self.down:
            self.lab.serve()
        kiosk = self.lab.kiosk()
        self.empty(kiosk)
        kiosk.stop()
        now = self.reports()
        if now - self.known not in ({1} if receipt else {0, 1}):
            raise Failed(f"point {n}: {now - self.known} reports reached the province, a receipt was {'' if receipt else 'not '}seen")
        self.known = now


class Publish:
    """Batch after batch of notices, into the same log."""

    def __init__(self, programs, notices):
        self.notices = notices
        self.lab = Lab(programs)
        self.lab.init()
        self.size = self.log()[0]

    def log(self):
        """Size of the log, and the bytes of all its entries."""
        log = next(self.lab.tree.glob("l/*"))
        size = int((log / "checkpoint").read_text().split("\n")[1])
        entries = b""
        for n in range((size + 255) // 256):
            left = min(256, size - 256 * n)
            name = f"{n:03}" if left == 256 else f"{n:03}.p/{left}"
            entries += (log / "tile" / "entries" / name).read_bytes()
        return size, entries

    def point(self, n):
        before = self.log()
        folder = self.lab.folder / f"batch-{n}"
        folder.mkdir()
        for k in range(self.notices):
            case.notice(folder, f"tin-{n}-{k}", f"Tin {n} - {k}", f"Nội dung của tin {n} - {k}.")
        names = FILE_CALLS + ",write"
        first = self.lab.publish(folder, BODY, code=None,
                                 prefix=["strace", "-f", "-qq", "-o", "/dev/null", "-E", "ASAN_OPTIONS=detect_leaks=0", *calls(n, names)])
        alive = first.returncode == 0
        size, entries = self.log()
        if size not in (before[0], before[0] + self.notices) or not entries.startswith(before[1]):
            raise Failed(f"point {n}: after the kill the log has {size} entries, before {before[0]}")
        if not alive and first.returncode not in (-signal.SIGKILL, 128 + signal.SIGKILL):
            raise Failed(f"point {n}: {first.returncode}: {first.stderr}")
        again = self.lab.publish(folder, BODY, code=None)
        if again.returncode not in (0, 2):  # 2: published already
            raise Failed(f"point {n}: published again: {again.returncode}: {again.stderr}")
        after, entries = self.log()
        if after != before[0] + self.notices or not entries.startswith(before[1]):
            raise Failed(f"point {n}: {after - before[0]} entries for {self.notices} notices (killed with {size - before[0]}): {again.stdout}{again.stderr}")
        self.lab.fsck()
        shutil.rmtree(folder)
        return alive


KINDS = {"hand-in": lambda programs: HandIn(programs, False), "hand-in-down": lambda programs: HandIn(programs, True),
         "publish": lambda programs: Publish(programs, 2), "publish-many": lambda programs: Publish(programs, 40)}


def run(kind, programs, everything):
    subject = KINDS[kind](programs)
    killed = tried = 0
    good = False
    try:
        for n in range(1, MOST):
            if not everything and n not in SAMPLE:
                continue
            tried += 1
            if subject.point(n):
                good = True
                break
            killed += 1
        if not everything and not good:
            good = killed == len(SAMPLE)
    finally:
        subject.lab.__exit__(None if good else Failed, None, None)
    which = f"all {killed} points" if everything else f"{killed} of its points, a sample"
    print(f"{kind}: killed at {which}: nothing forked, nothing lost, nothing doubled" if good else f"{kind}: FAILED", flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []])
    options = parser.parse_args()
    can = subprocess.run(["strace", "-qq", "-o", "/dev/null", "-e", "trace=none", "true"], capture_output=True)
    if can.returncode:
        print("skipped: strace may not trace here")
        return 77
    return 0 if all([run(kind, options.bin, options.all) for kind in options.kinds or KINDS]) else 1


if __name__ == "__main__":
    sys.exit(main())
