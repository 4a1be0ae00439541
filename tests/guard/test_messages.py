"""Which messages of a browser reach Streamlit. The fields are those of the installed protocol, so a
field that a later version adds is tried as well."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg

from dscp_data.access import User
from dscp_ui.guard.access import Access
from dscp_ui.guard.messages import MAX_BYTES, MAX_FILE_NAMES
from dscp_ui.guard.middleware import Guard
from dscp_ui.guard.rate_limit import BURST, RateLimit
from tests.guard.asking import Browser, echo, rerun
from tests.guard.examples import STREAM
from tests.guard.messages import every_message, field_message
from tests.guard.test_middleware import HERE, answered

USED = {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"}
USED_OPERATIONS = {"deferred_file"}
UNKNOWN_FIELD = b"\xa2\x06\x03abc"  # number 100, three bytes


@pytest.fixture
def refused():
    return []


@pytest.fixture
def reader(refused):
    routes = [WebSocketRoute(STREAM, echo), Route("/", answered)]
    access = Access(lambda _: User("", "local user", "steward"), lambda *why: refused.append(why))
    browser = Browser(Guard(Starlette(routes=routes), access=access))
    browser.get("/")
    return browser


def heard(reader, *messages):
    _, said, codes = reader.connect(STREAM, *messages, origin=HERE)
    return said, codes


@pytest.mark.parametrize("field", [field.name for field in BackMsg.DESCRIPTOR.fields])
def test_of_every_field_only_those_that_pages_use_pass(reader, field):
    message = field_message(field).SerializeToString()
    said, codes = heard(reader, message, "a click")
    expected = [f"heard {field}"] if field in USED else []
    assert (said, codes) == ([*expected, "heard a click"], [])


@pytest.mark.parametrize("payload", [f.name for f in BackendOperationRequest.DESCRIPTOR.fields])
def test_of_the_operations_only_downloads_pass(reader, payload):
    said, _ = heard(reader, field_message(payload).SerializeToString(), "a click")
    expected = ["heard backend_operation_request"] if payload in USED_OPERATIONS else []
    assert said == [*expected, "heard a click"]


def test_every_field_of_the_protocol_is_among_them():
    names = {name for name, _ in every_message()}
    assert names >= {"clear_cache", "set_run_on_save", "install_skills", *USED, *USED_OPERATIONS}


def test_a_message_with_an_unknown_field_alone_is_dropped(reader, refused):
    assert heard(reader, UNKNOWN_FIELD, "a click") == (["heard a click"], [])
    assert [what for _, what in refused] == ["message unknown"]


def test_unknown_fields_beside_a_known_one_do_not_reach_streamlit(reader):
    async def exact(websocket):
        await websocket.accept()
        async for data in websocket.iter_bytes():
            await websocket.send_bytes(data)

    reader.app.app = Starlette(routes=[WebSocketRoute(STREAM, exact)])
    message = rerun("a click")
    assert heard(reader, message + UNKNOWN_FIELD) == ([message], [])
    nested = BackMsg.FromString(message)
    nested.rerun_script.MergeFromString(UNKNOWN_FIELD)
    assert heard(reader, nested.SerializeToString()) == ([message], [])


def test_what_is_hidden_behind_a_message_that_is_used_is_not_passed_on(reader):
    """In a `oneof` the last field counts, and what was written before it is gone."""
    clear = field_message("clear_cache").SerializeToString()
    assert heard(reader, rerun("first") + clear, "a click") == (["heard a click"], [])
    assert heard(reader, clear + rerun("last")) == (["heard last"], [])


@pytest.mark.parametrize(
    ("event", "code", "reason"),
    [
        ({"text": "a click"}, 1003, "text frame"),
        ({"text": ""}, 1003, "text frame"),
        ({"bytes": b"\xff"}, 1002, "malformed message"),
        ({"bytes": b"\x5a" * 10_000}, 1002, "malformed message"),
        ({"bytes": rerun("a" * MAX_BYTES)}, 1009, "oversized frame"),
    ],
)
def test_what_is_no_message_closes_the_connection(reader, refused, event, code, reason):
    event = {"type": "websocket.receive", **event}
    assert heard(reader, event, "a click") == ([], [code])
    assert [what for _, what in refused] == [reason]


def test_addresses_for_more_files_than_a_page_sends_are_not_asked_for(reader):
    message = BackMsg()
    message.file_urls_request.file_names.extend("a" for _ in range(MAX_FILE_NAMES))
    assert heard(reader, message.SerializeToString()) == (["heard file_urls_request"], [])
    message.file_urls_request.file_names.append("one more")
    assert heard(reader, message.SerializeToString()) == ([], [])


def test_what_was_dropped_is_logged_once_with_who_sent_it(reader, refused, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("dscp"), "propagate", True)
    clear = field_message("clear_cache").SerializeToString()
    heard(reader, *[clear] * (BURST // 2))
    heard(reader, clear)
    assert [(user.name, what) for user, what in refused] == [("local user", "message clear_cache")]
    assert caplog.messages == ["Refused to local user: message clear_cache"]


def test_messages_that_are_too_fast_wait_their_turn_and_none_is_lost(reader):
    (session,) = reader.app.sessions.by_token.values()
    session.allowance.rate = RateLimit(per_second=20, burst=1)
    said, _ = heard(reader, "first", "second", "third")
    assert said == ["heard first", "heard second", "heard third"]


def test_before_each_message_the_roles_are_read_that_other_servers_changed(refused):
    happened = []

    async def heard_by_a_page(websocket):
        await websocket.accept()
        async for _ in websocket.iter_bytes():
            happened.append("a page run")

    access = Access(
        lambda _: User("", "local user", "steward"),
        lambda *why: refused.append(why),
        lambda: happened.append("roles read"),
    )
    routes = [WebSocketRoute(STREAM, heard_by_a_page), Route("/", answered)]
    browser = Browser(Guard(Starlette(routes=routes), access=access))
    browser.get("/")
    browser.connect(STREAM, rerun("a click"), rerun("another"), origin=HERE)
    assert happened == ["roles read", "a page run"] * 2
