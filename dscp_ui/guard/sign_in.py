"""Signing in and out through an OpenID Connect provider.

Streamlit's own routes speak with the provider. The session that lets somebody in is the guard's, so
that its time-outs hold, and begins only where the provider has just sent somebody back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import encode_provider_token

from dscp_ui.guard.identity import Identity, NotVerified, identity_of
from dscp_ui.guard.lookups import look_up
from dscp_ui.guard.provider import CALLBACK, Provider
from dscp_ui.guard.sessions import Sessions
from dscp_ui.guard.sign_in_page import sign_in_page
from dscp_ui.guard.streamlit_cookies import claims_in, cookies_set, is_streamlits, with_cookies

PAGE, START, OUT = "/sign-in", "/sign-in/start", "/auth/logout"
SIGN_IN_PATHS = (PAGE, START, OUT, CALLBACK)
LOGIN = "/auth/login"
# Not "Strict": a browser would leave it out on the way back from the provider, and from links.
ATTRIBUTES = "Path=/; HttpOnly; SameSite=Lax"
NEXT = "dscp-next"
SECONDS_TO_SIGN_IN = 15 * 60
SIGNED_IN, SIGNED_OUT, REFUSED = "signed in", "signed out", "sign-in refused"
STRANGER = "not signed in"

# What happened, to whom, and what else is known: kept in the log of events.
Record = Callable[[str, str, Mapping[str, Any]], None]


def unrecorded(what: str, who: str, detail: Mapping[str, Any]) -> None:
    """Keep nothing, where there is nothing to keep it in."""


@dataclass(frozen=True)
class Answered:
    """How Streamlit answered: where it sends the browser, and with what cookies. `session_cookies`
    are those of a sign-in."""

    location: str
    cookies: tuple[str, ...]
    session_cookies: Mapping[str, str]


class SignIn:
    """The pages in SIGN_IN_PATHS."""

    def __init__(
        self,
        app: ASGIApp,
        sessions: Sessions,
        provider: Provider,
        record: Record,
    ) -> None:
        self.app = app
        self.sessions = sessions
        self.provider = provider
        self.record = record

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Request(scope, receive)
        ways = {PAGE: self.page, START: self.start, OUT: self.out, CALLBACK: self.back}
        if asked.method not in ("GET", "HEAD"):
            response: Response = PlainTextResponse("This cannot be done here.", 405)
        else:
            response = await ways[scope["path"]](asked)
        await response(scope, receive, send)

    def ask(self, asked: HTTPConnection) -> Response:
        """Send somebody who opens a page to sign in first, and remember the page."""
        ended = {"why": "ended"} if self.token(asked) else {}
        return RedirectResponse(f"{PAGE}?{urlencode({'next': place(asked), **ended})}", 302)

    async def page(self, asked: Request) -> Response:
        wanted = place_in(asked.query_params.get("next", ""))
        if self.sessions.touch(self.token(asked)):
            return RedirectResponse(wanted, 302)
        start = f"{START}?{urlencode({'next': wanted})}"
        return HTMLResponse(sign_in_page(start, asked.query_params.get("why", "")))

    async def start(self, asked: Request) -> Response:
        """Send somebody to the provider, by way of the name that it sends them back to: what is
        remembered meanwhile is remembered for that name."""
        if asked.url.hostname != self.provider.host:
            return RedirectResponse(f"{self.provider.origin}{place(asked)}", 302)
        query = urlencode({"provider": encode_provider_token("default")})
        answered = await self.answered(asked, path=LOGIN, query_string=query.encode())
        if answered is None or answered.location == "/":
            return to_page("unavailable")
        response = redirected(answered)
        wanted = place_in(asked.query_params.get("next", ""))
        response.headers.append("Set-Cookie", next_cookie(wanted, SECONDS_TO_SIGN_IN))
        return response

    async def back(self, asked: Request) -> Response:
        """Let somebody in whom the provider has just sent back."""
        answered = await self.answered(asked)
        claims = claims_in(answered.session_cookies) if answered else None
        if answered is None or claims is None:
            # The provider also sends back a user who signed out there; then it sends no state.
            return to_page("failed" if asked.query_params else "out")
        try:
            person = identity_of(claims)
        except NotVerified as why:
            await self.record_event(
                REFUSED, STRANGER, asked, {**identity_detail(claims), "reason": str(why)}
            )
            return to_page("refused")
        self.sessions.end(self.token(asked))
        await self.record_event(SIGNED_IN, person.email, asked, identity_detail(claims))
        return self.let_in(asked, answered, person)

    def let_in(self, asked: Request, answered: Answered, person: Identity) -> Response:
        token = self.sessions.create(person, answered.session_cookies)
        wanted = place_in(unquote(asked.cookies.get(NEXT, "")))
        response = redirected(answered, wanted)
        response.headers.append("Set-Cookie", f"{self.provider.cookie}={token}; {ATTRIBUTES}")
        response.headers.append("Set-Cookie", next_cookie("", 0))
        return response

    async def out(self, asked: Request) -> Response:
        """End the session here, then at the provider where it offers that."""
        if asked.headers.get("sec-fetch-site") == "cross-site":
            return PlainTextResponse("This request came from another website.", 403)
        session = self.sessions.by_token.get(self.token(asked))
        answered = await self.answered(asked, saved=session.cookies if session else {})
        if self.sessions.end(self.token(asked)) and session and session.person:
            await self.record_event(SIGNED_OUT, session.person.email, asked, {})
        elsewhere = answered is not None and answered.location != "/"
        response = redirected(answered) if answered and elsewhere else to_page("out")
        response.headers.append("Set-Cookie", f"{self.provider.cookie}=; Max-Age=0; {ATTRIBUTES}")
        return response

    async def answered(
        self, asked: Request, saved: Mapping[str, str] | None = None, **changes: Any
    ) -> Answered | None:
        """How Streamlit answers this request; None where it does not send the browser anywhere."""
        start: Message = {}

        async def hear(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)

        scope = {**with_cookies(asked.scope, saved or {}), "method": "GET", **changes}
        await self.app(scope, asked.receive, hear)
        headers = Headers(raw=start["headers"])
        cookies = headers.getlist("set-cookie")
        others = tuple(line for line in cookies if not is_streamlits(line))
        if not 300 <= start["status"] < 400:
            return None
        return Answered(headers["location"], others, cookies_set(cookies))

    async def record_event(
        self, what: str, who: str, asked: Request, detail: Mapping[str, Any]
    ) -> None:
        """Record what happened, where the log can be written, away from what others wait for."""
        address = asked.client.host if asked.client else ""
        await look_up(self.record, what, who, {**detail, "address": address})

    def token(self, asked: HTTPConnection) -> str:
        return asked.cookies.get(self.provider.cookie, "")


def identity_detail(claims: Mapping[str, Any]) -> dict[str, str]:
    """The provider and its own lasting name of the person, which outlives an email address."""
    return {name: str(claims[name])[:200] for name in ("iss", "sub") if name in claims}


def next_cookie(wanted: str, seconds: int) -> str:
    """The page to go on to after the sign-in."""
    attributes = f"Path={CALLBACK}; HttpOnly; SameSite=Lax; Max-Age={seconds}"
    return f"{NEXT}={quote(wanted, safe='')}; {attributes}"


def redirected(answered: Answered, location: str | None = None) -> Response:
    response = RedirectResponse(location or answered.location, 302)
    for line in answered.cookies:
        response.headers.append("Set-Cookie", line)
    return response


def to_page(why: str) -> Response:
    return RedirectResponse(f"{PAGE}?{urlencode({'why': why})}", 302)


def place(asked: HTTPConnection) -> str:
    """The page that was asked for, with its filters."""
    query = asked.url.query
    return f"{asked.url.path}?{query}" if query else asked.url.path


def place_in(text: str) -> str:
    """A page of our own that `text` names; else the first, so that no link leads elsewhere."""
    ours = text.startswith("/") and not text.startswith(("//", *SIGN_IN_PATHS)) and "\\" not in text
    return text if ours and text.isprintable() else "/"
