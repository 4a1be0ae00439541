"""Files that wait to be accepted: sealed, for one person alone, and not for ever."""

import os
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dscp_data.access import User, commands
from dscp_data.model.clock import utc_now
from dscp_data.store import StoreError, open_store
from dscp_data.store.backup.backup import make_backup
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.sealed_files import EXPIRE_AFTER_DAYS
from dscp_data.store.returns.waiting import MOST_WAITING, WaitingReturn, WaitingReturns
from tests.making import checked, observation

ANALYST = User("analyst@example.org", "Analyst", "steward")
OTHER = User("other@example.org", "Other", "steward")
AT = datetime(2026, 11, 30, 9)


def waiting(content=b"figures", file="return.xlsx"):
    return WaitingReturn(file, content, "dcc-csc", AT)


def test_a_file_is_returned_to_its_owner_as_it_came(store):
    store.waiting.add("analyst@example.org", waiting())
    assert store.waiting.of("analyst@example.org") == [waiting()]


def test_a_waiting_file_is_returned_to_nobody_else(store):
    commands.save_waiting(store, ANALYST, checked(observation(), content=b"x"), b"x", None)
    assert len(commands.waiting_returns(store, ANALYST)) == 1
    assert commands.waiting_returns(store, OTHER) == []


def test_it_is_sealed_with_the_key_of_the_database(tmp_path):
    sealed = WaitingReturns(tmp_path, Key("not a real key"))
    sealed.add("analyst@example.org", waiting(b"12 children"))
    (path,) = sealed.files()
    assert b"12 children" not in path.read_bytes()
    assert b"return.xlsx" not in path.read_bytes()
    assert "analyst" not in str(path.relative_to(tmp_path))
    assert sealed.of("analyst@example.org") == [waiting(b"12 children")]


def test_a_file_that_is_accepted_waits_no_longer(store):
    one = checked(observation(), content=b"x")
    commands.save_waiting(store, ANALYST, one, b"x", None)
    commands.accept(store, ANALYST, one, b"x", [])
    assert commands.waiting_returns(store, ANALYST) == []


def test_a_file_is_deleted_when_it_has_waited_too_long(store):
    store.waiting.add("analyst@example.org", waiting())
    (path,) = store.waiting.files()
    long_ago = utc_now() - timedelta(days=EXPIRE_AFTER_DAYS + 1)
    os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    assert commands.waiting_returns(store, OTHER) == []
    assert not list(store.waiting.files())


def test_a_file_that_nobody_looks_at_is_deleted_when_the_database_is_opened(tmp_path):
    long_ago = replace(waiting(), uploaded_at=utc_now() - timedelta(days=EXPIRE_AFTER_DAYS + 1))
    with open_store(tmp_path / "dscp.duckdb") as store:
        store.waiting.add("analyst@example.org", long_ago)
        store.waiting.add("other@example.org", replace(long_ago, uploaded_at=utc_now()))
    with open_store(tmp_path / "dscp.duckdb") as store:
        assert len(list(store.waiting.files())) == 1


def test_a_file_that_is_looked_at_again_waits_no_longer_for_it(store):
    first = utc_now() - timedelta(days=EXPIRE_AFTER_DAYS - 1)
    store.waiting.add("analyst@example.org", replace(waiting(), uploaded_at=first))
    store.waiting.add("analyst@example.org", replace(waiting(), sender="hdft"))
    (one,) = store.waiting.of("analyst@example.org")
    assert (one.sender, one.uploaded_at) == ("hdft", first)
    store.waiting.delete_expired(first + timedelta(days=EXPIRE_AFTER_DAYS, hours=1))
    assert not list(store.waiting.files())


def test_no_backup_holds_a_file_that_waits(tmp_path):
    with open_store(tmp_path / "dscp.duckdb") as store:
        store.waiting.add("analyst@example.org", waiting(b"12 children"))
        assert b"12 children" not in make_backup(store).read_bytes()


def test_a_person_has_no_more_than_some_files_waiting(store):
    for number in range(MOST_WAITING):
        store.waiting.add("analyst@example.org", waiting(str(number).encode()))
    with pytest.raises(StoreError, match="20 returns waiting"):
        store.waiting.add("analyst@example.org", waiting(b"one more"))
    store.waiting.add("analyst@example.org", waiting(b"0"))


def test_what_a_person_left_goes_with_their_role(store):
    store.waiting.add("Analyst@Example.org", waiting())
    store.waiting.delete_all("analyst@example.org")
    assert not list(store.waiting.files())
