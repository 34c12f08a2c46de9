"""Terminals as the province knows them, for tests and benchmarks: keys out of a seed, signed requests, rows of the registry."""
import base64
import hashlib
import os
import sqlite3
import subprocess

try:  # Debian's python3-cryptography: thirty thousand signatures in seconds
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
except ImportError:
    Ed25519PrivateKey = None


def b64(data):
    return base64.b64encode(data).decode()


def kdf(master, number, context):
    """libsodium's crypto_kdf."""
    return hashlib.blake2b(b"", digest_size=32, key=master, salt=number.to_bytes(8, "little") + bytes(8),
                           person=context.encode() + bytes(16 - len(context))).digest()


class TerminalKeys:
    def __init__(self, device, seed):
        self.device = device
        self.request = Ed25519PrivateKey.from_private_bytes(kdf(seed, 1, "kioskreq"))
        self.witness = Ed25519PrivateKey.from_private_bytes(kdf(seed, 2, "kioskwit"))

    def vkey(self, key, kind):
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        name = self.device.encode()
        return f"{self.device}+{hashlib.sha256(name + bytes([10, kind]) + public).digest()[:4].hex()}+{b64(bytes([kind]) + public)}"

    def headers(self, method, path, body=b""):
        digest, chain = f"sha-256=:{b64(hashlib.sha256(body).digest())}:", f"n=0, prev=:{b64(bytes(32))}:"
        parameters = f'("@method" "@path" "content-digest" "civic-chain");keyid="{self.device}";alg="ed25519";tag="civic1"'
        base = "\n".join(f'"{name}": {value}' for name, value in (
            ("@method", method), ("@path", path), ("content-digest", digest), ("civic-chain", chain), ("@signature-params", parameters)))
        return {"Content-Digest": digest, "Civic-Chain": chain, "Signature-Input": f"civic={parameters}",
                "Signature": f"civic=:{b64(self.request.sign(base.encode()))}:"}

    def row(self, commune="20107"):
        """INSERT of a live terminal."""
        columns = dict(device=self.device, commune=commune, hall=f"{commune}-h1", hall_name="Nhà văn hóa", address="https://kiosk.hue.example",
                       state="live", code_id=self.device, code_until=0, made_by="", made_at=0, request_key=self.vkey(self.request, 1),
                       witness_key=self.vkey(self.witness, 4), decided_at=1, beat_n=0, other_root=0)
        values = ", ".join(str(value) if isinstance(value, int) else f"'{value}'" for value in columns.values())
        return f"INSERT INTO terminal ({', '.join(columns)}) VALUES ({values});"


def sealed_report(size=2300):
    """Bytes built like a container (CVF1) that nobody can open; all a server can see of one."""
    rest = size - 4 - 240 - 24 - 4
    return b"CVF1" + os.urandom(264) + rest.to_bytes(4, "big") + os.urandom(rest)


def let_in(keys, database=None, cluster=None):
    statements = "".join(key.row() for key in keys)
    if cluster is None:
        base = sqlite3.connect(database, timeout=60)
        base.executescript(f"BEGIN; {statements} COMMIT;")
        base.close()
        return
    subprocess.run([str(cluster.programs / "psql"), "-q", "-h", str(cluster.folder), "-U", "commune", "commune"], input=statements,
                   text=True, check=True, stdout=subprocess.DEVNULL)
