#!/usr/bin/env python3
"""The console as people use it: real Chromium, the real province, and what came of it on the real kiosk.

With COMMUNE_PICTURES=FOLDER it leaves a picture of each page there.
"""
import datetime
import os
import pathlib
import subprocess
import sys

import case  # first: it shows where tests/support is
from case import BODY, until

import browser
from browser import HEAVIEST, Browser

PASSWORD = "mua xuan o Phu Loc"
EVIL = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"


def day(n):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7, days=n)).strftime("%Y-%m-%d")


class Console(case.Case):
    def setUp(self):
        super().setUp()
        self.lab.init()
        self.lab.publish(case.TESTS.parent / "assets" / "demo" / BODY / "xa-phu-loc.md", BODY)
        self.lab.serve()
        self.lab.configure()
        self.base = f"http://127.0.0.1:{self.lab.port}/console"
        self.pictures = os.environ.get("COMMUNE_PICTURES")

    def code(self, login):
        return self.lab.province("user", "code", login, "--data", self.lab.data).stdout.strip()

    def browser(self):
        page = Browser()
        self.addCleanup(page.__exit__)
        return page

    def submit(self, page, css):
        """Presses a button and waits for the page that follows."""
        before = page.document()
        page.one(css).click()
        until(f"the page after {css}", lambda: page.document() not in (before, None)
              and page.driver.execute_script("return document.readyState") == "complete")

    def sign_in(self, page, login, second=True):
        page.go(f"{self.base}/login")
        page.fill("login", login)
        page.fill("password", PASSWORD)
        self.submit(page, "form .btn-primary")
        if second:
            # A code counts once: after one that was just used, the next is waited for.
            used = getattr(self, "used", {}).get(login)
            code = until("a code that was not used", lambda: (c := self.code(login)) != used and c, 35, 1)
            self.used = {**getattr(self, "used", {}), login: code}
            page.fill("code", code)
            self.submit(page, "form .btn-primary")
        self.assertIn("/console/today", page.driver.current_url)

    def look(self, page, name):
        """Every page that is shown holds what every page must hold."""
        self.assertEqual(page.faults(), [], name)
        self.assertNotEqual(page.driver.title, "hacked")
        self.assertNotIn("[[", page.text())
        if self.pictures:
            until("the board beside a text", page.settled, 60 * case.SLOW)
            page.picture(pathlib.Path(self.pictures) / f"{name}.png")


class SigningIn(Console):
    def test_by_keyboard_alone_with_every_page_at_the_door_looked_at(self):
        from selenium.webdriver.common.keys import Keys
        page = self.browser()
        page.go(f"{self.base}/today")
        self.assertIn("/console/login", page.driver.current_url)
        self.look(page, "login")
        self.assertLess(page.weight(), HEAVIEST)
        self.assertEqual(page.focused(), "login")
        page.keys("lanhdao", Keys.TAB, "khong phai mat khau", Keys.ENTER)
        until("the refusal", lambda: page.there(".problem"))
        self.look(page, "login-wrong")
        page.one("[name='password']").send_keys(PASSWORD, Keys.ENTER)
        until("the second step", lambda: page.there("[name='code']"))
        self.look(page, "code")
        page.keys(self.code("lanhdao"), Keys.ENTER)
        until("today", lambda: page.there(".side"))
        self.look(page, "today-empty")
        self.assertLess(page.weight(), HEAVIEST)
        page.go(f"{self.base}/reset")
        self.look(page, "reset")
        page.go(f"{self.base}/people")
        self.look(page, "refused")
        page.go(f"{self.base}/account")
        self.look(page, "account")
        # From the top of the page, the keyboard reaches everything that can be pressed.
        reached = set()
        for _ in range(30):
            page.keys(Keys.TAB)
            reached.add(page.focused())
        for word in ("Việc hôm nay", "Công khai", "Tài khoản của tôi", "Đăng xuất", "old", "password", "repeat"):
            self.assertIn(word, reached)

    def test_a_new_person_gets_a_password_from_two_administrators_and_adds_a_telephone(self):
        one, other, new = self.browser(), self.browser(), self.browser()
        self.sign_in(one, "quantri")
        one.go(f"{self.base}/people")
        one.one("#add-name").send_keys(EVIL[:60])
        one.one("#add-login").send_keys("moi.den")
        one.one("#add-role option[value='approver']").click()
        self.submit(one, "form[action='/console/people/add'] .btn-primary")
        self.assertIn("Đã thêm người", one.text())
        self.look(one, "people")
        self.submit(one, "form[action='/console/people/ask-reset']:has(input[value='moi.den']) button")
        first = one.one(".half-code").text
        self.look(one, "people-half")
        self.sign_in(other, "quantri2")
        other.go(f"{self.base}/people")
        self.look(other, "people-waiting")
        self.submit(other, "form[action='/console/people/agree-reset'] button")
        second = other.one(".half-code").text
        new.go(f"{self.base}/reset")
        for name, value in (("login", "moi.den"), ("first", first), ("second", second), ("password", "mot mat khau dai va la"),
                            ("repeat", "mot mat khau dai va la")):
            new.fill(name, value)
        self.submit(new, "form .btn-primary")
        new.fill("login", "moi.den")
        new.fill("password", "mot mat khau dai va la")
        self.submit(new, "form .btn-primary")
        self.assertIn("/console/enrol", new.driver.current_url)
        self.look(new, "enrol")
        self.assertTrue(new.there(".qr svg path"))
        one.go(f"{self.base}/audit")
        self.assertIn("đồng ý cấp lại mật khẩu", one.text())
        self.look(one, "audit")
        self.lab.province("audit", "verify", "--data", self.lab.data)


