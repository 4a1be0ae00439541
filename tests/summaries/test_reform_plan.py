"""A milestone is judged on the reader's day, whenever the plan was received."""

from datetime import date, datetime

import pandas as pd
import pytest

from dscp_data.model.returns import Action
from dscp_data.store import accept
from dscp_data.summaries.reform_plan import describe_plan, milestones
from tests.making import checked


def milestone(title, due, completed=None, strand="masa"):
    return Action(
        strand, "readiness", title, "dscp", None, due, completed, "on-track", "", "", "",
        "Reform plan", "A5",
    )  # fmt: skip


def test_milestones_stand_complete_overdue_due_soon_or_later(store):
    lines = (
        milestone("done", date(2026, 5, 1), date(2026, 4, 20)),
        milestone("late", date(2026, 6, 1)),
        milestone("soon", date(2026, 8, 31)),
        milestone("later", date(2027, 1, 31)),
        milestone("own words", date(2027, 2, 1), strand="A strand of their own"),
    )
    made = checked(actions=lines)
    accept(store, made, b"a workbook", by="analyst", received_at=datetime(2026, 7, 1))
    found = milestones(store.query("actions", as_of=None), store.plan, date(2026, 7, 3)).set_index(
        "title"
    )
    assert found["progress"].to_dict() == {
        "done": "Complete",
        "late": "Overdue",
        "soon": "Due soon",
        "later": "Later",
        "own words": "Later",
    }
    assert found["days_late"].to_dict() == {
        "done": 0, "late": 32, "soon": 0, "later": 0, "own words": 0,
    }  # fmt: skip
    assert found.loc["done", "lead"] == "DSCP Business Unit"
    assert found.loc["done", "status"] == "On track"
    assert found["strand"].iloc[-1] == "A strand of their own"


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        (["Overdue", "Due soon", "Due soon"], "1 milestone is overdue and 2 due within 3 months"),
        (["Overdue", "Overdue", "Complete"], "2 milestones are overdue"),
        (["Due soon", "Later"], "Nothing is overdue; 1 milestone due within 3 months"),
        (["Complete", "Later"], "Nothing is overdue; 1 of 2 milestones complete"),
    ],
)
def test_the_heading_says_what_is_overdue_before_what_is_due(progress, says):
    assert describe_plan(pd.DataFrame({"progress": progress})) == says
