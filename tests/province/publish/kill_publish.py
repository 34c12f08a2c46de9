#!/usr/bin/env python3
"""Kills a publish at every system call that changes the disk, in turn, and asks each time: is the tree whole, is the
log a continuation of what was published before, and does the same publish, run again, leave each record exactly once?

    kill_publish.py --program BIN --sample 12     twelve kill points, spread evenly
    kill_publish.py --program BIN --all           every one

Needs strace. Prints counts; exit 1 when any kill point did harm.
"""
import argparse
import collections
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

CALLS = ("write,pwrite64,rename,renameat,renameat2,fsync,fdatasync,syncfs,link,unlink,unlinkat,openat,mkdir,mkdirat,"
         "ftruncate,flock")
CHANGES = re.compile(r"^\s*(?:\d+\s+)?(\w+)\(")

NOTICE = """+++
kind = "disclosure"
item = "D04"
scope = "commune"
title = "{title}"
{more}+++

{body}
"""


def environment():
    env = dict(os.environ)
    # Under ptrace the leak check cannot run.
    env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    return env


def run(program, *words, strace=()):
    return subprocess.run([*strace, str(program), *map(str, words)], capture_output=True, text=True, env=environment())


def write_sources(folder):
    """First batch: what stands before. Second batch: what is killed: new, revised, withdrawn with erasing, attached."""
    first, second = folder / "first", folder / "second"
    first.mkdir(parents=True)
    second.mkdir()
    for name in ("mot", "hai", "ba"):
        (first / f"{name}.md").write_text(NOTICE.format(title=f"Mục {name}", more="", body=f"Nội dung {name}."))
    (second / "bon.md").write_text(NOTICE.format(title="Mục bốn", more='att = ["so-lieu.csv"]\n', body="Nội dung bốn."))
    (second / "so-lieu.csv").write_text("a,b\n1,2\n")
    (second / "hai-sua.md").write_text(
        NOTICE.format(title="Mục hai, sửa", more='revises = "hai"\nchg = "dinh-chinh"\n', body="Nội dung hai mới."))
    (second / "rut-ba.md").write_text(
        '+++\nwithdraws = "ba"\nground = "PDP:erasure-order"\nreason = "Có dữ liệu cá nhân"\nerase = ["card"]\n+++\n')
    return first, second


def kill_points(program, words):
    """For each call the whole run makes: which ones of its kind, counted from 1 as strace counts them. Of the opens only
    those that may create a file."""
    with tempfile.NamedTemporaryFile("r", suffix=".trace") as trace:
        done = run(program, *words, strace=("strace", "-f", "-qq", "-o", trace.name, "-e", "trace=" + CALLS))
        if done.returncode != 0:
            sys.exit("the run to be killed fails by itself:\n" + done.stdout + done.stderr)
        seen = collections.Counter()
        points = collections.defaultdict(list)
        for line in trace:
            match = CHANGES.match(line)
            if not match:
                continue
            call = match.group(1)
            seen[call] += 1
            if call != "openat" or "O_CREAT" in line:
                points[call].append(seen[call])
        return points


def state_of(data):
    """What a kiosk and an office would see: entries without their random salts."""
    database = sqlite3.connect(f"file:{data / 'state.db'}?mode=ro", uri=True)
    rows = database.execute("SELECT idx, t, pub, seq, id, rev FROM entry ORDER BY idx").fetchall()
    records = database.execute("SELECT id, rev, withdrawn FROM record ORDER BY id").fetchall()
    roles = database.execute("SELECT idx, role, gone FROM piece ORDER BY idx, role").fetchall()
    intents = database.execute("SELECT COUNT(*) FROM intent").fetchone()[0]
    database.close()
    return rows, records, roles, intents


def entries_of(data):
    database = sqlite3.connect(f"file:{data / 'state.db'}?mode=ro", uri=True)
    notes = [row[0] for row in database.execute("SELECT note FROM entry ORDER BY idx")]
    database.close()
    return notes


def checkpoint_size(data):
    return int((data / "tree/l/2026/checkpoint").read_text().split("\n")[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sample", type=int, default=12)
    which.add_argument("--all", action="store_true")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="commune-kill-") as folder:
        folder = pathlib.Path(folder)
        first, second = write_sources(folder)
        base = folder / "base"
        made = run(options.program, "init", "--demo", "--data", base)
        if made.returncode != 0:
            sys.exit(made.stderr)
        publish = ("publish", "--as", "20107.ubnd")
        done = run(options.program, *publish, first, "--data", base / "province")
        if done.returncode != 0:
            sys.exit(done.stderr)
        before = entries_of(base / "province")

        whole = folder / "whole"
        shutil.copytree(base, whole)
        numbers = kill_points(options.program, (*publish, second, "--data", whole / "province"))
        wanted = state_of(whole / "province")

        points = [(call, n) for call in sorted(numbers) for n in numbers[call]]
        chosen = points
        if not options.all and len(points) > options.sample:
            step = len(points) / options.sample
            chosen = [points[int(i * step + step / 2)] for i in range(options.sample)]

        outcome = collections.Counter()
        harm = []
        for call, n in chosen:
            place = folder / "killed"
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(base, place)
            data = place / "province"
            strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:signal=SIGKILL:when={n}")
            killed = run(options.program, *publish, second, "--data", data, strace=strace)
            outcome["killed" if killed.returncode in (-9, 137) else "ran to its end"] += 1
            faults = []
            if checkpoint_size(data) not in (len(before), len(before) + 3):
                faults.append("a checkpoint of another size is public")
            again = run(options.program, *publish, second, "--data", data)
            if again.returncode == 0:
                outcome["completed by the same command"] += 1
            elif again.returncode == 2 and killed.returncode in (-9, 137):
                outcome["was complete already"] += 1
            else:
                faults.append(f"again: exit {again.returncode}: {again.stderr.strip()}")
            proof = run(options.program, "fsck", "--data", data)
            if proof.returncode != 0:
                faults.append("fsck: " + proof.stderr.strip())
            if entries_of(data)[:len(before)] != before:
                faults.append("history changed")
            if state_of(data) != wanted:
                faults.append("not the same records as an undisturbed run")
            if any((data / "staging").iterdir()):
                faults.append("files left in staging")
            if faults:
                harm.append((call, n, faults))
                print(f"{call} #{n}: " + "; ".join(faults), flush=True)
        print(f"kill points: {len(points)} in all, {len(chosen)} tried; " +
              ", ".join(f"{name}: {count}" for name, count in sorted(outcome.items())) + f"; harmed: {len(harm)}")
        print("by call: " + ", ".join(f"{call} {len(numbers[call])}" for call in sorted(numbers)))
        return 1 if harm else 0


if __name__ == "__main__":
    sys.exit(main())