class Publishing(Console):
    def write(self, page, title, body):
        page.go(f"{self.base}/publish")
        self.submit(page, "button[value='disclosure']")
        self.submit(page, ".head .btn-primary")
        self.assertIn("Chưa trình được", page.one("#wrong").text)
        self.assertIn("Xin chọn một mục", page.one("#f-item-wrong").text)
        self.look(page, "draft-missing")
        page.one("#f-item option[value='D02']").click()
        page.one("#f-secrecy option[value='none']").click()
        for name, value in (("title", title), ("doc_no", "128/BC-UBND"), ("doc_date", day(-3)),
                            ("doc_type", "Báo cáo"), ("signer_name", "Trần Văn Phước"), ("signer_title", "Chủ tịch"),
                            ("household", "Xã chi 412 triệu đồng sửa đường Đông Lưu.\nHộ bị tốc mái nộp đơn trước ngày 05/12."),
                            ("body", body)):
            page.fill(name, value)

    def test_written_masked_refused_to_the_writer_approved_by_another_and_read_on_the_kiosk(self):
        writer, chief = self.browser(), self.browser()
        self.sign_in(writer, "tiepnhan")
        writer.go(f"{self.base}/publish")
        self.assertEqual(writer.one("h1").text, "Không được phép")
        writer = self.browser()
        self.sign_in(writer, "soanthao", second=False)
        writer.go(f"{self.base}/publish")
        self.look(writer, "publish-empty")
        title = "Tình hình thực hiện dự toán quý III " + EVIL
        self.write(writer, title, "Tổng thu đạt **6.214 triệu đồng**. Liên hệ 0914 123 456.\n\n"
                   "| Nội dung | Dự toán | Thực hiện |\n|---|---:|---:|\n| Thu | 1.150 | 902 |\n| Chi | 2.400 | 1.986 |")
        until("the kiosk draws what is typed", lambda: "Máy sẽ hiện" in writer.one("#board-words").text and writer.there("#board img"), 60 * case.SLOW)
        self.look(writer, "draft-typed")
        documents = self.lab.folder / "documents"
        subprocess.run([sys.executable, case.TESTS / "support" / "make_documents.py", documents], check=True)
        writer.one("#file").send_keys(str(documents / "not.pdf"))
        self.submit(writer, "[data-upload]")
        self.assertIn("Chỉ nhận tệp PDF", writer.one("#files-wrong").text)
        self.assertIn("6.214", writer.one("[name='body']").get_attribute("value"))
        writer.one("#file").send_keys(str(documents / "text.pdf"))
        self.submit(writer, "[data-upload]")
        self.assertIn("Đã đính kèm", writer.text())
        self.assertIn("text.pdf", writer.one("#files li").text)
        self.look(writer, "draft-files")
        self.submit(writer, ".head .btn-outline-primary")
        self.assertIn("Số điện thoại", writer.one("#gate").text)
        self.look(writer, "draft-gate")
        self.submit(writer, "#gate button")
        self.assertFalse(writer.there("#gate"))
        self.assertIn("•••• ••• •56", writer.one("[name='body']").get_attribute("value"))
        self.submit(writer, ".head .btn-primary")
        self.assertIn("Đã trình", writer.text())
        self.assertIn("Chờ duyệt", writer.text())

        self.sign_in(chief, "lanhdao")
        self.assertIn("Tình hình thực hiện dự toán", chief.text())
        self.look(chief, "today-waiting")
        self.submit(chief, "#waiting a")
        self.look(chief, "draft-approve")
        chief.fill("password", "khong phai mat khau")
        self.submit(chief, "form[action$='/approve'] button")
        self.assertIn("Mật khẩu chưa đúng", chief.text())
        chief.fill("password", PASSWORD)
        self.submit(chief, "form[action$='/approve'] button")
        self.assertIn("Đã ký và công bố", chief.text())
        self.look(chief, "draft-published")
        address = chief.driver.current_url.split("?")[0]
        self.lab.fsck()

        kiosk = self.synced(self.lab.kiosk())
        self.assertEqual(kiosk.hits("thuwcj hieejn duwj toans"), 1)
        # What only the PDF says is found, and shown from there.
        self.assertEqual(kiosk.hits("anhr huwowngr dduwowcj hoox trowj"), 1)
        found = kiosk.state()
        self.assertEqual(found["passage_file"], "text.pdf")
        self.assertEqual(found["marked"][:1], ["ảnh hưởng được hỗ trợ"])
        if self.pictures:
            kiosk.ask(do="screenshot", path=str(pathlib.Path(self.pictures) / "kiosk-found-in-file.png"))

        writer.go(address)
        self.submit(writer, "form[action$='/correct'] button")
        writer.fill("body", "Tổng thu đạt **6.215 triệu đồng**.")
        self.look(writer, "draft-correction")
        writer.one("#chg option[value='sai_so_lieu']").click()
        self.submit(writer, ".head .btn-primary")
        self.assertIn("Đã trình", writer.text())
        chief.go(f"{self.base}/publish")
        self.look(chief, "publish")
        self.submit(chief, "tbody a")
        chief.fill("password", PASSWORD)
        self.submit(chief, "form[action$='/approve'] button")
        self.assertIn("Đã ký và công bố", chief.text())

        # What is withdrawn is what stands, not the revision that was corrected.
        writer.go(address)
        self.submit(writer, "form[action$='/withdraw'] button")
        self.assertIn("Đây là bản đang công bố", writer.text())
        self.submit(writer, "form[action$='/withdraw'] button")
        writer.fill("reason", "Văn bản đăng nhầm bản dự thảo.")
        writer.one("#f-ground option[value='dang_nham']").click()
        self.look(writer, "draft-withdrawal")
        self.submit(writer, ".head .btn-primary")
        self.assertIn("Đã trình", writer.text())
        chief.go(f"{self.base}/publish")
        self.submit(chief, "tbody a")
        chief.fill("password", PASSWORD)
        self.submit(chief, "form[action$='/approve'] button")
        self.assertIn("Đã ký và công bố", chief.text())
        self.lab.fsck()
        self.synced(kiosk)
        self.lab.province("audit", "verify", "--data", self.lab.data)

    def test_who_wrote_it_may_not_approve_it(self):
        page = self.browser()
        # One person with both rights.
        self.lab.province("user", "grant", "lanhdao", "--as", BODY, "--role", "writer", "--data", self.lab.data)
        self.sign_in(page, "lanhdao")
        self.write(page, "Việc của tôi", "Nội dung.")
        self.submit(page, ".head .btn-primary")
        self.assertIn("Đã trình", page.text())
        self.submit(page, "tbody a")
        self.assertIn("phải để người khác duyệt", page.text())
        self.assertFalse(page.there("form[action$='/approve']"))
        self.look(page, "draft-own")
        # Nor by asking without the page's leave.
        answer = page.driver.execute_script(
            "return fetch(location.pathname + '/approve', {method: 'POST', body: new URLSearchParams({token: document.querySelector('[name=token]').value,"
            " version: '2', password: arguments[0]})}).then(answer => answer.text())", PASSWORD)
        self.assertNotIn("Đã ký", answer)
        page.driver.refresh()
        self.assertIn("Chờ duyệt", page.one("h1").text)


if __name__ == "__main__":
    browser.main()
