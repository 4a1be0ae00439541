"""A backup after each change, whole and restorable; nothing is ever deleted by restoring."""

from datetime import datetime

import pytest

from dscp_data.cli import main
from dscp_data.store import StoreError, accept, open_store, withdraw
from dscp_data.store.backup.backup import backups, describe_backup, make_backup, one_backup
from dscp_data.store.backup.restore import restore_backup
from dscp_data.store.engine.errors import Damaged, InUse
from dscp_data.store.event_log.digests import content_digests
from tests.making import checked, concern, observation


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dscp.duckdb"


def take(store, number):
    content = f"file {number}".encode()
    made = checked(observation(numerator=float(number)), concerns=(concern(),), content=content)
    return accept(store, made, content, by="analyst")


def digests(path):
    with open_store(path, keeps_copies=False) as store, store.cursor() as cursor:
        return content_digests(cursor)


def without(digests, *tables):
    return {table: digest for table, digest in digests.items() if table not in tables}


def test_every_change_of_state_leaves_a_backup(path):
    with open_store(path) as store:
        take(store, 1)
        withdraw(store, 1, by="analyst")
        assert len(backups(path)) == 2


def test_a_backup_holds_what_the_database_holds(path):
    with open_store(path) as store:
        take(store, 1)
        take(store, 2)
    newest = backups(path)[0]
    assert digests(newest) == digests(path)
    assert digests(newest)["observation"][0] == 2


def test_only_the_newest_are_stored(path, monkeypatch):
    monkeypatch.setenv("DSCP_BACKUPS", "3")
    with open_store(path) as store:
        made = [make_backup(store) for _ in range(5)]
    assert backups(path) == made[:1:-1]


def test_many_changes_in_one_go_leave_one_backup(path):
    with open_store(path) as store:
        with one_backup(store):
            take(store, 1)
            take(store, 2)
            assert backups(path) == []
        assert len(backups(path)) == 1


def test_restoring_brings_back_every_figure_and_deletes_nothing(path):
    with open_store(path) as store:
        take(store, 1)
    held = digests(path)
    damaged = b"what a broken disk left"
    path.write_bytes(damaged)
    done = restore_backup(path, by="steward")
    assert without(digests(path), "event") == without(held, "event")
    assert done.aside[0].read_bytes() == damaged
    assert done.events_lost == 0


def test_restoring_shows_how_much_came_after_the_backup(path):
    with open_store(path) as store:
        take(store, 1)
        with one_backup(store):
            take(store, 2)
            path_of_first = backups(path)[0]
    done = restore_backup(path, by="steward", backup=path_of_first)
    assert done.events_lost == 1
    with open_store(path) as store:
        assert len(store.query("returns", as_of=None)) == 1
        take(store, 3)


def test_a_backup_that_is_damaged_is_passed_over(path):
    with open_store(path) as store:
        take(store, 1)
        take(store, 2)
    newest, before = backups(path)
    newest.write_bytes(newest.read_bytes()[:50_000])
    done = restore_backup(path, by="steward")
    assert (done.backup, done.skipped) == (before, (newest,))


def test_without_an_intact_backup_nothing_is_touched(path):
    path.write_bytes(b"broken")
    with pytest.raises(StoreError, match="no usable backup"):
        restore_backup(path, by="steward")
    assert path.read_bytes() == b"broken"
    assert list(path.parent.iterdir()) == [path]


def test_a_database_in_use_is_not_restored(path):
    with open_store(path) as store:
        take(store, 1)
        with pytest.raises(InUse):
            restore_backup(path, by="steward")


def test_a_restore_that_was_interrupted_is_never_taken_for_done(path, monkeypatch):
    with open_store(path) as store:
        take(store, 1)
        old = backups(path)[0]
        take(store, 2)

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("dscp_data.store.backup.restore.set_aside", killed)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(path, by="steward", backup=old)
    monkeypatch.undo()
    path.replace(path.with_name("moved"))
    with pytest.raises(Damaged, match="missing"):
        open_store(path)
    path.write_bytes(old.read_bytes())
    with pytest.raises(Damaged, match="1 event more than the database"):
        open_store(path)
    restore_backup(path, by="steward", backup=old)
    with open_store(path) as store:
        assert len(store.query("returns", as_of=None)) == 1


def test_the_commands_say_what_they_did(path, monkeypatch, capsys):
    monkeypatch.setenv("DSCP_DATABASE", str(path))
    with open_store(path) as store:
        take(store, 1)
    assert main(["backup"]) == 0
    assert main(["verify-log"]) == 0
    assert "The event log is complete and unaltered: 1 event checked." in capsys.readouterr().out
    assert main(["restore"]) == 0
    assert f"Restored: {backups(path)[0]}" in capsys.readouterr().out
    assert main(["rebuild"]) == 1
    assert "Return 1" in capsys.readouterr().out


def test_when_the_last_backup_was_made_is_given_by_the_clock_in_london(path, monkeypatch):
    with open_store(path, keeps_copies=False) as store:
        assert describe_backup(store).startswith("There is no backup yet")
    monkeypatch.setattr(
        "dscp_data.store.backup.backup.utc_now",
        lambda: datetime(2026, 7, 1, 9, 30),
    )
    with open_store(path) as store:
        make_backup(store)
        assert describe_backup(store) == "Last backup: 1 July 2026 at 10:30am."
