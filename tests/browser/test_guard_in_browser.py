"""The guard on the real server. That no page breaks its policy, every test here checks (`page`)."""

import http.client
from urllib.parse import urlsplit

import pytest

from tests.browser.driving import A_HANG, SECONDS_TO_HANG, free_port, open_page, running, wait_idle

WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw==",
    "Sec-WebSocket-Protocol": "streamlit",
}


def test_the_watch_for_violations_hears_one(tab):
    page, complaints = tab.page, tab.watched.complaints
    open_page(page, "/definitions")
    with page.expect_console_message(lambda said: said.text.startswith("policy: ")):
        page.evaluate(
            "document.head.append(Object.assign(document.createElement('script'),"
            " {textContent: 'window.ran = true'}))"
        )
    assert page.evaluate("window.ran") is None
    assert any(said.startswith("policy: script-src-elem inline") for said in complaints)
    complaints.clear()


def status_of(server, path, **headers):
    """What the server answers a program that is no browser and has no session."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=SECONDS_TO_HANG)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    connection.close()
    return answer.status


@pytest.mark.parametrize("path", ["/media/x.xlsx", "/_stcore/metrics", "/_stcore/upload_file/a/b"])
def test_the_server_gives_nothing_away_without_a_session(server, path):
    assert status_of(server, path) == 401


def test_a_connection_without_a_session_is_refused_by_the_server(server):
    assert status_of(server, "/_stcore/stream", **WEBSOCKET) == 401
    assert status_of(server, "/_stcore/stream", **WEBSOCKET, Host="evil.example") == 400
    origin = "http://evil.example"
    assert status_of(server, "/_stcore/stream", **WEBSOCKET, Origin=origin) == 403


def test_a_page_goes_on_when_its_session_ended(browser, tmp_path):
    """Sessions end with the server, so the page of an earlier start has one that ended."""
    database, port = tmp_path / "dscp.duckdb", str(free_port())
    with running(database, PORT=port, DSCP_NO_SAMPLES="1") as server:
        context = browser.new_context(base_url=server.url)
        page = context.new_page()
        open_page(page, "/definitions")
        before = session_of(context)
    with running(database, PORT=port, DSCP_NO_SAMPLES="1") as server:
        page.wait_for_event("websocket", timeout=A_HANG)
        wait_idle(page)
        assert session_of(context) not in ("", before)
        context.close()


def session_of(context):
    found = (cookie for cookie in context.cookies() if cookie["name"].startswith("dscp-"))
    return next(found, {"value": ""})["value"]
