"""The feed at its address: a token opens it, and nothing else does."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dscp_data.access import User
from dscp_data.access.feed_commands import give_feed
from dscp_ui.runtime.open_store import store as the_store
from dscp_ui.server.feed import Feed, feed_of

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
