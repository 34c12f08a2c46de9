"""The real programs, started and driven for end-to-end tests and benchmarks. Standard library only.

    with Lab(bin, folder) as lab:
        lab.init(); lab.publish(path, "20107.ubnd"); lab.serve(); kiosk = lab.kiosk(); kiosk.home()

Whatever is started ends with the `with`. Nothing here sleeps for a result: everything waits for a condition with a deadline.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import uuid

import postgresql

BODY = "20107.ubnd"
DESKS = {"20107.ubnd": "tiepnhan", "20107.mttq": "mattran", "46.thanhtra": "thanhtra"}  # who works there in the demo


class Failed(Exception):
    """What was waited for did not come, or a program said no."""


def until(what, condition, seconds=20, step=0.02):
    """The first true value of condition()."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failed(f"not within {seconds} s: {what}")
        time.sleep(step)


class Kiosk:
    """A running commune-kiosk and its automation socket: one line of JSON out, one line back."""

    def __init__(self, process, path, log):
        self.process = process
        self.path = str(path)
        self.log = log
        self.link = None
        self.lines = None

    def connect(self, seconds=40):
        deadline = time.monotonic() + seconds
        while True:
            self.link = socket.socket(socket.AF_UNIX)
            try:
                self.link.connect(self.path)
                break
            except OSError:
                self.link.close()
            if self.process.poll() is not None:
                raise Failed(f"the kiosk ended with code {self.process.returncode}:\n{self.said()}")
            if time.monotonic() > deadline:
                raise Failed(f"the kiosk did not open its socket in {seconds} s:\n{self.said()}")
            time.sleep(0.002)
        self.lines = self.link.makefile("rw", encoding="utf-8", newline="\n")
        return self

    def said(self):
        return pathlib.Path(self.log).read_text(errors="replace")

    def ask(self, **what):
        try:
            self.lines.write(json.dumps(what, ensure_ascii=False) + "\n")
            self.lines.flush()
            line = self.lines.readline()
        except OSError as error:
            raise Failed(f"{what}: {error}; the kiosk said:\n{self.said()}") from error
        if not line:
            raise Failed(f"{what}: the kiosk hung up; it said:\n{self.said()}")
        answer = json.loads(line)
        if not answer.get("ok"):
            raise Failed(f"{what}: {answer.get('error')}")
        return answer

    def state(self):
        return self.ask(do="state")

    def wait(self, seconds=20, **state):
        return self.ask(do="wait", ms=int(seconds * 1000), **state)

    def items(self):
        return self.ask(do="items")["items"]

    def labels(self):
        """Everything that stands on the screen with a name."""
        return "\n".join(item["label"] for item in self.items())

    def named(self, pattern, seconds=10):
        """The first target with such a name, once it is there and enabled."""
        found = {}

        def look():
            for item in self.items():
                if re.fullmatch(pattern, item["name"]) and item.get("enabled", True):
                    found["item"] = item
                    return True
            return False
        try:
            until(pattern, look, seconds)
        except Failed:
            names = " ".join(item["name"] for item in self.items())
            raise Failed(f"nothing to touch is named {pattern} on {self.state()['screen']}; there is: {names}") from None
        return found["item"]

    def tap(self, pattern, seconds=10):
        item = self.named(pattern, seconds)
        self.ask(do="tap", name=item["name"])
        return item

    def keys(self, text):
        self.ask(do="keys", keys=text)

    def home(self):
        """Home, from wherever the screen is."""
        state = self.state()
        if state["screen"] == "attract":
            self.tap("attract.*")
        elif state["screen"] != "home":
            self.tap("frame.home")
        return self.wait(screen="home")

    def search(self, words):
        """The labels of the hits, as they stand on the screen."""
        self.home()
        self.tap("home.search")
        self.wait(screen="search")
        self.keys(words)
        self.wait(loading=False)
        return [item["label"] for item in self.items() if re.fullmatch(r"search\.hit\.\d+", item["name"])]

    def hits(self, words):
        """How many there are, also below the edge of the screen."""
        self.search(words)
        return self.state().get("hits", 0)

    def write_report(self, keys="Ddeen ddwowngf bij hongr"):
        """A report about roads, up to the page where it is read back."""
        self.home()
        self.tap("home.feedback")
        self.wait(screen="feedback_topic")
        self.tap(r"feedback\.topic\.roads")
        if self.state()["screen"] == "feedback_topic":
            self.tap("feedback.next")
        self.wait(screen="feedback_text")
        self.keys(keys)
        for page in ("feedback_readers", "feedback_review"):
            self.tap("feedback.next")
            self.wait(screen=page)

    def hand_in(self, keys="Ddeen ddwowngf bij hongr"):
        """The four pages of feedback and the receipt's 20 digits."""
        self.write_report(keys)
        self.tap("feedback.send")
        self.wait(60, screen="receipt")
        code = re.sub(r"\D", "", self.named(r"receipt\.code")["label"])
        if len(code) != 20:
            raise Failed("the receipt does not show 20 digits")
        return code

    def leave_receipt(self, code):
        """Types the last group back and goes home."""
        self.keys(code[-4:])
        self.tap(r"receipt\.done")
        self.wait(screen="home")

    def look_up(self, code):
        """Opens the case; what it says stands on the screen afterwards."""
        self.home()
        self.tap("home.lookup")
        self.wait(screen="lookup")
        self.keys(code)
        self.tap("lookup.open")
        self.wait(60, screen="answer")

    def hang_up(self):
        for end in (self.lines, self.link):
            try:
                if end:
                    end.close()
            except OSError:
                pass

    def kill(self):
        """As a power cut ends it."""
        self.process.kill()
        self.process.wait()
        self.hang_up()

    def stop(self, seconds=10):
        self.hang_up()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise Failed(f"the kiosk did not end within {seconds} s of SIGTERM") from None
        return self.process.returncode


