#!/usr/bin/env python3
"""The systemd units as they are shipped: systemd itself reads them without a complaint and says how little they may do."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import case

DEPLOY = case.TESTS.parent / "deploy"
# Of systemd's scale from 0 (safe) to 100 (exposed). The terminal's session needs the screen, the console and sound.
MOST = {"commune-province": 25, "commune-kiosk": 50}


class Units(unittest.TestCase):
    def unit(self, name):
        folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        text = (DEPLOY / f"{name}.service.in").read_text().replace("@CMAKE_INSTALL_FULL_BINDIR@", str(pathlib.Path(os.environ["COMMUNE_BIN"]).resolve()))
        self.assertNotIn("@CMAKE", text)
        path = folder / f"{name}.service"
        path.write_text(text)
        return path

    def test_systemd_reads_each_without_a_complaint(self):
        for name in MOST:
            with self.subTest(name):
                run = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", self.unit(name)], capture_output=True, text=True)
                self.assertEqual((run.returncode, run.stderr.strip()), (0, ""))

    def test_each_may_do_little_beside_its_work(self):
        for name, most in MOST.items():
            with self.subTest(name):
                run = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--no-pager", f"--threshold={most}", self.unit(name)],
                                     capture_output=True, text=True)
                print(name, run.stdout.strip().splitlines()[-1])
                self.assertEqual(run.returncode, 0, run.stdout[-6000:] + run.stderr)

    def test_whom_they_run_as_is_made_by_sysusers(self):
        for name in MOST:
            user = next(line.split("=")[1] for line in (DEPLOY / f"{name}.service.in").read_text().splitlines() if line.startswith("User="))
            self.assertRegex((DEPLOY / f"{name}.sysusers").read_text(), rf"(?m)^u!? {user} ")


if __name__ == "__main__":
    if not shutil.which("systemd-analyze"):
        print("systemd is not installed (deploy/packages/test.txt)")
        sys.exit(77)
    case.main()
