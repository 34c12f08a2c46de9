#!/usr/bin/env python3
"""Drives the real commune-kiosk through its automation socket, on SDL's dummy display: no X, no province.

    drive_test.py PROGRAM
"""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1))
SIZE = (1080, 1920)
CONFIG = """commune = "20107"
hall = "20107-h1"
device = "46-20107-k1"
read = "http://127.0.0.1:9"
write = "http://127.0.0.1:9"
trust_pin = "{pin}"
px_per_mm = 4.03
staff_pin_hash = ""
"""


class Kiosk:
    def __init__(self, folder, config=True, arguments=()):
        self.path = folder / "socket"
        self.log = (folder / "log").open("ab")
        if config:
            (folder / "kiosk.toml").write_text(CONFIG.format(pin="0" * 64))
        environment = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
        self.process = subprocess.Popen(
            [PROGRAM, "--config", folder / "kiosk.toml", "--data", folder / "data", "--windowed",
             f"{SIZE[0]}x{SIZE[1]}", "--automation", self.path, *arguments],
            env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.socket = socket.socket(socket.AF_UNIX)
        deadline = time.monotonic() + 60
        while True:
            try:
                self.socket.connect(str(self.path))
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise AssertionError("no socket: " + (folder / "log").read_text(errors="replace"))
                time.sleep(0.01)
        self.lines = self.socket.makefile("rw", encoding="utf-8", newline="\n")

    def say(self, line):
        self.lines.write(line + "\n")
        self.lines.flush()
        return json.loads(self.lines.readline())

    def ask(self, **what):
        answer = self.say(json.dumps(what, ensure_ascii=False))
        if not answer["ok"]:
            raise AssertionError(f"{what}: {answer['error']}")
        return answer

    def wait(self, ms=30_000, **state):
        return self.ask(do="wait", ms=ms, **state)

    def tap(self, name):
        self.wait(item=name)
        self.ask(do="tap", name=name)

    def names(self):
        return [item["name"] for item in self.ask(do="items")["items"]]

    def wake(self):
        self.wait(screen="attract")
        # Anywhere: attract takes every touch.
        self.ask(do="drag", x=SIZE[0] / 2, y=SIZE[1] / 2, dx=0, dy=0)
        self.wait(screen="home", loading=False)

    def stop(self):
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        return code, time.monotonic() - begun

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.lines.close()
        self.socket.close()
        self.log.close()


class Driven(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        self.addCleanup(self.temporary.cleanup)

    def kiosk(self, **more):
        kiosk = Kiosk(self.folder, **more)
        self.addCleanup(kiosk.kill)
        return kiosk

    def test_without_configuration_the_first_screen_says_what_to_do(self):
        kiosk = self.kiosk(config=False)
        self.assertEqual(kiosk.ask(do="state")["screen"], "setup")
        self.assertEqual(kiosk.stop()[0], 0)

    def test_a_bad_configuration_is_said_on_the_screen_and_in_the_log(self):
        (self.folder / "kiosk.toml").write_text('commune = "20107"\ncolour = 1\n')
        kiosk = self.kiosk(config=False)
        self.assertEqual(kiosk.ask(do="state")["screen"], "setup")
        self.assertIn("kiosk.toml:2: colour: unknown", (self.folder / "log").read_text())

    def test_a_touch_wakes_the_machine_and_does_nothing_else(self):
        kiosk = self.kiosk()
        kiosk.wake()
        self.assertEqual(kiosk.ask(do="state")["screen"], "home")
        kiosk.tap("home.tile.do")
        kiosk.wait(screen="list")
        kiosk.tap("back")
        kiosk.wait(screen="home")

    def test_the_tools_change_how_the_page_looks(self):
        kiosk = self.kiosk()
        kiosk.wake()
        for name, field, value in (("frame.language", "language", "en"), ("frame.size", "text_size", "large"),
                                   ("frame.contrast", "contrast", True), ("frame.lowered", "lowered", True)):
            kiosk.tap(name)
            kiosk.wait(**{field: value})

    def test_letters_are_typed_on_the_keyboard_of_the_screen(self):
        kiosk = self.kiosk()
        kiosk.wake()
        kiosk.tap("home.search")
        kiosk.wait(screen="search")
        kiosk.ask(do="keys", keys="Dda nawng 12")
        kiosk.wait(loading=False, hits=0)

    def test_a_finger_that_slides_off_does_nothing(self):
        kiosk = self.kiosk()
        kiosk.wake()
        kiosk.ask(do="drag", name="home.search", dx=0, dy=-400)
        self.assertEqual(kiosk.ask(do="state")["screen"], "home")

    def test_a_report_is_refused_before_anything_is_typed_while_nobody_could_read_it(self):
        kiosk = self.kiosk()
        kiosk.wake()
        kiosk.tap("home.feedback")
        kiosk.wait(screen="feedback_closed")

    def test_pictures_are_written(self):
        kiosk = self.kiosk()
        kiosk.wake()
        picture = self.folder / "home.png"
        kiosk.ask(do="screenshot", path=str(picture))
        self.assertEqual(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n")

    def test_nonsense_is_answered_and_harms_nothing(self):
        kiosk = self.kiosk()
        for line in ("", "{", "[]", '{"do":7}', '{"do":"fly"}', '{"do":"tap","name":"nowhere"}', "\x00\xff"):
            self.assertFalse(kiosk.say(line)["ok"], line)
        self.assertFalse(kiosk.say('{"do":"wait","ms":1,"screen":"receipt"}')["ok"])
        self.assertEqual(kiosk.ask(do="state")["screen"], "attract")

    def test_sigterm_ends_it_cleanly_within_two_seconds(self):
        kiosk = self.kiosk()
        kiosk.wake()
        code, seconds = kiosk.stop()
        self.assertEqual(code, 0)
        self.assertLess(seconds, 2)
        self.assertFalse(kiosk.path.exists())

    def test_after_a_kill_it_is_back(self):
        kiosk = self.kiosk()
        kiosk.wake()
        kiosk.process.kill()
        kiosk.process.wait()
        self.kiosk().wait(screen="attract")


class CommandLine(unittest.TestCase):
    def run_it(self, *arguments, **more):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, stdin=more.pop("stdin", subprocess.DEVNULL),
                              timeout=60, **more)

    def test_version(self):
        self.assertRegex(self.run_it("--version").stdout, r"^commune-kiosk \d+\.\d+\.\d+\n$")

    def test_help_speaks_both_languages(self):
        for language, word in (("vi_VN.UTF-8", "Cách dùng"), ("en_GB.UTF-8", "Usage")):
            run = self.run_it("--help", env={**os.environ, "LC_ALL": language})
            self.assertIn(word, run.stdout)
            for option in ("--config", "--data", "--windowed", "--tour", "--automation", "--self-test", "--type"):
                self.assertIn(option, run.stdout)

    def test_a_wrong_command_line_is_one_line_and_code_2(self):
        for arguments in (["--fly"], ["--windowed"], ["--windowed", "0x5"], ["--type", "telex", "baroque"]):
            run = self.run_it(*arguments)
            self.assertEqual(run.returncode, 2, arguments)
            self.assertEqual(run.stderr.count("\n"), 1)

    def test_without_a_display_it_says_so_in_one_line_and_code_3(self):
        bare = {name: value for name, value in os.environ.items()
                if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "XDG_RUNTIME_DIR")}
        with tempfile.TemporaryDirectory() as folder:
            run = self.run_it("--config", f"{folder}/none.toml", "--data", folder,
                              env={**bare, "SDL_VIDEODRIVER": "x11", "DISPLAY": ":987"})
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertEqual(run.stderr.count("\n"), 1)

    def test_typing_from_standard_input(self):
        for method, style, keys, text in (("telex", "classic", "hoaf", "hòa"), ("telex", "modern", "hoaf", "hoà"),
                                          ("vni", "classic", "d9a61t", "đất")):
            run = self.run_it("--type", method, style, input=keys + "\n", stdin=None)
            self.assertEqual(run.stdout, text + "\n")

    def test_the_self_test_names_what_is_missing(self):
        with tempfile.TemporaryDirectory() as folder:
            run = self.run_it("--self-test", "--config", f"{folder}/kiosk.toml", "--data", folder)
        report = json.loads(run.stdout)
        self.assertEqual(run.returncode, 1)
        self.assertFalse(report["configuration"]["ok"])
        self.assertTrue(report["fonts"]["ok"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
