#!/usr/bin/env python3
"""A server that misbehaves: the kiosk keeps the last good content, shows nothing unverified, and recovers by itself."""
import shutil
import sys

import case
from case import BODY, TESTS, Lab, until

sys.path.insert(0, str(TESTS / "support"))
from hostile_server import HostileServer  # noqa: E402

CHECKPOINT = "/l/*/checkpoint"
ENTRIES = "/l/*/tile/entries/*"
TILES = "/l/*/tile/0/*"
TEXTS = "/[bk]/*"
PACKS = "/k/*"

# What goes wrong, where, and how often before the server is well again.
FAULTS = [
    {"path": CHECKPOINT, "do": "status", "status": 500}, {"path": CHECKPOINT, "do": "status", "status": 503, "retry_after": 1},
    {"path": CHECKPOINT, "do": "flip"}, {"path": CHECKPOINT, "do": "flip", "at": 3}, {"path": CHECKPOINT, "do": "cut"},
    {"path": CHECKPOINT, "do": "length"}, {"path": CHECKPOINT, "do": "garbage"}, {"path": CHECKPOINT, "do": "reset"},
    {"path": CHECKPOINT, "do": "bomb", "mib": 256}, {"path": CHECKPOINT, "do": "oversize", "mib": 40},
    {"path": CHECKPOINT, "do": "body", "text": "xin chào\n"}, {"path": CHECKPOINT, "do": "stale_304"},
    {"path": CHECKPOINT, "do": "hang", "seconds": 2}, {"path": CHECKPOINT, "do": "slow", "bytes_per_second": 200},
    {"path": ENTRIES, "do": "flip"}, {"path": ENTRIES, "do": "cut"}, {"path": ENTRIES, "do": "append"},
    {"path": ENTRIES, "do": "status", "status": 404}, {"path": ENTRIES, "do": "bomb", "mib": 256},
    {"path": ENTRIES, "do": "wrong_range"}, {"path": ENTRIES, "do": "wrong_range", "lie": True},
    {"path": ENTRIES, "do": "ignore_range"}, {"path": ENTRIES, "do": "length", "delta": -3},
    {"path": TILES, "do": "flip"}, {"path": TILES, "do": "truncate", "bytes": 32},
    {"path": TEXTS, "do": "flip"}, {"path": TEXTS, "do": "truncate"}, {"path": TEXTS, "do": "status", "status": 500},
    {"path": TEXTS, "do": "bomb_file", "mib": 256}, {"path": TEXTS, "do": "reset", "after": 40},
]


def said(rule):
    return " ".join(str(value) for value in rule.values())


