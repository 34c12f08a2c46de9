#!/usr/bin/env python3
"""Measures what issue 2 budgets, with the real programs, and prints a table and JSON.

    bench.py --bin FOLDER [--json FILE] [--records 10000] [--runs 5] [--only NAME[,NAME…]] [--quick]

Names: publish sync wire poll start memory idle disk search hand-in. Medians of --runs runs; --quick makes one run each and an
idle minute of 10 s. Build Release; other work on the machine spoils the figures. Standard library only.
"""
import argparse
import json
import os
import pathlib
import re
import select
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE)]

from corpus_to_markdown import convert  # noqa: E402
from gen_corpus import make_queries, make_record  # noqa: E402
from lab import BODY, Failed, Lab, until  # noqa: E402
from relay import Relay  # noqa: E402

SEED = 20260331
BUDGETS = {  # name: (what, unit, budget)
    "publish": ("publish the records into an empty log", "s", 20),
    "sync": ("first sync: verified, stored, searchable", "s", 2.5),
    "wire": ("first sync: bytes on the wire", "MB", 5),
    "poll-up": ("poll, nothing new: bytes up", "B", 110),
    "poll-down": ("poll, nothing new: bytes down", "B", 220),
    "poll-turns": ("poll, nothing new: turns", "", 1),
    "new-up": ("one new 1 KiB notice: bytes up", "B", 700),
    "new-down": ("one new 1 KiB notice: bytes down", "B", 4500),
    "new-turns": ("one new 1 KiB notice: turns", "", 4),
    "start": ("exec → first home frame, warm", "ms", 150),
    "memory": ("PSS of the process tree at home", "MB", 64),
    "idle": ("CPU of an idle minute at home, clock on", "ms", 30),
    "disk": ("disk of the cache", "MB", 40),
    "search": ("keystroke → results, the search itself, p95", "ms", 10),
    "hand-in": ("hand-in → receipt on screen, without KDF", "ms", 300),
}


