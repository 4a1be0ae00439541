"""Puts the style rules into the page itself, so that nothing moves once they come.

Streamlit sends what `st.html` holds after its page has drawn its first elements. Rules that only
came then would move everything that is there already.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

END_OF_HEAD = b"</head>"


class FirstPaint:
    """ASGI middleware that adds rules of style to every HTML page."""

    def __init__(self, app: ASGIApp, rules: str) -> None:
        self.app = app
        self.style = f"<style>{rules}</style>".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            scope, send = uncompressed(scope), with_style(send, self.style)
        await self.app(scope, receive, send)


def uncompressed(scope: Scope) -> Scope:
    """The request of a page without the encodings that the browser takes, so that the page comes
    as text. Its parts, which are larger, stay compressed."""
    headers = Headers(scope=scope)
    if "text/html" not in headers.get("accept", ""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


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
