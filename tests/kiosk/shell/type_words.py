#!/usr/bin/env python3
"""Types every row of the tables through the real program: commune-kiosk --type telex|vni classic|modern.

    type_words.py PROGRAM TABLES
"""
import pathlib
import subprocess
import sys
import unittest

PROGRAM, TABLES = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))


def typed(method, style, keys):
    done = subprocess.run([PROGRAM, "--type", method, style], input="".join(k + "\n" for k in keys), text=True,
                          capture_output=True, timeout=60, check=True)
    return done.stdout.split("\n")[:-1]


class TypeWords(unittest.TestCase):
    def test_every_row_of_the_tables(self):
        for method in ("telex", "vni"):
            for style in ("classic", "modern"):
                rows = (TABLES / f"{method}-{style}.tsv").read_text().splitlines()
                keys, words = zip(*(row.split("\t") for row in rows))
                self.assertGreater(len(keys), 2000)
                self.assertEqual(typed(method, style, keys), list(words), f"{method} {style}")

    def test_a_line_is_a_text_of_its_own(self):
        self.assertEqual(typed("telex", "classic", ["DDuwowngf lieen thoon", "", "ass", "hoaf"]),
                         ["Đường liên thôn", "", "as", "hòa"])
        self.assertEqual(typed("telex", "modern", ["hoaf"]), ["hoà"])

    def test_another_method_is_refused(self):
        wrong = subprocess.run([PROGRAM, "--type", "viqr", "classic"], capture_output=True, timeout=60, check=False)
        self.assertEqual(wrong.returncode, 2)


if __name__ == "__main__":
    unittest.main()
