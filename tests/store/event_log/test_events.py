"""The log of events: what is written in it, and that nothing in it can change unnoticed."""

from dataclasses import replace

import duckdb
import pytest

from dscp_data.cli import main
from dscp_data.model.clock import utc_now
from dscp_data.model.faults import Fault
from dscp_data.settings import NewSetting, end_setting, save_setting
from dscp_data.store import (
    accept,
    open_store,
    record_refusal,
    restore,
    save_comparators,
    withdraw,
)
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.events import events, first_broken_event, record
from dscp_data.store.event_log.journal import Journal, journal_path
from dscp_data.store.event_log.return_events import record_check
from dscp_data.store.event_log.verification import verify_log
from tests.making import APRIL, checked, observation
from tests.store.older_schemas import make_older


def log_of(store):
    with store.cursor() as cursor:
        return events(cursor)


def test_what_is_done_is_in_the_log_with_who_did_it_and_to_what(store):
    made = checked(observation())
    accept(store, made, b"a workbook", by="Ann Analyst")
    withdraw(store, 1, by="Bo", reason="wrong quarter")
    restore(store, 1, by="Cy")
    save_comparators(store, [], by="Di")
    target = NewSetting("target", APRIL.start, "E08", value=3.0)
    save_setting(store, target, by="Ed", reason="agreed")
    end_setting(store, 1, by="Flo", reason="entered twice")
    assert [(e.number, e.who, e.what) for e in log_of(store)] == [
        (1, "Ann Analyst", "return accepted"),
        (2, "Bo", "return withdrawn"),
        (3, "Cy", "return put back"),
        (4, "Di", "published figures held"),
        (5, "Ed", "target set"),
        (6, "Flo", "target removed"),
    ]
    assert log_of(store)[0].subjects == ("return 1", made.sha256)
    assert log_of(store)[1].rows["return_state"][0]["reason"] == "wrong quarter"


def test_an_event_is_written_together_with_what_it_records(store):
    def half_done():
        with store.transaction() as cursor:
            record(cursor, "something", who="analyst")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert log_of(store) == []


@pytest.fixture
def filled(tmp_path):
    """A closed database with five events in its log."""
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        for number in range(5):
            with store.transaction() as cursor:
                record(cursor, f"thing {number}", who="analyst")
    return path


def test_a_log_that_nobody_touched_is_intact(filled):
    found = verify_log(filled)
    assert (found.events, found.faults) == (5, ())
    assert len(found.last) == 64


CHANGED = "UPDATE event SET who = 'somebody else' WHERE number = 3"
REMOVED = "DELETE FROM event WHERE number = 3"
LAST_REMOVED = "DELETE FROM event WHERE number = 5"
MOVED = "UPDATE event SET number = CASE number WHEN 3 THEN 4 WHEN 4 THEN 3 ELSE number END"
ADDED = "INSERT INTO event SELECT 6, * EXCLUDE (number) FROM event WHERE number = 2"


@pytest.mark.parametrize(
    ("how", "first"),
    [(CHANGED, 3), (REMOVED, 3), (LAST_REMOVED, 5), (MOVED, 3), (ADDED, 6)],
)
def test_an_event_that_was_changed_removed_or_moved_is_named(filled, capsys, how, first):
    with duckdb.connect(str(filled)) as connection:
        connection.execute("CREATE TABLE held AS FROM event")
        connection.execute(how.replace("event", "held"))
        connection.execute("DELETE FROM event")
    with duckdb.connect(str(filled)) as connection:
        connection.execute("INSERT INTO event FROM held")
        connection.execute("DROP TABLE held")
    (fault,) = {fault.split(" ")[1] for fault in verify_log(filled).faults}
    assert fault == str(first)
    assert main(["--database", str(filled), "verify-log"]) == 1
    assert f"Event {first} " in capsys.readouterr().out


def test_a_chain_made_anew_after_a_change_is_not_the_one_in_the_file(filled):
    with duckdb.connect(str(filled)) as connection:
        connection.execute("DELETE FROM event WHERE number > 2")
        for number in (3, 4, 5):
            record(connection, f"another thing {number}", who="analyst")
        assert first_broken_event(events(connection)) is None
    (fault,) = verify_log(filled).faults
    assert fault.startswith("Event 3 differs between the database and ")
    with pytest.raises(Damaged, match="does not match the file"):
        open_store(filled)


def test_the_file_of_the_log_catches_up_after_a_line_that_was_cut_off(filled):
    file = journal_path(filled)
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.rfind(b"\n", 0, -1) + 20])
    with open_store(filled) as store:
        assert [*Journal(file, store.key).events()] == log_of(store)
    assert file.read_bytes() == whole


def test_a_database_older_than_logs_begins_one_with_what_it_holds(store, take_in):
    first, second = take_in(observation()), take_in(observation(numerator=12.0))
    withdraw(store, second.return_id, by="Bo", reason="wrong quarter")
    said = [(e.what, e.who, e.rows, e.details.get("digest")) for e in log_of(store)]
    with store.transaction() as cursor:
        make_older(cursor, 7)
    path = store.path
    store.close()
    with open_store(path) as again:
        assert [(e.what, e.who, e.rows, e.details.get("digest")) for e in log_of(again)] == said
    assert first.return_id == 1


def test_a_file_that_is_not_accepted_leaves_its_fingerprint_and_none_of_its_content(store):
    fault = Fault("Zebedee", "B2", "Zebedee", "negative", "error", "Zebedee", "Mend it.")
    made = checked(observation(), file="Zebedee.xlsx", faults=(fault,))
    record_check(store, made, by="analyst")
    record_refusal(store, replace(made, refused=True), utc_now(), by="analyst")
    assert [(e.what, e.subjects) for e in log_of(store)] == [
        ("file checked", (made.sha256,)),
        ("file refused", (made.sha256,)),
    ]
    assert "Zebedee" not in str(log_of(store))
    assert store.version == 3
