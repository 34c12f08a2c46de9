#!/usr/bin/env python3
"""An urgent bulletin from the console to a running kiosk, at its hour; questions about a meeting back to the desk; and mail of new work
through a mail server, without any content."""
import base64
import email
import email.policy
import socketserver
import subprocess
import threading

import case
from case import BODY, until
from clerk import Clerk
from every_page import PASSWORD, day, filled


class MailServer(socketserver.ThreadingTCPServer):
    """As much of RFC 5321 as a program that hands over mail needs."""
    allow_reuse_address = daemon_threads = True

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 mail.test\r\n")
            to, sender = [], None
            for line in self.rfile:
                word = line[:4].upper()
                if word in (b"EHLO", b"HELO"):
                    self.wfile.write(b"250 mail.test\r\n")
                elif word == b"MAIL":
                    sender = line.split(b"<")[1].split(b">")[0].decode()
                    self.wfile.write(b"250 ok\r\n")
                elif word == b"RCPT":
                    to.append(line.split(b"<")[1].split(b">")[0].decode())
                    self.wfile.write(b"250 ok\r\n")
                elif word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = []
                    for text in self.rfile:
                        if text == b".\r\n":
                            break
                        lines.append(text)
                    self.server.mails.append((sender, to, b"".join(lines)))
                    self.wfile.write(b"250 taken\r\n")
                elif word == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                else:
                    self.wfile.write(b"502 no\r\n")

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.mails = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self):
        self.shutdown()
        self.server_close()


class Console(case.Case):
    def setUp(self):
        super().setUp()
        self.lab.init()
        self.lab.publish(case.TESTS.parent / "assets" / "demo" / BODY / "xa-phu-loc.md", BODY)
        self.mail = MailServer()
        self.addCleanup(self.mail.stop)
        with (self.lab.data / "province.toml").open("a") as settings:
            settings.write(f'notices_from = "trang@hue.example"\nmail_server = "smtp://127.0.0.1:{self.mail.server_address[1]}"\n')
        self.lab.serve()
        self.lab.configure()
        self.writer, self.chief = self.clerk("soanthao"), self.clerk("lanhdao", True)

    def clerk(self, login, second=False):
        clerk = Clerk(self.lab)
        clerk.sign_in(login, PASSWORD, second and
                      (lambda: self.lab.province("user", "code", login, "--data", self.lab.data).stdout.strip()))
        return clerk

    def write(self, kind, text, **values):
        """Writes, sends on and approves; the draft's number."""
        page = self.writer.send(self.writer.get("/console/publish").form("/publish/new"), kind=kind)
        form = page.form("/send")
        page = self.writer.send(form, "/send", **{**filled(form, text, kind), **values})
        self.assertIn("done=sent", page.path, page.text)
        return form.action.split("/")[3]

    def approve(self, n):
        page = self.chief.send(self.chief.get(f"/console/publish/{n}").form("/approve"), password=PASSWORD)
        self.assertIn("done=published", page.path, page.text)


