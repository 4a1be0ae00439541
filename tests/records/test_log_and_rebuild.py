"""Entries of pages are in the event log: a rebuild gives them again; a change by hand shows."""

from datetime import date

import pytest

from dscp_data.model.entries import EvidenceEntry, MilestoneEntry, PlanEdit
from dscp_data.records.author import Author
from dscp_data.records.entries import save_entry
from dscp_data.records.evidence import EVIDENCE
from dscp_data.records.plan_edits import save_correction
from dscp_data.records.reform_plan import MILESTONE
from dscp_data.store import open_store
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.event_log.digests import content_digests
from dscp_data.store.event_log.verification import verify_log
from dscp_data.store.records.entries import entry_versions

ANN = Author("ann", "Agreed")
TRAINING = EvidenceEntry(date(2026, 2, 4), "tewv", "training", "Well attended")
PLAN_AGREED = MilestoneEntry("masa", "", "Plan agreed", "dscp", date(2026, 12, 1), "on-track")
EDIT = PlanEdit("threads", "H04", "jigsaw")
KINDS = (EvidenceEntry, MilestoneEntry, PlanEdit)


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        enter(store)
    return path


def enter(store):
    save_correction(store, EDIT, ANN)
    return save_entry(store, EVIDENCE, TRAINING, ANN), save_entry(
        store, MILESTONE, PLAN_AGREED, ANN
    )


def contents(store):
    with store.cursor() as cursor:
        digests = content_digests(cursor)
    del digests["event"]  # the rebuild is an event itself
    return digests, [entry_versions(store, kind) for kind in KINDS]


def test_a_rebuild_gives_the_same_entries_and_new_ids_begin_after_them(database):
    with open_store(database) as store:
        before = contents(store)
    assert not rebuild(database, "ann", lambda *_: None).differs
    assert verify_log(database).faults == ()
    with open_store(database) as store:
        assert contents(store) == before
        assert enter(store) == (2, 2)


@pytest.mark.parametrize(
    ("by_hand", "says"),
    [
        ("UPDATE evidence_entry SET rating = 'Good'", "The evidence entered on pages"),
        ("UPDATE milestone_entry SET status = 'late'", "The milestones entered on pages"),
        ("DELETE FROM plan_edit", "The list of corrections of the plan"),
    ],
)
def test_a_row_changed_by_hand_does_not_match_the_log(database, by_hand, says):
    with open_store(database) as store, store.transaction() as cursor:
        cursor.execute(by_hand)
    (fault,) = verify_log(database).faults
    assert says in fault
