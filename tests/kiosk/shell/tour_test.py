#!/usr/bin/env python3
"""The layout rules of the whole program (kiosk.md §1-3), over every page that --tour draws.

    tour_test.py COMMUNE_KIOSK
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
SLACK = 0.35  # mm: whole pixels
#: Not choices of a page (kiosk.md §1): tools, Back, Search and paging, keys, and the rows of a list, which is a list.
UNCOUNTED = ("frame.", "speech.", "back", "key.", "digit.", "home.search", "home.new.", "home.meeting", "home.bulletin",
             "list.row.", "list.law.", "body.table.", "search.hit.", "search.new.", "search.field", "document.revision.", "document.file.",
             "staff_notices.")
#: Six doors, handing in, looking up and what the hall itself has to say; six topics, about whom, two ways of the law, and
#: on; the first and the last day of a notice in four steps each. See the README's decisions.
MORE_CHOICES = {"home.*": 9, "feedback_topic.*": 10, "staff_notice_review": 9}

#: Where something is typed first (kiosk.md §4).
FIRST_PAGES = ("search", "lookup", "complaint", "reopen", "reopen.asked", "feedback_topic", "feedback_topic.about",
               "feedback_option")

#: Fields for more than a line.
WRITTEN = ("feedback.field", "complaint.field.", "reopen.field", "staff_notice.text")

#: Pages whose tools are fewer, or others: home, what the staff see, a machine without a voice; and the smallest wide screen
#: has no room at its edge for those of the search page and for empty places beside a receipt.
OWN_TOOLS = r"attract|home.*|warning|setup.*|staff_.*|.*no_voice"

#: Where several lines are typed on a wide page the tools stand at the edge and leave the words the height.
TYPED = ("feedback_text", "complaint", "reopen")

#: Pages of text, whose lines the eye must find again.
READ = ("document", "proof", "guidance", "help", "answer", "phone", "notices")

#: What scrolls there is touched: the rows of a list, the columns of a table; and above the words of the phone page stands its code.
TOUCHED = ("list", "meetings", "search", "staff_notices", "feedback_option", "rate", "pages", "phone")

#: The technician's line is laid over whatever stands at the height where it is moved to.
OVER = "staff_reach"


def overlap(a, b):
    """Width and height of what two [x, y, w, h] share."""
    return (min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0]), min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1]))


def within(inner, outer, slack):
    return (inner[0] >= outer[0] - slack and inner[1] >= outer[1] - slack and
            inner[0] + inner[2] <= outer[0] + outer[2] + slack and inner[1] + inner[3] <= outer[1] + outer[3] + slack)


def luminance(colour):
    """Relative luminance of "rrggbb" (WCAG 2.2)."""
    red, green, blue = (int(colour[at:at + 2], 16) / 255 for at in (0, 2, 4))
    return sum(weight * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
               for weight, c in ((0.2126, red), (0.7152, green), (0.0722, blue)))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def letters(px):
    """The part of a text's box that its letters fill: lines have air above and below."""
    x, y, w, h = px
    return (x, y + 0.2 * h, w, 0.6 * h)


