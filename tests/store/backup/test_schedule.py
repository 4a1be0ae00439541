"""Backups are made when it is quiet, and what was accepted since the last one is never lost."""

import shutil
import threading
from datetime import date

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.check import check_file
from dscp_data.store import accept, open_store
from dscp_data.store.backup import schedule
from dscp_data.store.backup.backup import backups
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.backup.schedule import BackupSchedule
from dscp_data.store.event_log.access_log import ViewEvent, record_views
from dscp_data.store.event_log.digests import content_digests
from dscp_data.store.event_log.journal import journal_path
from tests.making import checked, observation
from tests.workbooks import workbook

LONG = 3600.0


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dscp.duckdb"


@pytest.fixture
def made(monkeypatch):
    """Set whenever a backup has been made."""
    event, make = threading.Event(), schedule.make_backup

    def make_and_tell(store):
        try:
            return make(store)
        finally:
            event.set()

    monkeypatch.setattr(schedule, "make_backup", make_and_tell)
    return event


def take(store, number):
    content = f"file {number}".encode()
    sent = checked(observation(numerator=float(number)), content=content)
    accept(store, sent, content, by="analyst")


def test_accepting_a_return_makes_no_backup_by_itself(path):
    with open_store(path) as store:
        BackupSchedule(store, quiet=LONG)
        take(store, 1)
        assert backups(path) == []


def test_a_backup_is_made_once_nothing_has_changed_for_a_while(path, made):
    with open_store(path) as store:
        BackupSchedule(store, quiet=0.05)
        take(store, 1)
        assert made.wait(60)
        assert len(backups(path)) == 1


def test_a_day_of_changes_without_a_quiet_minute_has_a_backup(path, made):
    with open_store(path) as store:
        BackupSchedule(store, quiet=LONG, longest=0.05)
        take(store, 1)
        assert made.wait(60)


def test_what_was_not_backed_up_is_when_the_store_is_closed(path):
    with open_store(path) as store:
        BackupSchedule(store, quiet=LONG)
        take(store, 1)
        take(store, 2)
    (only,) = backups(path)
    with open_store(shutil.copy(only, path.parent / "copy.duckdb"), keeps_copies=False) as copy:
        assert len(copy.query("returns", as_of=None)) == 2


def test_a_store_that_did_not_change_has_no_backup(path):
    with open_store(path) as store:
        BackupSchedule(store, quiet=LONG)
        record_views(store, [ViewEvent("ann", "Overview", "all")])
    assert backups(path) == []


def test_a_backup_that_fails_is_tried_again(path, made):
    (path.parent / "backups").write_text("in the way of the folder")
    with open_store(path) as store:
        BackupSchedule(store, quiet=0.05)
        take(store, 1)
        assert made.wait(60)
        (path.parent / "backups").unlink()
        made.clear()
        assert made.wait(60)
        assert len(backups(path)) == 1


def test_what_was_accepted_since_the_last_backup_is_rebuilt_from_log_and_originals(path, tmp_path):
    """As after a disk that lost the database before the quiet minute was over."""
    left = tmp_path / "left"
    left.mkdir()
    with open_store(path) as store:
        BackupSchedule(store, quiet=LONG)
        for count in (5, 7):
            content = workbook(["E08", "CSC", "Easington", "Apr-25", count])
            sent = check_file(content, "return.xlsx", catalogue=catalogue(), today=date(2026, 1, 1))
            accept(store, sent, content, by="analyst")
        assert backups(path) == []
        with store.cursor() as cursor:
            expected = content_digests(cursor)
        shutil.copy(journal_path(path), left)
        shutil.copytree(path.parent / "originals", left / "originals")
    rebuild(left / path.name, "steward", lambda *_: None)
    with open_store(left / path.name) as made_again, made_again.cursor() as cursor:
        found = content_digests(cursor)
    assert found.pop("event") != expected.pop("event")  # it says that it was rebuilt
    assert found == expected