class Lab:
    """One demo province and its kiosk in one folder."""

    def __init__(self, programs, folder=None):
        self.bin = pathlib.Path(programs).resolve()
        self.own = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="commune-lab-"))
        self.demo = self.folder / "demo"
        self.started = []
        self.kiosks = []
        self.server = None
        self.port = 0
        self.display = None
        self.schema = None  # of PostgreSQL
        self.socket_folder = pathlib.Path(tempfile.mkdtemp(prefix="ck-"))  # a socket's path must be short

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        for kiosk in self.kiosks:
            kiosk.hang_up()
        for process in reversed(self.started):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        if self.own and kind is None:
            shutil.rmtree(self.folder, ignore_errors=True)

    # — the province —

    @property
    def data(self):
        return self.demo / "province"

    @property
    def tree(self):
        return self.data / "tree"

    def province(self, *arguments, code=0, prefix=()):
        command = [*map(str, prefix), str(self.bin / "commune-province"), *map(str, arguments)]
        run = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if code is not None and run.returncode != code:
            raise Failed(f"{' '.join(command)} ended with {run.returncode}, not {code}:\n{run.stdout}{run.stderr}")
        return run

    def init(self):
        """With the registry in a schema of its own where postgresql.py runs the test."""
        cluster = os.environ.get("COMMUNE_TEST_POSTGRESQL")
        if cluster:
            self.schema = "lab" + uuid.uuid4().hex
            self.psql(f"CREATE SCHEMA {self.schema}")
            self.province("init", "--demo", "--data", self.demo, "--registry", f"{cluster}&options=-csearch_path%3D{self.schema}")
        else:
            self.province("init", "--demo", "--data", self.demo)
        return self

    def psql(self, statement):
        said = subprocess.run([str(postgresql.programs() / "psql"), "-qtA", "-v", "ON_ERROR_STOP=1", "-d", os.environ["COMMUNE_TEST_POSTGRESQL"],
                               "-c", statement], check=True, stdout=subprocess.PIPE, text=True)
        return said.stdout.strip()

    def registry_bytes(self):
        """What the registry holds, as whoever steals it sees it."""
        if not self.schema:
            return (self.data / "registry.db").read_bytes()
        return subprocess.run([str(postgresql.programs() / "pg_dump"), "-n", self.schema, os.environ["COMMUNE_TEST_POSTGRESQL"]], check=True,
                              stdout=subprocess.PIPE).stdout

    def registry_number(self, question):
        """The one number that a SELECT gives."""
        if self.schema:
            return int(self.psql(f"SET search_path TO {self.schema}; {question}"))
        base = sqlite3.connect(f"file:{self.data}/registry.db?mode=ro", uri=True)
        try:
            return base.execute(question).fetchone()[0]
        finally:
            base.close()

    def publish(self, path, body, code=0, prefix=()):
        return self.province("publish", path, "--as", body, "--data", self.data, code=code, prefix=prefix)

    def fsck(self):
        return self.province("fsck", "--data", self.data)

    def serve(self, prefix=()):
        """On the port it had before, else on any free one."""
        log = self.folder / "serve.log"
        with log.open("wb") as out:
            self.server = self.start([*prefix, self.bin / "commune-province", "serve", "--data", self.data, "--listen",
                                      f"127.0.0.1:{self.port}"], stdout=out, stderr=subprocess.STDOUT)

        def ready():
            if self.server.poll() is not None:
                raise Failed("the province did not start: " + log.read_text(errors="replace"))
            return re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(errors="replace"))
        self.port = int(until("the province listens", ready).group(1))
        return self.port

    def stop_server(self, how=signal.SIGTERM):
        self.server.send_signal(how)
        self.server.wait(15)

    def answer(self, text, body=BODY):
        """Reads what lies unanswered on the desk and answers the newest report; gives what the desk read."""
        listing = self.province("feedback", "list", "--as", body, "--data", self.data).stdout
        numbers = re.findall(r"^(PA-\d{4}-\d+|\d+)\b", listing, re.M)
        if not numbers:
            raise Failed("the desk's list is empty: " + listing)
        shown = self.province("feedback", "show", numbers[-1], "--as", body, "--by", DESKS[body], "--data", self.data).stdout
        self.province("feedback", "answer", numbers[-1], "--as", body, "--by", DESKS[body], "--status", "answered", "--text", text, "--data", self.data)
        return shown

    # — the kiosk —

    def start(self, command, **more):
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, **more)
        self.started.append(process)
        return process

    def virtual_display(self, width=1080, height=1920):
        """An X server on a number it picks itself."""
        read, write = os.pipe()
        with (self.folder / "display.log").open("wb") as log:
            self.start(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
                       pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failed("the virtual display did not start")
        self.display = f":{number}"

    def environment(self):
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        environment.pop("WAYLAND_DISPLAY", None)
        if not self.display:
            self.virtual_display()
        environment.update(DISPLAY=self.display, SDL_VIDEODRIVER="x11")
        return environment

    def configure(self, port=None, **more):
        """Points kiosk.toml at a port of this machine; `more` are further keys."""
        config = self.demo / "kiosk" / "kiosk.toml"
        text = config.read_text()
        for key in ("read", "write"):
            text = re.sub(rf'(?m)^{key}\s*=.*\n?', "", text)
            text += f'{"" if text.endswith(chr(10)) else chr(10)}{key} = "http://127.0.0.1:{port or self.port}"\n'
        for key, value in more.items():
            text = re.sub(rf"(?m)^{key}\s*=.*\n?", "", text) + f"{key} = {json.dumps(value)}\n"
        config.write_text(text)
        return config

    def kiosk_command(self, data, path, options=(), config=None):
        return [self.bin / "commune-kiosk", "--config", config or self.demo / "kiosk" / "kiosk.toml", "--data", data,
                "--automation", path, *options]

    def kiosk(self, data=None, prefix=(), options=(), connect=True, environment=None):
        data = pathlib.Path(data or self.folder / "kiosk-data")
        data.mkdir(parents=True, exist_ok=True)
        path = self.socket_folder / f"{len(self.kiosks)}"
        log = self.folder / f"kiosk-{len(self.kiosks)}.log"
        with log.open("wb") as out:
            process = self.start([*prefix, *self.kiosk_command(data, path, options)], stdout=out, stderr=subprocess.STDOUT,
                                 env={**self.environment(), **(environment or {})})
        kiosk = Kiosk(process, path, log)
        self.kiosks.append(kiosk)
        return kiosk.connect() if connect else kiosk
