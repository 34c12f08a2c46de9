#!/usr/bin/env python3
"""The page behind a take-home QR, in a real Chromium of a phone's width: what it says about the kiosk's publication, and that
nothing a publisher writes can become a script."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from case import BODY, Case, main

CHROMIUM = shutil.which("chromium")
WIDTH, HEIGHT = 390, 844
HOSTILE = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">'


class PhonePage(Case):
    def setUp(self):
        super().setUp()
        self.lab.init()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.lab.port}"

    def dom(self, address):
        """What stands in the page after its script has run."""
        with tempfile.TemporaryDirectory() as profile:
            done = subprocess.run(
                [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                 f"--window-size={WIDTH},{HEIGHT}", "--virtual-time-budget=3000", "--dump-dom", address],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=240)
        self.assertEqual(done.returncode, 0, done.stderr.decode(errors="replace")[-2000:])
        return done.stdout.decode()

    def put(self, name, front, body, *files):
        path = pathlib.Path(self.notices) / f"{name}.md"
        path.write_text(f'+++\nkind = "disclosure"\nitem = "D14"\n{front}\n+++\n\n{body}\n', encoding="utf-8")
        for file in files:
            (pathlib.Path(self.notices) / file).write_bytes(b"%PDF-1.4\n%%EOF\n")
        self.lab.publish(path, BODY)

    def page(self, title):
        """File of the only page whose title holds these words."""
        found = [file for file in sorted((self.lab.tree / "v").iterdir()) if title in file.read_text()]
        self.assertEqual(len(found), 1, [file.name for file in found])
        return found[0]

    def shown(self, page, fragment):
        """Which of the sentences about sameness is on the screen; None: none."""
        dom = self.dom(f"{self.address}/v/{page.name}#{fragment}")
        visible = [name for name, hidden in re.findall(r'data-say="([a-z]+)"( hidden)?', dom) if not hidden]
        self.assertLessEqual(len(visible), 1, visible)
        return visible[0] if visible else None

    def known(self, page):
        return re.search(r'data-known="([^"]*)"', page.read_text()).group(1).split(" ")

    def test_the_page_says_whether_it_is_what_the_kiosk_showed(self):
        self.put("nuoc", 'title = "Mức thu tiền nước"', "Mỗi hộ nộp **40.000 đồng**.")
        page = self.page("Mức thu tiền nước")
        first = self.known(page)
        self.put("nuoc-sua", 'title = "Mức thu tiền nước"\nrevises = "nuoc"\nchg = "sua-so-lieu"', "Mỗi hộ nộp **35.000 đồng**.")
        self.lab.serve()
        both = self.known(page)
        self.assertEqual(both[0], first[0])
        self.assertEqual(len(both), 2)
        index, leaf = both[1].split(".")

        self.assertEqual(self.shown(page, both[1]), "same")
        self.assertEqual(self.shown(page, both[0]), "newer")
        self.assertEqual(self.shown(page, f"{int(index) + 7}.{leaf}"), "late")
        self.assertEqual(self.shown(page, f"{index}.{'0' * 16}"), "differs")
        self.assertEqual(self.shown(page, "<img src=x>"), "differs")
        self.assertIsNone(self.shown(page, ""))
        self.assertIn("35.000", page.read_text())
        self.assertIn("Xã Phú Lộc, Thành phố Huế", page.read_text().partition("</header>")[0], "whose page it is")
        self.assertNotIn("40.000", page.read_text())

    def test_nothing_a_publisher_writes_becomes_a_script(self):
        self.put("doc", f"title = '''Thông báo {HOSTILE}'''\nsummary = '''{HOSTILE}'''\n"
                        f"household = ['''{HOSTILE}''']\nissuer = '''\"><svg onload=x>'''\n"
                        f"att = ['''a\"onclick=\"x.png''']",
                 f"{HOSTILE}\n\n[bấm](javascript:document.title='owned') [đi](https://example.org/\"onclick=\"x)\n\n"
                 "![ảnh <b>](<a\"onclick=\"x.png>)\n\n<a href='javascript:1'>x</a>", 'a"onclick="x.png')
        self.lab.serve()
        page = self.page("Thông báo")
        dom = self.dom(f"{self.address}/v/{page.name}")
        self.assertNotIn("<title>owned", dom)
        self.assertEqual(len(re.findall(r"<script\b", dom)), 1, "only the page's own script")
        self.assertEqual(re.findall(r"<(?:img|svg|iframe|object|form|input|link)\b", dom), [])
        # Of the tags themselves, not of the text, where all of it stands escaped.
        tags = re.findall(r"<[a-z][^>]*>", dom)
        for tag in tags:
            outside = re.sub(r'"[^"]*"', '""', tag)
            self.assertIsNone(re.search(r"\son[a-z]+\s*=", outside), tag)
            self.assertNotRegex(tag, r'(?i)(href|src)="\s*javascript:')
        self.assertIn("&lt;script&gt;", page.read_text())

    def test_a_withdrawn_record_leaves_a_tombstone_and_an_erased_one_no_words(self):
        self.put("nham", 'title = "Danh sách đăng nhầm"', "Ông **Nguyễn Văn Mật** được xét duyệt.")
        page = self.page("Danh sách đăng nhầm")
        known = self.known(page)
        gone = pathlib.Path(self.notices) / "rut.md"
        gone.write_text('+++\nkind = "withdrawal"\nwithdraws = "nham"\nground = "du-lieu-ca-nhan"\n'
                        'erase = ["card", "body"]\nreason = "Đăng nhầm dữ liệu cá nhân."\nwho = "Chủ tịch"\n+++\n',
                        encoding="utf-8")
        self.lab.publish(gone, BODY)
        self.lab.serve()
        text = page.read_text()
        self.assertNotIn("Nguyễn Văn Mật", text)
        self.assertIn("đã được rút", text)
        self.assertIn("Xóa dữ liệu cá nhân theo luật", text)
        self.assertEqual(self.shown(page, known[0]), "same")
        self.lab.fsck()

    def test_a_damaged_page_is_found_and_written_anew(self):
        self.put("tin", 'title = "Tin để thử"', "Nội dung.")
        page = self.page("Tin để thử")
        good = page.read_bytes()
        page.write_bytes(good.replace("Nội dung.".encode(), "Nội dung khác.".encode()))
        (page.parent / "20107.ubnd-2026-9999").write_text("x")
        self.lab.province("fsck", "--data", self.lab.data, code=1)
        self.lab.province("pages", "--data", self.lab.data)
        self.assertEqual(page.read_bytes(), good)
        self.lab.fsck()


if __name__ == "__main__":
    if CHROMIUM is None:
        print("chromium is not installed", file=sys.stderr)
        sys.exit(77)
    main()
