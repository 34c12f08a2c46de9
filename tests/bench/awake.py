"""What the program takes with every thread of it at work: a form, a page of a file, a voice."""
import tempfile
import time

import loudspeaker
import process
from hall import FILE_TITLE
from lab import until
from telex_keys import keys_of

NAMES = ("awake",)


def open_file(kiosk):
    kiosk.search(keys_of(FILE_TITLE.lower()))
    kiosk.tap(r"search\.hit\.0")
    kiosk.wait(screen="document", loading=False)

    def there():
        """Files come after the texts, and stand at the end of the page."""
        names = {item["name"]: item["enabled"] for item in kiosk.items()}
        if "document.file.0" not in names and names.get("document.down"):
            kiosk.tap(r"document\.down")
        return "document.file.0" in names
    until("the file", there, 40, 0.5)
    kiosk.tap(r"document\.file\.0")
    kiosk.wait(screen="pages")
    until("a page", lambda: kiosk.state()["sheets"] >= 1, 30)


def run(hall, figures, runs):
    hall.add_file()
    hall.kiosk().stop()  # it is here before anything is measured
    form, awake = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(dir=hall.folder) as sound:
            kiosk = hall.kiosk(environment=loudspeaker.stand_in(sound))
            kiosk.write_report("Ddeen ddwowngf hongr")
            time.sleep(3)  # the derivation is over, and what start and sync still did
            form.append(process.pss_mb(kiosk.process.pid))
            kiosk.home()
            open_file(kiosk)
            kiosk.tap(r"frame\.read")
            kiosk.wait(20, speech="playing")
            time.sleep(2)
            awake.append(process.pss_mb(kiosk.process.pid))
            kiosk.stop()
    figures.note("memory-form", form)
    figures.note("memory-awake", awake)
