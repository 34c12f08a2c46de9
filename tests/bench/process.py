"""What a running program costs, read from /proc: of it and all its children."""
import pathlib
import re


def tree_of(pid):
    pids = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            pids += tree_of(int(child))
    return pids


def pss_mb(pid):
    total = 0
    for one in tree_of(pid):
        text = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+) kB", text, re.M).group(1))
    return total * 1024 / 1e6


def tasks(pid):
    return [task for one in tree_of(pid) for task in pathlib.Path(f"/proc/{one}/task").iterdir()]


def cpu_ms(pid):
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks(pid)) / 1e6


def wakes(pid):
    """How often a thread went to sleep by itself, which is how often one was woken."""
    return sum(int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.M).group(1)) for task in tasks(pid))
