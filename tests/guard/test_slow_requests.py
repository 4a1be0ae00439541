"""Connections that hold a place and ask for nothing, on a server of uvicorn's with the guard's
protocol. A test ends when the server has closed the connection."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from dscp_ui.guard import slow_requests
from dscp_ui.guard.slow_requests import DeadlineProtocol
from tests.guard.asking import echo
from tests.guard.examples import STREAM

TRICKLE = 10_000
SLOW = {
    "nothing at all": [],
    "headers that trickle": [b"GET / HTTP/1.1\r\n", *[b"X: y\r\n"] * TRICKLE],
    "a handshake that trickles": [
        b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n",
        *[b"X: y\r\n"] * TRICKLE,
    ],
    "a body that trickles after its answer": [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
        *[b"x"] * TRICKLE,
    ],
}
HANDSHAKE = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n\r\n"
)


async def answered(_):
    return PlainTextResponse("figures")


async def after_a_while(_):
    await asyncio.sleep(3 * slow_requests.SECONDS_FOR_HEADERS)
    return PlainTextResponse("figures")


@pytest.fixture
def place(monkeypatch):
    """Where a server listens whose patience is short."""
    monkeypatch.setattr(slow_requests, "SECONDS_FOR_HEADERS", 0.2)
    routes = [
        Route("/", answered),
        Route("/slow", after_a_while),
        WebSocketRoute(STREAM, echo),
    ]
    app = Starlette(routes=routes)
    config = uvicorn.Config(app, http=DeadlineProtocol, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as elsewhere:
        serving = elsewhere.submit(server.run, [listening])
        yield listening.getsockname()
        server.should_exit = True
        serving.result()


def connected(place):
    opened = socket.create_connection(place)
    opened.settimeout(30)
    return opened


@pytest.mark.parametrize("parts", SLOW.values(), ids=SLOW)
def test_a_connection_that_asks_for_nothing_in_time_is_closed(place, parts):
    with connected(place) as slow:
        slow.settimeout(0.01)
        for part in parts:
            try:
                slow.sendall(part)
                if slow.recv(65536) == b"":
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return
        assert not parts, "It took everything that trickled."
        slow.settimeout(30)
        assert slow.recv(1) == b""


def test_an_answer_may_take_longer(place):
    with connected(place) as patient:
        patient.sendall(b"GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        received = b""
        while part := patient.recv(65536):
            received += part
    assert received.endswith(b"figures")


def test_an_open_page_stays_open(place):
    with connected(place) as page:
        page.sendall(HANDSHAKE)
        assert b" 101 " in page.recv(65536)
        page.settimeout(3 * slow_requests.SECONDS_FOR_HEADERS)
        with pytest.raises(TimeoutError):
            page.recv(1)
