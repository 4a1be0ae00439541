"""The feed at its address: a token opens it, and nothing else does."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dscp_data.access import User
from dscp_data.access.feed_commands import give_feed
from dscp_data.store.event_log.events import events
from dscp_data.store.records.feed_tokens import read_tokens
from dscp_ui.runtime.open_store import store as the_store
from dscp_ui.server.feed import BURST, Feed, WrongTokens, feed_of
from tests.guard.examples import Clock

HERE = ("127.0.0.1", 50000)
STEWARD = User("cy@example.org", "Cy", "steward")


def test_the_server_answers_a_token_alone_and_has_nobody_store_the_answer(store, monkeypatch):
    monkeypatch.setattr(the_store, "opened", store)
    feed_of.cache_clear()
    token = give_feed(store, STEWARD, "News reader")
    app = Starlette(middleware=[Middleware(Feed)])
    client = TestClient(app, base_url="http://localhost", client=HERE)
    answer = client.get("/feed.atom", params={"token": token})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.content.startswith(b"<?xml")
    assert client.get("/feed.atom", params={"token": "guessed"}).status_code == 403
    assert client.get("/elsewhere").status_code == 404
    other = TestClient(app, base_url="http://elsewhere.example", client=HERE)
    assert other.get("/feed.atom", params={"token": token}).status_code == 400


def test_an_address_that_guesses_tokens_gets_few_answers_and_others_go_on(store, monkeypatch):
    monkeypatch.setattr(the_store, "opened", store)
    feed_of.cache_clear()
    token = give_feed(store, STEWARD, "News reader")
    app = Starlette(middleware=[Middleware(Feed)])
    guesser = TestClient(app, base_url="http://localhost", client=HERE)
    reader = TestClient(app, base_url="http://localhost", client=("::1", 50000))
    answers = [guesser.get("/feed.atom", params={"token": f"{n}"}) for n in range(BURST + 3)]
    assert [one.status_code for one in answers] == [403] * (BURST + 1) + [429, 429]
    assert guesser.get("/feed.atom", params={"token": token}).status_code == 429
    assert reader.get("/feed.atom", params={"token": token}).status_code == 200


def test_an_address_that_guessed_may_ask_again_after_a_while():
    clock = Clock()
    wrong = WrongTokens(clock)
    wrong.note("10.0.0.1")
    asked = [wrong.may_ask("10.0.0.1") for _ in range(BURST + 1)]
    assert asked == [True] * BURST + [False]
    clock.now += 100
    assert wrong.may_ask("10.0.0.1")


def test_a_token_is_stored_as_a_digest_alone(store):
    token = give_feed(store, STEWARD, "News reader")
    (held,) = read_tokens(store)
    with store.cursor() as cursor:
        assert held.digest != token
        assert token not in str(events(cursor))
