#!/usr/bin/env python3
"""Yields tests/vectors/profile.json a second time, from protocol/README.md alone, with the standard library.

    check_vectors.py VECTORS_DIR            exit 1 and the first difference if the file says otherwise
    check_vectors.py VECTORS_DIR --write    writes the file anew
"""
import base64
import hashlib
import hmac
import json
import pathlib
import re
import sys
import unicodedata

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE_Y = 4 * pow(5, -1, P) % P


def recover_x(y):
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P)
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x % 2 else x


def add(p, q):
    (x1, y1), (x2, y2) = p, q
    k = D * x1 * x2 * y1 * y2
    return ((x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P)


def multiply(p, n):
    result = (0, 1)
    while n:
        if n & 1:
            result = add(result, p)
        p = add(p, p)
        n >>= 1
    return result


def encode_point(p):
    return (p[1] | (p[0] & 1) << 255).to_bytes(32, "little")


BASE = (recover_x(BASE_Y), BASE_Y)


def clamp(raw):
    return int.from_bytes(bytes([raw[0] & 248]) + raw[1:31] + bytes([raw[31] & 127 | 64]), "little")


def ed25519_public(seed):
    return encode_point(multiply(BASE, clamp(hashlib.sha512(seed).digest()[:32])))


def ed25519_sign(seed, message):
    digest = hashlib.sha512(seed).digest()
    a, public = clamp(digest[:32]), ed25519_public(seed)
    r = int.from_bytes(hashlib.sha512(digest[32:] + message).digest(), "little") % L
    big_r = encode_point(multiply(BASE, r))
    k = int.from_bytes(hashlib.sha512(big_r + public + message).digest(), "little") % L
    return big_r + ((r + k * a) % L).to_bytes(32, "little")


def x25519_public(secret):
    """The u coordinate of the same multiple of the base point: u = (1 + y) / (1 - y)."""
    y = multiply(BASE, clamp(secret))[1]
    return ((1 + y) * pow(1 - y, -1, P) % P).to_bytes(32, "little")


def sha(data):
    return hashlib.sha256(data).digest()


def b64(data):
    return base64.b64encode(data).decode()


class Key:
    def __init__(self, name, label, seed=None, kind=1):
        self.name, self.seed = name, seed or sha(label.encode())
        public = ed25519_public(self.seed)
        self.id = sha(name.encode() + b"\n%c" % kind + public)[:4]
        self.vkey = f"{name}+{self.id.hex()}+{b64(b'%c' % kind + public)}"
        self.file = f"PRIVATE+KEY+{name}+{self.id.hex()}+{b64(b'%c' % kind + self.seed)}\n"

    def line(self, text):
        return f"\u2014 {self.name} {b64(self.id + ed25519_sign(self.seed, text.encode()))}\n"


def note(text, *keys):
    return text + "\n" + "".join(key.line(text) for key in keys)


def kdf(master, number, context):
    """libsodium's crypto_kdf: BLAKE2b keyed with the master key."""
    return hashlib.blake2b(b"", digest_size=32, key=master, salt=number.to_bytes(8, "little") + bytes(8),
                           person=context.encode() + bytes(16 - len(context))).digest()


def signed_request(method, path, body, n, prev, key):
    """The four headers of protocol.md 8.6."""
    digest, chain = f"sha-256=:{b64(sha(body))}:", f"n={n}, prev=:{b64(prev)}:"
    parameters = f'("@method" "@path" "content-digest" "civic-chain");keyid="{key.name}";alg="ed25519";tag="civic1"'
    base = "\n".join(f'"{name}": {value}' for name, value in (
        ("@method", method), ("@path", path), ("content-digest", digest), ("civic-chain", chain), ("@signature-params", parameters)))
    signature = b64(ed25519_sign(key.seed, base.encode()))
    return {"method": method, "path": path, "body": body.decode(),
            "headers": [f"Content-Digest: {digest}", f"Civic-Chain: {chain}", f"Signature-Input: civic={parameters}", f"Signature: civic=:{signature}:"]}


def enrolment(receiver):
    """Both sides of protocol.md 8.7, from a code and a seed that are given."""
    code, seed, device = sha(b"profile/code")[:16], sha(b"profile/device"), "46-20107-k2"
    letters = base64.b32encode(code).decode().rstrip("=")
    slot = sha(b"civic-enrol-id/v1\n" + code)[:16].hex()
    root = b64(sha(b"trust"))
    request, witness = (Key(device, "", kdf(seed, n, context), kind) for n, context, kind in ((1, "kioskreq", 1), (2, "kioskwit", 4)))

    def sealed(text):
        return text + f"mac {b64(hmac.digest(code, text.encode(), 'sha256'))}\n"
    address = "https://kiosk.hue.example"
    offer = sealed(f"civic-enrol-root/v1\nid {slot}\nroot {root}\ndevice {device}\ncommune 20107\nhall 20107-h1\nread {address}\nwrite {address}\n")
    asked = note(sealed(f"civic-enrol/v1\nslot {slot}\nreq-key {request.vkey}\nwit-key {witness.vkey}\nhw x86_64 1080x1920\n"), request)
    digits = int.from_bytes(sha(b"civic-enrol-digits/v1\n" + asked.encode())[:8], "big") % 10**6
    beat = canon({"v": 1, "sw": "0.1.0", "screen": "1080x1920", "log_root": sha(b"root").hex(), "history_alarm": False, "chain_n": 57,
                  "clock": 1795400000, "disk_free_mb": 8000, "information": 1795399990, "log_size": 18240, "outbox_bytes": 2400, "outbox_n": 1,
                  "outbox_oldest_s": 90, "outbox_parked": 0, "touch_age_s": -1, "trust": 1, "up_s": 3600, "errors": ["clock"]})
    return {"code": code.hex(), "seed": seed.hex(), "device": device, "groups": "-".join((letters[0:5], letters[5:10], letters[10:15], letters[15:20], letters[20:])),
            "id": slot, "link": f"civic-enrol:1?u={address}&t={letters}&r={root}", "offer": offer, "note": asked, "digits": f"{digits:06d}",
            "answer": note(f"civic-enrolled/v1\nnote {sha(asked.encode()).hex()}\nstate waiting\n", receiver),
            "beat": beat, "beaten": note(f"civic-beaten/v1\ndevice {device}\nn 7\n", receiver),
            "requests": [signed_request("GET", "/v1/replies/20107/list", b"", 0, bytes(32), request),
                         signed_request("PUT", f"/v1/beat/{device}/7", beat.encode(), 0, bytes(32), request)]}


def canon(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fits(value, depth=1):
    """The JSON profile, from its list of rules."""
    if isinstance(value, (dict, list)) and depth > 6:
        return False
    if isinstance(value, dict):
        return all(re.fullmatch("[a-z_]+", k) for k in value) and all(fits(v, depth + 1) for v in value.values())
    if isinstance(value, list):
        return all(fits(v, depth + 1) for v in value)
    if isinstance(value, str):
        bad = re.search("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", value)
        return not bad and unicodedata.is_normalized("NFC", value)
    return isinstance(value, bool) or isinstance(value, int) and abs(value) < 2**53


def lint(text):
    try:
        value = json.loads(text, parse_float=lambda _: None)
        return isinstance(value, dict) and fits(value) and canon(value) == text
    except (ValueError, RecursionError):
        return False


def fold(text):
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in parts if not unicodedata.category(c).startswith("M")).replace("đ", "d")


def frontier(n):
    """8 bytes size, then the roots of the full subtrees, largest first."""
    leaves = [sha(b"\0" + f"entry {i}".encode()) for i in range(n)]
    out, at = n.to_bytes(8, "big"), 0
    for bit in reversed(range(n.bit_length())):
        if n >> bit & 1:
            level, at = leaves[at:at + (1 << bit)], at + (1 << bit)
            while len(level) > 1:
                level = [sha(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level), 2)]
            out += level[0]
    return out.hex()


