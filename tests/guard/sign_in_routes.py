"""Streamlit's routes for signing in, as a small server, and a browser that visits it."""

import secrets
from functools import partial
from urllib.parse import parse_qs, urlsplit

from starlette.responses import PlainTextResponse, RedirectResponse
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.guard.asking import Browser
from tests.guard.examples import STANDARD

PUBLIC = "dashboard.example.org"
COOKIE = "__Host-dscp"
PROVIDERS = "https://login.example.org"
BACK = "/oauth2callback"
LONG = secrets.token_urlsafe(6_000)  # beyond what fits into one cookie


class Routes:
    """Its sign-in routes, as far as a browser sees them. `claims` are of who comes back next."""

    def __init__(self):
        self.claims = STANDARD
        self.available = True
        self.seen = []

    def login(self, asked):
        if not self.available:
            return PlainTextResponse("Authentication error", 400)
        assert asked.query_params["provider"].count(".") == 2  # a signed token
        answer = RedirectResponse(f"{PROVIDERS}/authorize?state=1", 302)
        answer.set_cookie("_streamlit_session", "state")
        return answer

    def back(self, asked):
        answer = RedirectResponse("/", 302)
        if asked.query_params.get("code"):
            for name, claims in (
                ("_streamlit_user", {**self.claims, "is_logged_in": True}),
                ("_streamlit_user_tokens", {"id_token": LONG}),
            ):
                set_signed = partial(set_signed_cookie, answer)
                set_cookie_with_chunks(set_signed, signed, name, claims, cookie_attr_size=80)
        return answer

    def out(self, asked):
        self.seen.append(dict(asked.cookies))
        return RedirectResponse(f"{PROVIDERS}/end", 302)

    def figures(self, asked):
        self.seen.append(dict(asked.cookies))
        return PlainTextResponse("figures")


def set_signed_cookie(answer, name, value):
    answer.set_cookie(name, signed(name, value).decode())


def signed(name, value):
    return create_signed_value(get_cookie_secret(), name, value)


class Visitor(Browser):
    """A browser elsewhere, which opens the dashboard by its public name."""

    def scope(self, kind, path, headers):
        return super().scope(kind, path, {"host": PUBLIC, **headers})


def leads_to(answer):
    """Where an answer sends the browser: the path and what is asked of it."""
    parts = urlsplit(answer.headers["location"])
    return parts.path, {name: value for name, (value,) in parse_qs(parts.query).items()}
