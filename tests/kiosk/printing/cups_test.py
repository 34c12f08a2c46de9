#!/usr/bin/env python3
"""commune-print against a real cupsd of its own: private folders, a socket of its own, printers that put paper on a shelf.

    cups_test.py COMMUNE-PRINT

Exit code 77: cupsd or lpadmin is not installed."""
import getpass
import grp
import os
import pathlib
import pwd
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest

CUPSD = shutil.which("cupsd", path="/usr/sbin:/usr/bin:/sbin:/bin")
LPADMIN = shutil.which("lpadmin", path="/usr/sbin:/usr/bin:/sbin:/bin")
PROGRAM = None
CODE = "48291357026481937597"

CUPSD_CONF = """
Listen {socket}
Browsing Off
DefaultAuthType None
WebInterface No
MaxLogSize 0
LogLevel warn
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

FILES_CONF = """
FileDevice Yes
SystemGroup root
User {user}
Group {group}
ServerRoot {root}/etc
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/run
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
ServerBin {bin}
"""

# A printer as cupsd knows it: a backend. What arrives lies in the file that its address names. While <file>.empty stands
# there is no paper; with <file>.broken the device does not answer.
BACKEND = """#!/bin/sh
[ $# = 0 ] && exit 0
shelf="${DEVICE_URI#shelf:}"
[ -e "$shelf.broken" ] && exit 1
if [ -e "$shelf.empty" ]; then
  echo "STATE: +media-empty-error" >&2
  while [ -e "$shelf.empty" ]; do sleep 0.1; done
  echo "STATE: -media-empty-error" >&2
fi
cat "${6:--}" > "$shelf"
"""


def job(**fields):
    """The bytes of kiosk/printing/job.h."""
    out = b"CPR1"
    for name, value in fields.items():
        value = value.encode() if isinstance(value, str) else value
        out += bytes([len(name)]) + name.encode() + struct.pack(">I", len(value)) + value
    return out


RECEIPT = job(what="receipt", code=CODE, commune_code="20107", commune="Xã Phú Lộc", lang="vi", at="1795507440")
COMPLAINT = job(what="complaint", decision="Quyết định 409", reason="Tính sai.", wish="Đo lại.", lang="vi", at="1795507440")


def until(what, condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)


class Cups(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="cups-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        for folder in ("etc", "spool/tmp", "cache", "run", "log", "out"):
            (self.root / folder).mkdir(parents=True)
        user = getpass.getuser()
        # A scheduler started by root runs its children as somebody else.
        runs_as = "lp" if os.getuid() == 0 else user
        group = grp.getgrgid(pwd.getpwnam(runs_as).pw_gid).gr_name
        if os.getuid() == 0:
            subprocess.run(["chmod", "-R", "a+rwX", self.root], check=True)
        self.socket = self.root / "s"
        server_bin = self.root / "bin"
        (server_bin / "backend").mkdir(parents=True)
        # cupsd starts its children through a helper of its own.
        for real in ("/usr/lib/cups", "/usr/libexec/cups"):
            if os.path.isdir(f"{real}/daemon"):
                (server_bin / "daemon").symlink_to(f"{real}/daemon")
                (server_bin / "filter").symlink_to(f"{real}/filter")
                break
        backend = server_bin / "backend/shelf"
        backend.write_text(BACKEND)
        for path in (server_bin, server_bin / "backend", backend):
            path.chmod(0o755)
        (self.root / "etc/cupsd.conf").write_text(CUPSD_CONF.format(socket=self.socket))
        (self.root / "etc/cups-files.conf").write_text(
            FILES_CONF.format(root=self.root, user=runs_as, group=group, bin=server_bin))
        self.environment = {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C.UTF-8"}
        with (self.root / "log/out").open("wb") as out:
            self.daemon = subprocess.Popen([CUPSD, "-f", "-c", self.root / "etc/cupsd.conf", "-s",
                                            self.root / "etc/cups-files.conf"], stdout=out, stderr=out)
        self.addCleanup(self.stop)
        until("cupsd listens", lambda: self.socket.exists() and self.run_program("--find").returncode == 0)

    def stop(self):
        if self.daemon.poll() is None:
            self.daemon.send_signal(signal.SIGTERM)
            try:
                self.daemon.wait(10)
            except subprocess.TimeoutExpired:
                self.daemon.kill()
                self.daemon.wait()
        outcome = getattr(self, "_outcome", None)
        if outcome is not None and not outcome.success:
            for log in (self.root / "log").iterdir():
                print(f"— {log.name}:\n{log.read_text(errors='replace')[-3000:]}", file=sys.stderr)

    def queue(self, name):
        """A queue without a driver: what comes in goes out as it is."""
        subprocess.run([LPADMIN, "-p", name, "-E", "-v", f"shelf:{self.root}/out/{name}", "-m", "raw"], env=self.environment, check=True,
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)

    def run_program(self, *options, given=b""):
        return subprocess.run([PROGRAM, *options], input=given, env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=100)

    def printed(self, name):
        path = self.root / "out" / name
        return path.read_bytes() if path.exists() else b""

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
        self.daemon.send_signal(signal.SIGTERM)
        self.daemon.wait(20)
        self.assertEqual(self.run_program("--find").returncode, 1)
        self.assertEqual(self.run_program(given=RECEIPT).stdout, b"failed\n")


if __name__ == "__main__":
    if CUPSD is None or LPADMIN is None or shutil.which("pdftotext") is None:
        print("cupsd, lpadmin or pdftotext is not installed", file=sys.stderr)
        sys.exit(77)
    PROGRAM = sys.argv[1]
    del sys.argv[1:]
    unittest.main(verbosity=2)