class AServerMisbehaves(case.Case):
    def start(self):
        self.province()
        self.proxy = HostileServer(tree=str(self.lab.tree), upstream=f"127.0.0.1:{self.lab.port}").start()
        self.addCleanup(self.proxy.stop)
        self.lab.configure(self.proxy.port)
        return self.synced(self.lab.kiosk())

    def test_whatever_goes_wrong_the_good_content_stays_and_the_new_comes_when_the_server_is_well(self):
        kiosk = self.start()
        for n, fault in enumerate(FAULTS):
            with self.subTest(said(fault)):
                before = kiosk.state()["log_size"]
                self.proxy.rules([{**fault, "times": 1}])
                self.publish(f"tin-{n}", f"Tin số {n} về giếng làng")
                kiosk.wait(90 * case.SLOW, log_size=self.log_size(), history_alarm=False)
                self.assertGreater(kiosk.state()["log_size"], before)
        self.proxy.rules([])
        # Every text came in the end, whole: an item shows only when all its parts are there. After five faults in a row
        # the next try may be eight minutes away (full jitter, kiosk/sync/plan.h).
        until("all notices are found", lambda: kiosk.hits("gieng lang") == len(FAULTS), 150 * case.SLOW)
        self.assertTrue(kiosk.search("cong ranh"))
        self.assertTrue(kiosk.search(f"tin so {len(FAULTS) - 1}"))

    def test_a_first_sync_under_fire_ends_whole(self):
        self.province()
        for n in range(5):
            self.publish(f"tin-{n}", f"Tin số {n} về giếng làng")
        proxy = HostileServer(tree=str(self.lab.tree), upstream=f"127.0.0.1:{self.lab.port}").start()
        self.addCleanup(proxy.stop)
        fire = [{"path": "/trust/*", "do": "flip"}, {"path": ENTRIES, "do": "bomb", "mib": 512}, {"path": ENTRIES, "do": "hang", "seconds": 2},
                {"path": PACKS, "do": "bomb_file", "mib": 512}, {"path": PACKS, "do": "flip"}, {"path": PACKS, "do": "cut"},
                {"path": PACKS, "do": "slow", "bytes_per_second": 4000}]
        proxy.rules([{**rule, "times": 1} for rule in fire])
        self.lab.configure(proxy.port)
        kiosk = self.synced(self.lab.kiosk(), 120)
        until("all notices are found", lambda: kiosk.hits("gieng lang") == 5, 60 * case.SLOW)

    def test_texts_that_stay_wrong_are_never_shown(self):
        kiosk = self.start()
        self.proxy.rules([{"path": TEXTS, "do": "flip"}])
        self.publish("gia", "Thông báo về chợ hoa", "Chợ hoa mở từ ngày mồng mười.")
        before = self.proxy.counts()["turns"]
        until("the texts were asked for", lambda: self.proxy.counts()["turns"] > before + 6, 60 * case.SLOW)
        self.assertEqual(kiosk.search("cho hoa"), [])
        self.assertTrue(kiosk.search("cong ranh"))
        self.proxy.rules([])
        until("the notice is found", lambda: kiosk.search("cho hoa"), 60 * case.SLOW)

    def test_an_older_tree_takes_nothing_away(self):
        kiosk = self.start()
        older = self.lab.folder / "older"
        shutil.copytree(self.lab.tree, older)
        self.publish("moi", "Thông báo mới về lớp học bơi")
        self.synced(kiosk)
        size = kiosk.state()["log_size"]
        turns = self.proxy.counts()["turns"]
        self.proxy.rules([{"path": "/l/*", "do": "tree", "tree": str(older)}])
        until("the older tree was seen", lambda: self.proxy.counts()["turns"] > turns + 2, 60 * case.SLOW)
        self.assertEqual(kiosk.state()["log_size"], size)
        self.assertTrue(kiosk.search("hoc boi"))

    def test_altered_history_raises_the_alarm_and_the_last_good_content_stays(self):
        self.province()
        # The same province, keys and all, writes a second history from here on: what a dishonest operator could do.
        twin = Lab(self.lab.bin, self.lab.folder / "twin")
        twin.folder.mkdir()
        shutil.copytree(self.lab.demo, twin.demo)
        self.publish("that", "Thông báo thật về cây cầu")
        for n in range(3):
            twin.publish(case.notice(self.notices, f"gia-{n}", f"Thông báo giả số {n} về cây cầu"), BODY)
        proxy = HostileServer(tree=str(self.lab.tree), upstream=f"127.0.0.1:{self.lab.port}").start()
        self.addCleanup(proxy.stop)
        self.lab.configure(proxy.port)
        kiosk = self.synced(self.lab.kiosk())
        self.assertFalse(kiosk.state()["history_alarm"])

        proxy.tree = str(twin.tree)
        kiosk.wait(60 * case.SLOW, history_alarm=True)
        hits = kiosk.search("cay cau")
        self.assertEqual(len(hits), 1)
        self.assertIn("thật", hits[0])
        kiosk.stop()
        again = self.lab.kiosk()  # the alarm is no matter of memory
        again.wait(60 * case.SLOW, history_alarm=True)
        self.assertEqual(len(again.search("cay cau")), 1)


if __name__ == "__main__":
    case.main()