class Publishing(Console):
    def test_an_urgent_bulletin_stands_on_the_kiosk_that_is_running(self):
        kiosk = self.synced(self.lab.kiosk())
        kiosk.home()
        self.assertNotIn("sơ tán", kiosk.labels())
        n = self.write("bulletin", "Nước sông Truồi lên nhanh, xin bà con sơ tán về nhà văn hóa.", level=["danger"])
        self.assertNotIn("sơ tán", kiosk.labels())
        self.approve(n)
        self.synced(kiosk)
        later = self.write("bulletin", "Ngày mai xả hồ, xin bà con lưu ý.", level=["danger"], start=[day(1, "T08:00")], end=[day(2, "T08:00")])
        self.approve(later)
        self.synced(kiosk)
        label = until("the bulletin at home", lambda: kiosk.home() and "sơ tán" in kiosk.labels() and kiosk.named(r"home\.bulletin"), 30 * case.SLOW)["label"]
        self.assertIn("sơ tán", label)
        self.assertNotIn("xả hồ", label)  # its hour has not come

    def test_questions_about_a_meeting_stand_beside_it_at_the_desk(self):
        n = self.write("meeting", "Họp thôn bàn việc làm đường", title="Họp thôn bàn việc làm đường")
        self.approve(n)
        record = self.chief.get(f"/console/publish/{n}").text.split("Số trong sổ công khai</dt><dd>")[1].split("<")[0]
        for text, about in (("Đường làm rộng mấy mét?", [record]), ("Cống thoát nước bị tắc.", [])):
            subprocess.run([self.lab.bin / "hand_in", self.lab.data, BODY, "20107", *about], input=text.encode(), check=True)
        desk = self.clerk("tiepnhan", True)
        self.assertIn("Họp thôn bàn việc làm đường", desk.get("/console/today").text)
        page = desk.get(f"/console/publish/{n}/questions")
        self.assertEqual((page.status, page.text.count("<li>") - page.text.split("<ol")[0].count("<li>")), (200, 1))
        self.assertNotIn("mấy mét", page.text)
        line = next(link for link in page.parsed.links if link.startswith("/console/desk/"))
        desk.send(desk.get(line).form("/open"))
        page = desk.get(f"/console/publish/{n}/questions")
        self.assertIn("Đường làm rộng mấy mét?", page.text)
        self.assertNotIn("Cống thoát nước", page.text)
        self.assertEqual(self.writer.get(f"/console/publish/{n}/questions").status, 403)
        database = (self.lab.data / "registry.db").read_bytes()
        self.assertNotIn(record.encode() + b"mark", database)


class Mail(Console):
    def test_new_work_is_told_once_an_hour_without_any_content(self):
        address = "Le.Phuoc+viec@hue.example"
        page = self.chief.get("/console/account")
        self.assertEqual(self.chief.send(page.form("/account/notice"), address="x@y\r\nBcc: a@b.c").status, 422)
        page = self.chief.send(page.form("/account/notice"), address=address)
        self.assertIn("done=notice_on", page.path)
        # Told now, no earlier than an hour after the address was given: the clock in the registry is set back.
        self.forget("lanhdao")
        secret = "Danh sách hộ nghèo cần giữ kín"
        self.write("disclosure", secret, title=secret)
        sender, to, raw = until("a mail", lambda: self.mail.mails and self.mail.mails[0], 60 * case.SLOW)
        self.assertEqual((sender, to), ("trang@hue.example", [address]))
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        self.assertEqual(mail["Subject"], "Có việc mới")
        self.assertEqual(mail["Auto-Submitted"], "auto-generated")
        text = mail.get_content()
        self.assertIn("Ủy ban nhân dân xã Phú Lộc", text)
        for part in (raw.decode(), text, base64.b64encode(secret.encode()).decode()):
            self.assertNotIn(secret, part)
        for word in ("hộ nghèo", "disclosure", "/console/publish", "lanhdao"):
            self.assertNotIn(word, text)
        self.write("disclosure", "Việc thứ hai", title="Việc thứ hai")
        with self.assertRaises(case.Failed):
            until("a second mail within the hour", lambda: len(self.mail.mails) > 1, 25)
        self.forget("lanhdao")
        self.write("disclosure", "Việc thứ ba", title="Việc thứ ba")
        until("the next mail", lambda: len(self.mail.mails) == 2, 60 * case.SLOW)
        log = (self.lab.folder / "serve.log").read_text()
        self.assertNotIn("hue.example", log)

    def test_a_mail_server_that_is_away_costs_the_mail_and_nothing_else(self):
        self.mail.stop()
        self.chief.send(self.chief.get("/console/account").form("/account/notice"), address="phuoc@hue.example")
        self.forget("lanhdao")
        self.write("disclosure", "Việc mới", title="Việc mới")
        log = self.lab.folder / "serve.log"
        until("the failure in the log", lambda: "mail: " in log.read_text(), 60 * case.SLOW)
        self.assertNotIn("phuoc@", log.read_text())
        self.assertEqual(self.chief.get("/console/today").status, 200)

    def forget(self, login):
        """As if this person had last been told two hours ago."""
        import sqlite3
        base = sqlite3.connect(self.lab.data / "registry.db", timeout=20)
        base.execute("UPDATE notice SET told_at = told_at - 7200 WHERE login = ?", (login,))
        base.commit()
        base.close()


del Console

if __name__ == "__main__":
    case.main()
