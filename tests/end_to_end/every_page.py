#!/usr/bin/env python3
"""Every page of the console, generated from its route table, in real Chromium at 1366×768: contrast, labels, focus by keyboard alone,
weight on a cold cache, time; with hostile text in every field of everything that can be written, which nowhere becomes code.

With COMMUNE_PICTURES=FOLDER it leaves a picture of each page there.
"""
import datetime
import os
import pathlib
import subprocess
import time

import case  # first: it shows where tests/support is
from case import BODY

import browser
from browser import HEAVIEST, Browser
from clerk import Clerk, roles, routes

TABLE = case.TESTS.parent / "province" / "console" / "routes.cpp"
PASSWORD = "mua xuan o Phu Loc"
EVIL = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"
SQL = ["'); DROP TABLE account; --", "' OR '1'='1", "x' UNION SELECT password FROM account --"]
PEOPLE = {"soanthao": "writer", "lanhdao": "approver", "tiepnhan": "desk", "giamsat": "supervisor", "kythuat": "technician",
          "quantri": "administrator"}
NUMBERS = {"invited", "present", "days", "received", "answered", "on_time", "late", "median_days", "oldest_open_days", "withdrawn", "paid",
           "progress_pct", "min", "copies", "amount", "people_share.money", "people_share.labour_days", "people_share.land_m2"}
NOT_TEXT = {"token", "version", "username", "n", "login", "body", "role", "device", "digits"}  # `body` of a draft is a textarea

# Everything that the keyboard must reach, in the order in which it stands, and what it reaches.
REACHABLE = r"""
const seen = new Set(), all = [];
for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")) {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (e.disabled || style.visibility === "hidden" || box.width === 0 || e.closest("details:not([open])") && e.tagName !== "SUMMARY") continue;
  if (e.type === "radio") { if (seen.has(e.name)) continue; seen.add(e.name); }
  e.dataset.place = all.length;
  all.push(`${e.tagName} ${e.name || e.textContent.trim().slice(0, 40)}`);
}
return all;
"""
FOCUSED = r"""
const e = document.activeElement, style = getComputedStyle(e);
if (e === document.body) return null;
const radio = e.type === "radio" && document.querySelector(`[name="${e.name}"][data-place]`);
return [Number((radio || e).dataset.place ?? -1), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
"""


def day(n, clock=""):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7, days=n)).strftime("%Y-%m-%d") + clock


