"""The guard and a real browser: every page keeps to the policy, and a page that ended goes on."""

import http.client
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.driving import open_page, wait_for_chart, wait_idle
from tests.browser.test_start_in_browser import PAGES

VIOLATIONS = """
document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`))
"""
NO_SIGN_IN = "No sign-in: for one person on this computer."
WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw==",
    "Sec-WebSocket-Protocol": "streamlit",
}


def test_no_page_breaks_the_policy_or_asks_another_host(page, seen):
    page.add_init_script(VIOLATIONS)
    for path in PAGES:
        open_page(page, f"/{path}")
        expect(page.get_by_text(NO_SIGN_IN)).to_be_visible()
    open_page(page, "/priority_two?indicator=E08")
    wait_for_chart(page)
    assert seen[0].complaints == []
    assert seen[0].strangers == []
    assert len(seen[0].requests) > len(PAGES)


def test_the_watch_for_violations_hears_one(page, seen):
    page.add_init_script(VIOLATIONS)
    open_page(page, "/definitions")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'),"
        " {textContent: 'window.ran = true'}))"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert any(said.startswith("policy: script-src-elem inline") for said in seen[0].complaints)
    seen[0].complaints.clear()


def status_of(server, path, **headers):
    """What the server answers a program that is no browser and has no session."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
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


def test_a_page_whose_session_was_lost_connects_again_with_what_was_chosen(page):
    open_page(page, "/priority_two?indicator=E08")
    page.get_by_test_id("stSidebar").get_by_text("Quarter", exact=True).click()
    wait_idle(page)
    page.context.clear_cookies()
    page.context.set_offline(True)
    page.context.set_offline(False)
    page.get_by_test_id("stSidebar").get_by_text("Year", exact=True).click()
    wait_idle(page)
