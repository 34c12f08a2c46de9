#!/usr/bin/env python3
"""commune-print against a real cupsd of its own: private folders, a socket of its own, printers that put paper on a shelf.

    cups_test.py COMMUNE-PRINT

Exit code 77: cupsd or lpadmin is not installed."""
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))

from cupsd import Cupsd  # noqa: E402

PROGRAM = None
CODE = "48291357026481937597"

def job(**fields):
    """The bytes of kiosk/printing/job.h."""
    out = b"CPR1"
    for name, value in fields.items():
        value = value.encode() if isinstance(value, str) else value
        out += bytes([len(name)]) + name.encode() + struct.pack(">I", len(value)) + value
    return out


RECEIPT = job(what="receipt", code=CODE, commune_code="20107", commune="Xã Phú Lộc", lang="vi", at="1795507440")
COMPLAINT = job(what="complaint", decision="Quyết định 409", reason="Tính sai.", wish="Đo lại.", lang="vi", at="1795507440")


class Cups(unittest.TestCase):
    def setUp(self):
        self.cupsd = Cupsd()
        self.addCleanup(self.stop)
        self.root = self.cupsd.root
        # Its tools stand where an ordinary user does not look.
        self.environment = {**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin", **self.cupsd.environment}
        self.cupsd.start(PROGRAM)

    def stop(self):
        outcome = getattr(self, "_outcome", None)
        if outcome is not None and not outcome.success:
            print(self.cupsd.logs(), file=sys.stderr)
        self.cupsd.stop()

    def queue(self, name):
        self.cupsd.queue(name)

    def printed(self, name):
        return self.cupsd.printed(name)

    def run_program(self, *options, given=b""):
        return subprocess.run([PROGRAM, *options], input=given, env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=100)

    def spooled(self):
        return [path.name for path in (self.root / "spool").iterdir() if path.is_file()]

    def text(self, pdf):
        file = self.root / "read.pdf"
        file.write_bytes(pdf)
        return subprocess.run(["pdftotext", "-layout", file, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()

    def test_without_a_queue_there_is_no_printer(self):
        found = self.run_program("--find")
        self.assertEqual((found.returncode, found.stdout), (0, b""))
        self.assertEqual(self.run_program(given=RECEIPT).stdout, b"stopped\n")

    def test_queues_are_told_apart_by_what_they_are_for(self):
        self.queue("van-phong")
        self.queue("phieu-hen")
        self.assertEqual(self.run_program("--find").stdout, b"slip phieu-hen\npage van-phong\n")
        # One that takes no jobs any more is none.
        subprocess.run(["cupsreject", "van-phong"], env=self.environment, check=True)
        self.assertEqual(self.run_program("--find").stdout, b"slip phieu-hen\n")

    def test_a_slip_goes_to_the_slip_printer_and_a_page_to_the_page_printer(self):
        self.queue("phieu")
        self.queue("a4")
        self.assertEqual(self.run_program(given=RECEIPT).stdout, b"printed\n")
        self.assertEqual(self.printed("a4"), b"")
        self.assertIn("4829 1357", " ".join(self.text(self.printed("phieu")).split()))
        self.assertEqual(self.run_program(given=COMPLAINT).stdout, b"printed\n")
        self.assertIn("Quyết định 409", self.text(self.printed("a4")))

    def test_a_slip_finds_its_way_to_a_page_printer(self):
        self.queue("a4")
        self.assertEqual(self.run_program(given=RECEIPT).stdout, b"printed\n")
        self.assertIn("7597", self.text(self.printed("a4")))

    def test_the_spool_keeps_nothing_of_what_was_printed(self):
        self.queue("a4")
        self.assertEqual(self.run_program(given=COMPLAINT).returncode, 0)
        jobs = subprocess.run(["lpstat", "-W", "all", "-o"], env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)
        self.assertEqual(jobs.stdout, b"")
        self.assertEqual([name for name in self.spooled() if name.startswith(("d", "c"))], [])

    def test_a_printer_that_takes_no_jobs_is_no_printer(self):
        self.queue("a4")
        subprocess.run(["cupsdisable", "a4"], env=self.environment, check=True)
        self.assertEqual(self.run_program("--find").stdout, b"")

    def test_no_paper_is_told_in_one_word_and_the_job_dropped(self):
        self.queue("a4")
        empty = self.root / "out/a4.empty"
        empty.touch()
        ended = self.run_program(given=COMPLAINT)
        self.assertEqual((ended.returncode, ended.stdout), (1, b"no_paper\n"))
        self.assertEqual([name for name in self.spooled() if name.startswith("d")], [])
        # The next one, with paper, is printed; the dropped one never comes out.
        empty.unlink()
        self.assertEqual(self.run_program(given=RECEIPT).stdout, b"printed\n")
        self.assertIn("7597", self.text(self.printed("a4")))

    def test_a_device_that_does_not_answer_is_told_and_the_job_dropped(self):
        self.queue("a4")
        (self.root / "out/a4.broken").touch()
        ended = self.run_program(given=COMPLAINT)
        self.assertEqual((ended.returncode, ended.stdout), (1, b"stopped\n"))
        self.assertEqual([name for name in self.spooled() if name.startswith("d")], [])

    def test_a_job_that_is_none_is_refused(self):
        self.queue("a4")
        for given in (b"", b"CPR2", RECEIPT[:-1], job(what="receipt", code="12"), job(what="poem")):
            ended = self.run_program(given=given)
            self.assertEqual((ended.returncode, ended.stdout), (2, b""), given)
        self.assertEqual(self.run_program("--nothing").returncode, 2)
        self.assertEqual(self.printed("a4"), b"")

    def test_no_scheduler_is_no_printer(self):
        self.cupsd.daemon.send_signal(signal.SIGTERM)
        self.cupsd.daemon.wait(20)
        self.assertEqual(self.run_program("--find").returncode, 1)
        self.assertEqual(self.run_program(given=RECEIPT).stdout, b"failed\n")


if __name__ == "__main__":
    if Cupsd.missing or shutil.which("pdftotext") is None:
        print("cupsd, lpadmin or pdftotext is not installed", file=sys.stderr)
        sys.exit(77)
    PROGRAM = sys.argv[1]
    del sys.argv[1:]
    unittest.main(verbosity=2)
