"""From the touch that hands in a report to its receipt."""
import re
import time

NAMES = ("hand-in",)


def run(hall, figures, runs):
    """The keys are derived while the person types, so no KDF is in it."""
    hall.lab.stop_server()
    kiosk = hall.lab.kiosk(hall.data)
    took = []
    for _ in range(runs):
        kiosk.write_report("Ddeen ddwowngf hongr")
        time.sleep(1.5)  # the derivation is over, as when a person reads back
        kiosk.named("feedback.send")
        start = time.monotonic()
        kiosk.ask(do="tap", name="feedback.send")
        kiosk.wait(60, screen="receipt")
        took.append((time.monotonic() - start) * 1000)
        kiosk.leave_receipt(re.sub(r"\D", "", kiosk.named(r"receipt\.code")["label"]))
    kiosk.stop()
    hall.lab.serve()
    figures.note("hand-in", took)
