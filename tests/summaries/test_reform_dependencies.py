"""What milestones depend on is found by name, and what is late for them is said."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dscp_data.model.returns import Action
from dscp_data.store import accept
from dscp_data.summaries.reform_dependencies import dependencies, texts_by_milestone
from dscp_data.summaries.reform_plan import milestones
from tests.making import checked

DAY = date(2026, 11, 30)
FIRST = Action(
    "family-help", "readiness", "Data agreed", "dcc-csc", date(2026, 1, 5), date(2027, 3, 31),
    None, "on-track", "", "", "", "Reform plan", "A5",
)  # fmt: skip
SECOND = replace(
    FIRST, title="Teams formed", due=date(2027, 6, 30), dependencies="data  agreed.", cell="A6"
)


@pytest.fixture
def needs_of(store):
    """The dependencies of a plan."""

    def accepted(*lines):
        content = f"{lines}".encode()
        at = datetime(2026, 11, 2)
        accept(store, checked(actions=lines, content=content), content, by="ann", accepted_at=at)
        return dependencies(milestones(store.query("actions", as_of=None), store.plan, DAY))

    return accepted


def test_a_name_is_found_in_any_case_with_or_without_a_stop(needs_of):
    (found,) = needs_of(FIRST, SECOND)
    assert (found.title, found.problem, found.text) == ("Data agreed", "", "Data agreed")
    assert found.on != ""


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ({"due": date(2026, 11, 16)}, {}, "14 days late"),
        ({}, {"due": date(2027, 1, 29)}, "not due until 31 March 2027"),
        ({"due": date(2026, 11, 16), "completed": date(2026, 11, 20)}, {}, ""),
        ({"due": date(2026, 11, 16)}, {"completed": date(2026, 11, 20)}, ""),
    ],
    ids=["overdue", "due after it", "done", "no longer needed"],
)
def test_what_is_late_for_a_milestone_that_depends_on_it(needs_of, first, second, problem):
    (found,) = needs_of(replace(FIRST, **first), replace(SECOND, **second))
    assert found.problem == problem


def test_a_name_of_no_milestone_stays_as_it_was_written(needs_of):
    both = replace(SECOND, dependencies="Data agreed; a grant\nTeams formed")
    found = needs_of(FIRST, both)
    assert [(one.title, one.on != "") for one in found] == [
        ("Data agreed", True), ("a grant", False), ("Teams formed", False),
    ]  # fmt: skip
    assert list(texts_by_milestone(found).values()) == ["Data agreed; a grant; Teams formed"]
