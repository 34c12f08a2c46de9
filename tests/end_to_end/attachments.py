#!/usr/bin/env python3
"""Attachments: published, synced, opened by the real commune-page, and what bad ones and a killed process do."""
import os
import pathlib
import signal

import case  # first: it shows where tests/support is
from case import BODY, until

import make_documents as documents


class AttachmentsOpenPageByPage(case.Case):
    def setUp(self):
        super().setUp()
        files = {"van-ban.pdf": documents.text_pdf(6), "khoa.pdf": documents.locked_pdf(), "hong.pdf": b"khong phai PDF\n" * 9,
                 "lap.pdf": documents.endless_drawing_pdf(), "anh.png": documents.quarters_png()}
        for name, data in files.items():
            (self.notices / name).write_bytes(data)
        names = ", ".join(f'"{name}"' for name in files)
        page = case.notice(self.notices, "co-tep", "Thông báo có tài liệu kèm theo",
                           "Xem ảnh.\n\n![Ảnh chụp hiện trường](anh.png)\n")
        page.write_text(page.read_text().replace("kind =", f"att = [{names}]\nkind ="))
        self.lab.init()
        self.lab.publish(page, BODY)
        self.lab.serve()
        self.lab.configure()
        self.kiosk = self.synced(self.lab.kiosk())
        self.kiosk.home()
        self.open_notice()

    def open_notice(self):
        self.kiosk.search("tai lieu kem theo")
        self.kiosk.tap(r"search\.hit\.0")
        self.kiosk.wait(screen="document", loading=False)
        self.scroll_to(r"document\.file\.3")

    def scroll_to(self, pattern):
        """Files come one by one, and stand at the end of the page."""
        def look():
            names = {item["name"]: item["enabled"] for item in self.kiosk.items()}
            wanted = pattern.replace("\\", "")
            if wanted in names:
                return True
            if names.get("document.down"):
                self.kiosk.tap(r"document\.down")
            return False
        until(pattern, look, 40 * case.SLOW, 0.7)

    def sheets(self, least):
        until(f"{least} pages", lambda: self.kiosk.state()["sheets"] >= least, 30 * case.SLOW)

    def openers(self):
        """Processes of commune-page whose parent is the kiosk."""
        found = []
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                name, rest = stat.read_text().split("(", 1)[1].rsplit(")", 1)
            except OSError:
                continue
            if name == "commune-page" and int(rest.split()[1]) == self.kiosk.process.pid:
                found.append(int(stat.parent.name))
        return found

    def test_pages_are_shown_and_a_killed_process_is_replaced(self):
        kiosk = self.kiosk
        kiosk.tap(r"document\.file\.0")
        kiosk.wait(screen="pages")
        self.sheets(2)
        self.assertEqual(len(self.openers()), 1)
        picture = self.lab.folder / "pages.png"
        kiosk.ask(do="screenshot", path=str(picture))
        self.assertGreater(picture.stat().st_size, 20_000)

        os.kill(self.openers()[0], signal.SIGKILL)
        for _ in range(3):
            kiosk.tap(r"pages\.down")
        until("pages after the kill", lambda: self.openers(), 30 * case.SLOW)
        self.sheets(2)
        self.assertFalse(kiosk.state()["trouble"])
        kiosk.tap(r"pages\.larger")
        self.sheets(2)

        kiosk.tap("back")
        kiosk.wait(screen="document")
        kiosk.home()
        until("no process at home", lambda: not self.openers(), 20 * case.SLOW)
        self.assertEqual(kiosk.stop(), 0)

    def test_a_locked_and_a_broken_file_say_so_and_the_next_one_opens(self):
        kiosk = self.kiosk
        for n in (1, 2):
            self.scroll_to(rf"document\.file\.{n}")
            kiosk.tap(rf"document\.file\.{n}")
            kiosk.wait(screen="pages")
            kiosk.wait(30 * case.SLOW, trouble=True)
            kiosk.tap("back")
            kiosk.wait(screen="document")
        self.scroll_to(r"document\.file\.0")
        kiosk.tap(r"document\.file\.0")
        self.sheets(1)
        self.assertEqual(kiosk.stop(), 0)

    def test_a_page_that_never_ends_costs_itself_only(self):
        kiosk = self.kiosk
        kiosk.tap(r"document\.file\.3")
        kiosk.wait(screen="pages")
        # Page 1 loops for ever; the second one is drawn by the process after it.
        self.sheets(1)
        self.assertFalse(kiosk.state()["trouble"])
        kiosk.home()
        self.assertEqual(kiosk.stop(), 0)

    def test_a_photo_stands_in_the_text(self):
        kiosk = self.kiosk
        kiosk.home()
        kiosk.search("tai lieu kem theo")
        kiosk.tap(r"search\.hit\.0")
        kiosk.wait(screen="document", loading=False)
        self.scroll_to(r"document\.file\.4")
        self.sheets(1)
        kiosk.tap(r"document\.file\.4")
        kiosk.wait(screen="pages")
        self.sheets(1)
        self.assertEqual(kiosk.stop(), 0)


if __name__ == "__main__":
    case.main()
