"""What was ever published outlives the database: a restore and a rebuild take it over."""

import shutil

import duckdb
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.store import accept, open_store
from dscp_data.store.backup.backup import backups, make_backup
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.backup.restore import restore_backup
from dscp_data.store.event_log.events import events
from dscp_data.store.event_log.journal import journal_path
from dscp_data.store.records.publication_history import (
    FIGURES_PUBLISHED,
    PublicationHistory,
    history_of_log,
    missing_from,
    pack,
    read_history,
    unpack,
)
from dscp_data.store.returns.extracts import save_extract
from tests.making import checked, observation
from tests.store.logs import drop_events

INDICATOR = catalogue().indicator("E14")
APRIL_OF = ("easington", "month", "2025-04-01")
HELD = PublicationHistory(
    (("E08", 0, "csc", *APRIL_OF, 7.0, None),),
    (("E08", "csc", *APRIL_OF, "numerator", 1.0, 7.0, [0]),),
)


def publish(store, numerator):
    content = f"{numerator}".encode()
    line = observation(indicator="E14", agency="schools", numerator=numerator)
    made = accept(store, checked(line, content=content), content, by="analyst")
    with store.cursor() as cursor:  # from which a rebuild reads what no workbook holds here
        save_extract(cursor, store.originals, made.return_id)
    refresh_protected(store, [INDICATOR])


def history(store):
    with store.cursor() as cursor:
        return read_history(cursor)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dscp.duckdb"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of `published`, and what it gives."""
    folder = tmp_path_factory.mktemp("published")
    with open_store(folder / "dscp.duckdb") as store:
        publish(store, 50.0)
        make_backup(store)
        before = history(store)
        store.in_batch = True
        publish(store, 60.0)
        now = history(store)
    assert set(map(str, now.cells)) > set(map(str, before.cells))
    return folder, now


@pytest.fixture
def published(made, path):
    """All that a closed database ever published. Its backup is of before the last of it."""
    folder, now = made
    shutil.copytree(folder, path.parent, dirs_exist_ok=True)
    return now


def test_a_restore_takes_over_what_was_published_after_the_backup(path, published):
    restore_backup(path, by="steward", backup=backups(path)[0])
    with open_store(path) as store:
        assert history(store) == published
        assert not store.query("protected_indicators")["up_to_date"].any()


def test_a_rebuild_takes_over_what_was_published(path, published):
    assert rebuild(path, "steward", lambda *_: None).differs == ()
    with open_store(path) as store:
        assert history(store) == published


def test_a_rebuild_of_a_database_that_cannot_be_read_takes_it_from_the_log(path, published):
    path.write_bytes(b"broken")
    assert rebuild(path, "steward", lambda *_: None).differs == ()
    with open_store(path) as store:
        assert history(store) == published


def test_a_restore_takes_it_from_the_database_where_the_file_of_the_log_is_broken(path, published):
    journal_path(path).write_bytes(b"broken\n")
    restore_backup(path, by="steward", backup=backups(path)[0])
    with open_store(path) as store:
        assert history(store) == published


def test_a_log_that_is_older_than_publications_begins_with_those_of_the_database(path, published):
    with duckdb.connect(str(path)) as older:
        drop_events(older, (FIGURES_PUBLISHED,))
    journal_path(path).unlink()
    with open_store(path) as store, store.cursor() as cursor:
        assert history_of_log(events(cursor)) == published
    with open_store(path) as again, again.cursor() as cursor:  # and not once more at each opening
        assert history_of_log(events(cursor)) == published


@pytest.mark.usefixtures("published")
def test_no_count_of_what_was_published_can_be_read_in_the_log(path):
    said = journal_path(path).read_text()
    assert FIGURES_PUBLISHED in said
    assert "50.0" not in said


def test_what_is_packed_is_unpacked():
    assert unpack(pack(HELD)) == HELD
    assert unpack(pack(PublicationHistory())) == PublicationHistory()


def test_a_history_lacks_nothing_of_itself():
    assert missing_from(HELD, HELD) == PublicationHistory()


def test_contributors_of_another_history_are_numbered_after_those_that_are_there():
    cell = ("E08", "csc", *APRIL_OF, "numerator", 8.0, 12.0)
    other = PublicationHistory((("E08", 0, "csc", *APRIL_OF, 9.0, None),), ((*cell, [0]),))
    assert missing_from(HELD, other) == PublicationHistory(
        (("E08", 1, "csc", *APRIL_OF, 9.0, None),), ((*cell, [1]),)
    )
