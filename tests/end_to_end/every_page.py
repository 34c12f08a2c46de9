#!/usr/bin/env python3
"""Every page of the console, generated from its route table, in real Chromium at 1366×768: contrast, labels, focus by keyboard alone,
weight on a cold cache, time; with hostile text in every field of everything that can be written, which nowhere becomes code.

With COMMUNE_PICTURES=FOLDER it leaves a picture of each page there; with COMMUNE_WORDS=real besides, everyday words stand where the hostile text
would, so that the pages can be judged.
"""
import base64
import contextlib
import datetime
import hmac
import json
import os
import pathlib
import re
import sqlite3
import struct
import subprocess
import time
import zlib

import case  # first: it shows where tests/support is
from case import BODY, until

import browser
import real_words
from browser import HEAVIEST, Browser
from clerk import Clerk, Forms, roles, routes

TABLE = case.TESTS.parent / "province" / "console" / "routes.cpp"
PASSWORD = "mua xuan o Phu Loc"
EVIL = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"
SQL = ["'); DROP TABLE account; --", "' OR '1'='1", "x' UNION SELECT password FROM account --"]
PEOPLE = {"soanthao": "writer", "lanhdao": "approver", "tiepnhan": "desk", "kiemtra": "supervisor", "kythuat": "technician",
          "quantri": "administrator"}
EMPTY, KEYLESS, HALF = "thanhtra", "moi.vao", "nua.chung"  # a desk with nothing on it; one without a key; somebody still at the door
NUMBERS = {"invited", "present", "days", "received", "answered", "on_time", "late", "median_days", "oldest_open_days", "withdrawn", "paid",
           "progress_pct", "min", "copies", "amount", "people_share.money", "people_share.labour_days", "people_share.land_m2"}
PLACE = {"lat_u": "16,2745", "lon_u": "107,8"}
NOT_TEXT = {"token", "version", "username", "n", "login", "body", "role", "device", "digits"}  # `body` of a draft is a textarea

# Everything that the keyboard must reach, in the order in which it stands; and what it reaches is written down as it comes.
REACHABLE = browser.COLOURS + r"""
const seen = new Set(), all = [];
let stops = 8;
for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")) {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (e.disabled || style.visibility === "hidden" || box.width === 0) continue;
  if (e.type === "radio") { if (seen.has(e.name)) continue; seen.add(e.name); }
  e.dataset.place = all.length;
  all.push(`${e.tagName} ${e.name || e.textContent.trim().slice(0, 40)}`);
  stops += {date: 5, "datetime-local": 9}[e.type] || 1;
}
window.reached = [];
document.addEventListener("focusin", ({target: e}) => {
  const radio = e.type === "radio" && document.querySelector(`[name="${e.name}"][data-place]`), style = getComputedStyle(e);
  const wrong = style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 ? "is not seen" : faint(e) !== null ? "makes words faint"
    : style.backgroundColor === "rgb(13, 110, 253)" ? "is in a colour that is not ours" : "";
  window.reached.push([Number((radio || e).dataset.place ?? -1), e.tagName, wrong]);
});
document.activeElement.blur();
getSelection().collapse(document.body, 0);
return [all, document.querySelector("[autofocus]") ? 2 * stops : stops];
"""
REAL = os.environ.get("COMMUNE_WORDS") == "real"


def day(n, clock=""):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7, days=n)).strftime("%Y-%m-%d") + clock


def png():
    """A grey picture of eight by eight points."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)) \
        + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 8) * 8)) + chunk(b"IEND", b"")


def totp(secret):
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", ""))
    mac = hmac.digest(key, int(time.time() // 30).to_bytes(8, "big"), "sha1")
    return f"{(int.from_bytes(mac[mac[-1] & 15:][:4], 'big') & 0x7fffffff) % 1_000_000:06d}"


def filled(form, text, kind=""):
    """A form's fields with `text` (None: everyday words) wherever words go, and what fits elsewhere."""
    values = {}
    for field in form.fields:
        name, column = field["name"], field["name"].split(".")[-1]
        if field["kind"] == "date":
            one = {"from": day(0), "until": day(40), "doc_date": day(-3), "opens": day(0), "closes": day(30), "period_from": day(-40),
                   "period_to": day(-10)}.get(name, day(10))
        elif field["kind"] == "datetime-local":
            one = day(-1, "T08:00") if kind == "bulletin" and name == "start" else day(12, "T09:00" if name == "end" else "T08:00")
        elif name.startswith("rating."):
            one = ""
        elif name in PLACE:
            one = PLACE[name]
        elif name in NUMBERS or column in NUMBERS:
            one = {"received": "2", "late": "0"}.get(name, "1")
        elif field["kind"] == "select":
            one = field["options"][-1] if field["options"] else ""
        elif field["kind"] in ("textarea", "text", "search", "email") and (name not in NOT_TEXT or field["kind"] == "textarea"):
            one = real_words.said(kind, name) if text is None else text
        else:
            continue
        values.setdefault(name, []).append(one)
    if kind == "meeting":
        values["status"] = ["scheduled"]
        values |= {name: [""] * len(all) for name, all in values.items() if name == "docs" or name.startswith("votes.")}
    return values


