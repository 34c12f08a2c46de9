"""A draft drawn for the console, as the server has it drawn: from exec to the picture on disk."""
import json
import subprocess
import tempfile
import time
import pathlib

from gen_corpus import make_record
from hall import SEED
from lab import Failed

NAMES = ("render",)


def record():
    """A disclosure with a text of the usual length and a table, in the form that --render reads."""
    table = "| Nội dung | Dự toán | Thực hiện |\n|---|---:|---:|\n| Thu | 1.150 | 902 |\n| Chi | 2.400 | 1.986 |"
    body = make_record(SEED, 7, 10)["body"] + "\n\n" + table
    card = {"doc_no": "128/BC-UBND", "household": ["Xã chi 412 triệu đồng sửa đường."], "title": "Tình hình thực hiện dự toán quý III"}
    whole = {"body": body.replace("\n", "\u2028"), "card": card, "draft": 1, "law": "D02", "pub": "20107.ubnd", "t": "disclosure"}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def run(bin, figures, runs):
    with tempfile.TemporaryDirectory() as folder:
        source, picture = pathlib.Path(folder) / "record.json", pathlib.Path(folder) / "page.png"
        source.write_text(record(), encoding="utf-8")
        took = []
        for _ in range(runs + 1):
            start = time.monotonic()
            run_ = subprocess.run([bin / "commune-kiosk", "--render", source, picture], capture_output=True, text=True)
            took.append((time.monotonic() - start) * 1000)
            if run_.returncode or not picture.stat().st_size:
                raise Failed("--render: " + run_.stderr)
    figures.note("render", took[1:])  # the first has filled the system's caches
