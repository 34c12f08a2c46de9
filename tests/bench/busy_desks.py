"""A province that has worked for a year, and a clerk who looks at it: what pages of the console cost the server.

The rows are written as the desks would have left them; the pages are asked for over HTTP, signed in with password and second factor.
"""
import contextlib
import http.client
import re
import sqlite3
import statistics
import subprocess
import time
import urllib.parse

PASSWORD = "mua xuan o Phu Loc"
COMMUNE = "20107.ubnd"
NUMBERS = "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < {count}) "
TOPIC = "CASE {n} % 6 WHEN 0 THEN 'ha_tang' WHEN 1 THEN 'moi_truong' WHEN 2 THEN 'dat_dai' WHEN 3 THEN 'tthc' WHEN 4 THEN 'chinh_sach_xa_hoi' ELSE 'khac' END"
# Of ten, seven are answered, one of them late; one waits, one is being worked on, one nobody has opened.
STATE = "CASE {n} % 10 WHEN 7 THEN 'received' WHEN 8 THEN 'in_progress' ELSE 'answered' END"
OPENED = "{n} % 10 <> 9"


def run(lab, cluster, *statements):
    if cluster is None:
        with sqlite3.connect(lab.data / "registry.db") as database:
            for statement in statements:
                database.execute(statement)
    else:
        subprocess.run([str(cluster.programs / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-h", str(cluster.folder), "-U", "commune", "commune"],
                       input=";\n".join(statements) + ";\nANALYZE;\n", text=True, check=True, stdout=subprocess.DEVNULL)


def cases(of, every, since, prefix, year):
    """Cases of the bodies that `of` chooses, one every `every` seconds since then."""
    at = f"{since} + i.n * {every}"
    answered = f"CASE WHEN {STATE.format(n='i.n')} = 'answered' THEN {at} + 86400 * (1 + i.n % 14) ELSE 0 END"
    return (f"SELECT b.code, {year}, i.n, '{prefix}' || b.code || '-' || i.n, 'normal', 'phan_anh', '', {TOPIC.format(n='i.n')}, '', {at}, {at} + 3600, "
            f"{STATE.format(n='i.n')}, '', {at}, 0, 0, {answered}, {at} + 86400 * 14 FROM body b, i WHERE {of} AND {OPENED.format(n='i.n')}")


CASE_COLUMNS = ("INSERT INTO report_case (body, year, n, report, lane, kind, commune, topic, place, received_at, opened_at, state, assignee, clock_at, "
                "same_as, same_year, answered_at, over_at) ")
COMMUNES = "b.code LIKE '%.ubnd' AND b.code NOT LIKE '46.%'"


def people_of_the_demo(lab, cluster):
    """A registry on PostgreSQL begins without them; what they know stands in the one that init made."""
    statements = []
    with contextlib.closing(sqlite3.connect(lab.data / "registry.db")) as base:
        for table in ("account", "account_role", "person_key", "wrapped_key"):
            rows = base.execute(f"SELECT * FROM {table}")
            columns = ", ".join(column[0] for column in rows.description)
            for row in rows:
                values = ", ".join("NULL" if v is None else str(v) if isinstance(v, int) else "'" + v.replace("'", "''") + "'" for v in row)
                statements.append(f"INSERT INTO {table} ({columns}) VALUES ({values})")
    run(lab, cluster, *statements)


SCREENS = ("home list document meetings search pages proof phone help guidance lookup answer reopen receipt complaint notices feedback_topic feedback_text "
           "feedback_readers feedback_review").split()


def people_and_screens(lab, cluster, now):
    """Eight people work for each commune; its terminals have told a year of views."""
    days = NUMBERS.format(count=365)
    screens = " UNION ALL ".join(f"SELECT '{name}' AS name" for name in SCREENS)
    date = f"date({now} - i.n * 86400, 'unixepoch')" if cluster is None else f"to_char(to_timestamp({now} - i.n * 86400), 'YYYY-MM-DD')"
    person = "'nguoi-' || substr(b.code, 1, 5) || '-' || i.n"
    run(lab, cluster,
        "INSERT INTO account (login, name, password, factor, factor_step, created_at) " + NUMBERS.format(count=8) +
        f"SELECT {person}, 'Nguyễn Văn ' || i.n, '', '', 0, {now} FROM body b, i WHERE {COMMUNES}",
        "INSERT INTO account_role (login, body, role, from_at) " + NUMBERS.format(count=8) +
        f"SELECT {person}, b.code, CASE WHEN i.n < 5 THEN 'desk' ELSE 'writer' END, {now} FROM body b, i WHERE {COMMUNES}",
        "INSERT INTO screen_views (commune, day, screen, shown) " + days +
        f"SELECT substr(b.code, 1, 5), {date}, s.name, 10 + i.n % 90 FROM body b, i, ({screens}) s WHERE {COMMUNES}")


def a_year_of_all_communes(lab, cluster, now):
    """Two reports a day in each of the 40 communes."""
    numbers = NUMBERS.format(count=730)
    start = now - 365 * 86400
    run(lab, cluster, CASE_COLUMNS + numbers + cases(COMMUNES, 43200, start, "year-", 2025),
        "INSERT INTO inbox (body, n, item, hidden_id, matter, reply, received_at, state, office, year, number, lane, topic, place, assignee, clock_at) " + numbers +
        f"SELECT b.code, i.n, 'year-' || b.code || '-' || i.n, '', 'm', 0, {start} + i.n * 43200, '', '', 0, 0, '', '', '', '', {start} + i.n * 43200 "
        f"FROM body b, i WHERE {COMMUNES} AND NOT ({OPENED.format(n='i.n')})")


def a_full_inbox(lab, cluster, count, now):
    """One desk with this many reports in its inbox."""
    numbers = NUMBERS.format(count=count)
    every = 365 * 86400 // count
    start = now - 365 * 86400
    run(lab, cluster, CASE_COLUMNS + numbers + cases(f"b.code = '{COMMUNE}'", every, start, "full-", 2026),
        "INSERT INTO inbox (body, n, item, hidden_id, matter, reply, received_at, state, office, year, number, lane, topic, place, assignee, clock_at) " + numbers +
        f"SELECT '{COMMUNE}', 1000 + i.n, 'full-{COMMUNE}-' || i.n, '', 'm' || i.n, 0, {start} + i.n * {every}, "
        f"CASE WHEN {OPENED.format(n='i.n')} THEN {STATE.format(n='i.n')} ELSE '' END, CASE WHEN {OPENED.format(n='i.n')} THEN '{COMMUNE}' ELSE '' END, "
        f"CASE WHEN {OPENED.format(n='i.n')} THEN 2026 ELSE 0 END, CASE WHEN {OPENED.format(n='i.n')} THEN i.n ELSE 0 END, "
        f"CASE WHEN {OPENED.format(n='i.n')} THEN 'normal' ELSE '' END, CASE WHEN {OPENED.format(n='i.n')} THEN {TOPIC.format(n='i.n')} ELSE '' END, "
        f"'', '', {start} + i.n * {every} FROM i",
        # Nothing that came in before is for this desk: it need not be tried with its key.
        f"DELETE FROM inbox_reach WHERE body = '{COMMUNE}'",
        f"INSERT INTO inbox_reach (body, seq) SELECT '{COMMUNE}', COALESCE(MAX(seq), 0) FROM container")


class Clerk:
    """Somebody signed in, as a browser without pictures would be."""

    def __init__(self, lab, login):
        self.line = http.client.HTTPConnection("127.0.0.1", lab.port, timeout=60)
        self.origin = f"http://127.0.0.1:{lab.port}"
        self.cookies = {}
        self.post("/console/login", login=login, password=PASSWORD)
        self.post("/console/code", code=lab.province("user", "code", login, "--data", lab.data).stdout.strip())

    def ask(self, method, path, body=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Origin": self.origin}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        took = 1000 * (time.perf_counter() - begun)
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, text, took

    def post(self, path, **fields):
        token = re.search(r'name="token" value="([^"]*)"', self.ask("GET", path)[1]).group(1)
        status, text, _ = self.ask("POST", path, urllib.parse.urlencode({"token": token, **fields}))
        if status != 303:
            raise RuntimeError(f"{path}: {status} {re.sub('<[^>]+>', ' ', text)[-400:]}")

    def page_ms(self, path, holds, runs=9):
        """What a page, which must say this, took each time; the first time warms up."""
        times = []
        for _ in range(runs + 1):
            status, text, took = self.ask("GET", path)
            if status != 200 or holds not in text:
                raise RuntimeError(f"{path}: {status}, without {holds!r}")
            times.append(took)
        return times[1:]


def measure(lab, cluster, inbox):
    """What the pages cost: (name, ms each time) of the province's, of the slowest list of an inbox, and of the first page of a day."""
    now = int(time.time())
    if cluster:
        people_of_the_demo(lab, cluster)
    people_and_screens(lab, cluster, now)
    a_year_of_all_communes(lab, cluster, now)
    yield "province", Clerk(lab, "thanhtra").page_ms("/console/statistics", "phường Phú Xuân")
    a_full_inbox(lab, cluster, inbox, now)
    desk = Clerk(lab, "tiepnhan")
    lists = [desk.page_ms(f"/console/desk?{query}", 'class="table inbox"')
             for query in ("show=todo", "show=late", "show=done", "show=all", "show=todo&topic=khac")]
    yield "inbox", max(lists, key=statistics.median)
    yield "today", desk.page_ms("/console/today", 'class="table inbox"')
