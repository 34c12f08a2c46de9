#!/usr/bin/env python3
"""The province under the load of its worst day, through the real nginx with TLS.

    load.py --bin build/release/bin                          600 terminals come back after three days: 50 reports of 2.3 KB each, at once
    load.py --bin build/release/bin --engine postgresql      only on PostgreSQL
    load.py --bin build/release/bin --terminals 20           fewer, to see whether it works

Then checkpoint polls by wrk: plain HTTP, keep-alive, If-None-Match; then a year of 40 communes and an inbox of 100,000 reports, and what pages of the
console cost the server (busy_desks.py). PostgreSQL runs with everything on that keeps a commit. Needs nginx, wrk and python3-cryptography. Exit 1 when a
report was not taken exactly once or a figure is over its budget.
"""
import argparse
import asyncio
import hashlib
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import busy_desks  # noqa: E402
from figures import Figures  # noqa: E402
from front import KIOSK, Front, available  # noqa: E402
from lab import Failed, Lab  # noqa: E402
from postgresql import Cluster, programs  # noqa: E402
from terminal_keys import Ed25519PrivateKey, TerminalKeys, let_in, sealed_report  # noqa: E402

REPORTS = 50
TERMINALS = 600
INBOX = 100_000
NAMES = ("province",)


def signed_reports(keys, count):
    """Whole requests, as bytes, ready to be sent: signing is the kiosks' work, not the server's."""
    requests = []
    for _ in range(count):
        body = sealed_report(2300)
        path = f"/v1/feedback/{hashlib.sha256(body).hexdigest()}"
        lines = "".join(f"{name}: {value}\r\n" for name, value in keys.headers("PUT", path, body).items())
        requests.append(f"PUT {path} HTTP/1.1\r\nHost: {KIOSK}\r\n{lines}Content-Type: application/octet-stream\r\n"
                        f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    return requests


async def one_terminal(n, requests, port, context, statuses):
    """A kiosk hands in one report after the other on one connection, and comes again when it is told to wait."""
    reader = writer = None
    source = f"127.{1 + n // 250 % 250}.{n % 250}.2"
    for request in requests:
        for _ in range(20):
            try:
                if writer is None:
                    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname=KIOSK, local_addr=(source, 0))
                writer.write(request)
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
                status = int(head[9:12])
                length = re.search(rb"(?i)content-length: (\d+)", head)
                if length:
                    await reader.readexactly(int(length.group(1)))
                if b"connection: close" in head.lower():
                    writer.close()
                    writer = None
            except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
                status, writer = 0, None
            statuses[status] = statuses.get(status, 0) + 1
            if status in (200, 201):
                break
            await asyncio.sleep(1)
    if writer:
        writer.close()


async def everybody(all_requests, port, certificate):
    context = ssl.create_default_context(cafile=certificate)
    statuses = {}
    started = time.monotonic()
    await asyncio.gather(*(one_terminal(n, requests, port, context, statuses) for n, requests in enumerate(all_requests)))
    return time.monotonic() - started, statuses


def memory_mb(pid):
    """Most that the process ever held in memory."""
    return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def stored(lab, cluster):
    question = "SELECT COUNT(*), COUNT(DISTINCT id) FROM container"
    if cluster is None:
        out = subprocess.run(["python3", "-c", f"import sqlite3; print(*sqlite3.connect('{lab.data}/registry.db').execute('{question}').fetchone())"],
                             capture_output=True, text=True).stdout
    else:
        out = subprocess.run([str(cluster.programs / "psql"), "-Atq", "-F", " ", "-h", str(cluster.folder), "-U", "commune", "commune", "-c", question],
                             capture_output=True, text=True).stdout
    return tuple(int(word) for word in out.split())


def polls(front, seconds):
    status, headers, _ = front.ask("GET", "/l/2026/checkpoint", tls=False)
    run = subprocess.run(["wrk", "-t2", "-c64", f"-d{seconds}s", "-H", f"If-None-Match: {headers['etag']}", "-H", f"Host: {KIOSK}",
                          f"http://127.0.0.1:{front.http}/l/2026/checkpoint"], capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", run).group(1))
    # wrk counts every status but 2xx and 3xx as an error.
    return rate, re.search(r"Non-2xx or 3xx responses: (\d+)", run), front.ask("GET", "/l/2026/checkpoint", tls=False, headers={"If-None-Match": headers["etag"]})[0]


def missing():
    return [name for name, there in (("nginx", available()), ("wrk", shutil.which("wrk")), ("python3-cryptography", Ed25519PrivateKey)) if not there]


def measure(programs_folder, figures, cluster, terminals, seconds, inbox):
    """One province on one engine: its day of 600 terminals, then its pages."""
    engine = "postgresql" if cluster else "sqlite"
    lab = Lab(programs_folder)
    try:
        lab.init()
        if cluster:
            (lab.data / "province.toml").write_text(f'demo = true\nregistry = "{cluster.address()}"\n')
        lab.serve()
        keys = [TerminalKeys(f"46-20107-k{1000 + n}", hashlib.sha256(b"load %d" % n).digest()) for n in range(terminals)]
        let_in(keys, lab.data / "registry.db", cluster)
        requests = [signed_reports(key, REPORTS) for key in keys]
        with Front(lab) as front:
            took, statuses = asyncio.run(everybody(requests, front.https, front.folder / "tls.pem"))
            count, distinct = stored(lab, cluster)
            if not count == distinct == terminals * REPORTS:
                raise Failed(f"{count} of {terminals * REPORTS} reports were taken, {distinct} different; answers: {statuses}")
            figures.note(f"reports-{engine}", [took], answers=statuses)
            if not cluster:
                rate, errors, status = polls(front, seconds)
                if errors or status != 304:
                    raise Failed(f"polls were answered {status}, {errors}")
                figures.note("polls", [rate])
            for name, times in busy_desks.measure(lab, cluster, inbox):
                figures.note(f"{name}-{engine}", times)
            figures.note(f"server-{engine}", [memory_mb(lab.server.pid)])
    finally:
        lab.__exit__(None, None, None)


def run(programs_folder, figures, terminals=TERMINALS, seconds=10, inbox=INBOX, engines=("sqlite", "postgresql")):
    if missing():
        raise Failed("not installed: " + ", ".join(missing()))
    if "sqlite" in engines:
        measure(programs_folder, figures, None, terminals, seconds, inbox)
    if "postgresql" not in engines:
        return
    if programs() is None:
        raise Failed("not installed: postgresql")
    cluster = Cluster(tempfile.mkdtemp(prefix="commune-postgresql-"), programs())
    try:
        cluster.start(durable=True)
        measure(programs_folder, figures, cluster, terminals, seconds, inbox)
    finally:
        cluster.stop()
        shutil.rmtree(cluster.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--terminals", type=int, default=TERMINALS)
    parser.add_argument("--seconds", type=int, default=10, help="of polling")
    parser.add_argument("--inbox", type=int, default=INBOX, help="reports at one desk")
    parser.add_argument("--engine", action="append", choices=("sqlite", "postgresql"))
    options = parser.parse_args()
    figures = Figures()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before anything is measured")
    figures.head()
    run(options.bin, figures, options.terminals, options.seconds, options.inbox, options.engine or ("sqlite", "postgresql"))
    return 0 if all(figure["kept"] for figure in figures.all.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
