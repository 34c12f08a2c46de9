#!/usr/bin/env python3
"""A resident's report: kept while the province is down, sent once, answered, read with the receipt's 20 digits."""
import contextlib
import pathlib
import signal
import sqlite3
import sys

import case
from case import BODY, TESTS, Failed

sys.path.insert(0, str(TESTS / "support"))
from hostile_server import HostileServer  # noqa: E402

ANSWER = "Ủy ban đã cho người đến sửa, sẽ xong trong tuần này."


class AReportIsNeverLostAndNeverDoubled(case.Case):
    def ready(self):
        self.province()
        return self.synced(self.lab.kiosk())

    def read_answer(self, kiosk, code):
        """Opens the case until the answer is there: the reply list is fetched when look-up opens."""
        kiosk.look_up(code)
        kiosk.wait(60, replies=1)
        kiosk.named(r"answer\.reply\.0")

    def test_written_with_the_province_down_sent_when_it_is_back_answered_and_read(self):
        kiosk = self.ready()
        self.lab.stop_server()
        kiosk.wait(60, online=False)
        code = kiosk.hand_in("Ddoanj dduwowngf trwowcs nhaf vawn hoas bij sutj")
        self.assertEqual(kiosk.state()["outbox"], 1)
        kiosk.leave_receipt(code)

        self.lab.serve()
        kiosk.wait(90, outbox=0)
        self.assertIn("Đoạn đường trước nhà văn hóa bị sụt", self.lab.answer(ANSWER))
        self.read_answer(kiosk, code)
        self.assertEqual(self.reports(), 1)

    def test_what_the_answer_did_not_mend_is_said_once_and_reopens_the_case(self):
        kiosk = self.ready()
        code = kiosk.hand_in()
        kiosk.wait(60, outbox=0)
        kiosk.leave_receipt(code)
        self.lab.answer(ANSWER)
        self.read_answer(kiosk, code)
        kiosk.tap(r"answer\.reopen")
        kiosk.wait(screen="reopen")
        kiosk.keys("Ddenf vaanx tawts")
        kiosk.tap(r"reopen\.send")
        kiosk.wait(60, screen="answer")
        kiosk.wait(60, outbox=0)
        with self.assertRaises(Failed):
            kiosk.named(r"answer\.reopen", seconds=1)
        shown = self.lab.province("feedback", "show", self.case_number(), "--as", BODY, "--by", "tiepnhan", "--data", self.lab.data).stdout
        self.assertIn("Đèn vẫn tắt", shown)
        self.assertEqual(self.reports(), 2)

    def test_that_it_is_done_is_said_with_a_mark_whose_owner_stands_nowhere(self):
        kiosk = self.ready()
        code = kiosk.hand_in()
        kiosk.wait(60, outbox=0)
        kiosk.leave_receipt(code)
        self.lab.answer(ANSWER)
        self.read_answer(kiosk, code)
        kiosk.tap(r"answer\.rate")
        kiosk.wait(screen="rate")
        self.assertFalse(next(item for item in kiosk.items() if item["name"] == "rate.send")["enabled"], "no mark is chosen yet")
        kiosk.tap(r"rate\.mark\.2")
        kiosk.tap(r"rate\.send")
        kiosk.wait(60, screen="answer")
        kiosk.wait(60, outbox=0)
        with self.assertRaises(Failed):
            kiosk.named(r"answer\.rate", seconds=1)
        kiosk.named(r"answer\.reopen")
        listing = self.lab.province("feedback", "list", "--as", BODY, "--data", self.lab.data).stdout
        self.assertRegex(listing, "đồng ý|says the sender")
        shown = self.lab.province("feedback", "show", listing.split()[0], "--as", BODY, "--by", "tiepnhan", "--data", self.lab.data).stdout
        self.assertNotRegex(shown, "(?i)điểm|mark")
        with contextlib.closing(sqlite3.connect(pathlib.Path(self.lab.data) / "registry.db")) as registry:
            self.assertEqual(registry.execute("SELECT body, n, total FROM rating").fetchall(), [(BODY, 1, 4)])

    def case_number(self):
        """Of the one case on the desk, which a resident says is not done."""
        listing = self.lab.province("feedback", "list", "--as", BODY, "--data", self.lab.data).stdout
        self.assertEqual(len(listing.splitlines()), 1)
        self.assertRegex(listing, "chưa xong|not done")
        return listing.split()[0]

    def test_neither_the_words_nor_the_digits_stand_in_any_file_on_either_side(self):
        keys = "Ddoanj dduwowngf trwowcs nhaf vawn hoas bij sutj"
        words = "Đoạn đường trước nhà văn hóa bị sụt"
        kiosk = self.ready()
        code = kiosk.hand_in(keys)
        groups = [code[at:at + 4] for at in range(0, 20, 4)]
        never = [keys, words, "văn hóa bị sụt", code, code[:18], " ".join(groups), "-".join(groups)]
        kiosk.wait(60, outbox=0)
        self.nowhere(never)
        kiosk.leave_receipt(code)
        self.assertIn(words, self.lab.answer(ANSWER))
        self.read_answer(kiosk, code)
        self.nowhere(never + [ANSWER])
        kiosk.kill()  # what a crash leaves behind
        self.nowhere(never + [ANSWER])

    def nowhere(self, never):
        """Not in a file's bytes, not in its name, in UTF-8 or UTF-16."""
        files = [path for path in self.lab.folder.rglob("*") if path.is_file() and not path.is_symlink()]
        self.assertGreater(len(files), 20)
        for path in files:
            content = path.read_bytes()
            for text in never:
                self.assertNotIn(text, str(path))
                for encoding in ("utf-8", "utf-16-le"):
                    if text.encode(encoding) in content:
                        self.fail(f"{path} holds what a resident typed")

    def test_a_kiosk_killed_after_the_receipt_still_sends(self):
        kiosk = self.ready()
        self.lab.stop_server()
        kiosk.wait(60, online=False)
        code = kiosk.hand_in()
        kiosk.kill()
        self.lab.serve()
        again = self.lab.kiosk()
        again.wait(60, online=True, outbox=0)
        self.lab.answer(ANSWER)
        self.read_answer(again, code)
        self.assertEqual(self.reports(), 1)

    def test_a_lost_receipt_from_the_server_makes_no_second_report(self):
        self.province()
        proxy = HostileServer(tree=str(self.lab.tree), upstream=f"127.0.0.1:{self.lab.port}").start()
        self.addCleanup(proxy.stop)
        proxy.rules([{"path": "/v1/feedback/*", "do": "drop_answer", "times": 2}])
        self.lab.configure(proxy.port)
        kiosk = self.synced(self.lab.kiosk())
        kiosk.hand_in()
        kiosk.wait(90, outbox=0)
        puts = [one for path, one in proxy.counts()["by_path"].items() if path.startswith("/v1/feedback/")]
        self.assertEqual(len(puts), 1)
        self.assertGreaterEqual(puts[0]["turns"], 3)
        self.assertEqual(self.reports(), 1)

    def test_a_server_killed_while_reports_come_in_forgets_none(self):
        kiosk = self.ready()
        codes = []
        for _ in range(2):
            codes.append(kiosk.hand_in())
            self.lab.stop_server(signal.SIGKILL)
            kiosk.leave_receipt(codes[-1])
            self.lab.serve()
        kiosk.wait(90, outbox=0)
        self.assertEqual(self.reports(), len(codes))
        self.lab.fsck()

    def test_a_wrong_receipt_from_the_server_lets_nothing_go(self):
        self.province()
        proxy = HostileServer(tree=str(self.lab.tree), upstream=f"127.0.0.1:{self.lab.port}").start()
        self.addCleanup(proxy.stop)
        proxy.rules([{"path": "/v1/feedback/*", "do": "flip", "at": 60, "times": 2}])
        self.lab.configure(proxy.port)
        kiosk = self.synced(self.lab.kiosk())
        kiosk.hand_in()
        kiosk.wait(90, outbox=0)
        self.assertEqual(self.reports(), 1)

    def test_twenty_digits_that_fit_no_report_open_nothing(self):
        kiosk = self.ready()
        kiosk.home()
        kiosk.tap("home.lookup")
        kiosk.wait(screen="lookup")
        kiosk.keys("00000000000000000001")
        with self.assertRaises(Failed):
            kiosk.tap(r"lookup\.open", seconds=3)
            kiosk.wait(3, screen="answer")


if __name__ == "__main__":
    case.main()