LINT = ['{}', '{"a":1,"b":[true,false,"x"]}', '{"a":-9007199254740991}', '{"a":"\\"\\\\/"}', '{"a":"Quy chế – ₫"}',
        '{"a":{"b":{"c":{"d":{"e":{}}}}}}', '[]', '1', '{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":1}', '{"A":1}', '{"a1":1}',
        '{"":1}', '{"a":null}', '{"a":1.5}', '{"a":1e2}', '{"a":01}', '{"a":-0}', '{"a":9007199254740992}', '{"a":"\\n"}',
        '{"a":"\\u0041"}', '{"a":"\\/"}', '{"a":"e\u0301"}', '{"a":"\u202e"}', '{"a":"\x7f"}', '{"a":"\x85"}',
        '{"a":"\u2028"}', '{"a":"\u212b"}', '{"a":{"b":{"c":{"d":{"e":{"f":{}}}}}}}', '{"a":[[[[[]]]]]}',
        '{"a":[[[[[[]]]]]]}', '{"a":1}\n', '']
FOLD = ["Quy Chế DÂN CHỦ ở cơ sở", "Đường Đống Đa", "34/2007, 120-KL/TW", "Thừa Thiên – Huế “Ưỡn”", "Ω ﬁ ½ Ⅷ ＡＢ ß",
        "ngu\u031b\u01a1\u0300i", "Straße №5 ₫"]


