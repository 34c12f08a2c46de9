#!/usr/bin/env python3
"""The desk as clerks use it: a report handed in at a real kiosk, opened and answered in real Chromium, and the answer
read at the kiosk with the 20 digits.

With COMMUNE_PICTURES=FOLDER it leaves a picture of each page there.
"""
import case  # first: it shows where tests/support is
from case import BODY, until
import browser
from console import Console

WORDS = "Đoạn đường trước nhà văn hóa bị sụt"
KEYS = "Ddoanj dduwowngf trwowcs nhaf vawn hoas bij sutj"
ANSWER = "Ủy ban đã cho người đến sửa, sẽ xong trong tuần này."


class Desk(Console):
    def choose(self, page, state):
        page.one(f"input[name='state'][value='{state}']").click()

    def send(self, page, state, text):
        self.choose(page, state)
        page.fill("text", text)
        self.submit(page, "#answer .btn-primary")

    def test_from_the_kiosk_to_the_desk_and_back_by_keyboard(self):
        from selenium.webdriver.common.keys import Keys
        kiosk = self.synced(self.lab.kiosk())
        clerk = self.browser()
        self.sign_in(clerk, "tiepnhan")
        self.look(clerk, "desk-today-empty")
        clerk.go(f"{self.base}/desk")
        self.look(clerk, "desk-empty")
        code = kiosk.hand_in(KEYS)
        kiosk.wait(90 * case.SLOW, outbox=0)
        kiosk.leave_receipt(code)

        clerk.go(f"{self.base}/today")
        self.assertIn("chưa mở", clerk.text())
        self.assertNotIn(WORDS, clerk.text())
        self.look(clerk, "desk-today-unopened")
        clerk.go(f"{self.base}/desk")
        self.look(clerk, "desk-unopened")
        self.submit(clerk, "tbody a")
        self.assertNotIn(WORDS, clerk.text())
        self.look(clerk, "desk-report-unopened")
        # The button is reached and pressed by the keyboard alone.
        for _ in range(30):
            if clerk.focused() == "Mở phản ánh":
                break
            clerk.keys(Keys.TAB)
        clerk.keys(Keys.ENTER)
        until("the opened report", lambda: clerk.there("#answer"))
        self.assertIn(WORDS, clerk.text())
        self.assertRegex(clerk.one("h1").text, r"PA-\d{4}-0001")
        for digits in (code, code[:18], code[:4] + " " + code[4:8]):
            self.assertNotIn(digits, clerk.text())
        self.look(clerk, "desk-report")
        self.assertLess(clerk.weight(), browser.HEAVIEST)

        clerk.one("select[data-fills] option:nth-child(2)").click()
        self.assertTrue(clerk.one("#text").get_attribute("value"))
        self.send(clerk, "answered", ANSWER)
        self.assertIn("Đã ký và gửi câu trả lời", clerk.text())
        self.look(clerk, "desk-report-answered")
        kiosk.look_up(code)
        kiosk.wait(60 * case.SLOW, replies=1)
        kiosk.named(r"answer\.reply\.0")

        # The resident says that it is not done: the case stands open again, with the words.
        kiosk.tap(r"answer\.reopen")
        kiosk.wait(screen="reopen")
        kiosk.keys("Ddenf vaanx tawts")
        kiosk.tap(r"reopen\.send")
        kiosk.wait(60 * case.SLOW, screen="answer")
        kiosk.wait(60 * case.SLOW, outbox=0)
        clerk.go(f"{self.base}/desk")
        self.assertIn("chưa xong", clerk.text())
        self.look(clerk, "desk-reopened")
        self.submit(clerk, "tbody a")
        self.assertIn("Đèn vẫn tắt", clerk.text())
        for summary in clerk.driver.find_elements("css selector", ".folds summary"):
            summary.click()
        self.look(clerk, "desk-report-reopened")

        front = self.browser()
        self.sign_in(front, "mattran")
        front.go(f"{self.base}/desk")
        self.submit(front, "tbody a")
        self.assertIn(WORDS, front.text())
        self.assertFalse(front.there("#answer"))
        self.look(front, "desk-report-front")
        inspector = self.browser()
        self.sign_in(inspector, "thanhtra")
        inspector.go(f"{self.base}/desk")
        self.assertIn("Không có phản ánh nào", inspector.text())
        self.lab.province("audit", "verify", "--data", self.lab.data)
        database = (self.lab.data / "registry.db").read_bytes()
        for words in (WORDS, "Đèn vẫn tắt", ANSWER):
            self.assertNotIn(words.encode(), database)


del Console  # its tests run in console.py

if __name__ == "__main__":
    browser.main()
