"""What the Executive should scrutinise in the reform plan, how it went, and what changed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dscp_data.model.returns import Action
from dscp_data.records.author import Author
from dscp_data.records.entries import save_entry
from dscp_data.records.reform_plan import MILESTONE, milestone_of
from dscp_data.store import accept
from dscp_data.summaries.reform_plan import milestones
from dscp_data.summaries.reform_scrutiny import (
    describe_scrutiny,
    due_within,
    on_time_by_quarter,
    plan_changes,
    position_dates,
    readiness_by_strand,
    scrutiny,
)
from tests.making import checked

DAY = date(2026, 11, 30)
OPEN = Action(
    "family-help", "readiness", "Teams formed", "dcc-csc", date(2026, 1, 5), date(2027, 6, 30),
    None, "on-track", "Half are in place", "", "", "Reform plan", "A5",
)  # fmt: skip
DONE = replace(
    OPEN, title="Offer published", due=date(2026, 3, 31), completed=date(2026, 3, 30),
    status="complete", evidence="Local offer",
)  # fmt: skip


@pytest.fixture
def plan_of(store):
    """The milestones of a plan that was accepted at a time."""

    def accepted(*lines, at=datetime(2026, 11, 2)):
        content = f"{at} {lines}".encode()
        accept(store, checked(actions=lines, content=content), content, by="ann", accepted_at=at)
        return milestones(store.query("actions", as_of=None), store.plan, DAY)

    return accepted


def reasons(store, found):
    return {one.title: one.why for one in scrutiny(found, position_dates(store, None), DAY)}


@pytest.mark.parametrize(
    ("differs", "why"),
    [
        ({"due": date(2026, 11, 20)}, "10 days late"),
        ({"status": "at-risk"}, "at risk"),
        ({"readiness": "not-ready"}, "not ready"),
        ({"position": ""}, "no position statement"),
        ({"position": "", "start": date(2027, 1, 1)}, None),  # not begun
        ({"completed": date(2026, 6, 1), "status": "complete"}, "complete without evidence"),
        ({}, None),
    ],
)
def test_a_milestone_is_scrutinised_for_what_its_row_says(store, plan_of, differs, why):
    assert reasons(store, plan_of(replace(OPEN, **differs))).get("Teams formed") == why


def test_a_position_is_old_where_its_words_are_those_of_a_quarter_ago(store, plan_of):
    plan_of(OPEN, at=datetime(2026, 7, 9))
    found = plan_of(replace(OPEN, funding="Grant"), at=datetime(2026, 11, 2))
    assert reasons(store, found) == {"Teams formed": "no new position since 9 July 2026"}
    (row,) = store.query("actions", as_of=None).to_dict("records")
    changed = replace(milestone_of(row), position="All are in place")
    save_entry(store, MILESTONE, changed, Author("ann", "Told at the board"))
    now = milestones(store.query("actions", as_of=None), store.plan, DAY)
    assert reasons(store, now) == {}


def test_words_that_come_back_are_new_again(store, plan_of):
    plan_of(OPEN, at=datetime(2026, 3, 2))
    plan_of(replace(OPEN, position="One has left"), at=datetime(2026, 7, 9))
    plan_of(replace(OPEN, cell="A9"), at=datetime(2026, 11, 2))
    assert [*position_dates(store, None).values()] == [date(2026, 11, 2)]


def test_the_latest_come_first_and_the_heading_counts_them(store, plan_of):
    found = plan_of(
        replace(OPEN, title="At risk", status="at-risk"),
        replace(OPEN, title="Late", due=date(2026, 11, 20)),
        replace(OPEN, title="Later still", due=date(2026, 9, 1)),
    )
    concerns = scrutiny(found, position_dates(store, None), DAY)
    assert [one.title for one in concerns] == ["Later still", "Late", "At risk"]
    assert describe_scrutiny(concerns) == "3 milestones to scrutinise: 2 late and 1 at risk"


def test_what_is_overdue_or_due_in_90_days_comes_soonest_first(plan_of):
    found = plan_of(
        DONE,
        replace(OPEN, title="In 91 days", due=date(2027, 3, 1)),
        replace(OPEN, title="In 90 days", due=date(2027, 2, 28)),
        replace(OPEN, title="Overdue", due=date(2026, 11, 1)),
    )
    assert list(due_within(found, DAY)["title"]) == ["Overdue", "In 90 days"]


def test_on_time_is_counted_by_the_end_of_each_quarter_and_by_the_day(plan_of):
    lines = (
        DONE,
        replace(OPEN, title="Late", due=date(2026, 3, 1), completed=date(2026, 5, 1),
                status="complete"),
        replace(OPEN, title="Overdue", due=date(2026, 6, 30)),
        replace(OPEN, title="Due later", due=date(2026, 12, 31)),
    )  # fmt: skip
    found = on_time_by_quarter(plan_of(*lines), DAY)
    said = {one.period.name: (one.on_time, one.late, one.overdue) for one in found}
    assert said == {
        "January to March 2026": (1, 0, 1),
        "April to June 2026": (1, 1, 1),
        "July to September 2026": (1, 1, 1),
        "October to December 2026": (1, 1, 1),
    }
    for one in found:  # by a plain walk
        last = min(one.period.end, DAY)
        due = [line for line in lines if line.due <= last]
        met = [line for line in due if line.completed and line.completed <= last]
        assert (one.due, one.overdue) == (len(due), len(due) - len(met))


def test_readiness_is_counted_by_strand_in_words_of_what_is_open(plan_of):
    found = plan_of(
        replace(OPEN, title="a", readiness="not-ready"),
        replace(OPEN, title="b", readiness="ready"),
        replace(OPEN, title="c"), replace(DONE, readiness="ready"),
    )  # fmt: skip
    assert readiness_by_strand(found).loc["Family Help"].to_dict() == {
        "Not ready": 1, "Nearly ready": 0, "Ready": 1, "Not said": 1,
    }  # fmt: skip


def test_changes_say_what_is_new_moved_or_gone(plan_of):
    before = plan_of(OPEN, replace(OPEN, title="Stays"), replace(OPEN, title="Done next"))
    now = plan_of(
        replace(OPEN, due=date(2027, 9, 30), position="Delayed"),
        replace(OPEN, title="Done next", completed=date(2026, 11, 27), status="complete",
                evidence="Minutes"),
        replace(OPEN, title="New one"),
        at=datetime(2026, 11, 28),
    )  # fmt: skip
    said = {one.title: one.what for one in plan_changes(before, now)}
    assert said == {
        "Teams formed": "due on 30 September 2027, before on 30 June 2027; position: Delayed",
        "Done next": "now complete, before later",
        "New one": "New",
    }
    gone = plan_changes(now, now[now["title"] != "Stays"])
    assert [(one.title, one.what) for one in gone] == [("Stays", "Taken out")]
