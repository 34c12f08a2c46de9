#!/usr/bin/env python3
"""The server behind nginx as deploy/nginx sets it up: the tree as files, limits, rates, TLS, HTTP/2."""
import http.client
import shutil
import subprocess
import sys

import case
from front import CONSOLE, Front, available  # noqa: E402

class BehindNginx(case.Case):
    def setUp(self):
        super().setUp()
        self.province()

    def direct(self, path, headers=None):
        link = http.client.HTTPConnection("127.0.0.1", self.lab.port, timeout=60)
        link.request("GET", path, headers=headers or {})
        answer = link.getresponse()
        got = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        link.close()
        return got

    def test_nginx_serves_each_file_of_the_tree_as_the_server_does(self):
        with Front(self.lab) as front:
            files = sorted("/" + str(path.relative_to(self.lab.tree)) for path in self.lab.tree.rglob("*") if path.is_file())
            self.assertGreater(len(files), 8)
            strange = ["/", "/l", "/l/2026/", "/l/2026/checkpoint.tmp", "/state.db", "/keys/log", "/../keys/log", "/b/../../keys/log",
                       "/%2e%2e/keys/log", "/b/%2e%2e/%2e%2e/keys/log", "/v/..", "/v/.hidden", "/trust/0", "/l/2026/tile/0/000.p/0",
                       "/l/2026/tile/entries/999", "/p/x", "/b/00/" + "0" * 64, "/index.html", "/province.toml"]
            for path in files + strange:
                with self.subTest(path):
                    ours, theirs = self.direct(path), front.ask("GET", path, tls=False)
                    if path in strange and theirs[0] == 400:    # nginx refuses what leaves the root by itself
                        continue
                    self.assertEqual(ours[0], theirs[0])
                    if ours[0] != 200:
                        self.assertEqual(theirs[1].get("cache-control"), "no-store")
                        continue
                    self.assertEqual(ours[2], theirs[2])
                    for header in ("content-type", "cache-control"):
                        self.assertEqual(ours[1].get(header), theirs[1].get(header), header)
            bundle = next(path for path in files if "/tile/entries/" in path)
            status, headers, part = front.ask("GET", bundle, tls=False, headers={"Range": "bytes=10-"})
            self.assertEqual((status, part), (206, self.direct(bundle)[2][10:]))
            status, headers, _ = front.ask("GET", bundle, tls=False, headers={"Range": "bytes=99999999-"})
            self.assertEqual(status, 416)

    def test_a_changed_checkpoint_is_never_taken_for_the_old_one(self):
        with Front(self.lab) as front:
            status, headers, old = front.ask("GET", "/l/2026/checkpoint", tls=False)
            self.assertEqual((status, headers["cache-control"]), (200, "no-cache"))
            tag = {"If-None-Match": headers["etag"]}
            self.assertEqual(front.ask("GET", "/l/2026/checkpoint", tls=False, headers=tag)[0], 304)
            # Two publications in one second, whose checkpoints have the same length.
            for n in range(3):
                self.publish(f"them-{n}", f"Thông báo thêm {n}")
                # Each worker looks at a file it holds once a second.
                got = case.until("a checkpoint that is not the old one",
                                 lambda: (answer := front.ask("GET", "/l/2026/checkpoint", tls=False, headers=tag))[0] == 200 and answer, 10 * case.SLOW)
                headers, new = got[1], got[2]
                self.assertNotEqual(new, old)
                old, tag = new, {"If-None-Match": headers["etag"]}

    def test_an_erased_paper_is_gone_for_good(self):
        blob = next(path for path in (self.lab.tree / "b").rglob("*") if path.is_file())
        blob.rename(str(blob) + ".gone")
        path = "/" + str(blob.relative_to(self.lab.tree))
        with Front(self.lab) as front:
            status, headers, body = front.ask("GET", path, tls=False)
            self.assertEqual((status, headers["cache-control"]), (410, "no-store"))
            self.assertEqual(self.direct(path)[0], 410)
            self.assertEqual(front.ask("GET", path + ".gone", tls=False)[0], 404)

    def test_what_is_private_comes_in_over_tls_only(self):
        with Front(self.lab) as front:
            status, _, body = front.ask("PUT", "/v1/feedback/" + "0" * 64, b"x", tls=False)
            self.assertEqual(status, 403)
            self.assertIn(b"https", body)
            status, headers, _ = front.ask("GET", "/console/login", host=CONSOLE, tls=False)
            self.assertEqual((status, headers["location"]), (308, f"https://{CONSOLE}/console/login"))
            # The console lives under its own name, figures under none.
            self.assertEqual(front.ask("GET", "/console/login")[0], 404)
            status, headers, page = front.ask("GET", "/console/login", host=CONSOLE)
            self.assertEqual(status, 200)
            self.assertIn("max-age", headers["strict-transport-security"])
            self.assertNotIn("content-encoding", headers)
            for host in ("kiosk.hue.example", CONSOLE):
                self.assertEqual(front.ask("GET", "/metrics", host=host)[0], 404)
            self.assertEqual(front.ask("GET", "/healthz")[0], 200)
            if shutil.which("curl"):
                said = subprocess.run(["curl", "-s", "--http2", "--cacert", front.folder / "tls.pem", "--resolve",
                                       f"kiosk.hue.example:{front.https}:127.0.0.1", "-o", "/dev/null", "-w", "%{http_version} %{http_code}",
                                       f"https://kiosk.hue.example:{front.https}/l/2026/checkpoint"], capture_output=True, text=True)
                self.assertEqual(said.stdout, "2 200")

    def test_what_is_too_large_ends_at_nginx(self):
        with Front(self.lab) as front:
            for path, limit in (("/v1/feedback/" + "0" * 64, 16 << 20), ("/v1/beat/46-20107-k1/1", 8 << 10)):
                link = front.connection()
                link.putrequest("PUT", path)
                link.putheader("Content-Length", str(limit + 1))
                link.endheaders()
                self.assertEqual(link.getresponse().status, 413)
                link.close()
            self.assertEqual(front.ask("PUT", "/v1/feedback/" + "0" * 64, b"x" * (1 << 20))[0] // 100, 4)
            self.assertEqual(front.ask("GET", "/healthz")[0], 200)

    def test_guesses_are_slowed_by_their_address_and_nobody_else(self):
        with Front(self.lab) as front:
            guess = dict(method="POST", path="/console/login", body=b"token=x&login=lanhdao&password=x", host=CONSOLE,
                         headers={"Content-Type": "application/x-www-form-urlencoded"})
            seen = [front.ask(**guess)[0] for _ in range(20)]
            self.assertIn(429, seen)
            self.assertNotIn(429, seen[:10])
            status, headers, body = front.ask(**guess)
            self.assertEqual((status, headers["retry-after"]), (429, "10"))
            self.assertIn("Xin đợi", body.decode())
            # The page itself and other addresses go on.
            self.assertEqual(front.ask("GET", "/console/login", host=CONSOLE)[0], 200)
            self.assertNotEqual(front.ask(**guess, source="127.0.0.9")[0], 429)
            # Passwords within a session are guesses like those at the door.
            for n, path in enumerate(("/console/account/password", "/console/publish/7/approve")):
                inside = [front.ask(**guess | {"path": path}, source=f"127.0.0.{20 + n}")[0] for _ in range(20)]
                self.assertIn(429, inside)
            elsewhere = [front.ask(**guess | {"path": "/console/publish/7/save"}, source="127.0.0.30")[0] for _ in range(20)]
            self.assertNotIn(429, elsewhere)

    def test_the_log_names_no_address_and_no_report(self):
        with Front(self.lab) as front:
            lookup = "c0ffee" * 5 + "00"
            front.ask("GET", f"/v1/replies/20107/{lookup}.1", source="127.0.0.77")
            front.ask("GET", f"/nothing/{lookup}", source="127.0.0.77")
        log = "".join(path.read_text() for path in front.folder.glob("*.log"))
        self.assertIn('"area":"/v1/replies"', log)
        self.assertNotIn(lookup, log)
        self.assertNotIn("127.0.0.77", log)


if __name__ == "__main__":
    if not available():
        print("nginx is not installed (deploy/packages/test.txt)")
        sys.exit(77)
    case.main()
