#!/usr/bin/env python3
"""The kiosk in a real Wayland session (cage), as an ordinary user, touched by a real pointer. Skipped where cage is missing."""
import os
import sys

import case  # first: it shows where tests/support is
from case import until

import cage


class AHallsSession(case.Case):
    def setUp(self):
        super().setUp()
        self.province()

    def open(self, screens=1):
        self.session = cage.Session(self.lab, screens)
        self.kiosk = self.session.kiosk()
        self.window = self.session.windows[0]
        self.kiosk.wait(60 * case.SLOW, online=True, loading=False)
        return self.kiosk

    def size(self):
        """Of the page as the kiosk lays it out."""
        path = self.session.folder / "own.png"
        self.kiosk.ask(do="screenshot", path=str(path))
        return cage.png(path)

    def shown(self):
        """What stands on the screen, once it is what the kiosk drew."""
        seen = {}

        def same():
            seen["picture"] = self.session.picture()
            return seen["picture"] == self.size()
        until("the screen shows what the kiosk drew", same, 20 * case.SLOW, 0.2)
        return seen["picture"]

    def touch(self, pattern):
        x, y, width, height = self.kiosk.named(pattern)["rect"]
        self.session.point(self.window, x + width / 2, y + height / 2)

    def resize(self, width, height):
        self.session.resize(self.window, width, height)
        until(f"a page of {width} × {height}", lambda: self.size()[:2] == (width, height), 30 * case.SLOW, 0.2)

    def keep(self, name, picture):
        """For eyes: COMMUNE_PICTURES is a folder for what was seen."""
        if folder := os.environ.get("COMMUNE_PICTURES"):
            with open(os.path.join(folder, name + ".ppm"), "wb") as out:
                out.write(b"P6 %d %d 255\n" % picture[:2] + picture[2])

    def test_a_walk_by_pointer_from_home_to_a_document_and_back(self):
        kiosk = self.open()
        self.assertIn("wayland", kiosk.said())
        self.resize(1080, 1920)
        pictures = {}
        steps = (("attract", None, "attract"), ("home", r"attract.*", "home"), ("list", r"home\.tile\.know", "list"),
                 ("rows", r"list\.law\.all", "list"), ("document", r"list\.row\.0", "document"), ("back", "back", "list"),
                 ("home-again", r"frame\.home", "home"))
        for name, target, screen in steps:
            visit = kiosk.state()["visit"]
            if target:
                self.touch(target)
                until(f"another page after {target}", lambda: kiosk.state()["visit"] != visit, 20 * case.SLOW)
            kiosk.wait(20 * case.SLOW, screen=screen, loading=False)
            pictures[name] = self.shown()
            self.keep(name, pictures[name])
        different = ("attract", "home", "list", "rows", "document")
        for one in different:
            for other in different:
                if one != other:
                    self.assertNotEqual(pictures[one], pictures[other], f"{one} looks like {other}")
        self.assertEqual(self.session.process.poll(), None)

    def test_another_resolution_lays_the_same_page_out_anew(self):
        kiosk = self.open()
        self.resize(1080, 1920)
        self.touch(r"attract.*")
        kiosk.wait(20 * case.SLOW, screen="home", loading=False)
        self.touch(r"home\.tile\.know")
        kiosk.wait(20 * case.SLOW, screen="list", loading=False)
        visit = kiosk.state()["visit"]
        upright = self.shown()
        self.resize(1920, 1080)
        lying = self.shown()
        self.keep("lying", lying)
        self.assertEqual(kiosk.state()["visit"], visit)
        self.resize(1080, 1920)
        self.assertEqual(self.shown(), upright)

    def test_a_lost_screen_leaves_the_page_on_the_one_that_remains(self):
        kiosk = self.open(screens=2)
        until("a page over both screens", lambda: self.size()[:2] == (2048, 768), 30 * case.SLOW, 0.2)
        self.touch(r"attract.*")
        kiosk.wait(20 * case.SLOW, screen="home", loading=False)
        visit = kiosk.state()["visit"]
        self.session.unplug(self.session.windows[-1])
        until("one screen only", lambda: self.session.picture()[:2] == (1024, 768), 30 * case.SLOW, 0.2)
        # cage 0.1 says nothing of it to its program before the other screen changes.
        self.resize(1080, 1920)
        self.keep("one-screen", self.shown())
        self.assertEqual(kiosk.state()["visit"], visit)
        self.touch(r"home\.search")
        kiosk.wait(20 * case.SLOW, screen="search")


if __name__ == "__main__":
    if absent := cage.missing():
        print("skipped: there is no " + ", ".join(absent))
        sys.exit(77)
    case.main()
