#!/usr/bin/env python3
"""A resident's visit, driven through the kiosk's automation socket with real touches, on a display of its own.

    visit.py --bin DIR --demo DIR --port N --pictures DIR

Reads a disclosure, searches, hands in a report while the province is down, waits until it is sent, lets the commune answer by
command line, and reads the answer with the receipt's 20 digits. One line a step, with its time and its picture; the first
step that fails ends the visit with exit code 1. What it starts it stops.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

BODY = "20107.ubnd"
WIDTH, HEIGHT = 1080, 1920
REPORT_KEYS = "DDoanj dduwowngf truwowcs nhaf vawn hoas bij sutj, ddeef nghij xax suwar"
REPORT_TEXT = "Đoạn đường trước nhà văn hóa bị sụt, đề nghị xã sửa"
ANSWER = "Ủy ban đã cho rào đoạn đường sụt, sẽ sửa xong trong tháng này. Cảm ơn bác đã báo."


class Failed(Exception):
    """A step did not go as a resident would expect."""


class Kiosk:
    """One line of JSON out, one line back."""

    def __init__(self, path, process):
        deadline = time.monotonic() + 20
        self.process = process
        self.socket = socket.socket(socket.AF_UNIX)
        while True:
            try:
                self.socket.connect(str(path))
                break
            except OSError:
                if process.poll() is not None:
                    raise Failed(f"the kiosk ended at once with code {process.returncode}")
                if time.monotonic() > deadline:
                    raise Failed("the kiosk did not open its socket in 20 s")
                time.sleep(0.02)
        self.lines = self.socket.makefile("rw", encoding="utf-8", newline="\n")

    def ask(self, **what):
        self.lines.write(json.dumps(what, ensure_ascii=False) + "\n")
        self.lines.flush()
        answer = json.loads(self.lines.readline() or '{"ok":false,"error":"the kiosk closed the socket"}')
        if not answer.get("ok"):
            raise Failed(f"{what}: {answer.get('error')}")
        return answer

    def wait(self, ms=10_000, **state):
        return self.ask(do="wait", ms=ms, **state)

    def items(self):
        return self.ask(do="items")["items"]

    def named(self, pattern, ms=8_000):
        """The first target whose name matches, once it is there and enabled."""
        deadline = time.monotonic() + ms / 1000
        while True:
            items = self.items()
            for item in items:
                if re.fullmatch(pattern, item["name"]) and item.get("enabled", True):
                    return item
            if time.monotonic() > deadline:
                raise Failed(f"nothing to touch is named {pattern}; there is: {' '.join(i['name'] for i in items)}")
            time.sleep(0.03)

    def tap(self, pattern):
        item = self.named(pattern)
        self.ask(do="tap", name=item["name"])
        return item


class Visit:
    def __init__(self, options):
        self.bin = pathlib.Path(options.bin)
        self.demo = pathlib.Path(options.demo)
        self.pictures = pathlib.Path(options.pictures)
        self.port = options.port
        self.started = []
        self.server = None
        self.count = 0
        self.clock = time.monotonic()

    # — what runs —

    def start(self, command, **more):
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, **more)
        self.started.append(process)
        return process

    def stop(self, process, seconds=5):
        if process and process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise Failed(f"{process.args[0]} did not end within {seconds} s of SIGTERM")

    def stop_all(self):
        for process in reversed(self.started):
            try:
                self.stop(process)
            except Failed as failed:
                print(failed, file=sys.stderr)

    def start_province(self, tries=10):
        log = self.demo / "serve.log"
        for _ in range(tries):
            with log.open("wb") as out:
                self.server = self.start([self.bin / "commune-province", "serve", "--data", self.demo / "province",
                                          "--listen", f"127.0.0.1:{self.port}"], stdout=out, stderr=subprocess.STDOUT)
            while self.server.poll() is None:
                if f"http://127.0.0.1:{self.port}/" in log.read_text(errors="replace"):
                    return
                time.sleep(0.02)
            if self.server.returncode != 3:
                raise Failed("the province did not start: " + log.read_text(errors="replace"))
            print(f"Port {self.port} is in use; trying {self.port + 1}.")
            self.port += 1
        raise Failed("no free port found")

    def point_kiosk_here(self):
        config = self.demo / "kiosk" / "kiosk.toml"
        text = re.sub(r'(?m)^(read|write|public)\s*=\s*".*"', rf'\1 = "http://127.0.0.1:{self.port}"', config.read_text())
        config.write_text(text)

    def start_display(self):
        """An X server on a number it picks itself."""
        read, write = os.pipe()
        with (self.demo / "display.log").open("wb") as log:
            self.start(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"],
                       pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failed("the virtual display did not start: " + (self.demo / "display.log").read_text(errors="replace"))
        return f":{number}"

    def province(self, *arguments):
        run = subprocess.run([str(self.bin / "commune-province"), *arguments, "--data", str(self.demo / "province")],
                             capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if run.returncode:
            raise Failed(f"commune-province {' '.join(arguments)}: {run.stderr or run.stdout}")
        return run.stdout

    def step(self, what):
        """Ends a step: its picture and its line."""
        self.count += 1
        name = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-")
        picture = self.pictures / f"{self.count:02}-{name}.png"
        self.kiosk.ask(do="screenshot", path=str(picture))
        if not picture.exists() or picture.stat().st_size < 1000:
            raise Failed(f"no picture of: {what}")
        clock = time.monotonic()
        print(f"{self.count:2}  {(clock - self.clock) * 1000:7.0f} ms  {what:<58} {picture}", flush=True)
        self.clock = clock

    # — the visit —

    def run(self):
        shutil.rmtree(self.pictures, ignore_errors=True)
        self.pictures.mkdir(parents=True)
        shutil.rmtree(self.demo / "visit", ignore_errors=True)  # a terminal of its own, first sync included
        self.start_province()
        self.point_kiosk_here()
        display = self.start_display()

        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "automation"
            environment = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
            environment.pop("WAYLAND_DISPLAY", None)
            with (self.demo / "kiosk.log").open("wb") as log:
                kiosk = self.start([self.bin / "commune-kiosk", "--config", self.demo / "kiosk" / "kiosk.toml", "--data",
                                    self.demo / "visit", "--automation", path],
                                   env=environment, stdout=log, stderr=log)
            self.kiosk = Kiosk(path, kiosk)
            self.clock = time.monotonic()
            self.walk()
            self.stop(kiosk, 2)
        print("The visit is over: everything went as it should.")

    def walk(self):
        kiosk = self.kiosk
        kiosk.wait(ms=30_000, online=True)
        if kiosk.ask(do="state")["screen"] == "attract":
            kiosk.tap("attract.*")
        kiosk.wait(screen="home")
        kiosk.named("home.meeting")
        self.step("home after the first sync")

        kiosk.tap("home.tile.know")
        kiosk.wait(screen="list")
        kiosk.tap("list.law.D02")
        kiosk.tap("list.row.0")
        kiosk.wait(screen="document")
        self.step("a disclosure is read")

        kiosk.tap("frame.home")
        kiosk.tap("home.search")
        kiosk.wait(screen="search")
        kiosk.ask(do="keys", keys="quy che dan chu")
        kiosk.named("search.hit.0")
        self.step("search without marks finds it")

        kiosk.tap("frame.home")
        self.stop(self.server)
        kiosk.wait(ms=30_000, online=False)
        self.step("the province is down, everything still works")

        kiosk.tap("home.feedback")
        kiosk.wait(screen="feedback_topic")
        kiosk.tap("feedback.topic.roads")
        self.step("page 1: what it is about")
        if kiosk.ask(do="state")["screen"] == "feedback_topic":
            kiosk.tap("feedback.next")
        kiosk.wait(screen="feedback_text")
        kiosk.ask(do="keys", keys=REPORT_KEYS)
        self.step("page 2: the report is typed in Telex")
        kiosk.tap("feedback.next")
        kiosk.wait(screen="feedback_readers")
        self.step("page 3: who may read it")
        kiosk.tap("feedback.next")
        kiosk.wait(screen="feedback_review")
        self.step("page 4: read back")
        kiosk.tap("feedback.send")
        kiosk.wait(ms=30_000, screen="receipt")
        code = re.sub(r"\D", "", self.receipt_digits())
        if len(code) != 20:
            raise Failed("the receipt does not show 20 digits")
        if kiosk.ask(do="state")["outbox"] != 1:
            raise Failed("the report is not in the outbox")
        self.step("the receipt, kept on this machine")

        self.start_province(tries=1)
        kiosk.wait(ms=60_000, outbox=0)
        self.step("the province is back, the report is sent")
        kiosk.ask(do="keys", keys=code[-4:])
        kiosk.tap("receipt.done")
        kiosk.wait(screen="home")

        number = self.answer()
        self.step(f"staff answered {number} by command line")

        kiosk.tap("home.lookup")
        kiosk.wait(screen="lookup")
        kiosk.ask(do="keys", keys=code)
        self.step("look-up: the 20 digits")
        kiosk.tap("lookup.open")
        kiosk.wait(ms=30_000, screen="answer")
        kiosk.named("answer.reply.0")
        self.step("the answer is read")

    def receipt_digits(self):
        """The receipt is on the screen, as its label is on the socket; it is in no log."""
        return self.kiosk.named(r"receipt\.code")["label"]

    def answer(self):
        listing = self.province("feedback", "list", "--as", BODY)
        numbers = re.findall(r"^\s*(PA-\d{4}-\d+|\d+)\b", listing, re.M)
        if not numbers:
            raise Failed("the desk's list is empty: " + listing)
        shown = self.province("feedback", "show", numbers[-1], "--as", BODY, "--by", "tiepnhan")
        if REPORT_TEXT not in shown:
            raise Failed("the desk does not read what was typed: " + shown)
        self.province("feedback", "answer", numbers[-1], "--as", BODY, "--by", "tiepnhan", "--status", "answered", "--text", ANSWER)
        case = re.search(r"PA-\d{4}-\d+", shown)
        return case.group() if case else numbers[-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True)
    parser.add_argument("--demo", required=True)
    parser.add_argument("--port", type=int, default=8460)
    parser.add_argument("--pictures", required=True)
    visit = Visit(parser.parse_args())
    # Ctrl-C and SIGTERM end in the same place: everything started is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        visit.run()
    except KeyboardInterrupt:
        print("stopped")
        return 130
    except Failed as failed:
        print(f"FAILED after step {visit.count}: {failed}", file=sys.stderr)
        return 1
    finally:
        visit.stop_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
