#!/usr/bin/env python3
"""A new terminal on its way into a hall: a code from the console, typed at the real kiosk, six digits compared on both
screens, reports and beats by its own signature, and revoked.

With COMMUNE_PICTURES=FOLDER it leaves a picture of each page there.
"""

import case
from case import BODY, until
from lab import Kiosk

import browser
from console import Console


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

        (self.lab.folder / "none.toml").write_text("poll_s = 1\nretry_base_s = 1\n")
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
        kiosk.hand_in()
        until("the kiosk is told", lambda: "does not let this terminal in" in kiosk.said() or "not allowed" in kiosk.said(), 40 * case.SLOW)
        self.assertEqual(self.reports(), 1)

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
