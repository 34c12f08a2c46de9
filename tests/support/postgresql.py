"""Runs a command with a PostgreSQL cluster of its own: postgresql.py COMMAND…

The cluster lies in a temporary folder, listens on a socket there and nowhere else, belongs to an unprivileged user (to `nobody`
when root runs this; PostgreSQL refuses root) and is gone at the end. The command finds its address in COMMUNE_TEST_POSTGRESQL.
Exit code: the command's; 77 where PostgreSQL is not installed.
"""
import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile


def programs():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    return pathlib.Path(found[-1]) if found else None


class Cluster:
    def __init__(self, folder, programs_folder):
        self.folder = pathlib.Path(folder)
        self.programs = programs_folder
        self.user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        self.server = None

    def run(self, *command):
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd=self.folder,
                       env=self.environment(), **self.as_user())

    def environment(self):
        return {"PATH": f"{self.programs}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self.folder)}

    def as_user(self):
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}

    def start(self, durable=False):
        """`durable`: a commit is on the disk, as where it counts."""
        os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        data = self.folder / "data"
        self.run(self.programs / "initdb", "-D", data, "-U", "commune", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        # Else nothing in it outlives the test: no need to wait for a disk.
        kept = "-c shared_buffers=128MB" if durable else "-c fsync=off -c full_page_writes=off -c shared_buffers=16MB"
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} {kept} -c max_connections=60"
        self.run(self.programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", self.folder / "server.log", "-o", options, "start")
        self.run(self.programs / "createdb", "-h", self.folder, "-U", "commune", "commune")

    def stop(self):
        if (self.folder / "data" / "postmaster.pid").exists():
            self.run(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def address(self):
        return f"postgresql:///commune?host={self.folder}&user=commune"


def main():
    found = programs()
    if found is None:
        print("PostgreSQL is not installed (deploy/packages/test.txt)")
        return 77
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp(prefix="commune-postgresql-")
    cluster = Cluster(folder, found)
    try:
        cluster.start()
        return subprocess.run(sys.argv[1:], env=os.environ | {"COMMUNE_TEST_POSTGRESQL": cluster.address()}).returncode
    except subprocess.CalledProcessError as error:
        log = cluster.folder / "server.log"
        print(error, log.read_text(errors="replace") if log.exists() else "", sep="\n")
        return 1
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
