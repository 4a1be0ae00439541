"""nginx with the very file of deploy/, on ports and with a certificate of the test's own."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.driving import ROOT

FILE = ROOT / "deploy" / "nginx.conf"
TWO_SERVERS = FILE.with_name("nginx-two-servers.conf")
UPSTREAM = re.compile(r"upstream dscp \{.*?\n\}\n", re.DOTALL)
NAME = "dashboard.example.org"
AROUND = """
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dscp.conf;
}}
"""
SECONDS_TO_HANG = 20


@contextlib.contextmanager
def nginx(
    folder: Path, *, plain: int, secure: int, behind: int, or_behind: int | None = None
) -> Iterator[None]:
    """nginx that serves `localhost` on two ports, before a dashboard on another, or before two."""
    certificate(folder)
    changes = {
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{secure} ",
        "127.0.0.1:8501": f"127.0.0.1:{behind}",
        f"/etc/ssl/certs/{NAME}.pem": f"{folder}/certificate.pem",
        f"/etc/ssl/private/{NAME}.key": f"{folder}/private.key",
        f"server_name {NAME};": "server_name localhost;",
        "/var/log/nginx": str(folder),
    }
    text = FILE.read_text(encoding="utf-8")
    if or_behind:
        text = with_two_servers(text)
        del changes["127.0.0.1:8501"]
        changes["192.0.2.11:8501"] = f"127.0.0.1:{behind}"
        changes["192.0.2.12:8501"] = f"127.0.0.1:{or_behind}"
    for shipped, ours in changes.items():
        assert shipped in text
        text = text.replace(shipped, ours)
    (folder / "dscp.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
    command = [found(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        wait_until_open(secure, process)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS_TO_HANG)


def with_two_servers(text: str) -> str:
    """As the file for two servers says: its upstream in the place of the one, and its last line,
    which is a comment there, beside the other headers."""
    two = TWO_SERVERS.read_text(encoding="utf-8")
    header = two.splitlines()[-1].removeprefix("# ")
    text, replaced = UPSTREAM.subn(lambda _: two, text)
    assert replaced == 1
    return text.replace("    add_header Strict", f"    {header}\n    add_header Strict")


def found() -> str:
    """nginx of this computer; Debian keeps it where only root looks."""
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if path is None:
        raise RuntimeError("nginx is not installed. `make test` does it, or your system's shop.")
    return path


def certificate(folder: Path) -> None:
    """A certificate for `localhost` that nobody else has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "private.key").write_bytes(private)


def trusting(folder: Path) -> ssl.SSLContext:
    """What trusts that certificate, and no other."""
    return ssl.create_default_context(cafile=str(folder / "certificate.pem"))


def wait_until_open(port: int, process: subprocess.Popen[str]) -> None:
    give_up = time.monotonic() + SECONDS_TO_HANG
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise RuntimeError(f"nginx did not start:\n{process.communicate()[1]}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"nginx was not ready in {SECONDS_TO_HANG} s.")
