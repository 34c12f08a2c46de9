#!/usr/bin/env python3
"""A new terminal on its way into a hall: a code from the console, typed at the real kiosk, six digits compared on both
screens, reports and beats by its own signature, revoked, and let in anew.

With COMMUNE_PICTURES=FOLDER it leaves a picture of each page there.
"""
import subprocess

import case
from case import BODY, until
from lab import Failed, Kiosk

import browser
from console import Console

PIN = "246813"


class Terminals(Console):
    def new_kiosk(self, data, sticks):
        """A kiosk that has no configuration at all."""
        path = self.lab.socket_folder / f"new{len(self.lab.kiosks)}"
        log = self.lab.folder / f"new-{len(self.lab.kiosks)}.log"
        data.mkdir(exist_ok=True)
        with log.open("wb") as out:
            process = self.lab.start(self.lab.kiosk_command(data, path, ("--sticks", sticks), self.lab.folder / "none.toml"),
                                     stdout=out, stderr=out, env=self.lab.environment())
        kiosk = Kiosk(process, path, log)
        self.lab.kiosks.append(kiosk)
        return kiosk.connect()

    def test_a_terminal_is_enrolled_works_and_is_revoked(self):
        page = self.browser()
        self.sign_in(page, "kythuat", second=False)
        page.go(f"{self.base}/terminals")
        self.look(page, "terminals")
        self.assertIn("46-20107-k1", page.text())
        page.fill("hall", "Nhà văn hóa thôn Đông")
        self.submit(page, "form[action$='/add'] .btn-primary")
        self.look(page, "terminals-code")
        code = page.one(".code-groups").text
        self.assertRegex(code, r"^([A-Z2-7]{5}-){4}[A-Z2-7]{6}$")
        # The file for a stick says the same; the code is shown this once.
        self.assertIn(code.replace("-", ""), page.one("a[download]").get_attribute("href"))
        page.go(f"{self.base}/terminals")
        self.assertNotIn(code, page.text())

        kiosk = self.new_kiosk(self.lab.folder / "new-data", self.lab.folder)
        kiosk.wait(screen="setup")
        kiosk.keys(f"http://127.0.0.1:{self.lab.port}")
        kiosk.tap("setup.code")
        kiosk.keys(code.lower())
        kiosk.tap("setup.enrol")
        digits = kiosk.named(r"setup\.digits", 20 * case.SLOW)["label"]
        self.assertRegex(digits, r"^\d{6}$")
        page.go(f"{self.base}/terminals")
        self.look(page, "terminals-compare")
        self.assertEqual(page.one(".half .half-code").text, digits)
        self.submit(page, "form[action$='/confirm'] .btn-primary")
        self.look(page, "terminal")
        self.assertIn("Máy đã được cho hoạt động", page.text())
        # It starts anew by itself; systemd does the rest.
        self.assertEqual(kiosk.process.wait(20 * case.SLOW), 10)
        kiosk.hang_up()

        pin = subprocess.run([self.lab.bin / "commune-kiosk", "--hash-pin"], input=PIN, capture_output=True, text=True, check=True).stdout.strip()
        (self.lab.folder / "none.toml").write_text(f'poll_s = 1\nretry_base_s = 1\nstaff_pin_hash = "{pin}"\n')
        kiosk = self.new_kiosk(self.lab.folder / "new-data", self.lab.folder)
        kiosk.home()
        self.synced(kiosk)
        code = kiosk.hand_in()
        until("the report is at the province", lambda: self.reports() == 1, 30 * case.SLOW)
        kiosk.leave_receipt(code)
        until("a beat", lambda: (page.go(f"{self.base}/terminals/46-20107-k2") or "Hoạt động tốt" in page.text() and "chưa lần nào" not in page.text()),
              40 * case.SLOW, 1)
        self.look(page, "terminal-live")

        # A planned closure, and back.
        self.submit(page, "form[action$='/close'] .btn-outline-primary")
        self.assertIn("Nghỉ theo kế hoạch", page.text())
        self.look(page, "terminal-closed")
        self.submit(page, "form[action$='/open'] .btn-outline-primary")

        # Stolen: nothing more is taken from it, at once.
        page.one("[name='sure']").click()
        self.submit(page, "form[action$='/revoke'] .btn-outline-danger")
        self.assertIn("Đã thu hồi", page.text())
        self.look(page, "terminal-revoked")
        kiosk.leave_receipt(kiosk.hand_in())
        until("the kiosk is told", lambda: "does not let this terminal in" in kiosk.said() or "not allowed" in kiosk.said(), 40 * case.SLOW)
        self.assertEqual(self.reports(), 1)

        # Found again: let in anew from its staff corner, and what waited in it arrives.
        old_seed = (self.lab.folder / "new-data" / "device.seed").read_bytes()
        self.let_in_anew(kiosk)
        kiosk = self.new_kiosk(self.lab.folder / "new-data", self.lab.folder)
        kiosk.wait(screen="setup")
        kiosk.named(r"setup\.keep")
        page.go(f"{self.base}/terminals")
        page.fill("hall", "Nhà văn hóa thôn Đông")
        self.submit(page, "form[action$='/add'] .btn-primary")
        code = page.one(".code-groups").text
        kiosk.keys(f"http://127.0.0.1:{self.lab.port}")
        kiosk.tap("setup.code")
        kiosk.keys(code.lower())
        kiosk.tap("setup.enrol")
        kiosk.named(r"setup\.digits", 20 * case.SLOW)
        page.go(f"{self.base}/terminals")
        self.submit(page, "form[action$='/confirm'] .btn-primary")
        self.assertEqual(kiosk.process.wait(20 * case.SLOW), 10)
        kiosk.hang_up()
        self.assertNotEqual((self.lab.folder / "new-data" / "device.seed").read_bytes(), old_seed)
        self.assertFalse((self.lab.folder / "new-data" / "device.seed.before").exists())
        kiosk = self.new_kiosk(self.lab.folder / "new-data", self.lab.folder)
        kiosk.home()
        until("the report that waited is at the province", lambda: self.reports() == 2, 60 * case.SLOW)

        # Begun by mistake: it goes on as it was.
        self.let_in_anew(kiosk)
        kiosk = self.new_kiosk(self.lab.folder / "new-data", self.lab.folder)
        kiosk.wait(screen="setup")
        try:
            kiosk.tap(r"setup\.keep")
        except Failed:
            pass  # it may be gone before it has answered
        self.assertEqual(kiosk.process.wait(20 * case.SLOW), 10)
        kiosk.hang_up()
        kiosk = self.new_kiosk(self.lab.folder / "new-data", self.lab.folder)
        kiosk.home()
        self.synced(kiosk)

    def let_in_anew(self, kiosk):
        kiosk.home()
        kiosk.ask(do="drag", x=1060, y=20, dx=0, dy=0, ms=3300)
        kiosk.wait(screen="staff_pin")
        kiosk.keys(PIN)
        kiosk.tap(r"staff_pin\.open")
        kiosk.wait(20 * case.SLOW, screen="staff_home")
        kiosk.tap(r"staff\.restart")
        try:
            kiosk.tap(r"staff_restart\.enrol")
        except Failed:
            pass  # it may be gone before it has answered
        self.assertEqual(kiosk.process.wait(20 * case.SLOW), 10)
        kiosk.hang_up()

    def test_a_stick_and_a_refusal(self):
        page = self.browser()
        self.sign_in(page, "kythuat", second=False)
        page.go(f"{self.base}/terminals")
        page.fill("hall", "Nhà văn hóa thôn Tây")
        self.submit(page, "form[action$='/add'] .btn-primary")
        link = page.driver.execute_script("return decodeURIComponent(document.querySelector('a[download]').href.split(',')[1])")
        self.assertTrue(link.startswith("civic-enrol:1?u=http"))
        sticks = self.lab.folder / "media"
        kiosk = self.new_kiosk(self.lab.folder / "other-data", sticks)
        kiosk.wait(screen="setup")
        kiosk.tap("setup.stick")
        kiosk.named(r"setup\.stick", 20 * case.SLOW)  # can be touched again: there was no stick
        (sticks / "STICK").mkdir(parents=True)
        (sticks / "STICK" / "civic-enrol.txt").write_text(link)
        kiosk.tap("setup.stick")
        kiosk.named(r"setup\.digits", 20 * case.SLOW)
        page.go(f"{self.base}/terminals")
        self.submit(page, "form[action$='/refuse'] .btn-outline-danger")
        self.assertIn("Đã từ chối", page.text())
        kiosk.named(r"setup\.stick", 20 * case.SLOW)
        self.assertFalse((self.lab.folder / "other-data" / "enrolled.toml").exists())


del Console  # its own tests are console.py's

if __name__ == "__main__":
    browser.main()
