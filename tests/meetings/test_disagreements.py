"""Evidence that says one thing where the figures say another."""

from datetime import date

import pandas as pd
import pytest

from dscp_data.meetings.disagreements import disagreements
from dscp_data.trends import Selection, trends

USUAL = [40, 44, 41, 39, 43, 42, 40, 45, 41, 38, 42, 43]
SINCE = date(2026, 1, 1)


def evidence(rating, day="2026-03-01", indicator="E08"):
    said = {"indicator": indicator, "rating": rating, "finding": "Every case was seen in time."}
    return pd.DataFrame([{**said, "date": pd.Timestamp(day)}])


@pytest.fixture
def concern(store, take_in_months):
    """Series of which one is a concern."""
    take_in_months([*USUAL * 2, 90])
    return trends(store, store.plan.indicators, Selection(audience="exact"), as_judged=True)


def test_a_good_rating_disagrees_with_a_concern(concern):
    (found,) = disagreements(evidence("Good"), concern, SINCE)
    assert (found.trend.indicator.id, found.rating) == ("E08", "Good")


@pytest.mark.parametrize(
    "other",
    [
        evidence("Requires improvement"),
        evidence(""),
        evidence("Good", day="2025-12-01"),
        evidence("Good", indicator="E12"),
    ],
    ids=["agrees", "not rated", "known at the last meeting", "no signal"],
)
def test_no_other_evidence_disagrees_with_a_concern(concern, other):
    assert disagreements(other, concern, SINCE) == []