def profile():
    registrar, receiver = Key("46-registrar", "profile/registrar"), Key("46-receiver", "profile/receiver")
    log = Key("tlog.hue.example/2026", "profile/log")
    roots = [Key(f"46-root-{n}", f"profile/root{n}") for n in (1, 2, 3)]
    publisher, desk = Key("46-20107.ubnd-p1", "profile/publisher"), Key("46-20107.ubnd-d1", "profile/desk")
    box_seed = sha(b"profile/recipient")
    box_public = x25519_public(hashlib.sha512(box_seed).digest()[:32])

    manifest = "".join(line + "\n" for line in [
        "civic-trust/v1", "version 1", "province 46", "issued 1795300000",
        f"log {log.vkey} http://127.0.0.1:8620/l/2026/", "quorum none", *(f"root {root.vkey}" for root in roots),
        "root-threshold 2", f"registrar {registrar.vkey}", f"receiver {receiver.vkey}"])

    def key_entry(seq, op, role, **key):
        fields = {"v": 1, "t": "key", "pub": "46.registrar", "seq": seq, "op": op, "role": role, "scope": ["20107.ubnd"], **key}
        return {"entry": note(canon(fields) + "\n", registrar)}

    record = {"v": 1, "t": "bulletin", "pub": "20107.ubnd", "seq": 2, "id": "20107.ubnd-2026-2", "rev": 2, "prev": 7,
              "chg": "sua_loi", "from": "2026-11-22", "card": {"h": sha(b"card").hex(), "n": 4}}
    project = {"v": 1, "salt": b64(sha(b"salt")[:16]), "title": "Đường bê tông thôn Đông", "lang": "vi",
               "budget": [{"source": "Ngân sách xã", "amount": 1500000000}], "people_share": {"land_sqm": 120, "labour_days": 30},
               "board": {"name": "Ban giám sát", "members": ["Bà B"]}, "start_plan": "2026-12-01", "progress_pct": 45,
               "lat_u": 16463700, "milestones": [{"text": "Khởi công", "date": "2026-12-01", "done": False}],
               "att": [{"h": sha(b"a").hex(), "n": 1, "m": "application/pdf", "name": "dự-toán.pdf", "pages": 2}]}
    stats = {"v": 1, "salt": b64(sha(b"salt")[:16]), "lang": "vi", "received": 12, "answered": 10, "on_time": 9, "late": 1,
             "withdrawn": 0, "rating": {"n": 12, "avg_tenths": 43}, "period_from": "2026-10-01"}
    meeting = {"v": 1, "salt": b64(sha(b"salt")[:16]), "lang": "vi", "status": "held", "start": 1795300000,
               "votes": [{"q": "Đồng ý?", "for": 30, "against": 5, "abstain": 5}]}
    message = {"v": 1, "commune": "20107", "pub": "20107.ubnd", "lane": "official", "kind": "phan_anh", "topic": "duong_sa",
               "place": "thôn Đông", "text": "Đường hỏng\nđã lâu".replace("\n", "\u2028"), "contact": {"phone": "0905"},
               "public": True, "rpk": b64(box_public), "look": "0123456789abcdef" * 2, "files": []}
    reopening = {"v": 1, "commune": "20107", "pub": "20107.ubnd", "lane": "normal", "kind": "phan_anh", "topic": "khac",
                 "text": "", "public": False, "rpk": b64(box_public), "look": "0123456789abcdef" * 2, "reopens": 2, "files": []}
    agreement = {"v": 1, "commune": "20107", "pub": "20107.ubnd", "lane": "normal", "kind": "phan_anh", "topic": "khac",
                 "text": "", "public": False, "rpk": b64(box_public), "look": "0123456789abcdef" * 2, "agrees": 2, "mark": 4, "files": []}
    opinion = {"v": 1, "commune": "20107", "pub": "20107.ubnd", "about": "20107.ubnd-2026-3", "lane": "opinion", "kind": "kien_nghi",
               "topic": "cong_khai", "option": "Đồng ý nhưng giảm diện tích", "text": "", "public": False, "rpk": b64(box_public),
               "look": "0123456789abcdef" * 2, "files": []}
    reply = "civic-reply/v1\nto " + "0123456789abcdef" * 2 + "\nn 2\nstatus in_progress\nat 1795400000\n\nDòng một\n\nDòng hai\n"
    pieces = ["{}", "", "Nội dung"]
    digits = ["482913570264819375", "000000000000000000", "999999999999999999", "123456789012345678"]
    return {
        "keys": [{"name": key.name, "label": label, "vkey": key.vkey, "file": key.file} for key, label in
                 [(log, "log"), (registrar, "registrar"), (publisher, "publisher"), (desk, "desk"), (roots[0], "root1")]],
        "box_key": {"name": "46-20107.ubnd-r1", "seed": box_seed.hex(), "public": box_public.hex(),
                    "file": f"PRIVATE+BOX+46-20107.ubnd-r1+{b64(box_seed)}\n"},
        "manifest": {"text": manifest, "note": note(manifest, *roots[:2]), "pin": sha(manifest.encode()).hex()},
        "key_records": [key_entry(1, "add", "publisher", vkey=publisher.vkey), key_entry(2, "add", "desk", vkey=desk.vkey),
                        key_entry(3, "add", "recipient", pk=b64(box_public)),
                        key_entry(4, "revoke", "desk", vkey=desk.vkey, at=1795399000)],
        "revision": note(canon(record) + "\n", publisher),
        "cards": [{"t": "project", "json": canon(project)}, {"t": "stats", "json": canon(stats)},
                  {"t": "meeting", "json": canon(meeting)}],
        "message": canon(message),
        "reopening": canon(reopening),
        "agreement": canon(agreement),
        "opinion": canon(opinion),
        "reply": note(reply, desk),
        "reply_list": "0123456789abcdef" * 2 + ".2 1072 " + sha(b"sealed").hex() + "\n",
        "received": note("civic-received/v1\nid " + sha(b"container").hex() + "\nat 1795399000\n", receiver),
        "pack": {"pieces": pieces, "hex": b"".join(len(p.encode()).to_bytes(4, "big") + p.encode() for p in pieces).hex()},
        "frontier": {str(n): frontier(n) for n in (0, 1, 7, 300)},
        "lint": [{"text": text, "canonical": lint(text)} for text in LINT],
        "fold": [{"text": text, "folded": fold(text)} for text in FOLD],
        "enrolment": enrolment(receiver),
        "check_digits": {d: f"{98 - int(d + '00') % 97:02d}" for d in digits},
    }


def main():
    path = pathlib.Path(sys.argv[1]) / "profile.json"
    mine = profile()
    if "--write" in sys.argv:
        path.write_text(json.dumps(mine, ensure_ascii=False, indent=1) + "\n")
        return 0
    theirs = json.loads(path.read_text())
    for name in sorted(mine.keys() | theirs.keys()):
        if mine.get(name) != theirs.get(name):
            print(f"{name}:\n file {theirs.get(name)}\n mine {mine.get(name)}")
            return 1
    print(f"{len(mine)} groups of vectors agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
