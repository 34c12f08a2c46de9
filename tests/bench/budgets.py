"""Every figure that has a budget: what the kiosk, the first sync and the wire may cost, and what the province must bear."""
from typing import NamedTuple, Optional


class Row(NamedTuple):
    what: str
    unit: str
    budget: Optional[float]
    moonshot: Optional[float] = None
    at_least: bool = False  # the budget is a floor


ROWS = {
    "publish": Row("publish 10,000 records into an empty log", "s", 20),
    "sync": Row("first sync of 10,000: verified, stored, searchable", "s", 2.5),
    "wire": Row("first sync of 10,000: bytes on the wire", "MB", 5),
    "disk": Row("disk for 10,000", "MB", 40),
    "poll-up": Row("poll, nothing new: bytes up", "B", 110),
    "poll-down": Row("poll, nothing new: bytes down", "B", 220),
    "poll-turns": Row("poll, nothing new: turns", "", 1),
    "new-up": Row("one new 1 KiB notice: bytes up", "B", 700),
    "new-down": Row("one new 1 KiB notice: bytes down", "B", 4500),
    "new-turns": Row("one new 1 KiB notice: turns", "", 4),
    "start": Row("exec → first home frame, warm", "ms", 100, 55),
    "memory": Row("PSS of the process tree at home", "MB", 64, 41),
    "memory-form": Row("PSS with a report being written, its keys derived", "MB", None),
    "memory-awake": Row("PSS after that, a PDF open and read aloud: all threads", "MB", None),
    "idle": Row("CPU of an idle minute, static home", "ms", 20, 0),
    "idle-clock": Row("CPU of an idle minute, the clock turning", "ms", 30),
    "idle-wakes": Row("wake-ups of an idle minute, static home", "", None, 0),
    "touch": Row("touch → changed pixels presented, p95", "ms", 16.6),
    "pages": Row("frames from release to the next page, most", "", 1),
    "typing": Row("keystroke → results drawn, p95 over every key", "ms", 10),
    "search": Row("the search alone, p95 over every key", "ms", 10),
    "scroll": Row("scrolling a list of 10,000 by drag, 10 s: p99 frame", "ms", 16.6),
    "document": Row("scrolling 40 pages by drag, 10 s: p99 frame", "ms", 16.6),
    "frames": Row("frame build + whole drawing, any screen, p99", "ms", 16.6),
    "pages-light": Row("the same of a page of a file, white, p99", "ms", 16.6),
    "pages-dark": Row("the same of a page of a file, dark in high contrast, p99", "ms", 16.6),
    "render": Row("--render of a page, exec → picture on disk", "ms", 300),
    "pdf": Row("A4 page of a PDF to sharp, file just touched", "ms", 250),
    "pdf-open": Row("A4 page of a PDF to sharp, file open", "ms", 250),
    "hand-in": Row("hand-in → receipt on screen, without KDF", "ms", 300),
    "installed": Row("installed with all dependencies over a minimal Debian", "MB", 250),
    "installed-session": Row("the same with cage and Xwayland to run it in", "MB", None),
    "large-sync": Row("first sync of 100,000", "s", 25),
    "large-disk": Row("disk for 100,000", "MB", 400),
    "large-start": Row("100,000 records: exec → first home frame, warm", "ms", 150),
    "large-memory": Row("100,000 records: PSS at home", "MB", 80),
    "large-typing": Row("100,000 records: keystroke → results drawn, p95", "ms", 20),
    "polls": Row("checkpoint polls served by nginx (304)", "/s", 20_000, at_least=True),
}
for engine, name, seconds in (("sqlite", "SQLite", 60), ("postgresql", "PostgreSQL", 40)):
    ROWS |= {
        f"reports-{engine}": Row(f"{name}: 30,000 reports handed in at once", "s", seconds),
        f"province-{engine}": Row(f"{name}: province page, 40 communes, one year", "ms", 300),
        f"inbox-{engine}": Row(f"{name}: inbox page, 100,000 reports, slowest list", "ms", 150),
        f"today-{engine}": Row(f"{name}: today's page, 100,000 reports", "ms", 150),
        f"server-{engine}": Row(f"{name}: server's memory at most, after that", "MB", 200),
    }
