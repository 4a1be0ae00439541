"""The guard in front of a small server of its own, asked through ASGI."""

import re
import time

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from dscp_ui.guard.middleware import Guard
from dscp_ui.guard.sessions import Sessions, Timeouts
from tests.guard.asking import PORT, Browser, echo
from tests.guard.examples import GUARDED, NOT_USED, STREAM, Clock

IDLE_SECONDS = Timeouts().idle
HERE = f"http://127.0.0.1:{PORT}"
OPEN = ("/", "/priority_two", "/_stcore/health", "/_stcore/host-config", "/static/js/index.js")


async def answered(_):
    return PlainTextResponse("figures")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def guarded(clock):
    routes = [WebSocketRoute(STREAM, echo), Route("/{path:path}", answered, methods=["GET", "PUT"])]
    return Guard(Starlette(routes=routes), Sessions(clock))


@pytest.fixture
def newcomer(guarded):
    """A browser that has asked for nothing yet."""
    return Browser(guarded)


@pytest.fixture
def reader(newcomer):
    """A browser that has opened the page."""
    assert newcomer.get("/").status == 200
    return newcomer


def has_session(browser):
    """Whether the guard knows it: then it is told that a file is not its own, else to come back."""
    return browser.get("/media/x").status == 403


@pytest.mark.parametrize("path", GUARDED)
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_figures_files_and_metrics_need_a_session(newcomer, path, method):
    refused = newcomer.ask(method, path)
    assert (refused.status, refused.text) == (401, "This page has expired. Reload it.")
    assert "set-cookie" not in refused.headers


@pytest.mark.parametrize("path", NOT_USED)
def test_what_no_page_of_ours_uses_is_not_there(reader, path):
    assert [reader.ask(method, path).status for method in ("GET", "PUT", "POST")] == [404] * 3


@pytest.mark.parametrize("path", OPEN)
def test_the_page_itself_needs_none(newcomer, path):
    assert newcomer.get(path).status == 200


def test_a_session_that_the_server_did_not_begin_is_none(newcomer, guarded):
    newcomer.cookies[f"dscp-{PORT}"] = "guessed"
    assert newcomer.get("/media/x").status == 401
    assert not guarded.sessions.by_token


def test_the_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts(newcomer):
    cookie = newcomer.get("/").headers["set-cookie"]
    assert re.fullmatch(rf"dscp-{PORT}=[\w-]{{43}}; Path=/; HttpOnly; SameSite=Strict", cookie)
    assert "set-cookie" not in newcomer.get("/").headers


def test_over_https_the_cookie_is_secure(guarded):
    cookie = Browser(guarded, scheme="https").get("/").headers["set-cookie"]
    assert cookie.endswith("; Secure")


def test_only_pages_begin_a_session(newcomer, guarded):
    newcomer.get("/_stcore/health")
    newcomer.get("/static/js/index.js")
    assert not guarded.sessions.by_token
    newcomer.get("/_stcore/host-config")  # asked by a page that connects again
    assert len(guarded.sessions.by_token) == 1


def test_an_idle_session_ends(reader, clock):
    clock.now += IDLE_SECONDS
    assert reader.get("/media/x").status == 401
    reader.get("/")
    assert has_session(reader)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1:8501/",
        "localhost:",
        "10.1.2.3",
        "",
    ],
)
def test_another_name_than_its_own_gets_a_sentence(reader, host):
    for path in ("/", "/media/x", "/static/js/index.js"):
        refused = reader.get(path, host=host)
        assert refused.status == 400
        assert "is not an address of the dashboard" in refused.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:1", "[::1]:8501"])
def test_every_name_of_this_computer_is_its_own(newcomer, host):
    assert newcomer.get("/", host=host).status == 200


def test_other_names_can_be_set(monkeypatch):
    monkeypatch.setenv("DSCP_HOSTS", "Meeting-Room, board.test")
    browser = Browser(Guard(Starlette(routes=[Route("/", answered)])))
    for host, status in (("meeting-room:8501", 200), ("board.test", 200), ("other.test", 400)):
        assert browser.get("/", host=host).status == status


def test_another_computer_is_not_answered_however_it_got_here(guarded):
    refused = Browser(guarded, client="192.0.2.7").get("/")
    assert refused.status == 403
    assert "no sign-in" in refused.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999"])
def test_another_site_cannot_use_a_readers_session(reader, origin):
    assert reader.ask("PUT", "/_stcore/upload_file/a/b", origin=origin).status == 403
    answer, _, _ = reader.connect(STREAM, "a click", origin=origin)
    assert answer.status == 403


def test_a_connection_needs_a_session(newcomer):
    answer, heard, _ = newcomer.connect(STREAM, "a click", origin=HERE)
    assert (answer.status, heard) == (401, [])
    answer, _, _ = newcomer.connect(STREAM, "a click", host="evil.example")
    assert answer.status == 400


def test_messages_over_a_connection_keep_its_session(reader, clock):
    def a_click_just_in_time():
        clock.now += IDLE_SECONDS - 1
        return "a click"

    _, heard, codes = reader.connect(STREAM, *[a_click_just_in_time] * 3, origin=HERE)
    assert (heard, codes) == (["heard a click"] * 3, [])
    assert has_session(reader)


def test_messages_after_a_session_ended_are_ignored(reader, clock):
    def a_click_too_late():
        clock.now += IDLE_SECONDS
        return "too late"

    _, heard, codes = reader.connect(STREAM, "a click", a_click_too_late, origin=HERE)
    assert (heard, codes) == (["heard a click"], [1008])


def test_a_connection_that_says_nothing_is_closed_when_its_session_ends(guarded):
    guarded.sessions = Sessions(time.monotonic, Timeouts(idle=0.1))
    browser = Browser(guarded)
    browser.get("/")
    _, _, codes = browser.connect(STREAM, origin=HERE)
    assert codes == [1008]


def test_every_response_instructs_the_browser_what_it_may_not_do(newcomer):
    answers = [
        newcomer.get("/"),
        newcomer.get("/static/js/index.js"),
        newcomer.get("/media/x"),
        newcomer.get("/", host="evil.example"),
        Browser(newcomer.app).get("/media/refused"),
    ]
    assert [answer.status for answer in answers] == [200, 200, 403, 400, 401]
    for answer in answers:
        said = answer.headers
        assert said["x-content-type-options"] == "nosniff"
        assert said["x-frame-options"] == "DENY"
        assert said["referrer-policy"] == "same-origin"
        assert "camera=()" in said["permissions-policy"]
        policy = {
            name: allowed
            for name, *allowed in map(str.split, said["content-security-policy"].split("; "))
        }
        assert policy["default-src"] == policy["frame-ancestors"] == ["'none'"]
        assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(policy["script-src"])
        sources = {source for allowed in policy.values() for source in allowed}
        assert not any("//" in source or "*" in source for source in sources)


def test_figures_stay_in_no_cache(reader):
    for path in ("/", "/media/x", "/_stcore/metrics"):
        assert reader.get(path).headers["cache-control"] == "no-store"
    assert "cache-control" not in reader.get("/static/js/index.js").headers
