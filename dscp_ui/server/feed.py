"""Serves the Atom feed of news for a token, without a session."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dscp_data.access.feed_commands import may_read_feed
from dscp_data.exports.feed import atom_feed
from dscp_data.model.clock import utc_now
from dscp_ui.guard.headers import with_headers
from dscp_ui.guard.provider import Provider
from dscp_ui.guard.rate_limit import RateLimit
from dscp_ui.guard.requests import allowed_hosts, refusal
from dscp_ui.runtime.open_store import store

PATH = "/feed.atom"
PER_SECOND, BURST = 0.1, 10
"""Answers to an address that asked with a wrong token."""
MOST_ADDRESSES = 1_000
TOO_MANY = "You have asked too often with an address that is not valid. Try again in a few minutes."
REFUSED = (
    "This address of the feed is not valid any more. Ask your dashboard steward for a new one."
)


class Feed:
    """ASGI middleware that answers the address of the feed and passes on all else."""

    def __init__(self, app: ASGIApp, provider: Provider | None = None) -> None:
        self.app = app
        self.provider = provider
        self.wrong = WrongTokens()
        self.hosts = frozenset(allowed_hosts(provider))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        refused = refusal(HTTPConnection(scope), self.hosts, self.provider)
        send = with_headers(scope, send, is_cacheable=False)
        if refused:
            status, sentence = refused
            await PlainTextResponse(sentence, status)(scope, receive, send)
            return
        address = (scope.get("client") or ("", 0))[0]
        if not self.wrong.may_ask(address):
            await PlainTextResponse(TOO_MANY, 429)(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("ascii", "replace"))
        response = await run_in_threadpool(answer, asked.get("token", [""])[0])
        if response.status_code == 403:
            self.wrong.note(address)
        await response(scope, receive, send)


class WrongTokens:
    """The addresses that asked with a wrong token: these get few answers from then on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.limits: OrderedDict[str, RateLimit] = OrderedDict()

    def may_ask(self, address: str) -> bool:
        limit = self.limits.get(address)
        return limit is None or limit.reserve(at_most=0) is not None

    def note(self, address: str) -> None:
        if address not in self.limits:
            self.limits[address] = RateLimit(PER_SECOND, BURST, self.clock)
        self.limits.move_to_end(address)
        if len(self.limits) > MOST_ADDRESSES:
            self.limits.popitem(last=False)


def answer(token: str) -> Response:
    """The feed, for a token that was given and has not ended."""
    if not token or not may_read_feed(store(), token):
        return PlainTextResponse(REFUSED, 403)
    content = feed_of(store().version, utc_now().date())
    return Response(content, media_type="application/atom+xml")


@lru_cache(maxsize=2)
def feed_of(_version: int, _day: date) -> bytes:
    """The feed of a data version on a day: however often it is read, it is worked out once."""
    return atom_feed(store(), utc_now())
