"""A cupsd of one's own: private folders, a socket of its own, printers that put paper on a shelf."""
import getpass
import grp
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

CUPSD = shutil.which("cupsd", path="/usr/sbin:/usr/bin:/sbin:/bin")
LPADMIN = shutil.which("lpadmin", path="/usr/sbin:/usr/bin:/sbin:/bin")
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


def until(what, condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)


class Cupsd:
    """`missing` says what is not installed; start() first, stop() last."""

    missing = CUPSD is None or LPADMIN is None

    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="cups-"))
        for folder in ("etc", "spool/tmp", "cache", "run", "log", "out"):
            (self.root / folder).mkdir(parents=True)
        # A scheduler started by root runs its children as somebody else.
        runs_as = "lp" if os.getuid() == 0 else getpass.getuser()
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
        self.environment = {"CUPS_SERVER": str(self.socket), "LC_ALL": "C.UTF-8"}
        self.daemon = None

    def start(self, program):
        """`program`: commune-print, which is asked until it finds the scheduler."""
        with (self.root / "log/out").open("wb") as out:
            self.daemon = subprocess.Popen([CUPSD, "-f", "-c", self.root / "etc/cupsd.conf", "-s",
                                            self.root / "etc/cups-files.conf"], stdout=out, stderr=out)
        find = [program, "--find"]
        until("cupsd listens", lambda: self.socket.exists() and subprocess.run(
            find, env={**os.environ, **self.environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE).returncode == 0)

    def stop(self):
        if self.daemon is not None and self.daemon.poll() is None:
            self.daemon.send_signal(signal.SIGTERM)
            try:
                self.daemon.wait(10)
            except subprocess.TimeoutExpired:
                self.daemon.kill()
                self.daemon.wait()
        shutil.rmtree(self.root, ignore_errors=True)

    def logs(self):
        return "\n".join(f"— {log.name}:\n{log.read_text(errors='replace')[-3000:]}" for log in (self.root / "log").iterdir())

    def queue(self, name):
        """A queue without a driver: what comes in goes out as it is."""
        subprocess.run([LPADMIN, "-p", name, "-E", "-v", f"shelf:{self.root}/out/{name}", "-m", "raw"],
                       env={**os.environ, **self.environment}, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)

    def printed(self, name):
        path = self.root / "out" / name
        return path.read_bytes() if path.exists() else b""
