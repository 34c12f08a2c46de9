#!/usr/bin/env python3
"""Measures everything that has a budget, with the real programs, and prints it beside the budget and the moonshot.

    bench.py --bin FOLDER [--json FILE] [--only NAME[,NAME…]] [--runs 5] [--quick]

Names: publish sync wire disk poll · start memory idle · touch pages typing search scroll document · frames · render · pdf · hand-in · awake · installed ·
province (the server under load) · large (100,000 records). Medians of --runs runs, of three for what takes minutes; --quick makes one run each, and an idle minute of
10 s. Build Release, on a quiet machine: about a quarter of an hour. Standard library only.
"""
import argparse
import json
import os
import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE)]

import attached  # noqa: E402
import awake  # noqa: E402
import installed  # noqa: E402
import load  # noqa: E402
import network  # noqa: E402
import rendering  # noqa: E402
import reporting  # noqa: E402
import resting  # noqa: E402
import screens  # noqa: E402
import touching  # noqa: E402
from figures import Figures  # noqa: E402
from hall import Hall  # noqa: E402
from lab import Failed  # noqa: E402

RECORDS = 10_000
MANY = 100_000


class Bench:
    def __init__(self, options):
        self.options = options
        self.runs = 1 if options.quick else options.runs
        self.bin = pathlib.Path(options.bin).resolve()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="commune-bench-"))
        self.figures = Figures()
        self.failed = []

    def wanted(self, *names):
        return not self.options.only or any(name in self.options.only for name in names)

    def part(self, names, work):
        """What fails is told, and the rest is measured all the same."""
        if not self.wanted(*names):
            return
        try:
            work()
        except (Failed, OSError, StopIteration) as error:
            self.failed.append("/".join(names))
            print(f"{'/'.join(names)}: {error}", file=sys.stderr, flush=True)

    def with_hall(self, records, work):
        hall = Hall(self.bin, self.folder / str(records), records)
        try:
            work(hall)
        finally:
            hall.close()
            shutil.rmtree(hall.folder, ignore_errors=True)

    def usual(self, hall):
        if not self.wanted("publish"):
            hall.publish()
            hall.serve()
        runs, figures = self.runs, self.figures
        self.part(network.NAMES[:4], lambda: network.run(hall, figures, runs, lambda *names: "poll" not in names and self.wanted(*names)))
        if not hall.data.exists():
            hall.sync()
            hall.lab.configure(poll_s=300)
        self.part(("poll",), lambda: network.polls(hall, figures, runs))
        self.part(resting.NAMES, lambda: resting.run(hall, figures, runs, self.wanted, self.options.quick))
        self.part(touching.NAMES, lambda: touching.run(hall, figures, runs, self.wanted))
        self.part(reporting.NAMES, lambda: reporting.run(hall, figures, runs))
        self.part(awake.NAMES, lambda: awake.run(hall, figures, runs))

    def large(self, hall):
        hall.publish()
        hall.serve()
        few = min(self.runs, 3)
        self.figures.note("large-sync", [hall.sync() for _ in range(few)])
        self.figures.note("large-disk", [hall.disk_mb()])
        hall.lab.configure(poll_s=300)
        self.figures.note("large-start", resting.starts(hall, self.runs))
        self.figures.note("large-memory", resting.memory(hall, few))
        touching.typing(hall, self.figures, few, "large-typing")

    def run(self):
        self.figures.head()
        self.part(screens.NAMES, lambda: screens.run(self.bin, self.figures, self.runs))
        self.part(rendering.NAMES, lambda: rendering.run(self.bin, self.figures, self.runs))
        self.part(attached.NAMES, lambda: attached.run(self.bin, self.figures))
        self.part(installed.NAMES, lambda: installed.run(self.bin, self.figures))
        self.part((*network.NAMES, *resting.NAMES, *touching.NAMES, *reporting.NAMES, *awake.NAMES), lambda: self.with_hall(RECORDS, self.usual))
        self.part(load.NAMES, lambda: load.run(self.bin, self.figures))
        self.part(("large",), lambda: self.with_hall(MANY, self.large))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--json")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", type=lambda text: text.split(","), default=[])
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if "Rel" not in os.environ.get("COMMUNE_BUILD", "Release"):
        print("These are not the figures of a Release build.", file=sys.stderr)
    before = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {before:.1f} before anything is measured")
    bench = Bench(options)
    try:
        bench.run()
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    report = {"runs": bench.runs, "load_before": before, "load_after": os.getloadavg()[0], "failed": bench.failed, "figures": bench.figures.all}
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(report, ensure_ascii=False))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
