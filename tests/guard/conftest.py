"""A guarded server with Streamlit's routes for signing in, and browsers that ask it."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute

from dscp_ui.guard.middleware import Guard
from dscp_ui.guard.provider import Provider
from dscp_ui.guard.sessions import Sessions
from tests.guard.asking import echo
from tests.guard.examples import SECTION, STREAM, Clock
from tests.guard.sign_in_routes import BACK, Routes, Visitor


@pytest.fixture
def streamlit():
    return Routes()


@pytest.fixture
def recorded():
    return []


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def guarded(streamlit, recorded, clock):
    routes = [
        Route("/auth/login", streamlit.login),
        Route(BACK, streamlit.back),
        Route("/auth/logout", streamlit.out),
        WebSocketRoute(STREAM, echo),
        Route("/{path:path}", streamlit.figures, methods=["GET", "PUT"]),
    ]
    return Guard(
        Starlette(routes=routes),
        Sessions(clock),
        provider=Provider(SECTION["redirect_uri"], SECTION),
        record=lambda *event: recorded.append(event),
    )


@pytest.fixture
def stranger(guarded):
    return Visitor(guarded, scheme="https", client="192.0.2.7")


@pytest.fixture
def ann(stranger):
    """A browser whose person has signed in."""
    assert stranger.get(f"{BACK}?code=1&state=1").status == 302
    return stranger
