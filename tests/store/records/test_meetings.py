"""The record of meetings: versions, the event log that tells of them, and what the rows read as."""

from datetime import date, datetime

import pytest

from dscp_data.model.meetings import AgendaItem, MeetingDetails, MeetingEntry
from dscp_data.store import open_store
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.event_log.verification import verify_log
from dscp_data.store.records.meetings import (
    read_details,
    read_items,
    read_notes,
    save_rows,
)
from dscp_data.store.records.versions import ChangedMeanwhile

AT = datetime(2026, 12, 2, 10, 42)
DETAILS = MeetingDetails(1, AT, "County Hall", invited=("Chair", "hdft"))
ITEM = AgendaItem("free", "Any other business", AT, meeting_id=1, position=1)
ENTRY = MeetingEntry("action", "Audit 20 closures", 1, 1, "dcc-csc", date(2026, 12, 16), "open")


def save(store, *rows, reason=""):
    return save_rows(store, "meeting changed", rows, by="ann", reason=reason, at=AT)


def test_a_meeting_reads_back_as_it_was_stored(store):
    save(store, DETAILS, ITEM, ENTRY)
    (stored, versions) = read_details(store)[1]
    assert (stored.place, stored.invited, stored.present, stored.as_of, versions) == (
        "County Hall", ("Chair", "hdft"), (), AT, 0,
    )  # fmt: skip
    (item,) = read_items(store, 1)
    assert (item.id, item.title, item.indicator, item.left_out) == (1, ITEM.title, None, False)
    (entry,) = read_notes(store, 1)
    assert (entry.text, entry.owner, entry.due, entry.status, entry.changed_by) == (
        "Audit 20 closures", "dcc-csc", date(2026, 12, 16), "open", "ann",
    )  # fmt: skip


def test_a_change_is_a_new_version_and_the_old_one_stays(store):
    save(store, ENTRY)
    (first,) = read_notes(store, 1)
    save(store, MeetingEntry(**{**vars(first), "status": "done"}), reason="Reported by e-mail")
    (entry,) = read_notes(store, 1)
    assert (entry.status, entry.step, entry.reason) == ("done", 2, "Reported by e-mail")
    with store.cursor() as cursor:
        statuses = cursor.execute("SELECT status FROM meeting_entry ORDER BY step").fetchall()
    assert statuses == [("open",), ("done",)]


def test_two_people_who_change_the_same_row_do_not_overwrite_each_other(store):
    save(store, ENTRY)
    (read,) = read_notes(store, 1)
    save(store, MeetingEntry(**{**vars(read), "text": "Audit 30 closures"}))
    with pytest.raises(ChangedMeanwhile):
        save(store, MeetingEntry(**{**vars(read), "text": "Audit 10 closures"}))
    assert [one.text for one in read_notes(store, 1)] == ["Audit 30 closures"]


def test_typing_at_a_meeting_leaves_the_data_version_of_figures(store):
    before = store.version
    save(store, DETAILS, ITEM, ENTRY)
    assert store.version == before


def test_what_is_read_is_of_one_meeting_or_of_all(store):
    save(store, ITEM)
    save(store, AgendaItem("free", "Other", AT, meeting_id=2))
    assert [one.title for one in read_items(store, 2)] == ["Other"]
    assert len(read_items(store, None)) == 2


def test_a_rebuild_gives_the_same_record_and_new_ids_begin_after_it(tmp_path):
    database = tmp_path / "dscp.duckdb"
    with open_store(database) as store:
        save(store, DETAILS, ITEM, ENTRY)
        before = read_details(store), read_items(store, 1), read_notes(store, 1)
    assert not rebuild(database, "ann", lambda *_: None).differs
    assert verify_log(database).faults == ()
    with open_store(database) as store:
        assert (read_details(store), read_items(store, 1), read_notes(store, 1)) == before
        assert save(store, ITEM, ENTRY) == [2, 2]


def test_a_row_changed_by_hand_does_not_match_the_log(tmp_path):
    database = tmp_path / "dscp.duckdb"
    with open_store(database) as store:
        save(store, DETAILS, ITEM, ENTRY)
        with store.transaction() as cursor:
            cursor.execute("UPDATE meeting_entry SET text = 'Nothing'")
    (fault,) = verify_log(database).faults
    assert "decisions, actions and notes" in fault
