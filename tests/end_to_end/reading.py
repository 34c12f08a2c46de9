#!/usr/bin/env python3
"""From a published document to a reader: the real province, the real kiosk, touches through the automation socket."""
import json
import pathlib
import tempfile

import case  # first: it shows where tests/support is
from case import BODY, INPUT

from corpus_to_markdown import convert
from gen_corpus import make_record


class ADocumentIsPublishedAndRead(case.Case):
    def test_the_directive_is_shown_and_found_by_number_and_by_words_with_and_without_marks(self):
        lab = self.lab.init()
        lab.publish(INPUT, "46.ubnd")
        lab.serve()
        lab.configure()
        kiosk = self.synced(lab.kiosk())
        # What is typed, and the keys that Telex makes it of.
        for words, keys in (("34/2007", "34/2007"), ("120-KL/TW", "120-KL/TW"), ("quy che dan chu", "quy che dan chu"),
                            ("quy chế dân chủ", "quy chees daan chur")):
            with self.subTest(words):
                hits = kiosk.search(keys)
                self.assertTrue(hits, words)
                self.assertIn("Chỉ thị về tăng cường sự lãnh đạo", hits[0])

        kiosk.tap(r"search\.hit\.0")
        kiosk.wait(screen="document", loading=False)
        self.assertTrue(kiosk.named("document.proof"))
        picture = pathlib.Path(tempfile.mkdtemp(dir=lab.folder)) / "document.png"
        kiosk.ask(do="screenshot", path=str(picture))
        self.assertGreater(picture.stat().st_size, 20_000)
        self.assertEqual(kiosk.stop(), 0)

    def test_a_commune_with_six_hundred_records_is_synced_whole_and_searched(self):
        records = (json.dumps(make_record(1, n, 600), ensure_ascii=False) for n in range(1, 601))
        convert(records, self.notices / "corpus")
        self.lab.init()
        self.lab.publish(self.notices / "corpus", BODY)
        self.lab.serve()
        self.lab.configure()
        kiosk = self.lab.kiosk()
        self.synced(kiosk, 120)
        kiosk.wait(60 * case.SLOW, home_items=600)
        for words in ("dat dai", "ho ngheo", "khai sinh", "ngan sach"):
            self.assertTrue(kiosk.search(words), words)

    def test_a_kiosk_without_contact_shows_what_it_has(self):
        self.province()
        kiosk = self.synced(self.lab.kiosk())
        self.lab.stop_server()
        kiosk.wait(60, online=False)
        kiosk.stop()
        again = self.lab.kiosk()
        again.home()
        self.assertIn("Thông báo mở đầu", again.search("cong ranh")[0])

    def test_a_withdrawn_item_keeps_its_place_with_the_reason(self):
        self.province()
        kiosk = self.synced(self.lab.kiosk())
        gone = self.notices / "thu-hoi.md"
        gone.write_text('+++\nwithdraws = "mo-dau"\nground = "sai-so-lieu"\nreason = "Số liệu chưa đúng."\n+++\n')
        self.lab.publish(gone, BODY)
        self.synced(kiosk)
        kiosk.home()
        kiosk.tap("home.tile.know")
        kiosk.wait(screen="list", loading=False)
        kiosk.tap(r"list\.law\.all")
        kiosk.tap(r"list\.row\.0")
        kiosk.wait(screen="document", loading=False)

    def test_a_revision_takes_the_place_of_what_it_revises(self):
        self.province()
        kiosk = self.synced(self.lab.kiosk())
        new = case.notice(self.notices, "mo-dau-2", "Thông báo khai thông cống rãnh, bản sửa")
        new.write_text(new.read_text().replace('kind =', 'revises = "mo-dau"\nchg = "doi-ngay"\nkind ='))
        self.lab.publish(new, BODY)
        self.synced(kiosk)
        hits = kiosk.search("cong ranh")
        self.assertEqual(len(hits), 1)
        self.assertIn("bản sửa", hits[0])

    def test_a_document_waits_for_its_first_day_and_comes_by_itself_with_the_cable_cut(self):
        self.province()
        path = case.notice(self.notices, "tiem-phong", "Kế hoạch tiêm phòng cho đàn trâu bò")
        path.write_text(path.read_text().replace("kind =", 'from = "+2d"\nkind ='))
        self.lab.publish(path, BODY)
        kiosk = self.synced(self.lab.kiosk(options=("--stay-home",)))
        self.lab.stop_server()
        kiosk.wait(60 * case.SLOW, online=False)
        self.assertEqual(kiosk.search("tieem phongf"), [])
        kiosk.home()
        kiosk.wait(home_items=1)
        for days, items in ((1, 1), (1, 2), (-90, 1), (88, 1)):
            kiosk.ask(do="later", clock=days * 86_400)
            kiosk.wait(20 * case.SLOW, home_items=items)
        kiosk.ask(do="later", clock=3 * 86_400)
        kiosk.wait(20 * case.SLOW, home_items=2)
        self.assertEqual(len(kiosk.search("tieem phongf")), 1)

    def test_a_wrong_configuration_says_so_on_the_screen(self):
        self.lab.init()
        config = self.lab.demo / "kiosk" / "kiosk.toml"
        config.write_text(config.read_text() + "unknown = 1\n")
        kiosk = self.lab.kiosk()
        kiosk.wait(screen="setup")


if __name__ == "__main__":
    case.main()
