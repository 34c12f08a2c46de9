#!/usr/bin/env python3
"""Writes the documents the page tests open: good ones, and what a file can do to whoever opens it.

    make_documents.py FOLDER
"""

import hashlib
import struct
import sys
import unicodedata
import zlib
from pathlib import Path


class Pdf:
    """Objects by number; `write` adds the table of contents and the trailer."""

    def __init__(self):
        self.objects = []

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes) else body.encode())
        return len(self.objects)

    def stream(self, data, head="", deflate=0):
        data = data if isinstance(data, bytes) else data.encode()
        for _ in range(deflate):
            data = zlib.compress(data, 9)
        filters = "/Filter[" + "/FlateDecode" * deflate + "]" if deflate else ""
        return self.add(f"<<{head}{filters}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream")

    def write(self, root, more=""):
        out = b"%PDF-1.7\n"
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        table = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        out += f"trailer<</Size {len(places) + 1}/Root {root} 0 R{more}>>\nstartxref\n{table}\n%%EOF\n".encode()
        return out


def tree(pdf, contents, box="0 0 595 842", resources="", page_more=""):
    """Pages with these content streams; the number of the root."""
    first = len(pdf.objects) + 1
    kids = " ".join(f"{first + i} 0 R" for i in range(len(contents)))
    parent = first + len(contents)
    for content in contents:
        pdf.add(f"<</Type/Page/Parent {parent} 0 R/MediaBox[{box}]/Contents {content} 0 R"
                f"/Resources<<{resources}>>{page_more}>>")
    pdf.add(f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>")
    return pdf.add(f"<</Type/Catalog/Pages {parent} 0 R>>")


LINES = ["Điều 1. Công khai dự toán ngân sách xã", "Các hộ bị ảnh hưởng được hỗ trợ",
         "thôn Đông Lưu, thôn Phú Gia"]
# Codes 128 … of a simple font that is not in the file, by the names of the letters.
VIETNAMESE = "".join(sorted({c for line in LINES for c in line if ord(c) > 127}))


# Widths of Times New Roman where they are not 500.
TIMES = {" ": 250, ".": 250, ",": 250, "-": 333, "/": 278, "C": 667, "L": 611, "P": 556, "G": 722, "T": 611,
         "a": 444, "c": 444, "e": 444, "i": 278, "j": 278, "l": 278, "r": 333, "m": 778, "s": 389, "t": 278}


def no_font_text(line):
    codes = bytes(VIETNAMESE.index(c) + 128 if c in VIETNAMESE else ord(c) for c in line)
    return b"(" + codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def text_pdf(pages=3):
    """Words in Times New Roman and Arial that are not in the file: both must be substituted."""
    pdf = Pdf()
    names = " ".join(f"/uni{ord(c):04X}" for c in VIETNAMESE)
    encoding = pdf.add(f"<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[128 {names}]>>")
    plain = {"e": 444, "a": 444, "i": 278, "đ": 500, "Đ": 722, "ư": 541, "ơ": 519, " ": 250}
    widths = {128 + i: plain.get(unicodedata.normalize("NFD", c)[0], 500) for i, c in enumerate(VIETNAMESE)}
    widths = " ".join(str(widths.get(code, TIMES.get(chr(code), 500))) for code in range(32, 256))
    times = pdf.add(f"<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRomanPSMT/Encoding {encoding} 0 R"
                    f"/FirstChar 32/LastChar 255/Widths[{widths}]>>")
    arial = pdf.add(f"<</Type/Font/Subtype/TrueType/BaseFont/Arial-BoldMT/Encoding {encoding} 0 R>>")
    contents = []
    for page in range(1, pages + 1):
        drawing = b"BT /B 20 Tf 72 760 Td (Trang " + str(page).encode() + b") Tj /T 13 Tf 0 -40 Td 19 TL "
        for n in range(32):
            drawing += no_font_text(f"{n + 1}. {LINES[n % 3]} - 1.234.567 d, ky ngay 18/11/2026") + b" Tj T* "
        contents.append(pdf.stream(drawing + b"ET", deflate=1))
    return pdf.write(tree(pdf, contents, resources=f"/Font<</T {times} 0 R/B {arial} 0 R>>"))


def turned_pdf():
    """A wide table scanned upright and turned by /Rotate: red upper left corner as it is read."""
    pdf = Pdf()
    content = pdf.stream("1 0 0 rg 0 0 100 100 re f")
    return pdf.write(tree(pdf, [content], page_more="/Rotate 90"))


def deep_pdf():
    pdf = Pdf()
    content = pdf.stream(b"[" * 3_000_000, deflate=1)
    return pdf.write(tree(pdf, [content]))


def deep_object_pdf():
    pdf = Pdf()
    pdf.add(b"[" * 2_000_000)
    root = tree(pdf, [1])
    return pdf.write(root, "/Info 1 0 R")


def endless_tree_pdf():
    """A page tree that is its own child."""
    pdf = Pdf()
    pdf.add("<</Type/Pages/Kids[1 0 R 1 0 R]/Count 2000000000>>")
    return pdf.write(pdf.add("<</Type/Catalog/Pages 1 0 R>>"))


def endless_drawing_pdf():
    """Ten forms, each drawing the next one twenty times: 20^10 rectangles. Page 2 is an honest one."""
    pdf = Pdf()
    inner = pdf.stream("0 0 500 800 re f", "/Type/XObject/Subtype/Form/BBox[0 0 600 900]")
    for _ in range(10):
        inner = pdf.stream("/X Do " * 20,
                           "/Type/XObject/Subtype/Form/BBox[0 0 600 900]"
                           f"/Resources<</XObject<</X {inner} 0 R>>>>")
    loop = pdf.stream("/X Do")
    honest = pdf.stream("0 0 1 rg 0 0 595 842 re f")
    return pdf.write(tree(pdf, [loop, honest], resources=f"/XObject<</X {inner} 0 R>>"))


def bomb_pdf():
    """A few kilobytes that unpack to four gigabytes of drawing."""
    pdf = Pdf()
    piece = zlib.compressobj(9)
    head = piece.compress(b" " * 1024) + piece.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same input gives the same bytes: one megabyte, packed once, written 4,096 times.
    megabyte = piece.compress(b" " * (1 << 20)) + piece.flush(zlib.Z_FULL_FLUSH)
    data = zlib.compress(head + megabyte * 4096, 9)
    content = pdf.add(f"<</Filter[/FlateDecode/FlateDecode]/Length {len(data)}>>stream\n".encode() + data +
                      b"\nendstream")
    return pdf.write(tree(pdf, [content]))


def image_bomb_pdf():
    """A picture of 60,000 × 60,000 in a page."""
    pdf = Pdf()
    image = pdf.stream(b"\0" * 1_000_000, "/Type/XObject/Subtype/Image/Width 60000/Height 60000"
                       "/ColorSpace/DeviceRGB/BitsPerComponent 8/Interpolate true", deflate=1)
    content = pdf.stream("595 0 0 842 0 0 cm /I Do")
    return pdf.write(tree(pdf, [content], resources=f"/XObject<</I {image} 0 R>>"))


def huge_page_pdf(box):
    pdf = Pdf()
    return pdf.write(tree(pdf, [pdf.stream("0 0 100 100 re f")], box))


def rc4(key, data):
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def locked_pdf(password=b"bi mat"):
    """Standard security handler, revision 2, 40 bits (ISO 32000-1, 7.6.3): a user password is wanted."""
    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (password + padding)[:32]
    owner = rc4(hashlib.md5(padded).digest()[:5], padded)
    name = b"0123456789abcdef"
    rights = -4
    key = hashlib.md5(padded + owner + struct.pack("<i", rights) + name).digest()[:5]
    user = rc4(key, padding)
    pdf = Pdf()
    content = pdf.stream("0 0 100 100 re f")
    root = tree(pdf, [content])
    lock = pdf.add(f"<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{user.hex()}>/P {rights}>>")
    return pdf.write(root, f"/Encrypt {lock} 0 R/ID[<{name.hex()}><{name.hex()}>]")


def png(width, height, row, bits=8, colour=2):
    """`row(y)` gives the bytes of a row; one packed row is repeated when it is given as bytes."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    packed = zlib.compressobj(9)
    data = b""
    for y in range(height):
        data += packed.compress(b"\0" + (row if isinstance(row, bytes) else row(y)))
    data += packed.flush()
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)) +
            chunk(b"IDAT", data) + chunk(b"IEND", b""))


def quarters_png(width=600, height=400):
    """Red, green / blue, white."""
    half = width // 2
    above = b"\xff\x00\x00" * half + b"\x00\xff\x00" * half
    below = b"\x00\x00\xff" * half + b"\xff\xff\xff" * half
    return png(width, height, lambda y: above if y < height // 2 else below)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    text = text_pdf()
    photo = quarters_png()
    files = {
        "text.pdf": text,
        "long.pdf": text_pdf(40),
        "turned.pdf": turned_pdf(),
        "photo.png": photo,
        "not.pdf": b"Day khong phai la PDF.\n" * 50,
        "empty.pdf": b"",
        "head_only.pdf": b"%PDF-1.7\n",
        "cut.pdf": text[:len(text) // 3],
        "garbled.pdf": bytes(b if i % 97 else b ^ 0x5A for i, b in enumerate(text)),
        "deep.pdf": deep_pdf(),
        "deep_object.pdf": deep_object_pdf(),
        "endless_tree.pdf": endless_tree_pdf(),
        "endless_drawing.pdf": endless_drawing_pdf(),
        "bomb.pdf": bomb_pdf(),
        "image_bomb.pdf": image_bomb_pdf(),
        "huge_page.pdf": huge_page_pdf("0 0 1000000000 1000000000"),
        "wide_page.pdf": huge_page_pdf("0 0 14400 14400"),
        "strip_page.pdf": huge_page_pdf("0 0 10 100000"),
        "locked.pdf": locked_pdf(),
        "bomb.png": png(30_000, 30_000, b"\0" * (30_000 // 8), bits=1, colour=0),
        "cut.png": photo[:len(photo) // 2],
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
