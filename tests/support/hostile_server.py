#!/usr/bin/env python3
"""A server that misbehaves on command, for tests of whoever reads from a province.

It answers like `commune-province serve` from a tree folder, or stands as a proxy before a running server, and breaks
what its rules say. It counts TCP payload bytes in both directions and request turns. Standard library only.

    hostile_server.py --tree DIR [--upstream HOST:PORT] [--listen 127.0.0.1:0] [--rules FILE] [--counts FILE]

--tree      GET and HEAD are answered from this folder (ETag, 304, Range, .gz siblings and cache headers as serve does).
--upstream  what the tree does not answer (PUT, POST, /v1/…; everything, when no --tree is given) goes there unchanged.
--rules     JSON: a list of rules, or {"rules": [...]}. Without it, nothing misbehaves.
--counts    the counts as JSON are written here at the end (SIGTERM, SIGINT) and at each GET of /_counts.

The first line on stdout is `ready PORT`. While it runs (none of this is counted):
    PUT /_rules    body: new rules; all rules begin afresh        GET /_counts   the counts
    PUT /_tree     body: the path of another folder               PUT /_reset    counts back to 0
Counts: {"up": bytes from clients, "down": bytes to clients, "turns": requests, "connections": n,
         "by_path": {path: {"up", "down", "turns", "statuses": {"200": n}}}}.

A rule: {"path": "/l/*/checkpoint", "do": "status", ...}; the first rule that fits a request and is not used up acts.
    path     shell pattern on the path without query            method  only this method
    skip     the first N fitting requests are left alone        times   acts N times (default: for ever)
`do` is one of
    none        answer well
    status      {"status": 503, "retry_after": 2, "body": "…"}
    slow        {"bytes_per_second": 100}   the whole answer, head too
    hang        {"seconds": 60}             takes the request and is silent, then closes
    reset       {"after": 0}                TCP reset after so many bytes of the answer
    cut         {"after": 100}              right Content-Length, but closes after so many bytes of the body
    length      {"delta": 5}                Content-Length is wrong by delta; the connection closes after the body
    ignore_range                            200 and the whole file to a Range request
    wrong_range {"shift": 1, "lie": false}  206 that begins shift bytes late; with "lie" Content-Range claims the start asked for
    bomb        {"mib": 1024}               Content-Encoding: gzip, a body that unpacks to so many MiB of zeros
    bomb_file   {"mib": 1024}               the same without the header: for packs, which are gzip files themselves
    gzip        Content-Encoding: gzip, asked for or not
    flip        {"at": -1, "bit": 0}        one bit of the body is wrong; at < 0 counts from the middle: -1 is the middle byte
    append      {"bytes": 10}               more body than there should be, Content-Length fits
    truncate    {"bytes": 10}               less body, Content-Length fits
    oversize    {"mib": 100}                junk after the body, Content-Length fits, sent as a stream
    body        {"text": "…"} or {"file": F}  another body with status 200
    tree        {"tree": DIR}               this request is answered from another folder: an older tree, an altered history
    stale_304                               304 though the content has changed
    drop_answer                             the upstream gets the request and answers; the client gets a reset (for exactly-once)
    garbage     bytes that are not HTTP

In Python: `server = HostileServer(tree=DIR).start()`, then server.port, server.rules([...]), server.counts(), server.stop().
"""

import argparse
import fnmatch
import gzip
import hashlib
import http.client
import io
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
import zlib

REASONS = {200: "OK", 201: "Created", 206: "Partial Content", 304: "Not Modified", 404: "Not Found", 410: "Gone",
           416: "Range Not Satisfiable", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}


class Done(Exception):
    """The connection ends here."""


class Answer:
    def __init__(self, status, headers=None, body=b""):
        self.status = status
        self.headers = dict(headers or {})
        self.body = body


