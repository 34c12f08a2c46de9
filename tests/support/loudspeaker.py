"""In place of a loudspeaker stands a file: the voice's program on the PATH writes what it would play and takes as long."""
import pathlib
import shutil
import stat

VOICE = shutil.which("espeak-ng", path="/usr/bin:/bin")
SPEAKER = """#!/bin/sh
# Writes the sentence and is silent for as long as it would sound.
cd "{folder}" || exit 1
file="$(date +%s%N).wav"
"{voice}" "$@" -w "$file" || exit 1
ps -o args= -p $$ >>arguments
exec sleep "$(python3 -c 'import sys, wave; w = wave.open(sys.argv[1]); print(w.getnframes() / w.getframerate())' "$file")"
"""


def stand_in(folder, sound=True):
    """What a kiosk's environment needs beside the usual, so that it speaks into files of `folder`."""
    program = pathlib.Path(folder) / "espeak-ng"
    program.write_text(SPEAKER.format(folder=folder, voice=VOICE))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return {"XDG_RUNTIME_DIR": "", "PATH": f"{folder}:/usr/bin:/bin", "PULSE_SERVER": "file-of-this-test" if sound else ""}
