#!/usr/bin/env python3
"""What a resident typed, looked up or read is gone from the program's memory when he has gone (kiosk.md §4).

The memory of the real program is read from outside. Each test first finds the words there, so that one which looked in
the wrong place would fail, and then finds nowhere even eight letters of them.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import case
from case import until
from cupsd import Cupsd
import loudspeaker
from memory import find, pieces

# Letters that stand in no text of the program, and that no typing method turns into something else.
MARKER = "qkvbqgkpvqtbkqmgvqpk"
DIGITS = "730918264455"  # a PIN
PHONE = "0739158264"  # no hall's
ANSWER = "Xkwzvj Qbpfzk vwxqjz kfbzwq jvxkpz"  # no words of the program are in it


class NothingOfAPersonStays(case.Case):
    def kiosk(self, environment=None, **config):
        self.province()
        self.lab.configure(**config)
        return self.synced(self.lab.kiosk(environment=environment))

    def tap_letters(self, kiosk, text):
        """Key by key, so that the word is put together nowhere but in the kiosk's own field."""
        for letter in text:
            kiosk.tap(f"key\\.{letter}")

    def holds(self, kiosk, text):
        """The text is somewhere in memory now; its first letter may have become a capital."""
        self.assertTrue(find(kiosk.process.pid, [text[1:]]), f"“{text}” is not found while it stands on the screen: the scan is blind")

    def holds_nothing(self, kiosk, *texts):
        wanted = set().union(*(pieces(text) for text in texts))
        found = []

        def clean():
            found[:] = find(kiosk.process.pid, wanted)
            return not found
        try:
            until("memory is clean", clean, 3 * case.SLOW, 0.2)
        except case.Failed:
            self.fail(f"still in memory: {sorted(set(found))[:12]}")

    def go_away(self, kiosk):
        """Nobody touches the machine until it wipes everything."""
        kiosk.ask(do="later", seconds=200)
        kiosk.wait(5, warning=True)
        kiosk.ask(do="later", seconds=21)
        kiosk.wait(5, screen="attract")

    def write(self, kiosk, text=MARKER):
        kiosk.home()
        kiosk.tap("home.feedback")
        kiosk.wait(screen="feedback_topic")
        kiosk.tap("feedback.topic.roads")
        kiosk.tap("feedback.next")
        kiosk.wait(screen="feedback_text")
        self.tap_letters(kiosk, text)

    def test_a_report_left_unfinished(self):
        kiosk = self.kiosk()
        self.write(kiosk)
        self.holds(kiosk, MARKER)
        self.go_away(kiosk)
        self.holds_nothing(kiosk, MARKER)

    def test_a_report_left_by_back_and_by_home(self):
        kiosk = self.kiosk()
        self.write(kiosk)
        self.holds(kiosk, MARKER)
        kiosk.tap("frame.home")
        kiosk.wait(screen="home")
        self.holds_nothing(kiosk, MARKER)
        self.write(kiosk, MARKER[::-1])
        kiosk.tap("back")
        kiosk.tap("back")
        kiosk.wait(screen="home")
        self.holds_nothing(kiosk, MARKER[::-1])

    def test_a_long_report_is_asked_for_and_let_go(self):
        kiosk = self.kiosk()
        words = MARKER + MARKER[::-1] + MARKER[7:] + MARKER[:7]
        self.write(kiosk, words)
        kiosk.tap("frame.home")
        kiosk.wait(screen="feedback_text")
        kiosk.tap(r"leave\.keep")
        self.holds(kiosk, words)
        kiosk.tap("frame.home")
        kiosk.tap(r"leave\.drop")
        kiosk.wait(screen="home")
        self.holds_nothing(kiosk, words)

    @unittest.skipUnless(loudspeaker.VOICE, "no espeak-ng")
    def test_a_report_that_was_read_aloud(self):
        sound = pathlib.Path(tempfile.mkdtemp(dir=self.lab.folder))
        kiosk = self.kiosk(environment=self.lab.environment() | loudspeaker.stand_in(sound))
        kiosk.wait(sound=True)
        self.write(kiosk)
        for page in ("feedback_readers", "feedback_review"):
            kiosk.tap("feedback.next")
            kiosk.wait(screen=page)
        kiosk.tap(r"frame\.read_own")
        kiosk.wait(20 * case.SLOW, speech="playing")
        self.holds(kiosk, MARKER)
        kiosk.wait(60 * case.SLOW, speech="off")
        self.go_away(kiosk)
        self.holds_nothing(kiosk, MARKER)

    def test_a_report_read_back_with_a_name_and_cleared(self):
        kiosk = self.kiosk()
        self.write(kiosk)
        kiosk.tap("feedback.next")
        kiosk.wait(screen="feedback_readers")
        kiosk.tap("feedback.contact.both")
        self.tap_letters(kiosk, MARKER[::-1])
        kiosk.tap(r"feedback\.phone")
        self.tap_letters(kiosk, PHONE)
        kiosk.tap("feedback.next")
        kiosk.wait(screen="feedback_review")
        for typed in (MARKER, MARKER[::-1], PHONE):
            self.holds(kiosk, typed)
        self.go_away(kiosk)
        self.holds_nothing(kiosk, MARKER, MARKER[::-1], PHONE)

    def test_a_report_handed_in_its_receipt_and_its_answer(self):
        kiosk = self.kiosk()
        self.write(kiosk)
        for page in ("feedback_readers", "feedback_review"):
            kiosk.tap("feedback.next")
            kiosk.wait(screen=page)
        kiosk.tap("feedback.send")
        kiosk.wait(60, screen="receipt")
        self.holds_nothing(kiosk, MARKER)  # sealed: the receipt is all that is left
        code = re.sub(r"\D", "", kiosk.named(r"receipt\.code")["label"])
        self.holds(kiosk, code)
        kiosk.ask(do="later", seconds=161)
        kiosk.wait(5, warning=True)
        kiosk.ask(do="later", seconds=21)
        kiosk.wait(5, screen="attract")
        self.holds_nothing(kiosk, code)

        kiosk.wait(60, outbox=0)
        self.lab.answer(ANSWER)
        kiosk.home()
        kiosk.tap("home.lookup")
        kiosk.wait(screen="lookup")
        self.tap_letters(kiosk, code)
        kiosk.tap(r"lookup\.open")
        kiosk.wait(60, screen="answer", replies=1)
        self.holds(kiosk, ANSWER)
        unfinished = MARKER[7:] + MARKER[:7]
        self.say_unfinished(kiosk, unfinished)
        self.go_away(kiosk)
        self.holds_nothing(kiosk, code, ANSWER, unfinished)

        kiosk.home()
        kiosk.tap("home.lookup")
        kiosk.wait(screen="lookup")
        self.tap_letters(kiosk, code)
        kiosk.tap(r"lookup\.open")
        kiosk.wait(60, screen="answer", replies=1)
        self.say_unfinished(kiosk, unfinished)
        kiosk.tap(r"reopen\.send")
        kiosk.wait(60, screen="answer")
        self.holds_nothing(kiosk, unfinished)  # sealed
        self.go_away(kiosk)
        self.holds_nothing(kiosk, code, ANSWER)

    def say_unfinished(self, kiosk, words):
        kiosk.tap(r"answer\.reopen")
        kiosk.wait(screen="reopen")
        self.tap_letters(kiosk, words)
        self.holds(kiosk, words)

    @unittest.skipIf(Cupsd.missing, "cupsd or lpadmin is not installed")
    def test_a_complaint_left_and_one_printed(self):
        cups = Cupsd()
        self.addCleanup(cups.stop)
        cups.start(self.lab.bin / "commune-print")
        cups.queue("a4")
        kiosk = self.kiosk(environment=cups.environment)
        words = (MARKER, MARKER[::-1], MARKER[5:] + MARKER[:5])
        for leave in ("idle", "print"):
            kiosk.home()
            kiosk.tap("home.feedback")
            kiosk.wait(screen="feedback_topic")
            kiosk.tap("feedback.complaint")
            kiosk.wait(screen="guidance")
            kiosk.tap("guidance.complaint")
            for word in words:
                kiosk.wait(screen="complaint")
                self.tap_letters(kiosk, word)
                kiosk.tap(r"complaint\.next")
            for word in words:
                self.holds(kiosk, word)
            if leave == "idle":
                self.go_away(kiosk)
            else:
                kiosk.tap(r"complaint\.print")
                until("the draft is on paper", lambda: len(cups.printed("a4")) > 0, 60)
                kiosk.wait(60, screen="home")
            self.holds_nothing(kiosk, *words)

    def test_a_search(self):
        kiosk = self.kiosk()
        for leave in (lambda: kiosk.tap("frame.home"), lambda: kiosk.tap("back")):
            kiosk.home()
            kiosk.tap("home.search")
            kiosk.wait(screen="search")
            self.tap_letters(kiosk, MARKER)
            kiosk.wait(loading=False)
            self.holds(kiosk, MARKER)
            leave()
            kiosk.wait(screen="home")
            self.holds_nothing(kiosk, MARKER)

    def test_the_staff_pin(self):
        kiosk = self.kiosk(staff_pin_hash=self.hash_of(DIGITS))
        self.knock(kiosk)
        self.tap_letters(kiosk, DIGITS)
        self.holds(kiosk, DIGITS)
        kiosk.tap(r"staff_pin\.open")
        kiosk.wait(20 * case.SLOW, screen="staff_home")
        self.holds_nothing(kiosk, DIGITS)

    def hash_of(self, pin):
        run = subprocess.run([self.lab.bin / "commune-kiosk", "--hash-pin"], input=pin + "\n", capture_output=True, text=True, check=True)
        return run.stdout.strip()

    def knock(self, kiosk):
        kiosk.home()
        kiosk.ask(do="drag", x=1060, y=20, dx=0, dy=0, ms=3300)
        kiosk.wait(screen="staff_pin")


if __name__ == "__main__":
    if case.SLOW > 1:
        print("skipped: sanitizers keep freed memory as it was")
        sys.exit(77)
    case.main()
