"""Reform milestones are worked out from the action plan, to the reader's day."""

from datetime import date, datetime

from dscp_data.model import clock
from dscp_data.model.returns import Action
from dscp_data.store import accept
from dscp_data.trends import Selection, trends
from tests.making import checked


def milestone(title, due, completed=None):
    return Action(
        "masa", "readiness", title, "dscp", None, due, completed, "on track", "", "", "",
        "Reform plan", "A5",
    )  # fmt: skip


def shown(store, indicator, period_type):
    (one,) = trends(
        store,
        [store.plan.indicator(indicator)],
        Selection(period_type=period_type, audience="exact"),
    )
    return one.points.set_index("name")


def send(store, *milestones, received):
    made = checked(actions=milestones)
    accept(store, made, b"a workbook", by="analyst", received_at=received)


def test_milestones_on_time_are_those_complete_by_their_date_of_those_due(store):
    send(
        store,
        milestone("a", date(2025, 5, 1), date(2025, 5, 1)),
        milestone("b", date(2025, 5, 1), date(2025, 5, 2)),
        milestone("c", date(2025, 6, 1)),
        received=datetime(2025, 7, 10),
    )
    seen = shown(store, "R01", "quarter").loc["April to June 2025"]
    assert (seen["numerator"], seen["denominator"]) == (1, 3)


def test_a_milestone_is_overdue_at_each_month_end_until_it_is_complete(store):
    send(
        store,
        milestone("a", date(2025, 4, 30), date(2025, 6, 15)),
        milestone("b", date(2025, 5, 31)),
        received=datetime(2025, 8, 1),
    )
    seen = shown(store, "R02", "month")
    assert seen.loc[~seen["provisional"].astype(bool), "value"].to_dict() == {
        "April 2025": 1,
        "May 2025": 2,
        "June 2025": 1,
        "July 2025": 1,
    }


def test_a_period_after_the_plan_was_received_is_provisional(store, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2025, 8, 2))
    send(store, milestone("a", date(2025, 4, 30)), received=datetime(2025, 6, 15))
    seen = shown(store, "R02", "month")
    assert list(seen.index) == ["April 2025", "May 2025", "June 2025", "July 2025"]
    assert seen["provisional"].tolist() == [False, False, True, True]
    assert seen["value"].tolist() == [1, 1, 1, 1]