def zeros_gzip(mib):
    """A gzip file of mib MiB of zeros, made as it is read."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    out = io.BytesIO()
    for _ in range(mib):
        out.write(packer.compress(block))
    out.write(packer.flush())
    return out.getvalue()


def from_tree(tree, method, path, headers):
    """What serve would answer for a file of the tree."""
    parts = path.split("/")[1:]
    if any(not p or p.startswith(".") or p.endswith((".tmp", ".gz", ".gone")) for p in parts):
        return Answer(404, {"Cache-Control": "no-store"})
    name = os.path.join(tree, *parts)
    out = {}
    checkpoint, pack = parts[-1] == "checkpoint", parts[0] == "k"
    partial = len(parts) > 1 and parts[-2].endswith(".p")
    if checkpoint:
        out["Cache-Control"], out["Content-Type"] = "no-cache", "text/plain; charset=utf-8"
    elif pack:
        out["Cache-Control"], out["Content-Type"] = "public, max-age=600", "application/gzip"
    else:
        out["Cache-Control"] = "public, max-age=86400" if partial else "public, max-age=31536000, immutable"
        out["Content-Type"] = "application/octet-stream"
    wanted = headers.get("range", "")
    if not wanted and "gzip" in headers.get("accept-encoding", "") and "entries" in parts and os.path.isfile(name + ".gz"):
        name += ".gz"
        out["Content-Encoding"] = "gzip"
    try:
        with open(name, "rb") as file:
            body = file.read()
    except OSError:
        gone = os.path.isfile(name + ".gone")
        return Answer(410 if gone else 404, {"Cache-Control": "no-store"})
    if checkpoint or pack:
        out["ETag"] = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        if out["ETag"] in headers.get("if-none-match", ""):
            out.pop("Content-Type")
            return Answer(304, out)
        return Answer(200, out, body)
    if wanted.startswith("bytes=") and wanted.count("-") == 1 and "," not in wanted:
        first, last = wanted[6:].split("-")
        if not first:
            start, end = max(0, len(body) - int(last)), len(body)
        else:
            start, end = int(first), min(int(last) + 1, len(body)) if last else len(body)
        if start >= len(body):
            return Answer(416, {"Content-Range": "bytes */%d" % len(body), "Cache-Control": "no-store"})
        out["Content-Range"] = "bytes %d-%d/%d" % (start, end - 1, len(body))
        return Answer(206, out, body[start:end])
    return Answer(200, out, body)


class Rule:
    def __init__(self, fields):
        self.fields = fields
        self.seen = 0
        self.used = 0

    def takes(self, method, path):
        if not fnmatch.fnmatchcase(path, self.fields.get("path", "*")):
            return False
        if self.fields.get("method", method) != method:
            return False
        self.seen += 1
        if self.seen <= self.fields.get("skip", 0) or self.used >= self.fields.get("times", 1 << 60):
            return False
        self.used += 1
        return True


class HostileServer:
    def __init__(self, tree=None, upstream=None, listen="127.0.0.1:0", counts_file=None):
        self.tree = tree
        self.upstream = upstream
        self.counts_file = counts_file
        self.lock = threading.Lock()
        self.rule_list = []
        self.bombs = {}
        self.zero()
        host, port = listen.rsplit(":", 1)
        self.listener = socket.create_server((host, int(port)), backlog=256)
        self.port = self.listener.getsockname()[1]
        self.stopping = False

    # counts ---------------------------------------------------------------------------------------------------------
    def zero(self):
        with self.lock:
            self.totals = {"up": 0, "down": 0, "turns": 0, "connections": 0, "by_path": {}}

    def count(self, path, up=0, down=0, turn=0, status=None):
        with self.lock:
            one = self.totals["by_path"].setdefault(path, {"up": 0, "down": 0, "turns": 0, "statuses": {}})
            for where in (self.totals, one):
                where["up"] += up
                where["down"] += down
                where["turns"] += turn
            if status is not None:
                one["statuses"][str(status)] = one["statuses"].get(str(status), 0) + 1

    def counts(self):
        with self.lock:
            copy = json.loads(json.dumps(self.totals))
        if self.counts_file:
            with open(self.counts_file, "w", encoding="utf-8") as file:
                json.dump(copy, file, indent=1, sort_keys=True)
        return copy

    # life -----------------------------------------------------------------------------------------------------------
    def rules(self, rules):
        if isinstance(rules, dict):
            rules = rules.get("rules", [])
        with self.lock:
            self.rule_list = [Rule(r) for r in rules]

    def start(self):
        threading.Thread(target=self.run, daemon=True).start()
        return self

    def stop(self):
        self.stopping = True
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()
        return self.counts()

    def run(self):
        while not self.stopping:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    # one connection -------------------------------------------------------------------------------------------------
    def serve(self, client):
        counted = False
        buffer = b""
        try:
            while True:
                while b"\r\n\r\n" not in buffer:
                    piece = client.recv(65536)
                    if not piece or len(buffer) > 1 << 20:
                        return
                    buffer += piece
                head, buffer = buffer.split(b"\r\n\r\n", 1)
                lines = head.decode("latin-1").split("\r\n")
                method, target, _ = lines[0].split(" ", 2)
                path = target.split("?")[0]
                headers = {}
                for line in lines[1:]:
                    name, value = line.split(":", 1)
                    headers[name.strip().lower()] = value.strip()
                length = int(headers.get("content-length", 0))
                if "100-continue" in headers.get("expect", "").lower() and len(buffer) < length:
                    client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                while len(buffer) < length:
                    piece = client.recv(65536)
                    if not piece:
                        return
                    buffer += piece
                body, buffer = buffer[:length], buffer[length:]
                if path.startswith("/_"):
                    self.control(client, path, body)
                    continue
                if not counted:
                    counted = True
                    with self.lock:
                        self.totals["connections"] += 1
                self.count(path, up=len(head) + 4 + length, turn=1)
                self.answer(client, method, path, target, lines[1:], headers, body)
                if headers.get("connection", "").lower() == "close":
                    return
        except (Done, OSError, ValueError):
            pass
        finally:
            client.close()

    def control(self, client, path, body):
        reply = b"{}"
        if path == "/_rules":
            self.rules(json.loads(body or b"[]"))
        elif path == "/_tree":
            self.tree = body.decode("utf-8").strip()
        elif path == "/_reset":
            self.zero()
        elif path == "/_counts":
            reply = json.dumps(self.counts()).encode()
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                       % (len(reply), reply))

    def forward(self, method, target, lines, body):
        host, port = self.upstream.rsplit(":", 1)
        link = http.client.HTTPConnection(host, int(port), timeout=60)
        try:
            link.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for line in lines:
                name, value = line.split(":", 1)
                if name.strip().lower() not in ("connection", "expect"):
                    link.putheader(name.strip(), value.strip())
            link.endheaders(body)
            reply = link.getresponse()
            headers = {k: v for k, v in reply.getheaders()
                       if k.lower() not in ("connection", "keep-alive", "content-length", "transfer-encoding")}
            return Answer(reply.status, headers, reply.read())
        except OSError:
            return Answer(502)
        finally:
            link.close()

    def good_answer(self, method, path, target, lines, headers, body, tree=None):
        tree = tree or self.tree
        if tree and method in ("GET", "HEAD") and not path.startswith("/v1/"):
            return from_tree(tree, method, path, headers)
        if self.upstream:
            return self.forward(method, target, lines, body)
        return Answer(404, {"Cache-Control": "no-store"})

    def answer(self, client, method, path, target, lines, headers, body):
        with self.lock:
            rule = next((r.fields for r in self.rule_list if r.takes(method, path)), {"do": "none"})
        do = rule["do"]
        if do == "hang":
            end = time.monotonic() + rule.get("seconds", 60)
            while time.monotonic() < end and not self.stopping:
                time.sleep(0.05)
            raise Done()
        if do == "garbage":
            self.send(client, path, os.urandom(200), rule)
            raise Done()
        if do == "ignore_range":
            headers = {k: v for k, v in headers.items() if k != "range"}
            lines = [l for l in lines if not l.lower().startswith("range:")]
        if do == "wrong_range" and "range" in headers:
            start = int(headers["range"][6:].split("-")[0]) + rule.get("shift", 1)
            headers = dict(headers, range="bytes=%d-" % start)
            lines = [l for l in lines if not l.lower().startswith("range:")] + ["Range: bytes=%d-" % start]
        good = self.good_answer(method, path, target, lines, headers, body, rule.get("tree") if do == "tree" else None)
        if do == "drop_answer":
            self.reset(client)
        self.spoil(rule, good)
        self.deliver(client, method, path, good, rule)

    def spoil(self, rule, good):
        do = rule["do"]
        if do == "status":
            good.status, good.body = rule.get("status", 500), rule.get("body", "").encode()
            good.headers = {"Cache-Control": "no-store"}
            if "retry_after" in rule:
                good.headers["Retry-After"] = str(rule["retry_after"])
        elif do == "wrong_range" and rule.get("lie") and good.status == 206:
            unit, rest = good.headers["Content-Range"].split(" ")
            span, size = rest.split("/")
            first, last = (int(x) - rule.get("shift", 1) for x in span.split("-"))
            good.headers["Content-Range"] = "%s %d-%d/%s" % (unit, first, last, size)
        elif do in ("bomb", "bomb_file"):
            mib = rule.get("mib", 1024)
            with self.lock:
                if mib not in self.bombs:
                    self.bombs[mib] = zeros_gzip(mib)
            good.status, good.body = 200, self.bombs[mib]
            if do == "bomb":
                good.headers["Content-Encoding"] = "gzip"
        elif do == "gzip" and good.status == 200 and "Content-Encoding" not in good.headers:
            good.body = gzip.compress(good.body, 9)
            good.headers["Content-Encoding"] = "gzip"
        elif do == "flip" and good.body:
            at = rule.get("at", -1)
            at = at if at >= 0 else len(good.body) // 2 + at + 1
            spoilt = bytearray(good.body)
            spoilt[at % len(spoilt)] ^= 1 << rule.get("bit", 0)
            good.body = bytes(spoilt)
        elif do == "append":
            good.body += b"x" * rule.get("bytes", 10)
        elif do == "truncate":
            good.body = good.body[:max(0, len(good.body) - rule.get("bytes", 10))]
        elif do == "body":
            good.status = 200
            if "file" in rule:
                with open(rule["file"], "rb") as file:
                    good.body = file.read()
            else:
                good.body = rule.get("text", "").encode()
        elif do == "stale_304":
            good.status, good.body = 304, b""

    # sending --------------------------------------------------------------------------------------------------------
    def deliver(self, client, method, path, good, rule):
        do = rule["do"]
        length = len(good.body)
        if do == "length":
            length = max(0, length + rule.get("delta", 5))
        if do == "oversize":
            length += rule.get("mib", 100) << 20
        head = "HTTP/1.1 %d %s\r\n" % (good.status, REASONS.get(good.status, "Status"))
        for name, value in good.headers.items():
            head += "%s: %s\r\n" % (name, value)
        if good.status != 304:
            head += "Content-Length: %d\r\n" % length
        head = head.encode("latin-1") + b"\r\n"
        self.count(path, status=good.status)
        body = b"" if method == "HEAD" or good.status == 304 else good.body
        if do == "cut":
            self.send(client, path, head + body[:rule.get("after", len(body) // 2)], rule)
            raise Done()
        if do == "reset":
            self.send(client, path, (head + body)[:rule.get("after", 0)], rule)
            self.reset(client)
        self.send(client, path, head + body, rule)
        if do == "oversize":
            for _ in range(rule.get("mib", 100)):
                self.send(client, path, b"x" * (1 << 20), rule)
        if do == "length":
            raise Done()

    def send(self, client, path, data, rule):
        if rule["do"] == "slow":
            step = max(1, rule.get("bytes_per_second", 100) // 10)
            for i in range(0, len(data), step):
                if self.stopping:
                    raise Done()
                client.sendall(data[i:i + step])
                self.count(path, down=len(data[i:i + step]))
                time.sleep(0.1)
            return
        client.sendall(data)
        self.count(path, down=len(data))

    def reset(self, client):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        raise Done()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tree")
    parser.add_argument("--upstream", metavar="HOST:PORT")
    parser.add_argument("--listen", default="127.0.0.1:0")
    parser.add_argument("--rules")
    parser.add_argument("--counts")
    options = parser.parse_args()
    if not options.tree and not options.upstream:
        parser.error("say --tree or --upstream")
    server = HostileServer(options.tree, options.upstream, options.listen, options.counts)
    if options.rules:
        with open(options.rules, encoding="utf-8") as file:
            server.rules(json.load(file))

    def end(_signal, _frame):
        server.stop()
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    print("ready %d" % server.port, flush=True)
    server.run()


if __name__ == "__main__":
    main()
