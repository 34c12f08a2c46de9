"""Publishing, the first sync, and what a poll and one notice cost on the wire."""
import shutil
import time

from lab import BODY, until
from relay import Relay

NAMES = ("publish", "sync", "wire", "disk", "poll")


def one_poll(relay):
    """What the next single turn costs, when it is over."""
    relay.reset()
    until("a poll", lambda: relay.counts()["turns"] >= 1, 10, 0.005)
    time.sleep(0.2)  # its answer comes at once; the next poll is most of a second away
    return relay.counts()


def one_notice(hall, kiosk, relay, n):
    """Everything the notice costs: all turns but polls that were told 304, before it and after it."""
    path = hall.folder / f"notice-{n}-{time.time_ns()}.md"
    path.write_text(f'+++\nkind = "disclosure"\nitem = "D14"\ntitle = "Thông báo cắt nước lần {n} {time.time_ns()}"\n'
                    "+++\n\n" + "Bà con chú ý lịch cắt nước. " * 27 + "\n", encoding="utf-8")
    size = kiosk.state()["log_size"]
    relay.reset()
    hall.lab.publish(path, BODY)
    kiosk.wait(30, log_size=size + 1)
    until("its text is here", lambda: hall.whole(hall.data), 30, 0.01)
    time.sleep(0.2)
    return relay.counts(quiet_polls=False)


def polls(hall, figures, runs):
    """The running kiosk looks every second; its connection stays open."""
    relay = Relay(hall.lab.port)
    hall.lab.configure(relay.port, poll_s=1)
    kiosk = hall.kiosk(home=False)
    until("some quiet polls", lambda: relay.counts()["turns"] >= 4, 30)
    quiet, new = [], []
    for n in range(runs):
        quiet.append(one_poll(relay))
        new.append(one_notice(hall, kiosk, relay, n))
    kiosk.stop()
    relay.stop()
    hall.lab.configure(poll_s=300)
    for name, counts in (("poll", quiet), ("new", new)):
        for part in ("up", "down", "turns"):
            figures.note(f"{name}-{part}", [count[part] for count in counts])


def first_syncs(hall, figures, runs, wanted):
    took, wire = [], []
    relay = Relay(hall.lab.port)
    for n in range(runs):
        took.append(hall.sync())
        if n < 2:
            relay.reset()
            again = hall.folder / "kiosk-relay"
            hall.sync(again, relay.port)
            counts = relay.counts()
            wire.append((counts["up"] + counts["down"]) / 1e6)
            shutil.rmtree(again)
    relay.stop()
    hall.lab.configure(poll_s=300)
    if wanted("sync"):
        figures.note("sync", took)
    if wanted("wire"):
        figures.note("wire", wire)
    if wanted("disk"):
        figures.note("disk", [hall.disk_mb()])


def run(hall, figures, runs, wanted):
    if wanted("publish"):  # the last of the logs is the one that stands
        figures.note("publish", [hall.publish() for _ in range(runs)])
        hall.serve()
    if wanted("sync", "wire", "disk"):
        first_syncs(hall, figures, runs, wanted)
    if wanted("poll"):
        polls(hall, figures, runs)
