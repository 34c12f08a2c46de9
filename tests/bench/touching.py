"""What a finger waits for: pictures, pages, results; and frames while it drags. Real finger events in, frames presented."""
import json
import re
import subprocess
import time

from figures import percentile
from gen_corpus import make_queries
from hall import LONG_TITLE, SEED
from lab import Failed
from telex_keys import keys_of

NAMES = ("touch", "pages", "typing", "search", "scroll", "document")
QUERIES = 16  # a run
DRAG_S = 10


def stopwatch(kiosk):
    return kiosk.ask(do="stopwatch")


def walk(kiosk):
    """A resident's round: every page that is reached by touch alone, and the tools of each."""
    tools = ("frame.size", "frame.size", "frame.size", "frame.contrast", "frame.contrast", "frame.lowered", "frame.lowered")
    for tile in ("know", "discuss", "do", "inspect", "supervise", "benefit"):
        names = [item["name"] for item in kiosk.items()]
        if f"home.tile.{tile}" not in names:
            continue
        kiosk.tap(rf"home\.tile\.{tile}")
        kiosk.wait(loading=False)
        for pattern in (r"list\.law\.all", r"list\.row\.0"):
            if any(re.fullmatch(pattern, item["name"]) for item in kiosk.items()):
                kiosk.tap(pattern)
                kiosk.wait(loading=False)
        if tile == "know":
            for tool in tools:
                kiosk.tap(tool)
        kiosk.home()
    for target in ("home.search", "frame.home", "home.feedback", "frame.home", "home.lookup", "frame.home"):
        kiosk.tap(re.escape(target))
        kiosk.wait(loading=False)


def touches(hall, figures, runs, wanted):
    p95, most = [], []
    for _ in range(runs):
        kiosk = hall.kiosk()
        walk(kiosk)  # letters seen once, as on any day but the first
        stopwatch(kiosk)
        walk(kiosk)
        seen = stopwatch(kiosk)
        kiosk.stop()
        p95.append(percentile(seen["touches"], 0.95))
        most.append(max(frames for _, frames in seen["pages"]))
    if wanted("touch"):
        figures.note("touch", p95, touches_a_run=len(seen["touches"]), page_p95_ms=percentile([ms for ms, _ in seen["pages"]], 0.95))
    if wanted("pages"):
        figures.note("pages", most, pages_a_run=len(seen["pages"]))


def typing(hall, figures, runs, name="typing"):
    queries = make_queries(SEED, QUERIES * runs)
    p95 = []
    for n in range(runs):
        kiosk = hall.kiosk()
        kiosk.tap("home.search")
        kiosk.wait(screen="search")
        kiosk.keys("a")
        stopwatch(kiosk)
        for query in queries[n * QUERIES:(n + 1) * QUERIES]:
            kiosk.tap(r"search\.clear")
            kiosk.keys(keys_of(query))
            kiosk.wait(loading=False)
        answers = stopwatch(kiosk)["answers"]
        kiosk.stop()
        if len(answers) < QUERIES * 3:
            raise Failed(f"only {len(answers)} keys were answered")
        p95.append(percentile(answers, 0.95))
    figures.note(name, p95, keys_a_run=len(answers), p50_ms=percentile(answers, 0.5), most_ms=max(answers))


def search(hall, figures, runs):
    queries = "\n".join(make_queries(SEED, 120)) + "\n"
    p95 = []
    for _ in range(runs):
        run_ = subprocess.run([hall.bin / "bench_search", hall.data / "content.db", "20107"], input=queries, capture_output=True, text=True)
        if run_.returncode:
            raise Failed("bench_search: " + run_.stderr)
        answer = json.loads(run_.stdout)
        p95.append(answer["p95_ms"])
    figures.note("search", p95, last_run=answer)


def drags(kiosk, area):
    """Drags up and down for ten seconds, each followed by its throw; what the stopwatch saw."""
    x, y, width, height = area
    stopwatch(kiosk)
    end = time.monotonic() + DRAG_S
    n = 0
    while time.monotonic() < end:
        up = n % 4 != 3
        start = y + height * (0.9 if up else 0.1)
        kiosk.ask(do="drag", x=x + width * 0.4, y=start, dx=0, dy=height * (-0.8 if up else 0.8), ms=500)
        n += 1
    return stopwatch(kiosk)


def scrolled(hall, figures, runs, name, reach):
    p99, intervals, seen = [], [], {"frames": []}
    for _ in range(runs):
        kiosk = hall.kiosk()
        width, height = 1080, 1920
        reach(kiosk)
        seen = drags(kiosk, (0, height * 0.25, width, height * 0.5))
        kiosk.stop()
        if len(seen["frames"]) < 100:
            raise Failed(f"only {len(seen['frames'])} frames moved in {DRAG_S} s")
        p99.append(percentile(seen["frames"], 0.99))
        intervals.append(percentile([ms for ms in seen["intervals"] if ms < 100], 0.99))
    figures.note(name, p99, frames_a_run=len(seen["frames"]), p50_ms=percentile(seen["frames"], 0.5), interval_p99_ms=intervals)


def open_list(records):
    def reach(kiosk):
        kiosk.tap(r"home\.tile\.know")
        kiosk.wait(loading=False)
        kiosk.tap(r"list\.law\.all")
        kiosk.wait(loading=False)
        if kiosk.state().get("rows", 0) < records * 0.9:
            raise Failed(f"the list has {kiosk.state().get('rows')} rows only")
    return reach


def open_long(kiosk):
    kiosk.search(keys_of(LONG_TITLE.lower()))
    kiosk.tap(r"search\.hit\.0")
    kiosk.wait(screen="document", loading=False)


def run(hall, figures, runs, wanted):
    if wanted("touch", "pages"):
        touches(hall, figures, runs, wanted)
    if wanted("typing"):
        typing(hall, figures, runs)
    if wanted("search"):
        search(hall, figures, runs)
    if wanted("scroll"):
        scrolled(hall, figures, runs, "scroll", open_list(hall.records))
    if wanted("document"):
        hall.add_long_document()
        hall.kiosk().stop()  # it is here before anything is timed
        scrolled(hall, figures, runs, "document", open_long)
