#!/usr/bin/env python3
"""Runs clang-tidy 14 on every source whose text, or the text of a header of ours it reads, changed since it last passed.

    tidy.py ROOT BUILD

Most of its time goes into headers, so the sources of one folder are read together, a few at a time; a handful with a finding, or
that cannot stand in one text, is read again one by one. Stamps lie in BUILD/tidy, named by the hash of what was
read, so a second run of an unchanged tree takes a second.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
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


def database(folder, entries):
    """A folder with a compilation database of these."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(entries))
    return folder


def tidy(folder, source, *more):
    # The database's compiler flags are g++'s; what clang does not know of them is no finding.
    return subprocess.run([tool, "--quiet", "-p", str(folder), "--extra-arg=-Wno-unknown-warning-option", *more, str(source)],
                          capture_output=True, text=True)


def check(source):
    run = tidy(stamps, source)
    if run.returncode == 0:
        stamp(source).touch()
        return []
    return [f"{source.relative_to(root)}\n{run.stdout}{run.stderr}"]


def check_together(handful):
    """What is wrong in these sources of one folder."""
    if len(handful) > 1:
        name = hashlib.sha256("\n".join(map(str, handful)).encode()).hexdigest()[:16]
        together = stamps / "together" / f"{name}.cpp"
        together.parent.mkdir(exist_ok=True)
        together.write_text("".join(f'#include "{source}"\n' for source in handful))
        entry = commands[handful[0]]
        own = dict(entry, file=str(together),
                   arguments=[str(together) if word == entry["file"] else word for word in entry["arguments"]])
        run = tidy(database(stamps / "together" / name, [own]), together)
        if run.returncode == 0:
            for source in handful:
                stamp(source).touch()
            return []
    return [fault for source in handful for fault in check(source)]


HANDFUL = 8


def words(command):
    """Of a compiler's line, without g++'s precompiled header: clang can use none of it, and is to see what every source includes
    by itself."""
    line = shlex.split(command)
    header = {at for at, word in enumerate(line) if word == "-include" and line[at + 1].endswith("cmake_pch.hxx")}
    return [word for at, word in enumerate(line) if at not in header and at - 1 not in header and word != "-Winvalid-pch"]


entries = json.loads((build / "compile_commands.json").read_text())
for entry in entries:
    entry["arguments"] = words(entry.pop("command"))
commands = {pathlib.Path(entry["file"]).resolve(): entry for entry in entries}
database(stamps, entries)
ours = sorted(s for s in commands if s.is_relative_to(root) and s.relative_to(root).parts[0] in
              ("protocol", "offline_cache", "documents", "kiosk", "province"))
# What one target's flags are for all sources of a folder that are compiled alike.
alike = {}
for source in ours:
    if not stamp(source).exists():
        line = commands[source]["arguments"]
        alike.setdefault((source.parent, *line[:line.index("-o")]), []).append(source)
handfuls = [group[i:i + HANDFUL] for group in alike.values() for i in range(0, len(group), HANDFUL)]
handfuls.sort(key=len, reverse=True)
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    faults = [fault for found in pool.map(check_together, handfuls) for fault in found]
print("\n".join(faults) or f"{len(ours)} sources are clean")
sys.exit(1 if faults else 0)
