#!/usr/bin/env python3
"""A body's keys were stolen and are changed while a kiosk runs: what the new ones sign appears, what was said before the
change stays, and what the thief signs from then on is nobody's answer."""
import shutil
import sqlite3

import case
from case import BODY, until

BEFORE = "Ủy ban đã cho người đến sửa, sẽ xong trong tuần này."
FORGED = "Xin nộp năm trăm nghìn đồng để được sửa."
AFTER = "Đã sửa xong, xin bà con kiểm tra lại."


class KeysChange(case.Case):
    def key(self, what, *words):
        return self.lab.province("key", what, "--as", BODY, "--data", self.lab.data, *words)

    def steal(self):
        """Everything the office and the server have today, its keys among it, in the thief's folder."""
        self.lab.stop_server()
        shutil.copytree(self.lab.demo, self.lab.folder / "stolen", symlinks=True)
        self.lab.serve()
        return self.lab.folder / "stolen"

    def change(self, role, letter):
        self.key("add", "--role", role)
        self.key("revoke", "--name", f"46-{BODY}-{letter}1")

    def forge(self, stolen):
        """The thief's answer, by the stolen key, slipped into the province's registry."""
        data = stolen / "province"
        listing = self.lab.province("feedback", "list", "--as", BODY, "--data", data).stdout
        self.lab.province("feedback", "answer", listing.split()[0], "--as", BODY, "--by", "tiepnhan", "--status", "answered", "--text", FORGED,
                          "--data", data)
        with sqlite3.connect(data / "registry.db") as base:
            names = [row[1] for row in base.execute("PRAGMA table_info(reply)")]
            forged = base.execute("SELECT * FROM reply ORDER BY k DESC").fetchone()
        with sqlite3.connect(self.lab.data / "registry.db", timeout=30) as base:
            base.execute(f"INSERT INTO reply ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", forged)

    def test_what_the_stolen_keys_sign_after_the_change_counts_for_nothing(self):
        self.province()
        kiosk = self.synced(self.lab.kiosk())
        code = kiosk.hand_in()
        kiosk.wait(90 * case.SLOW, outbox=0)
        kiosk.leave_receipt(code)
        self.lab.answer(BEFORE)
        kiosk.look_up(code)
        kiosk.wait(60 * case.SLOW, replies=1)
        stolen = self.steal()

        # Another publisher's key: what it signs appears at the kiosk, and the old one signs nothing.
        self.change("publisher", "p")
        self.publish("khoa-moi", "Lịch tiêm phòng dại cho chó mèo")
        self.synced(kiosk)
        self.assertEqual(kiosk.hits("tieem phongf daij"), 1)
        shown = self.log_size()
        late = case.notice(self.notices, "khoa-cu", "Thông báo thu tiền lạ")
        self.lab.province("publish", late, "--as", BODY, "--keys", stolen / "offices", "--data", self.lab.data, code=2)
        self.assertEqual(self.log_size(), shown)

        # Another desk's key. The province takes no answer by the old one, and a kiosk neither, however it got there.
        self.change("desk", "d")
        self.synced(kiosk)
        number = self.lab.province("feedback", "list", "--as", BODY, "--data", self.lab.data).stdout.split()[0]
        refused = self.lab.province("feedback", "answer", number, "--as", BODY, "--by", "tiepnhan", "--text", FORGED, "--keys", stolen / "offices",
                                    "--data", self.lab.data, code=1)
        self.assertRegex(refused.stderr, "revoked|thu hồi")
        self.forge(stolen)
        self.lab.answer(AFTER)
        kiosk.look_up(code)
        kiosk.wait(60 * case.SLOW, replies=2)  # three are in the list
        self.assertEqual(self.lab.registry_number("SELECT count(*) FROM reply"), 3)
        until("the kiosk says so", lambda: "revoked key" in kiosk.said(), 10 * case.SLOW)


if __name__ == "__main__":
    case.main()
