"""Rules of style are in the page itself; what is no whole HTML page goes through as it is."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from dscp_ui.server.first_paint import CONNECT, DRAWN_FIRST, FirstPaint, preloads

PAGE = "<html><head><title>A</title></head><body></head></body></html>"


async def in_parts():
    for start in range(0, len(PAGE), 7):
        yield PAGE[start : start + 7]


ROUTES = {
    "/": lambda _: HTMLResponse(PAGE, headers={"etag": '"1"'}),
    "/parts": lambda _: StreamingResponse(in_parts(), media_type="text/html"),
    "/text": lambda _: PlainTextResponse(PAGE),
    "/packed": lambda _: HTMLResponse(PAGE, headers={"content-encoding": "identity"}),
    "/gone": lambda _: HTMLResponse(PAGE, status_code=404),
    "/headless": lambda _: HTMLResponse("<p>A</p>"),
}


def asked(path, app=None, headers=None):
    """What a program is answered that asks for a page."""
    app = app or Starlette(routes=[Route(path, endpoint) for path, endpoint in ROUTES.items()])
    transport = httpx.ASGITransport(FirstPaint(app, ".a { color: red; }"))

    async def ask():
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path, headers=headers)

    with ThreadPoolExecutor(1) as elsewhere:  # browser tests leave an event loop running here
        return elsewhere.submit(asyncio.run, ask()).result()


@pytest.mark.parametrize("path", ["/", "/parts"])
def test_a_page_has_the_style_at_the_end_of_its_head(path):
    answer = asked(path)
    style = f"{preloads()}{CONNECT}<style>.a {{ color: red; }}</style>"
    assert answer.text == PAGE.replace("</head>", f"{style}</head>", 1)
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", ["/text", "/packed", "/gone"])
def test_what_is_no_whole_page_is_left_alone(path):
    assert asked(path).text == PAGE


def test_a_browser_that_takes_compressed_pages_has_the_style_too():
    app = GZipMiddleware(Starlette(routes=[Route("/", ROUTES["/"])]), minimum_size=1)
    answer = asked("/", app=app, headers={"accept": "text/html", "accept-encoding": "gzip"})
    assert "<style>" in answer.text
    assert "content-encoding" not in answer.headers


def test_streamlit_has_every_script_that_is_fetched_early():
    assert all(f"/{name}." in preloads() for name in DRAWN_FIRST)


def test_a_page_without_a_head_is_left_alone():
    assert asked("/headless").text == "<p>A</p>"
