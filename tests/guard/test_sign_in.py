"""Signing in, before a small server that answers as Streamlit's own routes do."""

import json

import pytest

from dscp_ui.guard.connection import reload_message
from dscp_ui.guard.streamlit_cookies import claims_in
from tests.guard.examples import GUARDED, STANDARD, STREAM
from tests.guard.sign_in_routes import BACK, COOKIE, PROVIDERS, PUBLIC, Visitor, leads_to, signed


@pytest.mark.parametrize("path", [*GUARDED, "/static/js/index.js", "/returns/_stcore/health"])
def test_nothing_is_given_to_somebody_who_is_not_signed_in(stranger, streamlit, path):
    assert stranger.get(path).status == 401
    assert stranger.ask("PUT", path).status == 401
    assert stranger.ask("PUT", "/").status == 401
    assert streamlit.seen == []


def test_a_page_leads_to_the_sign_in_which_names_who_to_ask(stranger, monkeypatch):
    monkeypatch.setenv("DSCP_CONTACT", "Jo <b>Bloggs</b>")
    answer = stranger.get("/priority_two?indicator=E04")
    assert leads_to(answer) == ("/sign-in", {"next": "/priority_two?indicator=E04"})
    page = stranger.get(answer.headers["location"]).text
    assert "Durham Safeguarding Children Partnership" in page
    assert "ask Jo &lt;b&gt;Bloggs&lt;/b&gt;." in page
    assert 'href="/sign-in/start?next=%2Fpriority_two%3Findicator%3DE04"' in page
    assert "<script" not in page
    assert "figures" not in page


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config"])
def test_what_says_nothing_is_answered_to_anybody_and_begins_nothing(stranger, guarded, path):
    answer = stranger.get(path)
    assert (answer.status, "set-cookie" in answer.headers) == (200, False)
    assert not guarded.sessions.by_token


def test_a_connection_without_a_sign_in_is_asked_to_begin_again_and_gets_nothing_else(stranger):
    for path in (STREAM, "/sign-in"):
        _, heard, codes = stranger.connect(path, "a click", origin=f"https://{PUBLIC}")
        assert (heard, codes) == ([reload_message()], [1008])
    refused, heard, _ = stranger.connect(STREAM, "a click", origin="https://evil.example")
    assert (refused.status, heard) == (403, [])


def test_signing_in_leads_to_the_provider_and_back_to_the_page_that_was_asked_for(stranger):
    answer = stranger.get("/sign-in/start?next=%2Fpriority_two%3Findicator%3DE04")
    assert answer.headers["location"] == f"{PROVIDERS}/authorize?state=1"
    answer = stranger.get(f"{BACK}?code=1&state=1")
    assert answer.headers["location"] == "/priority_two?indicator=E04"
    assert stranger.get("/").text == "figures"
    assert stranger.get("/sign-in?next=%2Freturns").headers["location"] == "/returns"


def test_a_visitor_by_another_name_signs_in_at_the_public_one(guarded):
    inside = Visitor(guarded, scheme="http")
    answer = inside.get("/sign-in/start?next=%2Freturns", host="localhost:8501")
    assert answer.headers["location"] == f"https://{PUBLIC}/sign-in/start?next=%2Freturns"


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/sign-in", "evil", "/a\nb", ""],
)
def test_no_link_leads_through_the_sign_in_to_another_site(stranger, wanted):
    stranger.cookies["dscp-next"] = wanted.replace("\n", "%0A").replace("/", "%2F")
    assert stranger.get(f"{BACK}?code=1&state=1").headers["location"] == "/"


def test_the_browser_gets_one_cookie_and_none_that_lasts_or_reveals(stranger):
    cookies = stranger.get(f"{BACK}?code=1&state=1").headers.getlist("set-cookie")
    (session,) = [line for line in cookies if not line.startswith("dscp-next=;")]
    assert session.startswith(f"{COOKIE}=")
    assert session.split("; ")[1:] == ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"]


def test_every_cookie_of_streamlits_is_made_secure(stranger):
    cookies = stranger.get("/sign-in/start").headers.getlist("set-cookie")
    assert {line.split("=")[0] for line in cookies} == {"_streamlit_session", "dscp-next"}
    assert all(line.endswith("; Secure") for line in cookies)


def test_streamlit_learns_who_it_is_from_the_server_and_never_from_the_browser(ann, streamlit):
    ann.cookies["_streamlit_user"] = signed("_streamlit_user", json.dumps(STANDARD)).decode()
    ann.get("/")
    cookies = streamlit.seen[-1]
    assert claims_in(cookies) == {**STANDARD, "is_logged_in": True}
    assert cookies["_streamlit_user"] != ann.cookies["_streamlit_user"]
    assert "_streamlit_user_tokens_2" in cookies


def test_streamlits_own_cookie_alone_lets_nobody_in(stranger, streamlit):
    whole = json.dumps({**STANDARD, "is_logged_in": True})
    stranger.cookies["_streamlit_user"] = signed("_streamlit_user", whole).decode()
    assert leads_to(stranger.get("/"))[0] == "/sign-in"
    assert streamlit.seen == []


def test_who_signs_in_and_out_is_recorded_with_where_from_and_the_providers_name_for_them(
    ann, recorded
):
    ann.get("/auth/logout")
    assert recorded == [
        (
            "signed in",
            "ann.other@durham.gov.uk",
            {"iss": PROVIDERS, "sub": "248289761001", "address": "192.0.2.7"},
        ),
        ("signed out", "ann.other@durham.gov.uk", {"address": "192.0.2.7"}),
    ]


def test_somebody_whose_e_mail_is_not_verified_is_not_let_in_and_it_is_recorded(
    stranger, streamlit, recorded, guarded
):
    streamlit.claims = {**STANDARD, "email_verified": False}
    answer = stranger.get(f"{BACK}?code=1&state=1")
    assert leads_to(answer) == ("/sign-in", {"why": "refused"})
    assert not guarded.sessions.by_token
    ((what, who, detail),) = recorded
    assert (what, who, detail["sub"]) == ("sign-in refused", "not signed in", "248289761001")
    assert "has confirmed" in detail["reason"]
    assert "You cannot sign in with this account" in stranger.get("/sign-in?why=refused").text


def test_what_anybody_can_ask_for_leaves_nothing_in_the_log(stranger, recorded, guarded):
    for query in ("error=access_denied&state=1", "state=guessed", "anything"):
        assert leads_to(stranger.get(f"{BACK}?{query}")) == ("/sign-in", {"why": "failed"})
    stranger.get("/auth/logout")
    assert (recorded, guarded.sessions.by_token) == ([], {})


def test_a_provider_that_does_not_answer_gets_a_plain_message(stranger, streamlit):
    streamlit.available = False
    assert leads_to(stranger.get("/sign-in/start")) == ("/sign-in", {"why": "unavailable"})


def test_the_public_name_needs_https(guarded):
    refused = Visitor(guarded).get("/")
    assert (refused.status, refused.text) == (403, "Use an address that starts with https://.")
    assert Visitor(guarded).get("/", host="127.0.0.1:8501").status == 302


def test_other_methods_do_nothing_there(stranger):
    for path in ("/sign-in", "/sign-in/start", BACK, "/auth/logout"):
        assert stranger.ask("POST", path).status == 405
