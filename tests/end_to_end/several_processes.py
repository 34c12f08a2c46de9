#!/usr/bin/env python3
"""Several servers on one PostgreSQL: reports go on when one is killed, and one process at a time writes the log."""
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

import case
from case import BODY, until

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
