"""A full disk: a plain message, nothing half accepted, and readers go on."""

import errno
import logging
import subprocess

import pytest

from dscp_data.store import StoreError, accept, open_store
from dscp_data.store.backup.backup import backups, make_backup
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.engine.errors import NoRoom, NotWritable, storage_fault
from dscp_data.store.event_log.journal import Journal, journal_path
from dscp_data.store.event_log.verification import verify_log
from tests.making import checked, observation
from tests.small_disk import SMALLEST_FREE, filled
from tests.store.figures import figures, take


def test_an_original_that_cannot_be_stored_is_not_accepted(disk):
    with open_store(disk / "dscp.duckdb") as store:
        take(store, 1)
        shown = figures(store)
        with filled(disk), pytest.raises(StoreError, match="Nothing was accepted"):
            take(store, 2)
        assert figures(store) == shown
        assert [*store.originals.files.folder.glob("*.partial")] == []
        take(store, 2)
        assert figures(store) != shown


@pytest.mark.parametrize("leaving", [1, 2, 4, 8, 16])
def test_an_accept_that_finds_no_room_is_all_or_nothing(disk, leaving):
    path = disk / "dscp.duckdb"
    lines = [
        observation(locality=f"place {number}", comment=f"{number} " * 40) for number in range(3000)
    ]
    with open_store(path) as store:
        store.in_batch = True
        take(store, 1)
        shown = figures(store)
        made = checked(*lines, content=b"many")
        with filled(disk, leaving * SMALLEST_FREE):
            with pytest.raises(StoreError, match=r"disk with .* is full"):
                accept(store, made, b"many", by="analyst")
            assert figures(store) == shown
        accept(store, made, b"many", by="analyst")
        after = figures(store)
    assert verify_log(path).faults == ()
    with open_store(path) as store:
        assert figures(store) == after != shown


def test_a_full_disk_is_not_taken_for_damage(disk):
    path = disk / "dscp.duckdb"
    with open_store(path) as store:
        take(store, 1)
        shown = figures(store)
    with filled(disk), pytest.raises(NoRoom, match="is full") as refused:
        open_store(path)
    assert "damaged" not in str(refused.value)
    with open_store(path) as store:
        assert figures(store) == shown


def test_a_read_only_disk_is_not_taken_for_damage(disk):
    path = disk / "dscp.duckdb"
    with open_store(path) as store:
        take(store, 1)
        shown = figures(store)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        with pytest.raises(NotWritable, match="is read-only"):
            open_store(path)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    with open_store(path) as store:
        assert figures(store) == shown


def test_a_disk_without_permission_is_not_taken_for_damage(tmp_path):
    fault = storage_fault(OSError(errno.EACCES, "Permission denied"), tmp_path / "dscp.duckdb")
    assert isinstance(fault, NotWritable)
    assert "may not read and write" in str(fault)


def test_a_rebuild_that_finds_no_room_leaves_nothing_behind(disk):
    path = disk / "dscp.duckdb"
    with open_store(path) as store:
        take(store, 1)
        shown = figures(store)
    before = sorted(disk.iterdir())
    with filled(disk), pytest.raises(NoRoom, match="is full"):
        rebuild(path, by="steward", progress=lambda *_: None)
    assert sorted(disk.iterdir()) == before
    with open_store(path) as store:
        assert figures(store) == shown


def test_a_backup_that_finds_no_room_undoes_nothing_and_leaves_nothing(disk, caplog):
    with open_store(disk / "dscp.duckdb") as store:
        take(store, 1)
        before = backups(store.path)
        with filled(disk, leaving=64 * SMALLEST_FREE):
            with pytest.raises(StoreError, match="The return has been accepted"):
                make_backup(store)
            with caplog.at_level(logging.WARNING):
                take(store, 2)
        assert "No backup could be made" in caplog.text
        assert backups(store.path) == before
        assert len(store.query("returns", as_of=None)) == 2
        assert [*before[0].parent.glob("*.partial*")] == []
        make_backup(store)


def test_a_file_of_the_log_that_finds_no_room_is_written_later(tmp_path, monkeypatch, caplog):
    def full(*_):
        raise OSError(28, "No space left on device")

    with open_store(tmp_path / "dscp.duckdb") as store:
        store.in_batch = True
        with monkeypatch.context() as patched, caplog.at_level(logging.WARNING):
            patched.setattr(Journal, "append", full)
            take(store, 1)
        assert "The event log" in caplog.text
        take(store, 2)
        written = [event.number for event in Journal(journal_path(store.path), store.key).events()]
        assert written == [1, 2]