class EveryPage(case.Case):
    def setUp(self):
        super().setUp()
        self.lab.init()
        self.lab.publish(case.TESTS.parent / "assets" / "demo" / BODY / "xa-phu-loc.md", BODY)
        with (self.lab.data / "province.toml").open("a") as settings:
            settings.write('notices_from = "trang@hue.example"\nmail_server = "smtp://127.0.0.1:9"\n')
        self.lab.serve()
        self.lab.configure()
        self.pictures = os.environ.get("COMMUNE_PICTURES")
        self.clerks, self.followed = {}, set()
        for login, role in PEOPLE.items():
            self.sign_in(login, None if role in ("writer", "supervisor", "technician") else
                         lambda who=login: self.lab.province("user", "code", who, "--data", self.lab.data).stdout.strip())

    def sign_in(self, login, second):
        self.clerks[login] = Clerk(self.lab)
        return self.clerks[login].sign_in(login, PASSWORD, second)

    def hand_in(self, text, about="", *name):
        subprocess.run([self.lab.bin / "hand_in", self.lab.data, BODY, BODY.split(".")[0], about, *name], input=text.encode(), check=True)

    def words(self, name, longest=10_000):
        return (real_words.WORDS[name] if REAL else EVIL)[:longest]

    def draft(self, kind, text=None if REAL else EVIL):
        """The number of a new draft of this kind, written full."""
        writer = self.clerks["soanthao"]
        page = writer.send(writer.get("/console/publish").form("/publish/new"), kind=kind)
        form = page.form("/save")
        page = writer.send(form, "/save", **filled(form, text, kind))
        self.assertEqual(page.status, 200, page.text[-2000:])
        return page.path.split("/")[3].split("?")[0]

    def sent(self, n):
        writer = self.clerks["soanthao"]
        page = writer.send(writer.get(f"/console/publish/{n}").form("/send"), "/send")
        self.assertEqual((page.status, page.path), (200, "/console/publish?done=sent"), page.text)
        return n

    def published(self, n):
        chief = self.clerks["lanhdao"]
        page = chief.send(chief.get(f"/console/publish/{self.sent(n)}").form("/approve"), password=PASSWORD)
        self.assertIn("done=published", page.path, page.text)
        return n

    def record(self, n):
        """The record's id, as the page of a published draft names it."""
        text = self.clerks["soanthao"].get(f"/console/publish/{n}").text
        return text.split("Số trong sổ công khai</dt><dd>")[1].split("<")[0]

    def furnish(self):
        """Something on every page, hostile wherever people write."""
        writer, chief, head = self.clerks["soanthao"], self.clerks["lanhdao"], self.clerks["quantri"]
        kinds = ["disclosure", "meeting", "consultation", "project", "procedure", "bulletin", "contact", "board", "place", "stats"]
        drafts = [self.draft(kind) for kind in kinds]
        waiting = self.sent(self.draft("disclosure"))
        paper, meeting = self.published(self.draft("disclosure")), self.published(self.draft("meeting"))
        others = [self.published(self.draft(kind)) for kind in ("procedure", "stats", "bulletin", "contact")]
        page = writer.send(writer.get(f"/console/publish/{paper}").form("/correct"))
        drafts.append(page.path.split("/")[3])
        page = writer.send(writer.get(f"/console/publish/{paper}").form("/withdraw"))
        drafts.append(page.path.split("/")[3])
        page = writer.send(writer.get(f"/console/publish/{meeting}").form("/meeting"), status="changed")
        drafts.append(page.path.split("/")[3])
        back = self.sent(self.draft("disclosure"))
        chief.send(chief.get(f"/console/publish/{back}").form("/back"), why=self.words("why"))
        dropped = self.draft("contact")
        writer.send(writer.get(f"/console/publish/{dropped}").form("/drop"), "/drop")
        writer.send(writer.get(f"/console/publish/{paper}").form("/pattern"), name=self.words("disclosure.title", 80))
        head.send(head.get("/console/people").form("/people/add"), name=self.words("posted_by", 60), login="moi.den", role="writer")
        head.send(next(f for f in head.get("/console/people").forms
                       if f.action.endswith("/ask-reset") and ("login", "moi.den") in f.values()))
        smith = self.clerks["kythuat"]
        smith.send(smith.get("/console/terminals").form("/terminals/add"), hall=self.words("place", 90))
        supervisor = self.clerks["kiemtra"]
        form = next(one for one in supervisor.get("/console/templates").forms if ("n", "0") in one.values())
        supervisor.send(form, name=self.words("milestones.text", 80), words=self.words("text"))
        page = writer.attach(writer.get(f"/console/publish/{drafts[0]}"), f"{self.words('place')}.png", png())
        self.assertIn("done=attached", page.path, page.text[-3000:])
        self.records = [self.record(n) for n in (paper, meeting, *others)]
        self.furnish_desk(meeting)
        self.lose_reports()
        mine = [*drafts, waiting, paper, meeting, *others, back, dropped]
        self.numbers = {"/console/publish/{n}": {"soanthao": mine, "lanhdao": [waiting, paper], "kiemtra": [paper]},
                        "/console/publish/{n}/questions": {"tiepnhan": [meeting]},
                        "/console/desk/{n}": {"tiepnhan": ["1", "2", "3", "4", "5"]},
                        "/console/apart/{number}": {"lanhdao": [self.apart]},
                        "/console/terminals/{device}": {"kythuat": ["46-20107-k1", "46-20107-k2"], "lanhdao": ["46-20107-k1"]}}

    def furnish_desk(self, meeting):
        """Answered, about a meeting, merged, in the sealed lane, not opened."""
        desk = self.clerks["tiepnhan"]
        reports = real_words.REPORTS if REAL else [EVIL, "Câu hỏi về cuộc họp. " + EVIL, "Cũng việc ấy. " + EVIL, "Tôi tố cáo. " + EVIL,
                                                   "Còn chưa mở. " + EVIL]
        self.hand_in(reports[0], "", self.words("contact.name", 60), "0912 345 678", "public")
        self.hand_in(reports[1], self.record(meeting))
        self.hand_in(reports[2])
        self.hand_in(reports[3])
        pages = [desk.send(desk.get("/console/desk").form("/desk/next")) for _ in range(4)]
        number = re.search(r"PA-\d{4}-\d+", pages[0].text).group(0)
        steps = [desk.send(pages[0].form("/answer"), state="in_progress", text=self.words("text")),
                 desk.send(pages[1].form("/note"), note=self.words("note")),
                 desk.send(pages[2].form("/merge"), main=number),
                 desk.send(pages[3].form("/seal-away"), first="tiepnhan", second="lanhdao")]
        self.assertEqual([page.status for page in steps], [200] * 4)
        self.apart = re.search(r"PA-\d{4}-\d+", pages[3].text).group(0)
        self.hand_in(reports[4])
        desk.get("/console/desk")
        self.grow_old()

    def grow_old(self):
        """Three weeks ago the first report came and a year of others began: late ones, answered ones, figures."""
        weeks, year = 21 * 86400, 365 * 86400
        now, topics = int(time.time()), ("dat_dai", "moi_truong", "ha_tang", "tthc", "khac")
        with contextlib.closing(sqlite3.connect(self.lab.data / "registry.db", timeout=20)) as base, base:
            for table, key in (("inbox", "n = 1"), ("report_case", "n = 1")):
                base.execute(f"UPDATE {table} SET received_at = received_at - {weeks}, clock_at = clock_at - {weeks} WHERE body = ? AND {key}", (BODY,))
            for i in range(120):
                at, done = now - year + i * 3 * 86400, i % 9
                base.execute("INSERT INTO report_case (body, year, n, report, lane, kind, commune, topic, place, received_at, opened_at, state, clock_at,"
                             " answered_at, over_at) VALUES (?, 2025, ?, ?, 'normal', 'phan_anh', '20107', ?, '', ?, ?, ?, ?, ?, ?)",
                             (BODY, 100 + i, f"year-{i}", topics[i % len(topics)], at, at + 3600, "answered" if done else "in_progress", at,
                              at + done * 2 * 86400 if done else 0, at + 14 * 86400))

    def lose_reports(self):
        """The demo's terminal as a restore of the server leaves it: it numbered five reports, three came, none waits."""
        beat = {"chain_n": 5, "clock": int(time.time()), "disk_free_mb": 9000, "information": int(time.time()), "log_size": 0, "outbox_bytes": 0,
                "outbox_n": 0, "outbox_oldest_s": 0, "outbox_parked": 0, "touch_age_s": 60, "trust": 1, "up_s": 3600, "history_alarm": False,
                "log_root": "0" * 64, "errors": [], "screen": "1080x1920", "sw": "0.1.0", "v": 1}
        come = f"0 3 broken\n1 3 {'0' * 64} {'1' * 64}\n"
        with contextlib.closing(sqlite3.connect(self.lab.data / "registry.db", timeout=20)) as base, base:
            base.execute("UPDATE terminal SET beat = ?, beat_n = 1, beat_at = ? WHERE device = '46-20107-k1'",
                         (json.dumps(beat, sort_keys=True, separators=(",", ":")), int(time.time())))
            base.execute("INSERT OR REPLACE INTO outbox_chain (of_device, come) VALUES ('46-20107-k1', ?)", (come,))

    def at_the_door(self):
        """One waits for the code, one has to set up the second factor, one came in without any key of the office."""
        self.sign_in(EMPTY, lambda: self.lab.province("user", "code", EMPTY, "--data", self.lab.data).stdout.strip())
        self.lab.province("user", "add", KEYLESS, "--name", "Người mới", "--as", BODY, "--role", "desk", "--data", self.lab.data)
        said = self.lab.province("user", "invite", KEYLESS, "--data", self.lab.data).stdout
        first, second = re.findall(r"\b[2-9a-z]{4}-[2-9a-z]{4}\b", said)
        fresh = self.clerks[KEYLESS] = Clerk(self.lab)
        fresh.send(fresh.get("/console/reset").form("/reset"), login=KEYLESS, first=first, second=second, password=PASSWORD, repeat=PASSWORD)
        page = fresh.send(fresh.get("/console/login").form("/login"), login=KEYLESS, password=PASSWORD)
        self.assertEqual(page.path, "/console/enrol")
        self.clerks["guest"] = Clerk(self.lab)
        half = self.clerks[HALF] = Clerk(self.lab)
        half.send(half.get("/console/login").form("/login"), login="mattran", password=PASSWORD)
        return [("/console/login", "guest", 200), ("/console/reset", "guest", 200), ("/console/code", HALF, 200), ("/console/enrol", KEYLESS, 200)]

    def come_in(self):
        """Who had to set up the second factor has done so."""
        fresh = self.clerks[KEYLESS]
        page = fresh.get("/console/enrol")
        secret = re.search(r'class="secret">([^<]+)<', page.text).group(1)
        page = fresh.send(page.form("/enrol"), code=totp(secret))
        self.assertIn("/console/today", page.path)
        return [("/console/desk", KEYLESS, 200), ("/console/publish", KEYLESS, 403)] + \
            [(f"/console/{name}", EMPTY, 200) for name in ("today", "desk", "register", "statistics")]

    def addresses(self):
        """[(address, login, status)]: each page once for each role that sees it in its own way."""
        sets, found = roles(TABLE), []
        for method, path, door, who in routes(TABLE):
            if method != "GET" or door not in ("Signed", "Roles"):
                continue
            names = {"writer", "desk"} if door == "Signed" else sets[who]
            for login in (login for login, role in PEOPLE.items() if role in names):
                if "{" not in path:
                    found.append((path, login, 200))
                for n in self.numbers.get(path, {}).get(login, []):
                    found.append((re.sub(r"\{\w+\}", n, path), login, 200))
        return found

    def look(self, page, address, login):
        page.go(f"http://127.0.0.1:{self.lab.port}{address}")
        took = page.driver.execute_script("const [e] = performance.getEntriesByType('navigation'); return e.responseEnd - e.requestStart")
        until("the board beside a text", page.settled, 60 * case.SLOW)
        page.driver.execute_script("for (const fold of document.querySelectorAll('details')) fold.open = true")
        self.assertEqual(page.faults(), [], address)
        self.assertNotEqual(page.driver.title, "hacked", address)
        self.assertNotIn("[[", page.text(), address)
        self.assertLess(took, 1000 * case.SLOW, address)
        self.by_keyboard(page, address)
        if self.pictures:
            name = address.strip("/").replace("/", "-").replace("console-", "", 1)
            page.picture(pathlib.Path(self.pictures) / f"every-{name}-{login}.png")

    def by_keyboard(self, page, address):
        """Tab goes through everything in the order in which it stands, and shows where it is."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys
        there, stops = page.driver.execute_script(REACHABLE)
        ActionChains(page.driver, duration=0).send_keys(Keys.TAB * stops).perform()
        order, reached = [], page.driver.execute_script("return window.reached")
        first = next((i for i, (place, _, _) in enumerate(reached) if place == 0), 0)  # a page may begin in a field
        for place, tag, wrong in reached[first:]:
            if order and place == 0:
                break  # round once
            self.assertEqual(wrong, "", f"{address}: the focus {wrong} on {there[place] if place >= 0 else tag}")
            order.append(there[place] if place >= 0 else f"?{tag}")
        self.assertEqual(order, there, f"{address}: what the keyboard reaches, and what stands there")

    def test_every_page_holds_for_everybody_who_may_open_it(self):
        self.furnish()
        page = self.page = Browser()
        self.addCleanup(page.__exit__)
        weighed = set()
        doors = self.at_the_door()
        self.look_at(doors, weighed)
        self.look_at(sorted(self.addresses() + self.come_in(), key=lambda one: one[1]), weighed)
        self.assertGreater(len(weighed), 14)
        for record in self.records:  # what phones are shown of the same texts
            page.go(f"http://127.0.0.1:{self.lab.port}/v/{record}")
            self.assertIn("document.title", page.text())
            self.assertNotEqual(page.driver.title, "hacked")

    def look_at(self, addresses, weighed):
        page, last = self.page, None
        for address, login, wanted in addresses:
            clerk = self.clerks[login]
            status, headers, text = clerk.ask("GET", address)
            with self.subTest(address, login=login):
                self.assertEqual(status, wanted)
                if not dict(headers)["Content-Type"].startswith("text/html"):
                    continue
                self.follow(login, text.decode())
                if login != last:
                    page.go(f"http://127.0.0.1:{self.lab.port}/console/static/none")
                    page.driver.delete_all_cookies()
                    for name, value in clerk.cookies.items():
                        page.driver.add_cookie({"name": name, "value": value, "path": "/"})
                    page.driver.get_log("browser")
                    last = login
                self.look(page, address, login)
                pattern = address.rstrip("0123456789")
                if pattern not in weighed:
                    weighed.add(pattern)
                    self.assertLess(page.weight(), HEAVIEST)

    def follow(self, login, text):
        """No link leads somebody to where they may not go."""
        for link in Forms(text).links:
            if link.startswith("/console/") and (login, link) not in self.followed:
                self.followed.add((login, link))
                self.assertNotEqual(self.clerks[login].ask("GET", link.split("#")[0])[0], 403, f"{link}, offered to {login}")

    def test_every_address_refuses_whom_it_does_not_name(self):
        sets = roles(TABLE)
        tokens = {login: dict(clerk.get("/console/account").form("/logout").values())["token"] for login, clerk in self.clerks.items()}
        asked = 0
        for method, path, door, who in routes(TABLE):
            if door != "Roles":
                continue
            address = path.replace("{n}", "1").replace("{k}", "1").replace("{device}", "46-20107-k1")
            for login, role in PEOPLE.items():
                if role in sets[who]:
                    continue
                body = f"token={tokens[login]}".encode() if method == "POST" else None
                self.assertEqual(self.clerks[login].ask(method, address, body)[0], 403, f"{method} {address} as {role}")
                asked += 1
            stranger = Clerk(self.lab).ask(method, address, b"token=x" if method == "POST" else None)
            self.assertEqual(stranger[0], 403 if method == "POST" else 303, f"{method} {address} as nobody")
        self.assertGreater(asked, 200)

    def test_no_field_of_any_form_reaches_the_database_as_code(self):
        self.furnish()
        tried = 0
        for address, login, _ in self.addresses():
            page = self.clerks[login].get(address)
            for form in page.forms:
                if form.method != "post" or form.action.endswith(("/logout", "/approve", "/account/password")):
                    continue
                for evil in SQL:
                    values = {name: [evil] * len(all_of) for name, all_of in filled(form, evil).items()}
                    values |= {name: evil for name, _ in form.values() if name != "token"}
                    began = time.monotonic()
                    answer = self.clerks[login].send(form, **values)
                    self.assertLess(answer.status, 500, f"{address} {form.action}")
                    self.assertLess(time.monotonic() - began, 20 * case.SLOW)
                    tried += 1
        self.assertGreater(tried, 150)
        self.lab.province("audit", "verify", "--data", self.lab.data)
        self.lab.fsck()
        for login, clerk in self.clerks.items():
            self.assertEqual(clerk.get("/console/account").status, 200, login)
        self.assertIn("tiepnhan", self.lab.province("user", "list", "--data", self.lab.data).stdout)


if __name__ == "__main__":
    browser.main()
