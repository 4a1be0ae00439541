"""The guard in front of Streamlit: who is answered at all, and what a response carries."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dscp_ui.guard.headers import security_headers
from dscp_ui.guard.local import ADDRESSES, NAMES, WHY
from dscp_ui.guard.sessions import Sessions

# Figures, files and the numbers of the server itself; all else is Streamlit's own page.
GUARDED = ("/_stcore/", "/media/", "/component/")
HEALTH, HOST_CONFIG = "/_stcore/health", "/_stcore/host-config"
# What never changes and holds no figures; all else must not stay in a browser's cache.
LASTING = ("/static/", "/favicon.png")
HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9.-]+))(?::[0-9]{1,5})?", re.I)
POLICY_VIOLATION = 1008


class Guard:
    """ASGI middleware: this computer, its own name, its own pages, and a fresh session."""

    def __init__(
        self, app: ASGIApp, sessions: Sessions | None = None, hosts: Iterable[str] | None = None
    ) -> None:
        self.app = app
        self.sessions = sessions or Sessions()
        self.hosts = frozenset(allowed_hosts() if hosts is None else hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        token = asked.cookies.get(cookie_name(scope), "")
        send = with_headers(scope, send)
        refused = refusal(asked, self.hosts)
        if refused:
            await refuse(scope, receive, send, *refused)
        elif is_guarded(scope["path"]) and not self.sessions.use(token):
            await refuse(scope, receive, send, 401, "This page has ended. Load it again.")
        elif scope["type"] == "websocket":
            await self.app(scope, self.while_fresh(token, receive, send), send)
        else:
            await self.app(scope, receive, self.with_session(scope, token, send))

    def with_session(self, scope: Scope, token: str, send: Send) -> Send:
        """Begin a session where a page is asked for, or where a page that lost its own connects
        again: Streamlit asks for its host's configuration before each connection."""
        path = scope["path"]
        if path == HEALTH or is_guarded(path) or is_lasting(path) or self.sessions.use(token):
            return send

        async def and_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                cookie = f"{cookie_name(scope)}={self.sessions.begin()}; {attributes(scope)}"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        return and_cookie

    def while_fresh(self, token: str, receive: Receive, send: Send) -> Receive:
        """What the browser says, until its session ends; then the connection is closed."""

        async def heard() -> Message:
            while left := self.sessions.seconds_left(token):
                try:
                    message = await asyncio.wait_for(receive(), left)
                except TimeoutError:
                    continue  # a download may have used the session meanwhile
                if self.sessions.use(token):
                    return message
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

        return heard


def allowed_hosts() -> list[str]:
    """The names this server answers to: those of this computer, and those in DSCP_HOSTS."""
    named = os.environ.get("DSCP_HOSTS", "").lower().replace(",", " ").split()
    return [*NAMES, *named]


def refusal(asked: HTTPConnection, hosts: frozenset[str]) -> tuple[int, str] | None:
    """Why nothing is answered whatever the session, as status and sentence; None where it is."""
    if asked.client and asked.client.host not in ADDRESSES:
        return 403, f"{WHY}."
    said = asked.headers.getlist("host")
    if len(said) != 1 or host_name(said[0]) not in hosts:
        return 400, "The dashboard does not answer to this name. Open it at the address it gave."
    if is_guarded(asked.scope["path"]) and is_foreign(asked.headers.get("origin"), said[0]):
        return 403, "Another site asked for this in your name. Open the dashboard itself."
    return None


def is_foreign(origin: str | None, host: str) -> bool:
    """Whether a page of another origin asks; browsers leave the header out where none could."""
    return origin is not None and urlsplit(origin).netloc.lower() != host.lower()


def host_name(host: str) -> str | None:
    """The name in a Host header without its port; None where it is no such header."""
    found = HOST.fullmatch(host)
    return (found["six"] or found["name"]).lower() if found else None


def is_guarded(path: str) -> bool:
    return path.startswith(GUARDED) and path not in (HEALTH, HOST_CONFIG)


def is_lasting(path: str) -> bool:
    return path.startswith(LASTING)


def cookie_name(scope: Scope) -> str:
    """Of this port: a browser shares cookies among all servers of one computer."""
    return f"dscp-{(scope.get('server') or ('', ''))[1]}"


def attributes(scope: Scope) -> str:
    secure = "; Secure" if scope["scheme"] == "https" else ""
    return f"Path=/; HttpOnly; SameSite=Strict{secure}"


def with_headers(scope: Scope, send: Send) -> Send:
    async def and_headers(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            headers = MutableHeaders(scope=message)
            headers.update(security_headers())
            if not is_lasting(scope["path"]):
                headers["Cache-Control"] = "no-store"
        await send(message)

    return and_headers


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    # A WebSocket is refused with the same response where the server can give one instead.
    await PlainTextResponse(sentence, status)(scope, receive, send)
