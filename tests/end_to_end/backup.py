#!/usr/bin/env python3
"""A province whose registry is PostgreSQL: backed up by pg_dump while it works, the machine lost, restored into an empty database."""
import shutil
import subprocess
import sys
import tempfile

import case
from case import BODY
from clerk import Clerk
from every_page import PASSWORD, filled

import postgresql


class Backup(case.Case):
    def setUp(self):
        super().setUp()
        folder = tempfile.mkdtemp(prefix="commune-postgresql-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.cluster = postgresql.Cluster(folder, postgresql.programs())
        self.cluster.start()
        self.addCleanup(self.cluster.stop)
        self.lab.init()
        # The demo's people are made where the configuration says: moved before anything else is written.
        with (self.lab.data / "province.toml").open("a") as settings:
            settings.write(f'registry = "{self.cluster.address()}"\n')
        self.lab.serve()  # which lays out the offices
        for word, role in (("soanthao", "writer"), ("lanhdao", "approver")):
            self.lab.province("user", "add", word, "--name", word, "--as", BODY, "--role", role, "--data", self.lab.data)

    def password(self, login):
        halves = self.lab.province("user", "invite", login, "--data", self.lab.data).stdout
        first, second = (line.split(": ")[1].strip() for line in halves.splitlines()[:2])
        clerk = Clerk(self.lab)
        page = clerk.send(clerk.get("/console/reset").form("/console/reset"), login=login, first=first, second=second, password=PASSWORD, repeat=PASSWORD)
        self.assertIn("done=reset", page.path, page.text)
        return clerk

    def test_pg_dump_and_back_into_an_empty_database(self):
        self.lab.publish(case.notice(self.notices, "mot", "Thông báo thứ nhất"), BODY)
        writer = self.password("soanthao")
        writer.sign_in("soanthao", PASSWORD)
        page = writer.send(writer.get("/console/publish").form("/publish/new"), kind="disclosure")
        page = writer.send(page.form("/save"), "/save", **filled(page.form("/save"), "Bản nháp phải còn sau khi mất máy", "disclosure"))
        draft = page.path.split("?")[0]
        to = self.lab.folder / "backup"
        self.lab.province("backup", "--data", self.lab.data, "--to", to)  # the server goes on meanwhile
        self.assertTrue((to / "data" / "registry.dump").exists())
        self.assertEqual((to / "data" / "registry.dump").stat().st_mode & 0o077, 0)
        writer.send(writer.get(draft).form("/save"), "/save", title="Sau khi sao lưu")
        self.lab.server.kill()
        self.lab.server.wait()
        checkpoint = next(self.lab.tree.glob("l/*/checkpoint")).read_bytes()
        seen = self.lab.folder / "seen-elsewhere"
        seen.write_bytes(checkpoint)

        # The machine is gone, and its database with it.
        shutil.rmtree(self.lab.data)
        self.cluster.run(self.cluster.programs / "dropdb", "-h", self.cluster.folder, "-U", "commune", "--force", "commune")
        self.assertNotEqual(self.lab.province("restore", "--from", to, "--data", self.lab.data, code=None).returncode, 0)
        self.assertFalse((self.lab.data / "tree").exists())
        self.cluster.run(self.cluster.programs / "createdb", "-h", self.cluster.folder, "-U", "commune", "commune")
        self.lab.province("restore", "--from", to, "--data", self.lab.data)
        self.assertEqual(next(self.lab.tree.glob("l/*/checkpoint")).read_bytes(), checkpoint)
        self.lab.fsck()
        self.lab.province("audit", "verify", "--data", self.lab.data)
        self.lab.serve()
        writer = Clerk(self.lab)
        writer.sign_in("soanthao", PASSWORD)
        page = writer.get(draft)
        self.assertIn("Bản nháp phải còn sau khi mất máy", page.text)
        self.assertNotIn("Sau khi sao lưu", page.text)
        # Nothing is signed before it is proved that nothing newer was.
        self.assertIn("reopen", self.lab.publish(case.notice(self.notices, "hai", "Thông báo thứ hai"), BODY, code=None).stderr)
        own = next(self.lab.tree.glob("l/*/checkpoint"))
        self.assertNotEqual(self.lab.province("reopen", "--data", self.lab.data, "--seen", own, code=None).returncode, 0)
        self.assertNotEqual(self.lab.province("reopen", "--data", self.lab.data, code=None).returncode, 0)
        self.lab.province("reopen", "--data", self.lab.data, "--seen", seen)
        self.lab.publish(case.notice(self.notices, "hai", "Thông báo thứ hai"), BODY)
        self.lab.fsck()


if __name__ == "__main__":
    if postgresql.programs() is None or not shutil.which("pg_dump"):
        print("PostgreSQL is not installed (deploy/packages/test.txt)")
        sys.exit(77)
    case.main()
