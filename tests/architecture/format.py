#!/usr/bin/env python3
"""Fails with the names of the C++ files that clang-format 14 would change.   format.py ROOT"""
import pathlib
import shutil
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
tool = shutil.which("clang-format-14") or shutil.which("clang-format")
if "version 14" not in subprocess.run([tool, "--version"], capture_output=True, text=True).stdout:
    print("skipped: formatting is checked with clang-format 14 (Debian 12) only")
    sys.exit(77)
files = [str(p) for top in ("protocol", "offline_cache", "documents", "kiosk", "province", "tests")
         for p in sorted((root / top).rglob("*")) if p.suffix in (".h", ".cpp")]
run = subprocess.run([tool, "--dry-run", "-Werror", *files], capture_output=True, text=True, cwd=root)
named = sorted({line.split(":")[0] for line in run.stderr.splitlines() if "clang-format-violations" in line})
print("\n".join(named) or f"{len(files)} files are formatted")
sys.exit(run.returncode)
