"""What is kept of who signs in and out."""

import logging

import pytest

from dscp_data.store import open_store
from dscp_data.store.event_log.events import events
from dscp_ui.access import sign_in_state
from dscp_ui.runtime.open_store import store


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Where the one store of this process is, for this test."""
    monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "dscp.duckdb"))
    store.forget()
    yield tmp_path / "dscp.duckdb"
    store.forget()


def test_a_sign_in_is_an_event_and_changes_no_figure(path):
    opened = store()
    before = opened.version
    sign_in_state.record("signed in", "ann@durham.gov.uk", {"sub": "1", "address": "192.0.2.7"})
    assert opened.version == before
    opened.close()
    with open_store(path) as again, again.cursor() as cursor:
        event = events(cursor)[-1]
    assert (event.what, event.who) == ("signed in", "ann@durham.gov.uk")
    assert event.details == {"sub": "1", "address": "192.0.2.7"}
    assert event.hash == event.right_hash


def test_where_it_cannot_be_stored_the_servers_own_log_has_it_and_nobody_is_locked_out(
    path, caplog
):
    path.write_bytes(b"no database")
    with caplog.at_level(logging.ERROR, logger="dscp"):
        logging.getLogger("dscp").propagate = True
        sign_in_state.record("signed in", "ann@durham.gov.uk", {"sub": "1"})
    assert "Not in the event log: signed in, ann@durham.gov.uk" in caplog.text


def test_without_a_provider_nobody_is_signed_in():
    assert not sign_in_state.is_configured()
    assert sign_in_state.identity() is None
