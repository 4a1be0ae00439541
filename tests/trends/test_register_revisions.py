"""A point worked out from a register is revised where it is not what it was when first complete."""

import itertools
import random
from datetime import date, datetime

import pytest

from dscp_data.model.returns import Action
from dscp_data.store import accept, withdraw
from dscp_data.trends import Selection
from dscp_data.trends.revisions import revisions
from tests.making import checked, concern

numbers = itertools.count()
JULY, OCTOBER = datetime(2025, 7, 10, 9), datetime(2025, 10, 10, 9)


def milestone(title, due, completed=None):
    return Action(
        "masa", "readiness", title, "dscp", None, due, completed, "on track", "", "", "",
        "Reform plan", "A5",
    )  # fmt: skip


def send(store, *milestones, at, concerns=(), cut_off=None):
    content = f"file {next(numbers)}".encode()
    made = checked(actions=milestones, concerns=tuple(concerns), cut_off=cut_off, content=content)
    return accept(store, made, content, by="analyst", received_at=at, accepted_at=at)


def first_values(store, indicator, **selection):
    found = revisions(
        store, store.plan.indicator(indicator), Selection(**selection, audience="exact")
    )
    return {
        start.date(): (value, at.to_pydatetime())
        for start, value, at in zip(
            found["period_start"], found["first_value"], found["first_at"], strict=True
        )
    }


def test_a_milestone_reported_later_as_met_revises_its_quarter(store):
    due = date(2025, 5, 1)
    send(store, milestone("a", due, due), milestone("b", due), at=JULY)
    assert first_values(store, "R01", period_type="quarter") == {}
    send(store, milestone("a", due, due), milestone("b", due, due), at=OCTOBER)
    assert first_values(store, "R01", period_type="quarter") == {date(2025, 4, 1): (50, JULY)}
    assert first_values(store, "R01", period_type="quarter", as_of=JULY) == {}


def test_a_milestone_completed_since_revises_no_month_before(store):
    send(store, milestone("a", date(2025, 4, 30)), at=JULY)
    send(store, milestone("a", date(2025, 4, 30), date(2025, 8, 20)), at=OCTOBER)
    assert first_values(store, "R02") == {}


def test_a_concern_reported_late_revises_a_cohort_that_was_followed_up(store):
    early = concern(opened=date(2024, 1, 10), resolved=date(2024, 2, 1), outcome="resolved")
    late = concern(reference="AC002", opened=date(2024, 1, 20))
    send(store, at=JULY, concerns=[early], cut_off=date(2025, 6, 30))
    second = send(store, at=OCTOBER, concerns=[early, late], cut_off=date(2025, 9, 30))
    assert first_values(store, "H18") == {date(2024, 1, 1): (100, JULY)}
    withdraw(store, second.return_id, by="analyst")
    assert first_values(store, "H18") == {}


def test_a_cohort_not_yet_followed_up_was_not_reported_before(store):
    opened = concern(opened=date(2025, 5, 10))
    send(store, at=JULY, concerns=[opened], cut_off=date(2025, 6, 30))
    resolved = concern(opened=date(2025, 5, 10), resolved=date(2025, 8, 1), outcome="resolved")
    send(store, at=datetime(2026, 1, 9), concerns=[resolved], cut_off=date(2025, 12, 31))
    assert first_values(store, "H18") == {}


@pytest.mark.parametrize("seed", range(3))
def test_what_is_revised_is_what_a_plain_loop_finds(store, seed):
    chance = random.Random(seed)
    sent = []
    for month in (7, 8, 9):
        plan = [
            milestone(
                title,
                date(2025, 4, 15),
                date(2025, chance.randint(4, 6), 20) if chance.random() < 0.6 else None,
            )
            for title in "abcd"
        ]
        at = datetime(2025, month, 10)
        send(store, *plan, at=at)
        sent.append((at, plan))

    def overdue(plan, end):
        return sum(one.due <= end and (not one.completed or one.completed > end) for one in plan)

    expected = {}
    for end in (date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30), date(2025, 7, 31)):
        first_at, first = next((at, plan) for at, plan in sent if at.date() >= end)
        if overdue(first, end) != overdue(sent[-1][1], end):
            expected[end.replace(day=1)] = (overdue(first, end), first_at)
    assert first_values(store, "R02") == expected
