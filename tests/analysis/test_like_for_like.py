"""Where agencies join or leave a total, its limits start again; the others stand like for like."""

import numpy as np
import pytest

from dscp_data.analysis.like_for_like import (
    describe_composition,
    describe_like_for_like,
    like_for_like,
)
from dscp_data.trends import Selection, trends
from dscp_data.trends.applied_settings import annotations_of
from dscp_data.trends.finding import describe_change, status
from tests.making import months, observation

STEADY = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101, 102]


def send(take_in, joins=15, of=30):
    """Early Help reports throughout, and the schools add half as much from a month on."""
    periods = months(of)
    for agency, first, share in (("dcc-early-help", 0, 1.0), ("schools", joins, 0.5)):
        take_in(
            *(
                observation(indicator="E14", agency=agency, period=one, numerator=share * value)
                for one, value in list(zip(periods, STEADY * 2, strict=False))[first:]
            ),
            agency=agency,
        )


def shown(store, audience="exact"):
    (one,) = trends(store, [store.plan.indicator("E14")], Selection(audience=audience))
    return one


def test_an_agency_that_joins_makes_no_signal_and_starts_a_segment(store, take_in):
    send(take_in)
    points = shown(store).points
    assert points["rebased"].tolist() == [n == 15 for n in range(30)]
    assert points["composition"].iloc[15] == "Schools joined"
    assert points["mean"].iloc[0] == pytest.approx(np.mean(STEADY))
    assert points["mean"].iloc[-1] == pytest.approx(1.5 * np.mean(STEADY))
    assert status(shown(store)) == "common cause"
    assert annotations_of(points, ()) == [(months(16)[-1].start, "Schools joined")]


@pytest.mark.parametrize(("of", "says"), [(26, "–"), (30, "no clear change")])
def test_no_change_from_a_year_earlier_is_shown_across_it(store, take_in, of, says):
    send(take_in, of=of)
    assert describe_change(shown(store)).endswith(says)


def test_the_agencies_that_report_throughout_stand_like_for_like(store, take_in):
    send(take_in)
    one = shown(store)
    found = like_for_like(store, one.indicator, one, Selection(audience="exact"))
    assert found.agencies == ("dcc-early-help",)
    assert found.trend.values.tolist() == [float(v) for v in STEADY * 2]
    assert describe_composition(one).startswith("Schools joined in July 2025, so the usual range")
    assert describe_like_for_like(found, store.plan).startswith(
        "Like for like (Early Help): 102 in"
    )


def test_the_same_agencies_throughout_have_nothing_to_compare(store, take_in):
    send(take_in, joins=0)
    one = shown(store)
    assert describe_composition(one) == ""
    assert like_for_like(store, one.indicator, one, Selection(audience="exact")) is None


def test_a_wider_audience_sees_the_same_segments(store, take_in):
    send(take_in)
    protected = shown(store, "protected").points
    assert protected["composition"].tolist() == shown(store).points["composition"].tolist()
