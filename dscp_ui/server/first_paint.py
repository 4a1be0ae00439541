"""Puts the style rules into the page itself, and has the browser fetch early what draws it.

Streamlit sends what `st.html` holds after its page has drawn its first elements, and fetches the
code of each kind of element when the first of them comes. Both would move what is there already.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dscp_ui.frame.components import addresses
from dscp_ui.runtime import connecting

CONNECT = f"<script>{connecting.SCRIPT}</script>"
END_OF_HEAD = b"</head>"
SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
DRAWN_FIRST = (
    "Html",
    "ButtonGroup",
    "Selectbox",
    "BidiComponent",
)
"""Streamlit's scripts, by the beginning of their names. Not Vega: no page draws with it first."""


class FirstPaint:
    """ASGI middleware that adds rules of style to every HTML page."""

    def __init__(self, app: ASGIApp, rules: str) -> None:
        self.app = app
        self.style = f"{preloads()}{CONNECT}<style>{rules}</style>".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            scope, send = uncompressed(scope), with_style(send, self.style)
        await self.app(scope, receive, send)


def preloads() -> str:
    """Links to the scripts of what is drawn first, where this version of Streamlit has them, and
    to our own, which else come after all of those."""
    found = [path.name for name in DRAWN_FIRST for path in sorted(SCRIPTS.glob(f"{name}.*.js"))]
    wanted = [*(f"./static/js/{name}" for name in found), *addresses()]
    return "".join(f'<link rel="modulepreload" crossorigin href="{one}">' for one in wanted)


def uncompressed(scope: Scope) -> Scope:
    """The request of a page without the encodings that the browser takes, so that the page comes
    as text. Its parts, which are larger, stay compressed."""
    headers = Headers(scope=scope)
    if "text/html" not in headers.get("accept", ""):
        return scope
    rest = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": rest}


def with_style(send: Send, style: bytes) -> Send:
    """Hold an HTML page back until it is whole, and send it with the style at the end of its head.
    A page that is compressed, partial or without a head goes through as it is."""
    start: Message | None = None
    body = b""

    async def and_style(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start" and is_whole_page(message):
            start = message
            return
        if start is None:
            await send(message)
            return
        body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(scope=start)
        if END_OF_HEAD in body:
            body = body.replace(END_OF_HEAD, style + END_OF_HEAD, 1)
            headers["content-length"] = str(len(body))
            for name in ("etag", "last-modified", "accept-ranges"):
                del headers[name]
        await send(start)
        await send({**message, "body": body})

    return and_style


def is_whole_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return is_html and start["status"] == 200 and "content-encoding" not in headers
