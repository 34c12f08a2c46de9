#!/usr/bin/env python3
"""Runs clang-tidy 14 on every source whose text, or the text of a header of ours it reads, changed since it last passed.

    tidy.py ROOT BUILD

Stamps lie in BUILD/tidy, named by the hash of what was read, so a second run of an unchanged tree takes a second.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

root, build = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
tool = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")
stamps = build / "tidy"
stamps.mkdir(exist_ok=True)
INCLUDE = re.compile(rb'^#include "([^"]+)"', re.M)
texts = {}


def text(path):
    if path not in texts:
        texts[path] = path.read_bytes() if path.exists() else b""
    return texts[path]


def closure(source):
    """The source and every header of ours it reaches."""
    seen, todo = set(), [source]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        todo += [root / name.decode() for name in INCLUDE.findall(text(path))]
    return sorted(seen)


def stamp(source):
    digest = hashlib.sha256(text(root / ".clang-tidy"))
    for path in closure(source):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + text(path))
    return stamps / digest.hexdigest()


def check(source):
    mark = stamp(source)
    if mark.exists():
        return None
    # The database's compiler flags are g++'s; what clang does not know of them is no finding.
    run = subprocess.run([tool, "--quiet", "-p", str(build), "--extra-arg=-Wno-unknown-warning-option", str(source)],
                         capture_output=True, text=True)
    if run.returncode == 0:
        mark.touch()
        return None
    return f"{source.relative_to(root)}\n{run.stdout}{run.stderr}"


sources = sorted({pathlib.Path(entry["file"]).resolve() for entry in json.loads((build / "compile_commands.json").read_text())})
ours = [s for s in sources if s.is_relative_to(root) and s.relative_to(root).parts[0] in
        ("protocol", "offline_cache", "kiosk", "province")]
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    faults = [fault for fault in pool.map(check, ours) if fault]
print("\n".join(faults) or f"{len(ours)} sources are clean")
sys.exit(1 if faults else 0)
