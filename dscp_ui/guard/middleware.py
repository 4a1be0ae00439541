"""ASGI middleware in front of Streamlit: sessions, access to its endpoints, and headers."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dscp_data.access import User, allowed
from dscp_ui.guard import uploads
from dscp_ui.guard.access import Access
from dscp_ui.guard.connection import ask_to_reload, reload_message, until_session_ends
from dscp_ui.guard.headers import with_headers
from dscp_ui.guard.lookups import look_up
from dscp_ui.guard.open_pages import OpenPages
from dscp_ui.guard.page_connection import PageConnection
from dscp_ui.guard.provider import Provider
from dscp_ui.guard.requester import REQUESTER
from dscp_ui.guard.requests import (
    HEALTH,
    HOST_CONFIG,
    MEDIA,
    allowed_hosts,
    is_cacheable,
    is_guarded,
    is_page,
    is_used,
    refusal,
)
from dscp_ui.guard.sessions import Session, Sessions
from dscp_ui.guard.sign_in import SIGN_IN_PATHS, Record, SignIn, unrecorded
from dscp_ui.guard.slow_requests import TooSlow, with_deadline
from dscp_ui.guard.streamlit_cookies import with_cookies
from dscp_ui.guard.streamlit_runtime import uploaded_sizes
from dscp_ui.guard.uploads import UploadRefused, Uploads

LOG = logging.getLogger("dscp")
ENDED = "This page has expired. Reload it."
NO_UPLOADS = "Your role does not allow you to upload returns. Ask your dashboard steward."
OTHER_PAGE = "You do not have this page open. Reload the page, then upload the file again."
OTHER_FILE = "You cannot download the file from this link. Go to its page and download it again."
NOT_USED = "There is nothing here."
MOST_CONNECTIONS = 50  # of one person: tabs that are open at the same time
# An upload that would have to wait longer is refused: who waits holds a connection.
SECONDS_TO_WAIT = 20.0
TOO_FAST = "You have made too many requests. Try again in a minute."


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
        access: Access | None = None,
        stored: uploads.Stored = uploaded_sizes,
    ) -> None:
        self.app = app
        self.sessions = sessions or Sessions()
        self.provider = provider
        self.access = access or Access()
        self.pages = OpenPages(self.sessions)
        self.uploads = Uploads(stored)
        self.hosts = frozenset(allowed_hosts(provider) if hosts is None else hosts)
        self.sign_in = SignIn(app, self.sessions, provider, record) if provider else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        send = with_headers(scope, send, is_cacheable=is_cacheable(scope["path"]))
        refused = refusal(asked, self.hosts, self.provider)
        if refused:
            await refuse(scope, receive, send, *refused)
        elif scope["path"] == HEALTH or (self.sign_in and scope["path"] == HOST_CONFIG):
            await self.app(scope, receive, send)
        elif self.sign_in and scope["type"] == "http" and scope["path"] in SIGN_IN_PATHS:
            await self.sign_in(scope, receive, send)
        else:
            await self.with_session(asked, receive, send)

    async def with_session(self, asked: HTTPConnection, receive: Receive, send: Send) -> None:
        scope, token = asked.scope, asked.cookies.get(self.cookie_name(asked.scope), "")
        if self.sessions.touch(token):
            await self.let_in(scope, token, receive, send)
        elif self.sign_in and is_page(asked):
            await self.sign_in.ask(asked)(scope, receive, send)
        elif self.sign_in and scope["type"] == "websocket":
            await ask_to_reload(scope, receive, send)
        elif self.sign_in or is_guarded(scope["path"]):
            await refuse(scope, receive, send, 401, ENDED)
        elif is_cacheable(scope["path"]):
            await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, self.and_session(scope, send))

    async def let_in(self, scope: Scope, token: str, receive: Receive, send: Send) -> None:
        session = self.sessions.by_token[token]
        path = scope["path"]
        if self.sign_in:
            scope = with_cookies(scope, session.cookies)
        if scope["type"] == "websocket":
            await self.page(scope, token, receive, send)
        elif not is_used(path):
            await refuse(scope, receive, send, 404, NOT_USED)
        elif path.startswith(MEDIA) and not await self.may_fetch(session, path):
            await refuse(scope, receive, send, 403, OTHER_FILE)
        elif path.startswith(uploads.PATH):
            await self.upload(scope, token, receive, send)
        else:
            await self.app(scope, receive, send)

    async def page(self, scope: Scope, token: str, receive: Receive, send: Send) -> None:
        """Connect an open page, until it closes or its session ends."""
        session = self.sessions.by_token[token]
        allowance = session.allowance
        if allowance.connections >= MOST_CONNECTIONS:
            await self.refuse_once(session, f"more than {MOST_CONNECTIONS} open pages")
            await refuse(scope, receive, send, 429, "You have too many pages open. Close some.")
            return
        page = PageConnection(token, session, self.pages, self.access, self.refuse_once)
        REQUESTER.set(page.requester)
        last_message = reload_message() if self.sign_in else b""
        receive = until_session_ends(
            self.sessions, token, page.receiving(receive, send), send, last_message
        )
        allowance.connections += 1
        try:
            await allowance.rate.wait()
            await self.app(scope, receive, page.sending(send))
        finally:
            allowance.connections -= 1
            page.closed()

    async def upload(self, scope: Scope, token: str, receive: Receive, send: Send) -> None:
        """Take a file to one of the person's own pages, or one away from it."""
        session = self.sessions.by_token[token]
        if not await session.allowance.rate.wait(at_most=SECONDS_TO_WAIT):
            await refuse(scope, receive, send, 429, TOO_FAST)
            return
        user = await look_up(self.access.user_now, session.person)
        if not can_check(user):
            await self.refuse_once(session, "an upload")
            await refuse(scope, receive, send, 403, NO_UPLOADS)
        elif not self.pages.is_of(uploads.page_in(scope["path"]), token):
            await refuse(scope, receive, send, 403, OTHER_PAGE)
        elif scope["method"] != "PUT":
            await self.app(scope, receive, send)
        else:
            await self.receive_file(scope, session, receive, send)

    async def receive_file(
        self, scope: Scope, session: Session, receive: Receive, send: Send
    ) -> None:
        allowance = session.allowance
        size = self.uploads.size_of(Headers(scope=scope))
        own = self.pages.of_person(allowance)
        try:
            with self.uploads.admitted(allowance.uploads, own, size):
                await self.app(scope, with_deadline(receive), send)
        except UploadRefused as why:
            await refuse(scope, receive, send, 413, str(why))
        except TooSlow as why:
            await refuse(scope, receive, send, 408, str(why))

    async def may_fetch(self, session: Session, path: str) -> bool:
        """Whether a file was made for this session, for somebody who is still who they were."""
        made_for = session.files.get(path)
        if made_for is None:
            return False
        return made_for == await look_up(self.access.user_now, session.person)

    async def refuse_once(self, session: Session, what: str) -> None:
        """Log that somebody was refused something, the first time: who repeats it fills no log."""
        if what in session.allowance.refused:
            return
        session.allowance.refused.add(what)
        user = await look_up(self.access.user_now, session.person)
        LOG.warning("Refused to %s: %s", user.signature or "nobody", what)
        await look_up(self.access.record_refusal, user, what)

    def and_session(self, scope: Scope, send: Send) -> Send:
        """Begin a session where a page is asked for, or where a page that lost its own connects
        again: Streamlit asks for its host's configuration before each connection."""

        async def and_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                cookie = f"{self.cookie_name(scope)}={self.sessions.create()}"
                line = f"{cookie}; Path=/; HttpOnly; SameSite=Strict"
                MutableHeaders(scope=message).append("Set-Cookie", line)
            await send(message)

        return and_cookie

    def cookie_name(self, scope: Scope) -> str:
        """Of this port, where it is of one computer: a browser shares cookies among its servers."""
        if self.provider:
            return self.provider.cookie
        return f"dscp-{(scope.get('server') or ('', ''))[1]}"


def can_check(user: User) -> bool:
    return allowed(user, "check-returns")


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    # A WebSocket is refused with the same response where the server can give one instead.
    await PlainTextResponse(sentence, status)(scope, receive, send)
