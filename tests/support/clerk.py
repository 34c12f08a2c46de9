"""Somebody at the console, without a browser: signs in, reads pages, fills in the forms that stand there. Standard library only.

    clerk = Clerk(lab); clerk.sign_in("soanthao", PASSWORD, code=None)
    page = clerk.get("/console/publish")
    page = clerk.send(page.form("/console/publish/new"), kind="meeting")
"""
import html.parser
import http.client
import re
import urllib.parse

ROUTE = re.compile(r'Route\{"(GET|POST)", "([^"]+)", Door::(\w+), (\w+|\{\})')


def routes(source):
    """[(method, path, door, roles)] of province/console/routes.cpp, the one table that decides who may go where."""
    text = source.read_text(encoding="utf-8")
    found = ROUTE.findall(text)
    assert len(found) == text.count('Route{"'), "a line of the route table is written otherwise"
    return found


def roles(source):
    """{"kWrite": {"writer"}, …}: the sets that the table names."""
    text = source.read_text(encoding="utf-8")
    return {name: {one.strip().removeprefix("Role::").lower() for one in words.split(",")}
            for name, words in re.findall(r"constexpr Roles (k\w+)\{([^}]*)\}", text)}


class Form:
    def __init__(self, attributes):
        self.action = attributes.get("action") or ""
        self.method = attributes.get("method", "get").lower()
        self.id = attributes.get("id")
        self.fields = []   # {"name", "value", "kind", "options"}
        self.buttons = []  # attributes

    def values(self):
        """What a browser would send as it stands."""
        return [(one["name"], one["value"]) for one in self.fields if one["value"] is not None]


class Forms(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.forms, self.open, self.field, self.loose = [], None, None, []
        self.links = []
        self.feed(text)
        for attributes in self.loose:  # buttons outside that name their form
            for form in self.forms:
                if form.id and form.id == attributes.get("form"):
                    form.buttons.append(attributes)

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag == "form":
            self.open = Form(attributes)
            self.forms.append(self.open)
        elif tag == "button":
            if self.open and "form" not in attributes:
                self.open.buttons.append(attributes)
            else:
                self.loose.append(attributes)
        elif self.open is None or not attributes.get("name"):
            if tag == "option" and self.field:
                self.option(attributes)
        elif tag == "input":
            kind = attributes.get("type", "text")
            ticks = kind in ("checkbox", "radio")
            value = attributes.get("value", "on" if ticks else "")
            self.open.fields.append({"name": attributes["name"], "kind": kind, "options": [value] if ticks else [],
                                     "value": None if ticks and "checked" not in attributes or kind == "file" else value})
        elif tag in ("textarea", "select"):
            self.field = {"name": attributes["name"], "kind": tag, "options": [], "value": "" if tag == "textarea" else None}
            self.open.fields.append(self.field)

    def option(self, attributes):
        value = attributes.get("value", "")
        self.field["options"].append(value)
        if self.field["value"] is None or "selected" in attributes:
            self.field["value"] = value

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        if tag in ("textarea", "select"):
            self.field = None

    def handle_data(self, data):
        if self.field and self.field["kind"] == "textarea":
            self.field["value"] += data


class Page:
    def __init__(self, status, headers, text, path):
        self.status, self.headers, self.text, self.path = status, headers, text, path
        self.parsed = Forms(text)

    @property
    def forms(self):
        return self.parsed.forms

    def form(self, action):
        """The form whose action, or the address of one of whose buttons, ends so."""
        for form in self.forms:
            if form.action.endswith(action) or any((b.get("formaction") or "").endswith(action) for b in form.buttons):
                return form
        raise AssertionError(f"no form {action} on {self.path}; there is: {[f.action for f in self.forms]}")

    def title(self):
        return re.sub(r"<[^>]*>", "", re.search(r"<h1>(.*?)</h1>", self.text, re.S).group(1)).strip()


class Clerk:
    def __init__(self, lab, address="127.0.0.1"):
        self.lab, self.address = lab, address
        self.cookies = {}

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded", headers=None):
        """(status, headers, bytes); redirects are not followed."""
        link = http.client.HTTPConnection("127.0.0.1", self.lab.port, timeout=120)
        here = f"127.0.0.1:{self.lab.port}"
        sent = {"Host": here, "X-Real-IP": self.address, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if method == "POST":
            sent |= {"Origin": f"http://{here}", "Content-Type": kind}
        link.request(method, path, body, sent | (headers or {}))
        answer = link.getresponse()
        got = answer.status, answer.getheaders(), answer.read()
        link.close()
        for name, value in got[1]:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return got

    def page(self, answer, path):
        status, headers, body = answer
        seen = set()
        while status == 303 and path not in seen:
            path = dict(headers)["Location"]
            seen.add(path)
            status, headers, body = self.ask("GET", path.split("#")[0])
        return Page(status, headers, body.decode(), path)

    def get(self, path):
        return self.page(self.ask("GET", path), path)

    def post(self, path, pairs):
        return self.page(self.ask("POST", path, urllib.parse.urlencode(pairs).encode()), path)

    def send(self, form, to=None, **values):
        """The form as it stands, but these values; `to`: the address of one of its buttons."""
        pairs = [(name, value) for name, value in form.values() if name not in values]
        for name, value in values.items():
            pairs += [(name, one) for one in (value if isinstance(value, list) else [value])]
        address = next((b["formaction"] for b in form.buttons if to and (b.get("formaction") or "").endswith(to)), form.action)
        return self.post(address, pairs)

    def attach(self, page, name, content):
        """What a draft's page shows once this file is attached to it."""
        form, edge = page.form("/attach"), "----commune-edge"
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in form.values()]
        quoted = name.replace('"', "%22")
        parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode()
                     + content + f"\r\n--{edge}--\r\n".encode())
        address = next(b["formaction"] for b in form.buttons if (b.get("formaction") or "").endswith("/attach"))
        return self.page(self.ask("POST", address, b"".join(parts), f"multipart/form-data; boundary={edge}"), address)

    def sign_in(self, login, password, code=None):
        """`code`: gives the second factor's digits, where this person has one."""
        page = self.send(self.get("/console/login").form("/console/login"), login=login, password=password)
        if code:
            page = self.send(page.form("/console/code"), code=code())
        assert page.status == 200 and "/console/today" in page.path, (page.status, page.path, page.text[-1500:])
        return page
