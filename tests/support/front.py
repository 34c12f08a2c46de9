"""nginx as deploy/nginx sets it up, before a Lab's server: other ports and folders, nothing else changed.

    with Front(lab) as front:
        front.ask("GET", "/l/2026/checkpoint")             plain
        front.ask("GET", "/console/login", host=CONSOLE)   over TLS
"""
import http.client
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess

from lab import Failed, until

DEPLOY = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "nginx"
KIOSK, CONSOLE = "kiosk.hue.example", "console.hue.example"

MAIN = """daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/main.log warn;
worker_processes 2;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    include {folder}/commune.conf;
}}
"""


def available():
    return shutil.which("nginx") or os.path.exists("/usr/sbin/nginx")


def free_ports(count):
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


class Front:
    def __init__(self, lab, upstreams=None):
        self.lab = lab
        self.folder = lab.folder / "nginx"
        self.folder.mkdir(exist_ok=True)
        self.program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.http, self.https = free_ports(2)
        self.upstreams = upstreams or [lab.port]
        self.process = None

    def write(self):
        certificate = self.folder / "tls.pem"
        if not certificate.exists():
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                            "-subj", f"/CN={KIOSK}", "-addext", f"subjectAltName=DNS:{KIOSK},DNS:{CONSOLE}",
                            "-keyout", self.folder / "key.pem", "-out", certificate], check=True, capture_output=True)
        servers = "".join(f"    server 127.0.0.1:{port};\n" for port in self.upstreams)
        for name in ("commune.conf", "commune-proxy.conf", "commune-tree.conf"):
            text = (DEPLOY / name).read_text()
            text = re.sub(r"(?m)^ *listen \[::\].*\n", "", text)
            text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{self.http}", text)
            text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{self.https}", text)
            text = text.replace("    server 127.0.0.1:8460;\n", servers)
            text = text.replace("/etc/commune/tls/fullchain.pem", str(certificate))
            text = text.replace("/etc/commune/tls/privkey.pem", str(self.folder / "key.pem"))
            text = text.replace("/etc/nginx/", f"{self.folder}/").replace("/var/log/nginx/", f"{self.folder}/")
            text = text.replace("/var/lib/commune-province/tree", str(self.lab.tree))
            (self.folder / name).write_text(text)
        # As root nginx would read the tree as nobody, who may not look into a test's own folder.
        main = self.folder / "nginx.conf"
        main.write_text(MAIN.format(folder=self.folder, user="user root;" if os.getuid() == 0 else ""))
        return main

    def check(self):
        return subprocess.run([self.program, "-t", "-p", self.folder, "-c", self.write()], capture_output=True, text=True)

    def __enter__(self):
        checked = self.check()
        if checked.returncode != 0:
            raise Failed("nginx -t: " + checked.stderr)
        with (self.folder / "out.log").open("wb") as out:
            self.process = self.lab.start([self.program, "-p", self.folder, "-c", self.folder / "nginx.conf"], stdout=out, stderr=out)

        def listening():
            if self.process.poll() is not None:
                raise Failed("nginx ended: " + (self.folder / "out.log").read_text())
            try:
                socket.create_connection(("127.0.0.1", self.https), 1).close()
                return True
            except OSError:
                return False
        until("nginx listens", listening)
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    def connection(self, tls=True, source="127.0.0.1"):
        if not tls:
            return http.client.HTTPConnection("127.0.0.1", self.http, timeout=60, source_address=(source, 0))
        context = ssl.create_default_context(cafile=self.folder / "tls.pem")
        link = http.client.HTTPSConnection(KIOSK, self.https, timeout=60, context=context, source_address=(source, 0))
        # The names are made up: the address is this machine's.
        link._create_connection = lambda _, timeout, origin: socket.create_connection(("127.0.0.1", self.https), timeout, origin)
        return link

    def ask(self, method, path, body=None, headers=None, host=KIOSK, tls=True, source="127.0.0.1"):
        """(status, headers in lower case, body)."""
        link = self.connection(tls, source)
        try:
            link.request(method, path, body, {"Host": host, **(headers or {})})
            answer = link.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            link.close()
