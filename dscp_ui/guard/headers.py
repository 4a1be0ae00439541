"""Security headers and the content security policy of every response."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

from dscp_ui.runtime import connecting

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=()"
)


STARTS = ("http.response.start", "websocket.http.response.start")


def with_headers(scope: Scope, send: Send, is_cacheable: bool) -> Send:
    """Add the security headers to every response. A browser stores it only where it
    `is_cacheable`."""

    async def and_headers(message: Message) -> None:
        if message["type"] in STARTS:
            headers = MutableHeaders(scope=message)
            headers.update(security_headers())
            if not is_cacheable:
                headers["Cache-Control"] = "no-store"
            if scope["scheme"] in ("https", "wss"):
                make_secure(headers)
        await send(message)

    return and_headers


def make_secure(headers: MutableHeaders) -> None:
    """Let no cookie travel without encryption. Streamlit leaves that out of its own."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        is_marked = cookie.lower().endswith("; secure") or "; secure;" in cookie.lower()
        headers.append("Set-Cookie", cookie if is_marked else f"{cookie}; Secure")


@cache
def security_headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": content_security_policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def content_security_policy() -> str:
    """Nothing but the server's own, and what Streamlit cannot do without (docs/decisions.md)."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *inline_script_hashes()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items())


def inline_script_hashes() -> list[str]:
    """The scripts written into Streamlit's own page, and ours, by hash, so that no other inline
    one runs."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = [*INLINE_SCRIPT.findall(page), connecting.SCRIPT]
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
