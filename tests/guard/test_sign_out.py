"""When a sign-in ends: signed out, idle, after twelve hours, or replaced by another."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dscp_ui.guard.connection import reload_message
from dscp_ui.guard.sessions import Timeouts
from tests.guard.examples import STREAM
from tests.guard.sign_in_routes import BACK, COOKIE, PROVIDERS, PUBLIC, leads_to


def test_coming_back_from_the_providers_sign_out_is_reported(stranger):
    assert leads_to(stranger.get(BACK)) == ("/sign-in", {"why": "out"})


def test_each_sign_in_is_a_new_session_and_ends_the_one_before(ann, guarded):
    before = ann.cookies[COOKIE]
    ann.get(f"{BACK}?code=2&state=2")
    assert list(guarded.sessions.by_token) == [ann.cookies[COOKIE]] != [before]


def test_signing_out_ends_the_session_here_and_at_the_provider(ann, streamlit, guarded):
    token = ann.cookies[COOKIE]
    answer = ann.get("/auth/logout")
    assert answer.headers["location"] == f"{PROVIDERS}/end"
    assert "_streamlit_user" in streamlit.seen[-1]  # it tells the provider who goes
    assert not guarded.sessions.by_token
    ann.cookies[COOKIE] = token
    assert ann.get("/media/x").status == 401


def test_another_site_cannot_sign_somebody_out(ann):
    assert ann.get("/auth/logout", **{"sec-fetch-site": "cross-site"}).status == 403
    assert ann.get("/").status == 200


def test_a_sign_in_ends_when_it_was_idle_and_the_person_is_notified(ann, clock):
    clock.now += Timeouts().idle
    assert ann.get("/media/x").status == 401
    assert leads_to(ann.get("/returns")) == ("/sign-in", {"next": "/returns", "why": "ended"})


def test_a_sign_in_ends_after_twelve_hours_however_busy(ann, clock):
    for _ in range(48):
        assert ann.get("/").status == 200
        clock.now += Timeouts().absolute / 48
    assert leads_to(ann.get("/"))[0] == "/sign-in"


def test_an_open_page_is_sent_to_the_sign_in_and_its_connection_closed(ann, clock):
    def a_click_too_late():
        clock.now += Timeouts().idle
        return "too late"

    sent, heard, codes = ann.connect(
        STREAM, "a click", a_click_too_late, origin=f"https://{PUBLIC}"
    )
    assert (sent.status, heard, codes) == (101, ["heard a click", reload_message()], [1008])


def test_an_open_page_is_asked_to_reload():
    said = ForwardMsg.FromString(reload_message())
    assert said.WhichOneof("type") == "auth_redirect"
    assert said.auth_redirect.url == ""
