"""Every screen of the tour, drawn whole again and again."""
import json
import subprocess

from lab import Failed

NAMES = ("frames", "pages-light", "pages-dark")


def run(bin, figures, runs):
    p99, light, dark, answer = [], [], [], {}
    for _ in range(runs):
        run_ = subprocess.run([bin / "bench_frames"], capture_output=True, text=True)
        if run_.returncode:
            raise Failed("bench_frames: " + run_.stderr)
        answer = json.loads(run_.stdout)
        p99.append(answer["p99_ms"])
        light.append(answer["pages"]["light"])
        dark.append(answer["pages"]["dark"])
    figures.note("frames", p99, last_run=answer)
    figures.note("pages-light", light)
    figures.note("pages-dark", dark)
