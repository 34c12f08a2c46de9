#!/usr/bin/env python3
"""The desk as clerks use it: a report handed in at a real kiosk, opened and answered in real Chromium, and the answer
read at the kiosk with the 20 digits.

With COMMUNE_PICTURES=FOLDER it leaves a picture of each page there.
"""
import case  # first: it shows where tests/support is
from case import Failed, until
import browser
from console import PASSWORD, Console

WORDS = "Đoạn đường trước nhà văn hóa bị sụt"
KEYS = "Ddoanj dduwowngf trwowcs nhaf vawn hoas bij sutj"
QUESTION = "Xin ông, bà cho biết đoạn đường bị sụt ở gần nhà ai."
ANSWER = "Ủy ban đã cho người đến sửa, sẽ xong trong tuần này."


class Desk(Console):
    def choose(self, page, state):
        page.one(f"input[name='state'][value='{state}']").click()

    def send(self, page, state, text):
        self.choose(page, state)
        page.fill("text", text)
        page.one("#answer form .btn-primary").click()
        # It is read once more before it is signed.
        until("the last look", lambda: page.one("#last-look").is_displayed())
        self.assertIn(text, page.one("#last-look").text)
        if state == "answered":
            self.look(page, "desk-last-look")
        self.submit(page, "#last-look [data-look-go]")

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
        self.assertIn("Không còn phản ánh nào cần xử lý", inspector.text())
        self.lab.province("audit", "verify", "--data", self.lab.data)
        database = self.lab.registry_bytes()
        for words in (WORDS, "Đèn vẫn tắt", ANSWER):
            self.assertNotIn(words.encode(), database)


    def test_a_report_about_an_official_exists_for_the_inspectorate_alone(self):
        kiosk = self.synced(self.lab.kiosk())
        kiosk.home()
        kiosk.tap("home.feedback")
        kiosk.wait(screen="feedback_topic")
        kiosk.tap(r"feedback\.official")
        kiosk.tap(r"feedback\.topic\.service")
        if kiosk.state()["screen"] == "feedback_topic":
            kiosk.tap("feedback.next")
        kiosk.wait(screen="feedback_text")
        kiosk.keys("Cans booj ddoif theem tieenf")
        for screen in ("feedback_readers", "feedback_review"):
            kiosk.tap("feedback.next")
            kiosk.wait(screen=screen)
        kiosk.tap("feedback.send")
        kiosk.wait(60 * case.SLOW, screen="receipt")
        kiosk.wait(90 * case.SLOW, outbox=0)

        inspector, clerk, front = self.browser(), self.browser(), self.browser()
        self.sign_in(inspector, "thanhtra")
        self.submit(inspector, ".head form .btn-primary")
        self.assertIn("Cán bộ đòi thêm tiền", inspector.text())
        self.look(inspector, "desk-official")
        self.sign_in(clerk, "tiepnhan")
        self.sign_in(front, "mattran")
        for page in (clerk, front):
            for address in ("today", "desk", "desk?show=all", "desk?show=done", "register", "statistics"):
                page.go(f"{self.base}/{address}")
                self.assertNotIn("PA-", page.text())
                self.assertNotIn("thanhtra", page.text())
                self.assertFalse(page.there(".count"), address)
            self.assertIn("chưa nhận phản ánh nào", page.text())
            self.look(page, "figures-empty")
            page.go(f"{self.base}/desk/1")
            self.assertNotIn("Cán bộ đòi thêm tiền", page.text())
        inspector.go(f"{self.base}/statistics")
        self.look(inspector, "figures-province")

    def fetch(self, page, address):
        """The text at an address, as the page's own session gets it."""
        return page.driver.execute_async_script("const done = arguments[1]; fetch(arguments[0]).then(a => a.text()).then(done)", f"{self.base}/{address}")

    def fold(self, page, words):
        for summary in page.driver.find_elements("css selector", ".folds summary"):
            if words in summary.text:
                summary.click()
                return
        self.fail(f"nothing to unfold says {words}")

    def test_figures_register_templates_and_what_goes_elsewhere(self):
        kiosk = self.synced(self.lab.kiosk())
        codes = [kiosk.hand_in(KEYS)]
        kiosk.wait(90 * case.SLOW, outbox=0)
        kiosk.leave_receipt(codes[0])
        codes.append(kiosk.hand_in("Tooi toos caos oong A nhaanj tieenf"))
        kiosk.wait(90 * case.SLOW, outbox=0)
        kiosk.leave_receipt(codes[1])

        clerk, other = self.browser(), self.browser()
        self.sign_in(clerk, "tiepnhan")
        self.submit(clerk, ".head form .btn-primary")
        number = clerk.one("h1").text[:12]
        clerk.go(f"{self.base}/today")
        self.assertTrue(clerk.there(".count"))  # the other one is not opened yet
        self.submit(clerk, ".head form .btn-primary")
        second = clerk.driver.current_url.split("?")[0]
        self.assertIn("Tôi tố cáo", clerk.text())

        # A denunciation: two people's keys, and nobody else's.
        self.fold(clerk, "Đây là đơn tố cáo")
        for field, login in (("first", "tiepnhan"), ("second", "tiepnhan2")):
            clerk.one(f"#{field} option[value='{login}']").click()
        self.look(clerk, "desk-seal-away")
        self.submit(clerk, "form[action$='/seal-away'] .btn-outline-danger")
        self.look(clerk, "desk-with-sealed-lane")
        clerk.go(second)
        self.assertIn("Tôi tố cáo", clerk.text())
        self.look(clerk, "desk-sealed-report")
        self.sign_in(other, "tiepnhan2")
        other.go(second)
        self.assertIn("Tôi tố cáo", other.text())

        # Another body has to answer the first one: the inspectorate stands for it here.
        clerk.go(f"{self.base}/desk?number={number}")
        self.fold(clerk, "Chuyển cơ quan khác")
        clerk.one("#give-to option[value='46.thanhtra']").click()
        self.look(clerk, "desk-give")
        self.submit(clerk, "form[action$='/give'] .btn")
        self.assertIn("Đã chuyển và báo cho người gửi", clerk.text())
        self.look(clerk, "desk-given")
        inspector = self.browser()
        self.sign_in(inspector, "thanhtra")
        self.submit(inspector, ".head form .btn-primary")
        self.assertIn(WORDS, inspector.text())
        self.assertIn(number, inspector.text())
        self.look(inspector, "desk-came")
        self.send(inspector, "answered", ANSWER)
        kiosk.look_up(codes[0])
        kiosk.wait(60 * case.SLOW, replies=2)

        for address, picture in (("statistics", "figures"), ("register", "register"), ("templates", "templates-clerk")):
            clerk.go(f"{self.base}/{address}")
            self.look(clerk, picture)
            self.assertLess(clerk.weight(), browser.HEAVIEST)
        clerk.go(f"{self.base}/statistics")
        self.assertTrue(clerk.there(".plot canvas"))
        table = self.fetch(clerk, "statistics/csv")
        self.assertRegex(table, r'total,"","xã Phú Lộc",1,0,0,0,1,0,0')  # the one that went elsewhere; the denunciation nowhere
        supervisor = self.browser()
        self.sign_in(supervisor, "kiemtra", second=False)
        supervisor.go(f"{self.base}/templates")
        self.fold(supervisor, "Đã giải quyết xong")
        self.look(supervisor, "templates")
        supervisor.go(f"{self.base}/statistics")
        self.look(supervisor, "figures-supervisor")
        for login in ("tiepnhan", "mattran"):
            page = self.browser()
            self.sign_in(page, login)
            page.go(f"{self.base}/desk?show=all")
            self.assertNotIn("Tôi tố cáo", page.text())
        self.lab.province("audit", "verify", "--data", self.lab.data)

    def test_a_quarter_of_figures_reaches_the_kiosk(self):
        writer, approver = self.browser(), self.browser()
        self.sign_in(writer, "soanthao", second=False)
        writer.go(f"{self.base}/statistics")
        self.look(writer, "figures-writer")
        # Nobody knows what came as long as the desk has not looked.
        self.submit(writer, "form[action='/console/statistics/publish'] .btn-primary")
        self.assertIn("bàn tiếp nhận chưa xem hộp thư", writer.text())
        self.look(writer, "figures-desk-behind")
        clerk = self.browser()
        self.sign_in(clerk, "tiepnhan")
        clerk.go(f"{self.base}/desk")
        self.submit(writer, "form[action='/console/statistics/publish'] .btn-primary")
        self.look(writer, "figures-draft")
        draft = writer.driver.current_url.split("?")[0]
        self.submit(writer, ".head .btn-primary")
        self.assertIn("Đã trình", writer.text())
        self.sign_in(approver, "lanhdao")
        approver.go(draft)
        approver.fill("password", PASSWORD)
        self.submit(approver, "form[action$='/approve'] button")
        self.assertIn("Đã ký và công bố", approver.text())
        kiosk = self.synced(self.lab.kiosk())
        self.assertGreater(kiosk.hits("keets quar trar lowif"), 0)

    def test_a_question_to_a_sender_nobody_knows_is_answered_with_the_code(self):
        kiosk = self.synced(self.lab.kiosk())
        code = kiosk.hand_in(KEYS)
        kiosk.wait(90 * case.SLOW, outbox=0)
        kiosk.leave_receipt(code)
        clerk = self.browser()
        self.sign_in(clerk, "tiepnhan")
        clerk.go(f"{self.base}/desk")
        self.submit(clerk, "tbody a")
        self.submit(clerk, "main .btn-primary")
        until("the opened report", lambda: clerk.there("#answer"))
        self.send(clerk, "asked", QUESTION)

        kiosk.look_up(code)
        kiosk.wait(60 * case.SLOW, replies=1)
        kiosk.tap(r"answer\.reopen")
        kiosk.wait(screen="reopen")
        self.assertFalse(next(item for item in kiosk.items() if item["name"] == "reopen.send")["enabled"], "nothing is written yet")
        kiosk.keys("Truwowcs nhaf vawn hoas")
        kiosk.tap(r"reopen\.send")
        kiosk.wait(60 * case.SLOW, screen="answer")
        kiosk.wait(60 * case.SLOW, outbox=0)
        with self.assertRaises(Failed):
            kiosk.named(r"answer\.reopen", seconds=1)

        clerk.go(f"{self.base}/desk")
        self.submit(clerk, "tbody a")
        self.assertIn("Trước nhà văn hóa", clerk.text())
        self.assertEqual(self.reports(), 2)
        # The same case: the desk answers it, and the resident reads both.
        self.send(clerk, "answered", ANSWER)
        kiosk.look_up(code)
        kiosk.wait(60 * case.SLOW, replies=2)
        database = self.lab.registry_bytes()
        for words in (QUESTION, "Trước nhà văn hóa"):
            self.assertNotIn(words.encode(), database)


del Console  # its tests run in console.py

if __name__ == "__main__":
    browser.main()
