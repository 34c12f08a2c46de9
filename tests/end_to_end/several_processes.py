#!/usr/bin/env python3
"""Several servers on one PostgreSQL: reports go on when one is killed, and one process at a time writes the log."""
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import case
from case import BODY, until

from clerk import Clerk
from every_page import PASSWORD, filled
from front import Front, available
from postgresql import Cluster, programs
from terminal_keys import Ed25519PrivateKey, TerminalKeys, let_in, sealed_report


class SeveralProcesses(case.Case):
    def setUp(self):
        super().setUp()
        self.cluster = Cluster(tempfile.mkdtemp(prefix="commune-postgresql-"), programs())
        self.addCleanup(lambda: (self.cluster.stop(), shutil.rmtree(self.cluster.folder, ignore_errors=True)))
        self.cluster.start()
        self.lab.init()
        (self.lab.data / "province.toml").write_text(f'demo = true\nregistry = "{self.cluster.address()}"\n')
        self.publish("mo-dau", "Thông báo mở đầu về việc khai thông cống rãnh")

    def second_server(self):
        log = self.lab.folder / "second.log"
        with log.open("wb") as out:
            process = self.lab.start([self.lab.bin / "commune-province", "serve", "--data", self.lab.data, "--listen", "127.0.0.1:0"],
                                     stdout=out, stderr=subprocess.STDOUT)
        text = until("the second server listens", lambda: "http://127.0.0.1:" in log.read_text() and log.read_text(), 20 * case.SLOW)
        return process, int(text.split("http://127.0.0.1:")[1].split("/")[0])

    def test_reports_go_on_when_one_server_is_killed(self):
        self.lab.serve()
        _, port = self.second_server()
        keys = TerminalKeys("46-20107-k7", bytes(32))
        let_in([keys], cluster=self.cluster)
        with Front(self.lab, upstreams=[self.lab.port, port]) as front:
            taken, wrong = [], []

            def hand_in(body):
                path = f"/v1/feedback/{hashlib.sha256(body).hexdigest()}"
                status, _, _ = front.ask("PUT", path, body, keys.headers("PUT", path, body))
                (taken if status in (200, 201) else wrong).append(status)
            reports = [sealed_report() for _ in range(60)]
            for report in reports[:20]:
                hand_in(report)
            senders = [threading.Thread(target=hand_in, args=(report,)) for report in reports[20:]]
            for sender in senders[:20]:
                sender.start()
            self.lab.server.kill()
            for sender in senders[20:]:
                sender.start()
            for sender in senders:
                sender.join()
            # What a kiosk was not told is sent again; nothing is lost and nothing is there twice.
            for report in reports:
                hand_in(report)
            self.assertEqual(wrong.count(502) + wrong.count(504), len(wrong))
            self.assertGreaterEqual(len(taken), 100)
            count = subprocess.run([str(self.cluster.programs / "psql"), "-Atq", "-h", str(self.cluster.folder), "-U", "commune", "commune", "-c",
                                    "SELECT COUNT(*), COUNT(DISTINCT id), MAX(seq) FROM container"], capture_output=True, text=True).stdout
            self.assertEqual(count.strip(), "60|60|60")

    def test_one_process_writes_the_log_and_the_next_takes_over_at_once(self):
        kiosk_saw = self.log_size()
        sources = [case.notice(self.notices, f"bai-{n}", f"Thông báo số {n}") for n in range(4)]
        command = [str(self.lab.bin / "commune-province"), "publish", "--as", BODY, "--data", str(self.lab.data)]
        # A writer that holds the lock and does not go on: stopped at the moment it has stored its entries.
        stuck = subprocess.Popen(["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=syncfs,fsync:delay_enter=120000000:when=3", *command, str(sources[0])],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"},
                                 start_new_session=True)

        def refused():
            run = subprocess.run([*command, str(sources[1])], capture_output=True, text=True)
            return run if run.returncode == 1 and "khác" in run.stderr else None
        held = until("the other writer holds the lock", lambda: self.locks() == 1, 30 * case.SLOW)
        self.assertTrue(held)
        self.assertIsNotNone(refused())
        os.killpg(stuck.pid, signal.SIGKILL)
        stuck.wait()
        # The log goes on: whatever the killed one had stored is finished, each thing once.
        until("another writer takes over", lambda: subprocess.run([*command, str(sources[1])], capture_output=True).returncode == 0, 10)
        writers = [subprocess.Popen([*command, str(source)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for source in sources[2:]]
        codes = [writer.wait() for writer in writers]
        self.assertIn(0, codes)
        self.lab.fsck()
        self.assertGreater(self.log_size(), kiosk_saw)

    def test_an_approval_is_carried_through_by_another_server_when_its_own_is_killed(self):
        writer, chief = self.at_work()
        page = writer.send(writer.get("/console/publish").form("/publish/new"), kind="disclosure")
        form = page.form("/save")
        page = writer.send(form, "/send", **filled(form, "Thông báo qua hai máy chủ", "disclosure"))
        draft = re.search(r'href="(/console/publish/\d+)"', page.text).group(1)
        before = self.log_size()
        second, port = self.second_server()
        # The first server is held at the first thing that it wants on the disk, with the log's lock in its hands.
        stuck = subprocess.Popen(["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=syncfs,fsync,fdatasync:delay_enter=120000000",
                                  "-p", str(self.lab.server.pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(stuck.kill)
        until("strace holds it", lambda: "TracerPid:\t0" not in pathlib.Path(f"/proc/{self.lab.server.pid}/status").read_text(), 20 * case.SLOW)
        approval = chief.get(draft).form("/approve")

        def approve():
            try:
                chief.send(approval, password=PASSWORD, reason="đã xem")
            except OSError:
                pass  # its server dies
        asking = threading.Thread(target=approve)
        asking.start()
        until("the first server writes the log", lambda: self.locks() == 1, 60 * case.SLOW)
        self.lab.server.kill()
        killed = time.monotonic()
        self.lab.server.wait()
        asking.join()
        # The other one has the same sessions; the approver presses the button once more.
        self.lab.port = port
        chief.cookies = dict(chief.cookies)

        def published():
            page = chief.get(draft)
            if "Đã ký và công bố" in page.text or "Số trong nhật ký công khai" in page.text:
                return page
            page = chief.send(page.form("/approve"), password=PASSWORD, reason="đã xem")
            return "done=published" in page.path and page
        until("the approval is carried through", published, 10 * case.SLOW, 0.2)
        print(f"carried through {time.monotonic() - killed:.1f} s after the kill")
        self.assertEqual(self.log_size(), before + 1, "once, whatever the first had stored")
        self.lab.fsck()
        self.lab.province("audit", "verify", "--data", self.lab.data)
        self.assertIsNone(second.poll())

    def at_work(self):
        """A writer and an approver of the demo, signed in at the first server; the registry is the cluster's."""
        shutil.rmtree(self.lab.demo)
        self.cluster.run(self.cluster.programs / "dropdb", "-h", self.cluster.folder, "-U", "commune", "--force", "commune")
        self.cluster.run(self.cluster.programs / "createdb", "-h", self.cluster.folder, "-U", "commune", "commune")
        self.lab.province("init", "--demo", "--data", self.lab.demo, "--registry", self.cluster.address())
        self.publish("mo-dau", "Thông báo mở đầu về việc khai thông cống rãnh")
        self.lab.serve()
        writer, chief = Clerk(self.lab), Clerk(self.lab)
        writer.sign_in("soanthao", PASSWORD)
        chief.sign_in("lanhdao", PASSWORD, lambda: self.lab.province("user", "code", "lanhdao", "--data", self.lab.data).stdout.strip())
        return writer, chief

    def locks(self):
        out = subprocess.run([str(self.cluster.programs / "psql"), "-Atq", "-h", str(self.cluster.folder), "-U", "commune", "commune", "-c",
                              "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1 AND granted"], capture_output=True, text=True).stdout
        return int(out.strip() or 0)


if __name__ == "__main__":
    missing = "PostgreSQL" if programs() is None else "nginx" if not available() else "strace" if not shutil.which("strace") else \
        "python3-cryptography" if Ed25519PrivateKey is None else None
    if missing == "python3-cryptography" and pathlib.Path(sys.executable).resolve() != pathlib.Path("/usr/bin/python3").resolve():
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    if missing:
        print(f"{missing} is not installed (deploy/packages/test.txt)")
        sys.exit(77)
    case.main()
