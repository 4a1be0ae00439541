"""The guard in front of Streamlit: who is let in, and what a response carries."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dscp_ui.guard.connection import load_again, turn_away, while_fresh
from dscp_ui.guard.headers import with_headers
from dscp_ui.guard.provider import Provider
from dscp_ui.guard.requests import (
    HEALTH,
    HOST_CONFIG,
    allowed_hosts,
    is_guarded,
    is_lasting,
    is_page,
    refusal,
)
from dscp_ui.guard.sessions import Sessions
from dscp_ui.guard.sign_in import WAYS, Record, SignIn, unrecorded
from dscp_ui.guard.streamlit_cookies import with_cookies

ENDED = "This page has ended. Load it again."


class Guard:
    """ASGI middleware: its own name, its own pages, and a fresh session. With a provider that is a
    session of somebody who signed in, else of somebody at this computer."""

    def __init__(
        self,
        app: ASGIApp,
        sessions: Sessions | None = None,
        hosts: Iterable[str] | None = None,
        provider: Provider | None = None,
        record: Record = unrecorded,
    ) -> None:
        self.app = app
        self.sessions = sessions or Sessions()
        self.provider = provider
        self.hosts = frozenset(allowed_hosts(provider) if hosts is None else hosts)
        self.sign_in = SignIn(app, self.sessions, provider, record) if provider else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        send = with_headers(scope, send, keeps=is_lasting(scope["path"]))
        refused = refusal(asked, self.hosts, self.provider)
        if refused:
            await refuse(scope, receive, send, *refused)
        elif scope["path"] == HEALTH or (self.sign_in and scope["path"] == HOST_CONFIG):
            await self.app(scope, receive, send)
        elif self.sign_in and scope["type"] == "http" and scope["path"] in WAYS:
            await self.sign_in(scope, receive, send)
        else:
            await self.with_session(asked, receive, send)

    async def with_session(self, asked: HTTPConnection, receive: Receive, send: Send) -> None:
        scope, token = asked.scope, asked.cookies.get(self.cookie_name(asked.scope), "")
        if self.sessions.use(token):
            await self.let_in(scope, token, receive, send)
        elif self.sign_in and is_page(asked):
            await self.sign_in.ask(asked)(scope, receive, send)
        elif self.sign_in and scope["type"] == "websocket":
            await turn_away(scope, receive, send)
        elif self.sign_in or is_guarded(scope["path"]):
            await refuse(scope, receive, send, 401, ENDED)
        elif is_lasting(scope["path"]):
            await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, self.and_session(scope, send))

    async def let_in(self, scope: Scope, token: str, receive: Receive, send: Send) -> None:
        if self.sign_in:
            scope = with_cookies(scope, self.sessions.held[token].cookies)
        if scope["type"] == "websocket":
            farewell = load_again() if self.sign_in else b""
            receive = while_fresh(self.sessions, token, receive, send, farewell)
        await self.app(scope, receive, send)

    def and_session(self, scope: Scope, send: Send) -> Send:
        """Begin a session where a page is asked for, or where a page that lost its own connects
        again: Streamlit asks for its host's configuration before each connection."""

        async def and_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                cookie = f"{self.cookie_name(scope)}={self.sessions.begin()}"
                line = f"{cookie}; Path=/; HttpOnly; SameSite=Strict"
                MutableHeaders(scope=message).append("Set-Cookie", line)
            await send(message)

        return and_cookie

    def cookie_name(self, scope: Scope) -> str:
        """Of this port, where it is of one computer: a browser shares cookies among its servers."""
        if self.provider:
            return self.provider.cookie
        return f"dscp-{(scope.get('server') or ('', ''))[1]}"


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    # A WebSocket is refused with the same response where the server can give one instead.
    await PlainTextResponse(sentence, status)(scope, receive, send)
