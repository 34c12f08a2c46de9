"""What a running program's memory holds: every writable map of /proc/PID/mem, in each form a text may have there."""
import re


def forms(text):
    """UTF-8, UTF-16 and UTF-32: as bytes, as code points of a glyph run."""
    return {"utf-8": text.encode(), "utf-16": text.encode("utf-16-le"), "utf-32": text.encode("utf-32-le")}


def pieces(text, length=8):
    """Every stretch of that many letters: half a word left behind is left behind, too."""
    return {text[at:at + length] for at in range(max(1, len(text) - length + 1))}


def writable(pid):
    """(start, end, name) of each map that the program may write."""
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \S+\s*(.*)", line)
            if found and found[3].startswith("rw") and found[4] not in ("[vvar]", "[vsyscall]"):
                yield int(found[1], 16), int(found[2], 16), found[4] or "anonymous"


def find(pid, texts):
    """Where any of the texts stands: a list of (text, form, map, address)."""
    wanted = [(text, form, pattern) for text in texts for form, pattern in forms(text).items()]
    found = []
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, name in writable(pid):
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except OSError:
                continue  # a map that went while we looked
            while content and len(content) < end - start:
                try:
                    more = memory.read(end - start - len(content))
                except OSError:
                    break
                if not more:
                    break
                content += more
            for text, form, pattern in wanted:
                at = content.find(pattern)
                while at >= 0:
                    found.append((text, form, name, hex(start + at)))
                    at = content.find(pattern, at + 1)
    return found
