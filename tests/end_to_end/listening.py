#!/usr/bin/env python3
"""A page is read aloud: the real kiosk, touches through the automation socket, the real espeak-ng, which speaks into files."""
import array
import math
import pathlib
import tempfile
import unittest
import wave

import case  # first: it shows where tests/support is
from case import BODY, until

import loudspeaker
from loudspeaker import VOICE

TEXT = ("Điều 5. UBND xã họp ngày 23/11/2026 lúc 8 giờ 15. Kinh phí là 1.250.000 đồng. "
        "Mời bà con đến dự đông đủ và đóng góp ý kiến xây dựng đường liên thôn.")


def loudness(path):
    with wave.open(str(path)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
        seconds = sound.getnframes() / sound.getframerate()
    return seconds, math.sqrt(sum(s * s for s in samples) / max(1, len(samples)))


@unittest.skipUnless(VOICE, "no espeak-ng")
class APageIsReadAloud(case.Case):
    def setUp(self):
        super().setUp()
        self.province()
        self.publish("doc", "Thông báo họp dân về việc mở đường", TEXT)
        self.sound = pathlib.Path(tempfile.mkdtemp(dir=self.lab.folder))

    def listener(self, sound=True):
        environment = self.lab.environment() | loudspeaker.stand_in(self.sound, sound)
        return self.synced(self.lab.kiosk(environment=environment))

    def open_document(self, kiosk):
        hits = kiosk.search("hop dan")
        self.assertTrue(hits)
        kiosk.tap(r"search\.hit\.0")
        kiosk.wait(screen="document", loading=False)

    def waves(self):
        return sorted(self.sound.glob("*.wav"))

    def test_a_document_is_read_paused_said_again_and_left(self):
        kiosk = self.listener()
        kiosk.wait(sound=True)
        self.open_document(kiosk)
        kiosk.tap(r"frame\.read")
        kiosk.wait(20 * case.SLOW, speech="playing", sentence=1)
        heard = kiosk.state()
        self.assertGreater(heard["sentences"], 5)
        seconds, loud = loudness(self.waves()[0])
        self.assertGreater(seconds, 0.3)
        self.assertLess(seconds, 15)
        self.assertGreater(loud, 200)

        kiosk.tap(r"speech\.pause")
        kiosk.wait(speech="paused")
        stands = kiosk.state()["sentence"]
        before = len(self.waves())
        kiosk.tap(r"speech\.go_on")
        kiosk.wait(speech="playing", sentence=stands)
        until("the sentence is said anew", lambda: len(self.waves()) > before)
        kiosk.tap(r"speech\.again")
        self.assertIn(kiosk.state()["sentence"], (stands, stands + 1))
        kiosk.tap(r"speech\.louder")
        kiosk.wait(volume=4)
        kiosk.tap(r"speech\.slower")
        kiosk.wait(pace=-1)

        kiosk.tap("back")
        kiosk.wait(speech="off", screen="search")
        arguments = (self.sound / "arguments").read_text()
        self.assertNotIn("họp", arguments)
        self.assertEqual(kiosk.stop(), 0)

    def test_numbers_dates_and_abbreviations_reach_the_voice_as_words(self):
        kiosk = self.listener()
        kiosk.wait(sound=True)
        self.open_document(kiosk)
        kiosk.tap(r"frame\.read")
        wanted = "ủy ban nhân dân xã họp ngày hai mươi ba tháng mười một năm hai nghìn không trăm hai mươi sáu"
        said = []

        def found():
            said.append(kiosk.state().get("said", ""))
            return any(wanted in words for words in said)
        until("the sentence of the date", found, seconds=90 * case.SLOW)
        self.assertEqual(kiosk.stop(), 0)

    def test_a_code_and_a_report_are_said_only_when_asked_for_and_never_told_by_the_socket(self):
        kiosk = self.listener()
        kiosk.wait(sound=True)
        code = kiosk.hand_in()
        kiosk.tap(r"frame\.read_own")
        kiosk.wait(speech="playing", sentences=5)
        self.assertNotIn("said", kiosk.state())
        kiosk.leave_receipt(code)
        kiosk.wait(speech="off")
        self.assertEqual(kiosk.stop(), 0)

    def test_without_a_sound_device_there_is_no_button(self):
        kiosk = self.listener(sound=False)
        self.open_document(kiosk)
        if kiosk.state()["sound"]:
            self.skipTest("this machine has a sound device")
        self.assertFalse([item for item in kiosk.items() if item["name"] == "frame.read"])
        self.assertEqual(kiosk.stop(), 0)

    def test_a_voice_that_crashes_is_said_so_and_the_kiosk_goes_on(self):
        kiosk = self.listener()
        (self.sound / "espeak-ng").write_text("#!/bin/sh\nkill -SEGV $$\n")
        kiosk.wait(sound=True)
        self.open_document(kiosk)
        kiosk.tap(r"frame\.read")
        kiosk.wait(20 * case.SLOW, speech="off", voice_failed=True)
        kiosk.tap(r"frame\.home")
        kiosk.wait(screen="home")
        self.assertEqual(kiosk.stop(), 0)


if __name__ == "__main__":
    case.main()
