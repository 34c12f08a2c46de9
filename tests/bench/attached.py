"""A page of an attached PDF, from the order to the sharp picture: measured by bench_pages."""
import pathlib
import re
import subprocess

from lab import Failed

NAMES = ("pdf",)
ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(bin, figures):
    example = next((ROOT / "assets" / "demo").rglob("*.pdf"))
    run_ = subprocess.run([bin / "bench_pages", example], capture_output=True, text=True)
    values = re.findall(r"(?m)([\d.]+) ms\s", run_.stdout)
    if len(values) != 2:
        raise Failed(f"bench_pages: {run_.stdout}{run_.stderr}")
    figures.note("pdf", [float(values[0])])
    figures.note("pdf-open", [float(values[1])])