class Tour(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        run = subprocess.run([PROGRAM, "--tour", cls.folder.name], capture_output=True, text=True, timeout=900)
        if run.returncode != 0:
            raise RuntimeError(run.stderr)
        cls.pages = json.loads((pathlib.Path(cls.folder.name) / "tour.json").read_text())["pages"]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def held(page):
        """Every page on a 21.5" screen, in every way to see it. The smallest screens (17.3" upright, 15.6" across: 194 mm
        high) at the usual letters and height of the controls: see the README's decisions. The setup page has no tools: nobody
        sees it otherwise than it comes."""
        usual = page["text_size"] == "normal" and not page["lowered"]
        return usual or (page["size"] == "21.5" and page["screen"] != "setup")

    def check(self, rule):
        """`rule` yields what is wrong on a page; the first few pages of each kind of fault are told."""
        faults = collections.Counter()
        for page in self.pages:
            if not self.held(page):
                continue
            place = (f"{page['scene']} {page['orientation']} {page['size']}\" {page['language']} {page['text_size']}"
                     + " contrast" * page["contrast"] + " lowered" * page["lowered"])
            for fault in rule(page):
                faults[f"{place}: {fault}"] += 1
        if faults:
            self.fail(f"{len(faults)} faults:\n" + "\n".join(list(faults)[:40]))

    @staticmethod
    def touched(page):
        return [target for target in page["targets"] if target["kind"] != "scroll"]

    def test_the_whole_matrix_is_there(self):
        scenes = {page["scene"] for page in self.pages}
        self.assertGreaterEqual(len(scenes), 40)
        ways = collections.Counter(page["scene"] for page in self.pages)
        self.assertEqual(set(ways.values()), {2 * 24 + 2 * 12}, "2 screens in 24 ways, 2 small ones without contrast")
        pictures = collections.Counter(page["scene"] for page in self.pages if "png" in page)
        self.assertEqual(set(pictures), scenes)
        self.assertEqual(set(pictures.values()), {2 * 5}, "as it comes, largest, contrast, lowered, English, both ways up")
        for page in self.pages:
            if "png" in page:
                self.assertTrue((pathlib.Path(self.folder.name) / page["png"]).is_file(), page["png"])

    def test_targets_are_as_big_as_a_finger(self):
        def rule(page):
            for target in self.touched(page):
                least = 16 if target["kind"] == "key" else 20
                width, height = target["mm"][2:]
                if width < least - SLACK:
                    yield f"{target['name']} is {width} mm wide"
                if height < least - SLACK and not target["cut"]:
                    yield f"{target['name']} is {height} mm high"
        self.check(rule)

    def test_targets_keep_apart(self):
        def rule(page):
            targets = self.touched(page)
            for i, one in enumerate(targets):
                x, y, w, h = one["mm"]
                room = 3 - SLACK
                grown = (x - room, y - room, w + 2 * room, h + 2 * room)
                for other in targets[i + 1:]:
                    if min(overlap(grown, other["mm"])) > 0:
                        yield f"{one['name']} and {other['name']} are closer than 3 mm"
        self.check(rule)

    def test_nothing_to_touch_within_10_mm_of_the_edge(self):
        def rule(page):
            for target in page["targets"]:
                if not within(target["px"], page["safe"], 1.5):
                    yield f"{target['name']} at {target['px']}"
        self.check(rule)

    def test_no_words_within_10_mm_of_the_edge(self):
        def rule(page):
            for text in page["texts"]:
                if not within(letters(text["px"]), page["safe"], 3):
                    yield f"“{text['text'][:40]}” at {text['px']}"
        self.check(rule)

    def test_lowered_targets_are_in_reach(self):
        def rule(page):
            if page["lowered"]:
                for target in self.touched(page):
                    if target["px"][1] < page["reach"][1] - 1.5:
                        yield f"{target['name']} is above the reach"
        self.check(rule)

    def test_labels_stand_inside_their_targets(self):
        def rule(page):
            for target in self.touched(page):
                label = target["label_px"]
                if label[2] > 0 and label[3] > 0 and not target["cut"]:
                    if not within(label, target["px"], 2.5):
                        yield f"{target['name']} “{target['label'][:40]}” {label} in {target['px']}"
        self.check(rule)

    def test_the_code_of_a_receipt_stands_on_its_card(self):
        def rule(page):
            card = next((target["px"] for target in page["targets"] if target["name"] == "receipt.code"), None)
            for text in page["texts"] if card else ():
                if re.fullmatch(r"\d{4}", text["text"]) and not within(letters(text["px"]), card, 1.5):
                    yield f"{text['text']} at {text['px']}, the card at {card}"
        self.check(rule)

    def test_no_letter_is_smaller_than_4_8_mm(self):
        def rule(page):
            for target in page["targets"]:
                if 0 < target["text_mm"] < 4.7:
                    yield f"{target['name']} {target['text_mm']} mm"
            for text in page["texts"]:
                if text["cap_mm"] < 4.7:
                    yield f"“{text['text'][:40]}” {text['cap_mm']} mm"
        self.check(rule)

    def test_words_stand_out_from_what_lies_under_them(self):
        def rule(page):
            for text in page["texts"]:
                ratio = contrast(text["ink"], text["ground"])
                if ratio < 7:
                    yield f"“{text['text'][:40]}”: #{text['ink']} on #{text['ground']} is {ratio:.1f}:1"
        self.check(rule)

    def test_no_letter_is_missing_from_the_fonts(self):
        self.check(lambda page: (f"“{text['text'][:40]}”" for text in page["texts"] if text["missing_glyph"]))

    def test_no_text_lies_on_another(self):
        def rule(page):
            if page["scene"].startswith(OVER):
                return
            texts = page["texts"]
            for i, one in enumerate(texts):
                for other in texts[i + 1:]:
                    if min(overlap(letters(one["px"]), letters(other["px"]))) > 3:
                        yield f"“{one['text'][:30]}” and “{other['text'][:30]}”"
        self.check(rule)

    def test_only_what_can_be_opened_is_shortened(self):
        def rule(page):
            if page["screen"] == "attract":  # a touch anywhere opens home, where all of it stands
                return
            # A tool says what it does only by its word: that one is whole.
            opens = [target["px"] for target in self.touched(page) if not target["name"].startswith(("frame.", "speech."))]
            for text in page["texts"]:
                if text["cut"] and not any(within(text["px"], px, 4) for px in opens):
                    yield f"“{text['text'][:60]}”"
        self.check(rule)

    def test_at_most_six_choices(self):
        """A page has six choices at most; the pages that have more are known (README, Decisions)."""
        def rule(page):
            most = next((n for scene, n in MORE_CHOICES.items() if re.fullmatch(scene, page["scene"])), 6)
            names = [target["name"] for target in self.touched(page)
                     if target["kind"] != "key" and not target["name"].startswith(UNCOUNTED) and
                     not target["name"].endswith((".up", ".down"))]
            if len(names) > most:
                yield f"{len(names)}: {', '.join(names)}"
        self.check(rule)

    @staticmethod
    def words(page):
        return " ".join(text["text"] for text in page["texts"])

    def test_page_two_of_a_report_names_who_reads_it(self):
        def rule(page):
            if page["screen"] != "feedback_text" or page["scene"].endswith(".leaving"):  # a question over it
                return
            words = self.words(page).replace("**", "")
            several = ("Ủy ban", "Mặt trận") if page["language"] == "vi" else ("Committee", "Front")
            alone = "Thanh tra" if page["language"] == "vi" else "Inspectorate"
            if alone not in words and not all(name in words for name in several):
                yield "nobody is named"
        self.check(rule)

    def test_the_first_page_of_an_input_says_who_runs_it_and_what_is_kept(self):
        def rule(page):
            if page["scene"] not in FIRST_PAGES:
                return
            words = self.words(page)
            runs = "Ủy ban" if page["language"] == "vi" else "Committee"
            kept = r"giữ|lưu|xóa" if page["language"] == "vi" else r"kept|stays|erased"
            if runs not in words:
                yield "nobody runs it"
            if not re.search(kept, words):
                yield "nothing of what is kept"
        self.check(rule)

    def test_home_tells_the_next_meeting(self):
        """What about and where, whole; beside something urgent there may be room for its day only, and on the smallest wide
        screen for no more than what is urgent."""
        def rule(page):
            if page["scene"].partition(".")[0] != "home":
                return
            whole = [text["text"] for text in page["texts"] if not text["cut"]]
            told = any(text.startswith("Họp thôn") for text in whole) and any("Nhà văn hóa" in text for text in whole)
            day = any(("25/11" if page["language"] == "vi" else "25 Nov") in text for text in whole)
            calm = page["scene"] == "home"
            low = page["size"] == "15.6"
            if not told and not (low and not calm) and ((calm and not low) or not day):
                yield "the next meeting"
        self.check(rule)

    def test_home_tells_how_the_notice_of_the_hall_begins(self):
        """The smallest wide screen has a button for it."""
        def rule(page):
            if page["scene"] == "home.notice" and page["size"] != "15.6":
                if not any(text["text"].lstrip("*").startswith("Tiêm phòng") for text in page["texts"]):
                    yield "the notice"
        self.check(rule)

    def test_no_day_reads_otherwise_in_english(self):
        """03/12 is the third of December here, the twelfth of March elsewhere; what the commune wrote stays as it is."""
        def rule(page):
            if page["language"] == "en":
                for text in page["texts"]:
                    if re.search(r"\b\d\d/\d\d/\d{4}\b", text["text"]) and text["text"].isascii():
                        yield f"“{text['text'][:60]}”"
        self.check(rule)

    def test_words_that_are_read_on_have_lines_far_enough_apart(self):
        """1.45 (kiosk.md §2); titles, and what stands on something to touch, may be closer."""
        def rule(page):
            touched = [target["px"] for target in self.touched(page)]
            for text in page["texts"]:
                if text["lines"] > 1 and not text["bold"] and text["leading"] < 1.45:
                    if not any(within(text["px"], px, 4) for px in touched):
                        yield f"{text['leading']} “{text['text'][:40]}”"
        self.check(rule)

    def test_a_tool_stands_in_one_place(self):
        """On all pages that are seen in one way, so that a hand finds it."""
        places = collections.defaultdict(lambda: collections.defaultdict(list))
        for page in self.pages:
            reading = any(target["name"].startswith("speech.") for target in page["targets"])
            if not self.held(page) or reading or re.fullmatch(OWN_TOOLS, page["scene"]):
                continue
            if page["size"] == "15.6" and page["screen"] in ("search", "receipt"):
                continue
            if page["orientation"] == "landscape" and page["screen"] in TYPED:
                continue
            way = tuple(page[key] for key in ("orientation", "size", "language", "text_size", "contrast", "lowered"))
            for target in page["targets"]:
                if target["name"].startswith("frame.") or target["name"] == "back":
                    places[way, target["name"]][tuple(round(n) for n in target["px"])].append(page["scene"])
        faults = [f"{name} {way}: {dict((place, scenes[:3]) for place, scenes in found.items())}"
                  for (way, name), found in places.items() if len(found) > 1]
        self.assertFalse(faults, "\n".join(faults[:20]))

    def test_no_room_is_left_empty_above_a_text_that_is_cut(self):
        """While the controls are lowered only what is touched must be low: what is read may stand above it. Of a document its
        title and facts stand there as far as they fit whole; the rest scrolls with what is touched in it."""
        def rule(page):
            if page["screen"] == "document":
                return
            more = any(target["name"].endswith(".down") for target in page["targets"])
            if not page["lowered"] or not more or page["screen"] in TOUCHED:
                return
            reach = page["reach"][1]
            above = max(text["px"][1] + text["px"][3] for text in page["texts"] if text["px"][1] < reach)
            if (reach - above) / page["px_per_mm"] > 25:
                yield f"{(reach - above) / page['px_per_mm']:.0f} mm of nothing above the reach"
        self.check(rule)

    def test_lines_are_45_to_70_letters_long(self):
        """Words that are read on, at the usual letters (kiosk.md §2: measure). Facts, cards and boxes are columns of their
        own."""
        def rule(page):
            if page["screen"] not in READ or page["text_size"] != "normal":
                return
            touched = [target["px"] for target in self.touched(page)]
            for text in page["texts"]:
                if text["bold"] or text["lines"] < 2 or any(within(text["px"], px, 4) for px in touched):
                    continue
                letters, lines = len(text["text"].replace("**", "")), text["lines"]
                wide = text["px"][2] / page["px_per_mm"] > 190
                # The last line may be short: all of them hold no less than this a line, the others no more than that.
                if letters / lines > 70 or (wide and letters / (lines - 1) < 45):
                    yield f"{letters} letters on {lines} lines: “{text['text'][:40]}”"
        self.check(rule)

    def test_what_is_typed_has_room(self):
        def rule(page):
            for target in page["targets"]:
                if target["name"].startswith(WRITTEN) and not page["scene"].endswith("covered"):
                    share = target["px"][2] / page["safe"][2]
                    if share < 0.4:
                        yield f"{target['name']} has {share:.0%} of the width"
        self.check(rule)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
