"""What every end-to-end test has: the folder of the programs, one lab a test, a notice to publish."""
import os
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
sys.path.insert(0, str(TESTS / "support"))

from lab import BODY, Failed, Lab, until  # noqa: E402,F401  (tests take them from here)

INPUT = TESTS / "input"
SLOW = 4 if "sanitize" in os.environ.get("COMMUNE_BUILD", "") else 1  # sanitizers: every deadline this much longer


def notice(folder, name, title, body="Nội dung thông báo để bà con biết."):
    """A file that publish takes."""
    path = pathlib.Path(folder) / f"{name}.md"
    path.write_text(f'+++\nkind = "disclosure"\nitem = "D14"\ntitle = "{title}"\n+++\n\n{body}\n', encoding="utf-8")
    return path


class Case(unittest.TestCase):
    def setUp(self):
        self.lab = Lab(os.environ["COMMUNE_BIN"])
        self.addCleanup(self.close_lab)
        self.notices = pathlib.Path(tempfile.mkdtemp(dir=self.lab.folder))

    def close_lab(self):
        outcome = getattr(self, "_outcome", None)
        good = outcome is None or outcome.success
        if not good:
            for log in sorted(self.lab.folder.glob("*.log")):
                print(f"— {log.name}:\n{log.read_text(errors='replace')[-3000:]}", file=sys.stderr)
        self.lab.__exit__(None if good else Failed, None, None)

    def publish(self, name, title, body="Nội dung thông báo để bà con biết."):
        self.lab.publish(notice(self.notices, name, title, body), BODY)

    def province(self):
        """A new demo province with one notice, its server running."""
        self.lab.init()
        self.publish("mo-dau", "Thông báo mở đầu về việc khai thông cống rãnh")
        self.lab.serve()
        self.lab.configure()

    def log_size(self):
        """Of the checkpoint that stands in the tree."""
        checkpoint = next(self.lab.tree.glob("l/*/checkpoint"))
        return int(checkpoint.read_text().split("\n")[1])

    def synced(self, kiosk, seconds=60):
        kiosk.wait(seconds * SLOW, log_size=self.log_size(), loading=False)
        return kiosk

    def reports(self):
        """How many reports the province has taken."""
        return self.lab.registry_number("SELECT count(*) FROM container")


def main():
    if len(sys.argv) > 1 and sys.argv[1] == "--bin":
        os.environ["COMMUNE_BIN"] = sys.argv[2]
        del sys.argv[1:3]
    if "COMMUNE_BIN" not in os.environ:
        sys.exit(f"{sys.argv[0]} --bin FOLDER [test…]: the folder of commune-kiosk and commune-province")
    unittest.main(verbosity=2)
