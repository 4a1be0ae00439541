"""`rotate-key` run again with the same two keys, wherever the first run was interrupted."""

from datetime import timedelta

import pytest

from dscp_data.model.clock import utc_now
from dscp_data.store import open_store
from dscp_data.store.backup import key_rotation
from dscp_data.store.backup.key_rotation import ROTATED, rotate_key
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import WrongKey
from dscp_data.store.engine.sealed_files import EXPIRE_AFTER_DAYS
from dscp_data.store.event_log.events import events
from dscp_data.store.returns.waiting import WaitingReturn
from tests.store.figures import figures, take

OLD, NEW, OTHER = Key("o" * 40), Key("n" * 40), Key("x" * 40)


class Interrupted(BaseException):
    """As a kill: nothing in the dashboard catches it."""


@pytest.fixture
def encrypted(tmp_path):
    path = tmp_path / "dscp.duckdb"
    with open_store(path, key=OLD) as store:
        take(store, 1)
        return path, figures(store)


def rotations(path):
    with open_store(path, key=NEW) as store, store.cursor() as cursor:
        return [event.what for event in events(cursor)].count(ROTATED)


def test_a_rotation_that_is_run_again_when_it_was_done_changes_nothing(encrypted):
    path, shown = encrypted
    rotate_key(path, OLD, NEW, by="steward")
    rotate_key(path, OLD, NEW, by="steward")
    assert rotations(path) == 1
    with open_store(path, key=NEW) as store:
        assert figures(store) == shown


@pytest.mark.parametrize("step", ["copy_under", "record", "write_atomically"])
def test_a_rotation_that_was_interrupted_is_finished_when_run_again(encrypted, monkeypatch, step):
    path, shown = encrypted

    def interrupted(*_, **__):
        raise Interrupted

    with monkeypatch.context() as patched:
        patched.setattr(key_rotation, step, interrupted)
        with pytest.raises(Interrupted):
            rotate_key(path, OLD, NEW, by="steward")
    rotate_key(path, OLD, NEW, by="steward")
    assert rotations(path) == 1
    with open_store(path, key=NEW) as store:
        assert figures(store) == shown
    assert [*path.parent.rglob("*.rotating*")] == []


def test_an_upload_waits_no_longer_after_a_rotation(encrypted):
    path, _ = encrypted
    uploaded = utc_now() - timedelta(days=EXPIRE_AFTER_DAYS - 1)
    with open_store(path, key=OLD) as store:
        store.waiting.add("analyst", WaitingReturn("return.xlsx", b"x", None, uploaded))
    rotate_key(path, OLD, NEW, by="steward")
    with open_store(path, key=NEW) as store:
        assert [one.uploaded_at for one in store.waiting.of("analyst")] == [uploaded]
        store.waiting.delete_expired(uploaded + timedelta(days=EXPIRE_AFTER_DAYS, hours=1))
        assert store.waiting.of("analyst") == []


def test_a_third_key_is_refused_and_changes_nothing(encrypted):
    path, shown = encrypted
    with pytest.raises(WrongKey, match="Set the right key"):
        rotate_key(path, OTHER, NEW, by="steward")
    with open_store(path, key=OLD) as store:
        assert figures(store) == shown
