"""Who may send a file, to which page, and how much of it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from dscp_data.access import User
from dscp_ui.guard.access import Access
from dscp_ui.guard.identity import Identity
from dscp_ui.guard.middleware import NO_UPLOADS, OTHER_PAGE, Guard
from dscp_ui.guard.provider import Provider
from dscp_ui.guard.rate_limit import RateLimit
from dscp_ui.guard.sessions import Sessions
from dscp_ui.guard.slow_requests import TooSlow, with_deadline
from dscp_ui.guard.uploads import MB, InFlight, UploadLimits, UploadRefused, Uploads
from tests.guard.asking import Browser
from tests.guard.examples import SECTION, STREAM
from tests.guard.messages import field_message
from tests.guard.streamlit import MADE, Streamlit

PUBLIC = "dashboard.example.org"
SMALL = UploadLimits(bytes_each=100, files_each=3, bytes_total=250, files_total=6, max_file=80)
ROLES_THAT_CHECK = ("steward", "analyst")


class Visitor(Browser):
    """The browser of somebody who signed in elsewhere."""

    def scope(self, kind, path, headers):
        return super().scope(kind, path, {"host": PUBLIC, **headers})

    def open(self, *messages):
        return self.connect(STREAM, *messages, origin=f"https://{PUBLIC}")

    def put(self, page, file, size):
        path = f"/_stcore/upload_file/{page}/{file}"
        return self.ask("PUT", path, body=b"x" * size, **{"content-length": str(size)})


@pytest.fixture
def roles():
    """Who has which role at the moment."""
    return {"ann@durham.gov.uk": "steward", "bob@durham.gov.uk": "steward"}


@pytest.fixture
def refused():
    return []


@pytest.fixture
def streamlit():
    return Streamlit()


@pytest.fixture
def guard(streamlit, roles, refused):
    def user_now(person):
        return User(person.email, person.name, roles.get(person.email))

    made = Guard(
        streamlit.app,
        Sessions(),
        provider=Provider(SECTION["redirect_uri"], SECTION),
        access=Access(user_now, lambda user, what: refused.append((user.email, what))),
        stored=streamlit.stored,
    )
    made.uploads.limits = SMALL
    return made


@pytest.fixture
def sign_in(guard):
    def signed_in(name):
        person = Identity(f"{name}@durham.gov.uk", name.title())
        cookies = {"__Host-dscp": guard.sessions.create(person)}
        return Visitor(guard, scheme="https", client="192.0.2.7", cookies=cookies)

    return signed_in


@pytest.fixture
def ann(sign_in):
    """A steward with an open page."""
    browser = sign_in("ann")
    browser.open()
    return browser


@pytest.mark.parametrize("role", ["viewer", "member", "manager", "auditor", None])
def test_a_role_that_checks_no_returns_sends_no_file(ann, roles, streamlit, refused, role):
    roles["ann@durham.gov.uk"] = role
    answers = [ann.put("page", file, 10) for file in "ab"]
    assert [(answer.status, answer.text) for answer in answers] == [(403, NO_UPLOADS)] * 2
    assert streamlit.files == {}
    assert refused == [("ann@durham.gov.uk", "an upload")]


@pytest.mark.parametrize("role", ROLES_THAT_CHECK)
def test_a_role_that_checks_returns_sends_files_to_its_own_page(ann, roles, streamlit, role):
    roles["ann@durham.gov.uk"] = role
    assert ann.put("page", "a", 10).status == 204
    assert streamlit.stored() == {"page": [10]}
    assert ann.ask("DELETE", "/_stcore/upload_file/page/a").status == 204
    assert streamlit.stored() == {"page": []}


def test_a_role_that_ended_meanwhile_counts_from_the_next_file_on(ann, roles):
    assert ann.put("page", "a", 10).status == 204
    del roles["ann@durham.gov.uk"]
    assert ann.put("page", "b", 10).status == 403


def test_nobody_sends_a_file_to_the_page_of_somebody_else_or_takes_one_away(
    ann, sign_in, streamlit
):
    ann.put("page", "a", 10)
    streamlit.page = "page of bob"
    bob = sign_in("bob")
    bob.open()
    for page in ("page", "a page that is not open", ""):
        answer = bob.put(page, "a", 20)
        assert (answer.status, answer.text) == (403, OTHER_PAGE)
    assert bob.ask("DELETE", "/_stcore/upload_file/page/a").status == 403
    assert streamlit.stored() == {"page": [10]}


def test_one_person_can_fill_their_own_share_and_no_more(ann, sign_in, streamlit):
    assert [ann.put("page", file, 40).status for file in "abc"] == [204, 204, 413]
    assert [ann.put("page", file, 1).status for file in "de"] == [204, 413]
    streamlit.page = "another tab, signed in again"
    again = sign_in("ann")
    again.open()
    assert again.put(streamlit.page, "f", 1).status == 413
    assert "Accept or remove some" in again.put(streamlit.page, "f", 1).text


def test_all_together_have_a_limit_as_well(ann, streamlit):
    streamlit.files["others"] = {"a": 100, "b": 100}
    assert ann.put("page", "a", 60).status == 413
    assert "Try again in a few minutes" in ann.put("page", "a", 60).text
    assert ann.put("page", "a", 40).status == 204


def test_a_file_that_is_too_large_is_refused_before_it_is_read(ann, streamlit):
    assert ann.put("page", "a", SMALL.max_file + 64 * 1024 + 1).status == 413
    assert streamlit.files == {}


def test_files_that_are_still_being_received_count_with_their_full_size():
    uploads, mine = Uploads(dict, SMALL), InFlight()
    with uploads.admitted(mine, (), 60):
        with pytest.raises(UploadRefused, match="waiting at a time"):
            uploads.check(mine, (), 60)
        uploads.check(InFlight(), (), 60)
    uploads.check(mine, (), 60)


def test_a_request_that_does_not_say_its_size_counts_as_the_largest():
    uploads = Uploads(dict)
    assert uploads.size_of({"content-length": "12"}) == 12
    for stated in ({}, {"content-length": "-1"}, {"content-length": "many"}):
        assert uploads.size_of(stated) > 10 * MB


def test_a_body_that_stops_coming_is_not_waited_for():
    async def nothing():
        await asyncio.Event().wait()

    async def receive_all():
        await with_deadline(nothing, in_all=10, between=0.01)()

    with pytest.raises(TooSlow):
        asyncio.run(receive_all())


def test_a_body_that_trickles_ends_when_its_time_is_over():
    async def a_byte():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def receive_all():
        receive = with_deadline(a_byte, in_all=0.05, between=10)
        while True:
            await receive()

    with pytest.raises(TooSlow):
        asyncio.run(receive_all())


def test_a_file_that_came_too_slowly_is_refused_with_a_sentence(ann, monkeypatch):
    def too_slow(_):
        async def never():
            raise TooSlow("The file arrived too slowly. Send it again.")

        return never

    monkeypatch.setattr("dscp_ui.guard.middleware.with_deadline", too_slow)
    answer = ann.put("page", "a", 10)
    assert (answer.status, answer.text) == (408, "The file arrived too slowly. Send it again.")
    assert ann.app.uploads.receiving == []


@pytest.mark.parametrize(("seconds", "left"), [(0, []), (60, ["page"])])
def test_what_a_page_left_behind_is_dropped_when_it_cannot_connect_again(
    guard, sign_in, seconds, left
):
    guard.pages.seconds_to_reconnect = lambda: seconds
    guard.pages.drop = lambda _: True
    sign_in("ann").open()
    assert list(guard.pages.owners) == left


def test_a_page_that_has_connected_again_keeps_what_it_has(guard, sign_in):
    guard.pages.seconds_to_reconnect = lambda: 0
    guard.pages.drop = lambda _: False
    sign_in("ann").open()
    assert list(guard.pages.owners) == ["page"]


def test_what_a_page_left_behind_is_dropped_at_once_with_its_session(guard, sign_in):
    dropped = []
    guard.pages.drop = lambda page: not dropped.append(page)
    ann = sign_in("ann")

    def sign_out():
        guard.sessions.end(ann.cookies["__Host-dscp"])
        return "too late"

    ann.open("a click", sign_out)
    assert (dropped, guard.pages.owners) == (["page"], {})


def test_a_file_is_fetched_by_the_session_it_was_made_for_and_no_other(ann, sign_in):
    ask = field_message("deferred_file").SerializeToString()
    assert ann.get(MADE).status == 403
    ann.open(ask)
    assert (ann.get(MADE).status, ann.get(MADE).text) == (200, "figures")
    assert ann.get("/media/another.csv").status == 403
    assert sign_in("bob").get(MADE).status == 403
    assert sign_in("ann").get(MADE).status == 403
    assert Visitor(ann.app, scheme="https").get(MADE).status == 401


@pytest.mark.parametrize("role", ["viewer", "member", None])
def test_a_file_is_not_fetched_by_somebody_whose_role_has_changed(ann, roles, role):
    ann.open(field_message("deferred_file").SerializeToString())
    roles["ann@durham.gov.uk"] = role
    assert ann.get(MADE).status == 403


def test_one_person_has_so_many_open_pages_and_no_more(ann, refused):
    allowance = next(iter(ann.app.sessions.by_token.values())).allowance
    allowance.connections = 50
    answer, _, _ = ann.open()
    assert answer.status == 429
    assert refused == [("ann@durham.gov.uk", "more than 50 open pages")]


def test_pages_that_are_opened_at_the_same_moment_count_before_they_wait(ann, refused):
    allowance = next(iter(ann.app.sessions.by_token.values())).allowance
    allowance.rate = RateLimit(per_second=10, burst=1)

    async def open_many():
        scope = {
            **ann.scope("websocket", STREAM, {"origin": f"https://{PUBLIC}"}),
            "subprotocols": [],
            "extensions": {"websocket.http.response": {}},
        }
        await asyncio.gather(
            *(ann.exchange(scope, [{"type": "websocket.connect"}]) for _ in range(60))
        )

    allowance.connections = 45
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, open_many()).result()
    assert refused == [("ann@durham.gov.uk", "more than 50 open pages")]
    assert allowance.connections == 45


def test_an_upload_that_would_wait_too_long_is_refused_at_once(ann, streamlit):
    allowance = next(iter(ann.app.sessions.by_token.values())).allowance
    allowance.rate = RateLimit(per_second=0.01, burst=1)
    assert [ann.put("page", file, 1).status for file in "ab"] == [204, 429]
    assert streamlit.stored() == {"page": [1]}