class Bench:
    def __init__(self, options):
        self.options = options
        self.bin = pathlib.Path(options.bin).resolve()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="commune-bench-"))
        self.corpus = self.folder / "corpus"
        self.figures = {}
        self.runs = 1 if options.quick else options.runs
        self.lab = None

    def note(self, name, values):
        value = statistics.median(values)
        what, unit, budget = BUDGETS[name]
        self.figures[name] = {"what": what, "unit": unit, "median": round(value, 3), "budget": budget,
                              "kept": value <= budget, "runs": [round(v, 3) for v in values]}
        print(f"{what:<46} {value:>10.2f} {unit:<3} ≤ {budget:<6} {'' if value <= budget else 'MISSED'}", flush=True)

    def wanted(self, *names):
        return not self.options.only or any(name in self.options.only for name in names)

    # — publish —

    def make_corpus(self):
        records = (make_record(SEED, i, self.options.records) for i in range(1, self.options.records + 1))
        convert((json.dumps(record, ensure_ascii=False) for record in records), self.corpus)

    def publish(self):
        took = []
        for n in range(self.runs if self.wanted("publish") else 1):
            if self.lab:
                self.lab.__exit__(None, None, None)
            folder = self.folder / f"lab-{n}"
            folder.mkdir()
            self.lab = Lab(self.bin, folder).init()
            start = time.monotonic()
            self.lab.publish(self.corpus, BODY)
            took.append(time.monotonic() - start)
        if self.wanted("publish"):
            self.note("publish", took)

    # — sync —

    def sync_once(self, data, port):
        config = self.lab.configure(port)
        run = subprocess.run([self.bin / "bench_sync", config, data], capture_output=True, text=True)
        if run.returncode:
            raise Failed("bench_sync: " + run.stderr)
        return json.loads(run.stdout)["ms"]

    def whole(self, data):
        base = sqlite3.connect(f"file:{data}/content.db?mode=ro", uri=True)
        try:
            shown = base.execute("SELECT count(*) FROM item WHERE state = 2").fetchone()[0]
            missing = base.execute("SELECT count(*) FROM want").fetchone()[0]
        finally:
            base.close()
        return shown >= self.options.records and missing == 0

    def first_sync(self):
        took, wire = [], []
        relay = Relay(self.lab.port)
        for n in range(self.runs):
            data = self.folder / "kiosk"
            shutil.rmtree(data, ignore_errors=True)
            took.append(self.sync_once(data, self.lab.port) / 1000)
            if not self.whole(data):
                raise Failed("the kiosk does not have every record")
            if n < 2:
                relay.reset()
                again = self.folder / "kiosk-relay"
                shutil.rmtree(again, ignore_errors=True)
                self.sync_once(again, relay.port)
                counts = relay.counts()
                wire.append((counts["up"] + counts["down"]) / 1e6)
        relay.stop()
        if self.wanted("sync"):
            self.note("sync", took)
        if self.wanted("wire"):
            self.note("wire", wire)
        if self.wanted("disk"):
            files = (self.folder / "kiosk").iterdir()
            self.note("disk", [sum(file.stat().st_blocks * 512 for file in files) / 1e6])

    def poll(self):
        """The running kiosk looks every second; its connection stays open."""
        relay = Relay(self.lab.port)
        self.lab.configure(relay.port, poll_s=1)
        kiosk = self.lab.kiosk(self.folder / "kiosk")
        kiosk.wait(60, online=True, loading=False)
        until("some quiet polls", lambda: relay.counts()["turns"] >= 4, 30)
        quiet, new = [], []
        for n in range(self.runs):
            quiet.append(self.one_poll(relay))
            new.append(self.one_notice(kiosk, relay, n))
        kiosk.stop()
        relay.stop()
        for name, counts in (("poll", quiet), ("new", new)):
            for part in ("up", "down", "turns"):
                self.note(f"{name}-{part}", [count[part] for count in counts])

    @staticmethod
    def one_poll(relay):
        """What the next single turn costs, when it is over."""
        relay.reset()
        until("a poll", lambda: relay.counts()["turns"] >= 1, 10, 0.005)
        time.sleep(0.2)  # its answer comes at once; the next poll is most of a second away
        return relay.counts()

    def one_notice(self, kiosk, relay, n):
        """Everything the notice costs: all turns but polls that were told 304, before it and after it."""
        path = self.folder / f"notice-{n}-{time.time_ns()}.md"
        path.write_text(f'+++\nkind = "disclosure"\nitem = "D14"\ntitle = "Thông báo cắt nước lần {n} {time.time_ns()}"\n'
                        "+++\n\n" + "Bà con chú ý lịch cắt nước. " * 27 + "\n", encoding="utf-8")
        size = kiosk.state()["log_size"]
        relay.reset()
        self.lab.publish(path, BODY)
        kiosk.wait(30, log_size=size + 1)
        until("its text is here", lambda: self.whole(self.folder / "kiosk"), 30, 0.01)
        time.sleep(0.2)
        return relay.counts(quiet_polls=False)

    # — the running kiosk —

    def started(self, *options, **more):
        return self.lab.kiosk(self.folder / "kiosk", options=["--stay-home", *options], **more)

    def first_frame(self):
        self.lab.configure(poll_s=300)
        config = self.lab.demo / "kiosk" / "kiosk.toml"
        environment = self.lab.environment()
        took = []
        for _ in range(self.runs * 2 + 2):
            start = time.monotonic()
            process = subprocess.Popen([self.bin / "commune-kiosk", "--config", config, "--data", self.folder / "kiosk", "--stay-home"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True)
            ready = select.select([process.stdout], [], [], 20)[0]
            line = process.stdout.readline() if ready else ""
            took.append((time.monotonic() - start) * 1000)
            process.terminate()
            process.wait(10)
            if not line.startswith("first-frame"):
                raise Failed("the kiosk did not say when its first frame stood")
        self.note("start", took[2:])

    @staticmethod
    def tree_of(pid):
        pids = [pid]
        for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                pids += Bench.tree_of(int(child))
        return pids

    def pss(self, pid):
        total = 0
        for one in self.tree_of(pid):
            text = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+) kB", text, re.M).group(1))
        return total * 1024 / 1e6

    @staticmethod
    def cpu_ms(pid):
        total = 0
        for one in Bench.tree_of(pid):
            for task in pathlib.Path(f"/proc/{one}/task").iterdir():
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e6

    def at_home(self):
        self.lab.configure(poll_s=300)
        memory, idle = [], []
        seconds = 10 if self.options.quick else 60
        for _ in range(self.runs):
            kiosk = self.started()
            kiosk.wait(60, screen="home", loading=False, online=True)
            kiosk.hang_up()
            time.sleep(3)  # what start and sync still do is not idling
            pid = kiosk.process.pid
            memory.append(self.pss(pid))
            if self.wanted("idle"):
                before = self.cpu_ms(pid)
                time.sleep(seconds)
                idle.append((self.cpu_ms(pid) - before) * 60 / seconds)
            kiosk.stop()
        if self.wanted("memory"):
            self.note("memory", memory)
        if idle:
            self.note("idle", idle)

    def search(self):
        queries = "\n".join(make_queries(SEED, 120)) + "\n"
        p95 = []
        for _ in range(self.runs):
            run = subprocess.run([self.bin / "bench_search", self.folder / "kiosk" / "content.db", "20107"], input=queries,
                                 capture_output=True, text=True)
            if run.returncode:
                raise Failed("bench_search: " + run.stderr)
            answer = json.loads(run.stdout)
            p95.append(answer["p95_ms"])
        self.note("search", p95)
        self.figures["search"]["last_run"] = answer

    def hand_in(self):
        """From the touch to the receipt. The keys are derived while the person types, so no KDF is in it."""
        self.lab.stop_server()
        kiosk = self.lab.kiosk(self.folder / "kiosk")
        took = []
        for n in range(self.runs):
            kiosk.home()
            kiosk.tap("home.feedback")
            kiosk.wait(screen="feedback_topic")
            kiosk.tap(r"feedback\.topic\.roads")
            if kiosk.state()["screen"] == "feedback_topic":
                kiosk.tap("feedback.next")
            kiosk.wait(screen="feedback_text")
            kiosk.keys("Ddeen ddwowngf hongr")
            for page in ("feedback_readers", "feedback_review"):
                kiosk.tap("feedback.next")
                kiosk.wait(screen=page)
            time.sleep(1.5)  # the derivation is over, as when a person reads back
            kiosk.named("feedback.send")
            start = time.monotonic()
            kiosk.ask(do="tap", name="feedback.send")
            kiosk.wait(60, screen="receipt")
            took.append((time.monotonic() - start) * 1000)
            kiosk.leave_receipt(re.sub(r"\D", "", kiosk.named(r"receipt\.code")["label"]))
        kiosk.stop()
        self.lab.serve()
        self.note("hand-in", took)

    def run(self):
        if "Release" not in os.environ.get("COMMUNE_BUILD", "Release") and "RelWith" not in os.environ["COMMUNE_BUILD"]:
            print("These are not the figures of a Release build.", file=sys.stderr)
        print(f"{self.options.records} records, medians of {self.runs} runs, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        self.make_corpus()
        self.publish()
        self.lab.serve()
        parts = [(("sync", "wire", "disk"), self.first_sync), (("poll",), self.poll), (("start",), self.first_frame),
                 (("memory", "idle"), self.at_home), (("search",), self.search), (("hand-in",), self.hand_in)]
        if not self.wanted("sync", "wire", "disk"):
            self.sync_once(self.folder / "kiosk", self.lab.port)
        failed = []
        for names, part in parts:
            if not self.wanted(*names):
                continue
            try:
                part()
            except Failed as error:
                failed.append(names[0])
                print(f"{'/'.join(names)}: {error}", file=sys.stderr, flush=True)
        return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--json")
    parser.add_argument("--records", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", type=lambda text: text.split(","), default=[])
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    bench = Bench(options)
    try:
        failed = bench.run()
    finally:
        if bench.lab:
            bench.lab.__exit__(None, None, None)
        shutil.rmtree(bench.folder, ignore_errors=True)
    report = {"records": options.records, "runs": bench.runs, "load": os.getloadavg()[0], "failed": failed, "figures": bench.figures}
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(report, ensure_ascii=False))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
