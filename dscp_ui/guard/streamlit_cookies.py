"""Streamlit's own cookies of a sign-in, which no browser gets.

They last 30 days, whatever time-outs a server has, and hold the provider's tokens, signed but in
plain text. So they are taken out of the response that brings them, kept with the session, and shown
to Streamlit again with each request of that session while it is fresh.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

EMPTY = ("", '""')


def is_streamlits(cookie: str) -> bool:
    """Whether a cookie, or a Set-Cookie, is of a sign-in: who, the tokens, or a part of either."""
    return cookie.strip().startswith(USER_COOKIE_NAME)


def cookies_set(set_cookies: Iterable[str]) -> dict[str, str]:
    """The cookies of a sign-in by name, from the Set-Cookie headers of a response."""
    pairs = (line.split(";")[0].partition("=") for line in set_cookies if is_streamlits(line))
    return {name.strip(): value for name, _, value in pairs if value not in EMPTY}


def claims_in(cookies: Mapping[str, str]) -> dict[str, Any] | None:
    """What the provider said of the person, if Streamlit signed it; None where nobody signed in."""
    secret = get_cookie_secret()

    def unsigned(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, ""))

    cookie = get_cookie_with_chunks(unsigned, USER_COOKIE_NAME)
    return json.loads(cookie) if cookie else None


def with_cookies(scope: Scope, to_send: Mapping[str, str]) -> Scope:
    """A request as Streamlit sees it: with the cookies that were kept, and none that a browser
    says are such."""
    headers = Headers(scope=scope)
    sent = [one.strip() for line in headers.getlist("cookie") for one in line.split(";")]
    others = [one for one in sent if one and not is_streamlits(one)]
    cookies = "; ".join([*others, *(f"{name}={value}" for name, value in to_send.items())])
    rest = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    return {**scope, "headers": [*rest, (b"cookie", cookies.encode("latin-1"))]}
