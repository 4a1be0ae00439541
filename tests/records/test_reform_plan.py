"""Milestones are entered and changed on the page; a later return that says something new counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dscp_data.intake.rules import PERSON
from dscp_data.model.clock import today, utc_now
from dscp_data.model.entries import MilestoneEntry
from dscp_data.records.author import Author
from dscp_data.records.entries import EntryError, save_entry, withdraw_entry
from dscp_data.records.reform_plan import (
    MILESTONE,
    milestone_of,
)
from dscp_data.records.typed_text import PersonalData
from tests.making import milestone

ANN = Author("ann", "Agreed at the board")
NEW = MilestoneEntry(
    "masa", "readiness", "Partner contributions agreed", "dscp", date(2026, 12, 1), "at-risk",
    "Business manager", date(2026, 6, 1), None, "Two partners have not answered", "", "",
    "Budget of the council", "not-ready",
)  # fmt: skip


def plan(store, as_of=None):
    return store.query("actions", as_of=as_of).to_dict("records")


def titles(store, as_of=None):
    return [row["title"] for row in plan(store, as_of)]


def only(store):
    (row,) = plan(store)
    return row


def test_a_milestone_of_the_page_is_in_the_plan_beside_those_sent(store, send):
    send(milestone())
    save_entry(store, MILESTONE, NEW, Author("ann"))
    assert titles(store) == ["Teams formed", NEW.title]
    assert milestone_of(plan(store)[1]) == replace(NEW, id=1, step=1)


def test_a_change_of_a_line_counts_and_leads_to_its_cell(store, send):
    send(milestone())
    changed = replace(milestone_of(only(store)), position="All are in place", status="at-risk")
    save_entry(store, MILESTONE, changed, ANN)
    row = only(store)
    assert (row["position"], row["status"], row["cell"]) == ("All are in place", "at-risk", "A5")


def test_the_same_line_sent_again_does_not_undo_a_change(store, send):
    send(milestone())
    save_entry(
        store, MILESTONE, replace(milestone_of(only(store)), position="All are in place"), ANN
    )
    send(milestone(cell="A9"))
    assert only(store)["position"] == "All are in place"


def test_a_later_line_with_new_content_counts(store, send):
    send(milestone())
    save_entry(
        store, MILESTONE, replace(milestone_of(only(store)), position="All are in place"), ANN
    )
    send(milestone(position="One has left again"))
    assert only(store)["position"] == "One has left again"


def test_a_milestone_that_was_renamed_is_known_by_both_names(store, send):
    send(milestone())
    save_entry(store, MILESTONE, replace(milestone_of(only(store)), title="Teams at work"), ANN)
    assert titles(store) == ["Teams at work"]
    send(milestone(title="Teams at work", position="In three places"))
    assert titles(store) == ["Teams at work"]
    assert only(store)["position"] == "In three places"


def test_a_milestone_of_the_page_that_comes_back_in_a_return_is_one(store, send):
    save_entry(store, MILESTONE, NEW, Author("ann"))
    send(milestone(strand="masa", title=NEW.title, position="All have answered"))
    assert only(store)["position"] == "All have answered"


def test_the_plan_as_at_before_a_change_is_as_it_was(store, send):
    send(milestone())
    before = utc_now()
    save_entry(
        store, MILESTONE, replace(milestone_of(only(store)), position="All are in place"), ANN
    )
    assert plan(store, before)[0]["position"] == "Half are in place"


def test_what_is_withdrawn_stays_in_the_history(store, send):
    send(milestone())
    before = utc_now()
    withdraw_entry(store, MILESTONE, milestone_of(only(store)), ANN)
    assert titles(store) == []
    assert titles(store, before) == ["Teams formed"]


@pytest.mark.parametrize("field", ["title", "role", "position", "dependencies"])
def test_what_may_name_a_person_is_asked_about_in_the_words_of_intake(store, field):
    with pytest.raises(PersonalData) as asked:
        save_entry(store, MILESTONE, replace(NEW, **{field: "Kayleigh Dixon leads"}), Author("ann"))
    assert str(asked.value) == f"{PERSON.message} {PERSON.fix}"


@pytest.mark.parametrize(
    ("differs", "says"),
    [
        ({"title": ""}, "Enter what the milestone is"),
        ({"strand": "other"}, "Choose the strand"),
        ({"readiness": "amber"}, "Choose the readiness"),
        ({"start": date(2027, 1, 1)}, "due before it starts"),
        ({"status": "complete"}, "Enter that day"),
        ({"completed": date(2026, 6, 5)}, "choose another status"),
        ({"completed": today() + timedelta(days=2), "status": "complete"}, "in the future"),
    ],
)
def test_what_cannot_be_stored_says_what_to_change(store, differs, says):
    with pytest.raises(EntryError, match=says):
        save_entry(store, MILESTONE, replace(NEW, **differs), Author("ann"))
