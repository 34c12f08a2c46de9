"""A province with so many records and a kiosk's data folder that has them all: what most figures are measured on."""
import json
import pathlib
import re
import select
import shutil
import sqlite3
import subprocess
import time

from corpus_to_markdown import convert
from gen_corpus import make_record
from lab import BODY, Failed, Lab

SEED = 20260331
DEMO = pathlib.Path(__file__).resolve().parents[2] / "assets" / "demo"
FILE_TITLE = "Thông báo kèm một tệp"
LONG_TITLE = "Văn bản bốn mươi trang"
LONG_WORDS = 14_000  # of 40 pages


class Hall:
    def __init__(self, bin, folder, records):
        self.bin = pathlib.Path(bin).resolve()
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        self.records = records
        self.corpus = self.folder / "corpus"
        self.data = self.folder / "kiosk"
        self.lab = None
        convert((json.dumps(make_record(SEED, i, records), ensure_ascii=False) for i in range(1, records + 1)), self.corpus)

    def close(self):
        if self.lab:
            self.lab.__exit__(None, None, None)
        self.lab = None

    def publish(self):
        """Seconds that the whole corpus takes into a new log."""
        self.close()
        folder = self.folder / f"lab-{time.monotonic_ns()}"
        folder.mkdir()
        self.lab = Lab(self.bin, folder).init()
        start = time.monotonic()
        self.lab.publish(self.corpus, BODY)
        return time.monotonic() - start

    def serve(self):
        self.lab.serve()
        self.lab.configure(poll_s=300)

    def sync(self, data=None, port=None):
        """Seconds of a first sync into an empty folder. A plain link to the province unless `port` says another."""
        data = data or self.data
        shutil.rmtree(data, ignore_errors=True)
        config = self.lab.configure(port or self.lab.port)
        run = subprocess.run([self.bin / "bench_sync", config, data], capture_output=True, text=True)
        if run.returncode:
            raise Failed("bench_sync: " + run.stderr)
        if not self.whole(data):
            raise Failed("the kiosk does not have every record")
        return json.loads(run.stdout)["ms"] / 1000

    def whole(self, data):
        base = sqlite3.connect(f"file:{data}/content.db?mode=ro", uri=True)
        try:
            shown = base.execute("SELECT count(*) FROM item WHERE state = 2").fetchone()[0]
            return shown >= self.records and base.execute("SELECT count(*) FROM want").fetchone()[0] == 0
        finally:
            base.close()

    def disk_mb(self):
        return sum(file.stat().st_blocks * 512 for file in self.data.iterdir()) / 1e6

    def add_long_document(self):
        """One of about forty pages, as the newest of all."""
        words, parts, n = 0, [], 0
        while words < LONG_WORDS:
            n += 1
            body = make_record(SEED + 1, n, self.records)["body"]
            words += len(body.split())
            parts.append(f"## Điều {n}\n\n" + body.replace("\n", "\n\n"))
        path = self.folder / "bon-muoi-trang.md"
        path.write_text(f'+++\nkind = "disclosure"\nitem = "D14"\ntitle = "{LONG_TITLE}"\n+++\n\n' + "\n\n".join(parts) + "\n", encoding="utf-8")
        self.lab.publish(path, BODY)

    def add_file(self):
        """A notice with a PDF, as the newest of all."""
        folder = self.folder / "notice-with-file"
        folder.mkdir(exist_ok=True)
        shutil.copy(next(DEMO.rglob("*.pdf")), folder / "kem-theo.pdf")
        path = folder / "co-tep.md"
        path.write_text(f'+++\nkind = "disclosure"\nitem = "D14"\ntitle = "{FILE_TITLE}"\natt = ["kem-theo.pdf"]\n+++\n\nXem tệp.\n',
                        encoding="utf-8")
        self.lab.publish(path, BODY)

    def kiosk(self, *options, data=None, home=True, environment=None):
        """The running program, at home with everything loaded."""
        kiosk = self.lab.kiosk(data or self.data, options=["--stay-home", *options] if home else options, environment=environment)
        kiosk.wait(60, loading=False, online=True)
        return kiosk

    def start_ms(self):
        """From exec to the first frame of home, as the program itself says when it stands."""
        config = self.lab.demo / "kiosk" / "kiosk.toml"
        command = [self.bin / "commune-kiosk", "--config", config, "--data", self.data, "--stay-home"]
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.lab.environment(), text=True)
        ready = select.select([process.stdout], [], [], 20)[0]
        line = process.stdout.readline() if ready else ""
        took = (time.monotonic() - start) * 1000
        process.terminate()
        process.wait(10)
        if not re.match(r"first-frame ", line):
            raise Failed("the kiosk did not say when its first frame stood")
        return took