def filled(form, text, kind=""):
    """A form's fields with `text` wherever words go, and what fits elsewhere."""
    values = {}
    for field in form.fields:
        name, column = field["name"], field["name"].split(".")[-1]
        if field["kind"] == "date":
            one = {"from": day(0), "until": day(40), "doc_date": day(-3), "opens": day(0), "closes": day(30), "period_from": day(-40),
                   "period_to": day(-10)}.get(name, day(10))
        elif field["kind"] == "datetime-local":
            one = day(-1, "T08:00") if kind == "bulletin" and name == "start" else day(12, "T09:00" if name == "end" else "T08:00")
        elif name in NUMBERS or column in NUMBERS:
            one = "1"
        elif field["kind"] == "select":
            one = field["options"][-1] if field["options"] else ""
        elif field["kind"] in ("textarea", "text", "search", "email") and (name not in NOT_TEXT or field["kind"] == "textarea"):
            one = text
        else:
            continue
        values.setdefault(name, []).append(one)
    if kind == "meeting":
        values["status"] = ["scheduled"]
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
        self.clerks = {}
        for login, role in PEOPLE.items():
            self.clerks[login] = Clerk(self.lab)
            second = None if role in ("writer", "supervisor", "technician") else \
                lambda who=login: self.lab.province("user", "code", who, "--data", self.lab.data).stdout.strip()
            self.clerks[login].sign_in(login, PASSWORD, second)

    def hand_in(self, text, *about):
        subprocess.run([self.lab.bin / "hand_in", self.lab.data, BODY, BODY.split(".")[0], *about], input=text.encode(), check=True)

    def draft(self, kind, text=EVIL):
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
        return text.split("Số trong nhật ký công khai</dt><dd>")[1].split("<")[0]

    def furnish(self):
        """Something on every page, hostile wherever people write."""
        writer, chief, head = self.clerks["soanthao"], self.clerks["lanhdao"], self.clerks["quantri"]
        kinds = ["disclosure", "meeting", "consultation", "project", "procedure", "bulletin", "contact", "stats"]
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
        chief.send(chief.get(f"/console/publish/{back}").form("/back"), why=EVIL)
        dropped = self.draft("contact")
        writer.send(writer.get(f"/console/publish/{dropped}").form("/drop"), "/drop")
        writer.send(writer.get(f"/console/publish/{paper}").form("/pattern"), name=EVIL[:80])
        head.send(head.get("/console/people").form("/people/add"), name=EVIL[:60], login="moi.den", role="writer")
        head.send(next(f for f in head.get("/console/people").forms
                       if f.action.endswith("/ask-reset") and ("login", "moi.den") in f.values()))
        smith = self.clerks["kythuat"]
        smith.send(smith.get("/console/terminals").form("/terminals/add"), hall=EVIL[:90])
        self.hand_in(EVIL)
        self.hand_in("Câu hỏi về cuộc họp. " + EVIL, self.record(meeting))
        desk = self.clerks["tiepnhan"]
        desk.get("/console/desk")
        opened = desk.send(desk.get("/console/desk/1").form("/open"))
        self.assertEqual(opened.status, 200)
        self.hand_in("Còn chưa mở. " + EVIL)
        desk.get("/console/desk")
        self.numbers = {"/console/publish/{n}": [*drafts, waiting, paper, meeting, *others, back, dropped],
                        "/console/publish/{n}/questions": [meeting], "/console/desk/{n}": ["1", "2"],
                        "/console/terminals/{device}": ["46-20107-k2"]}

    def addresses(self):
        """[(address, login)]: each page once for each role that may open it."""
        sets, found = roles(TABLE), []
        for method, path, door, who in routes(TABLE):
            if method != "GET" or door not in ("Signed", "Roles"):
                continue
            names = {"writer", "desk"} if door == "Signed" else sets[who]
            for login in (login for login, role in PEOPLE.items() if role in names):
                if "{" not in path:
                    found.append((path, login))
                for n in self.numbers.get(path, []) if login != "giamsat" else []:  # who supervises from another office
                    found.append((path.replace("{n}", n).replace("{device}", n), login))
        return found

    def look(self, page, address, login):
        page.go(f"http://127.0.0.1:{self.lab.port}{address}")
        took = page.driver.execute_script("const [e] = performance.getEntriesByType('navigation'); return e.responseEnd - e.requestStart")
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
        there = page.driver.execute_script(REACHABLE)
        page.driver.execute_script("document.activeElement.blur(); getSelection().collapse(document.body, 0)")
        reached = []
        for _ in range(4 * len(there) + 20):
            ActionChains(page.driver, duration=0).send_keys(Keys.TAB).perform()
            focused = page.driver.execute_script(FOCUSED)
            if focused is None or reached and focused[0] == reached[0] and len(set(reached)) == len(there):
                break
            place, marked = focused
            self.assertTrue(marked, f"{address}: the focus is not seen on {there[place] if place >= 0 else '?'}")
            if not reached or reached[-1] != place:
                reached.append(place)
        begin = reached.index(0) if 0 in reached else 0
        order = reached[begin:] + reached[:begin]
        self.assertEqual([there[i] for i in sorted(set(order))], there, f"{address}: not reached by the keyboard")
        self.assertEqual(order, sorted(order), f"{address}: the focus jumps")

    def test_every_page_holds_for_everybody_who_may_open_it(self):
        self.furnish()
        page, weighed = Browser(), set()
        self.addCleanup(page.__exit__)
        base = f"http://127.0.0.1:{self.lab.port}/console/login"
        last = None
        for address, login in sorted(self.addresses(), key=lambda one: one[1]):
            clerk = self.clerks[login]
            status, headers, _ = clerk.ask("GET", address)
            with self.subTest(address, login=login):
                self.assertEqual(status, 200)
                if not dict(headers)["Content-Type"].startswith("text/html"):
                    continue
                if login != last:
                    page.go(base)
                    page.driver.delete_all_cookies()
                    page.driver.add_cookie({"name": "commune-session", "value": clerk.cookies["commune-session"], "path": "/"})
                    last = login
                self.look(page, address, login)
                pattern = address.rstrip("0123456789")
                if pattern not in weighed:
                    weighed.add(pattern)
                    self.assertLess(page.weight(), HEAVIEST)
        self.assertGreater(len(weighed), 9)

    def test_no_field_of_any_form_reaches_the_database_as_code(self):
        self.furnish()
        tried = 0
        for address, login in self.addresses():
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
