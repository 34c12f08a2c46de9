"""Starting, and what the program costs when nobody touches it."""
import shutil
import time

import process

NAMES = ("start", "memory", "idle")


def starts(hall, runs):
    """Warm: the first two have filled the caches of the system and of the kiosk."""
    return [hall.start_ms() for _ in range(runs + 2)][2:]


def memory(hall, runs):
    """One at a time: programs that share their libraries would share the bill."""
    values = []
    for _ in range(runs):
        kiosk = hall.kiosk()
        kiosk.hang_up()
        time.sleep(3)  # what start and sync still do is not resting
        values.append(process.pss_mb(kiosk.process.pid))
        kiosk.stop()
    return values


def cost(pids, seconds):
    """(CPU ms, wake-ups) of each within so many seconds."""
    before = [(process.cpu_ms(pid), process.wakes(pid)) for pid in pids]
    time.sleep(seconds)
    return [(process.cpu_ms(pid) - cpu, process.wakes(pid) - wakes) for pid, (cpu, wakes) in zip(pids, before)]


def idle(hall, figures, runs, quick):
    """As many kiosks as runs rest side by side through the same minutes, each with its own data."""
    kiosks = []
    for n in range(runs):
        data = hall.folder / f"idle-{n}"
        shutil.copytree(hall.data, data)
        kiosks.append(hall.kiosk(data=data))
    pids = [kiosk.process.pid for kiosk in kiosks]
    for kiosk in kiosks:
        kiosk.hang_up()
    time.sleep(4)
    # Between two turns of the clock nothing on home changes.
    if not quick and time.time() % 60 > 3:
        time.sleep(62 - time.time() % 60)
    still = min(54.0, 57 - time.time() % 60) if not quick else 10.0
    static = cost(pids, still)
    turning = cost(pids, 10 if quick else 60)
    for kiosk in kiosks:
        kiosk.stop()
    for n in range(runs):
        shutil.rmtree(hall.folder / f"idle-{n}")
    figures.note("idle", [cpu * 60 / still for cpu, _ in static])
    figures.note("idle-wakes", [wakes * 60 / still for _, wakes in static])
    figures.note("idle-clock", [cpu * (6 if quick else 1) for cpu, _ in turning])


def run(hall, figures, runs, wanted, quick=False):
    if wanted("start"):
        figures.note("start", starts(hall, runs))
    if wanted("memory"):
        figures.note("memory", memory(hall, runs))
    if wanted("idle"):
        idle(hall, figures, runs, quick)
