"""Vietnamese as it is typed by Telex: the keys of each word, its tone last."""
import unicodedata

MARKS = {"\u0302": None, "\u0306": "w", "\u031b": "w"}  # circumflex: the letter again; breve, horn
TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def word_keys(word):
    keys, tone = "", ""
    for letter in word:
        base, *marks = unicodedata.normalize("NFD", letter)
        if base in "đĐ":
            keys += "dd"
            continue
        keys += base.lower()
        for mark in marks:
            if mark in TONES:
                tone = TONES[mark]
            elif mark in MARKS:
                keys += MARKS[mark] or base.lower()
    return keys + tone


def keys_of(text):
    return " ".join(word_keys(word) for word in text.split(" "))
