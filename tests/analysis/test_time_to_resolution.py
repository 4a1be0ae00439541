"""How long resolution takes: months as cohorts count them, and a plain loop for the curve."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.analysis.time_to_resolution import (
    Share,
    ages_of_open,
    describe_endings,
    months_between,
    resolution_curve,
    resolution_finding,
    resolved_by,
    time_to_resolution,
)
from dscp_data.model.periods import add_months
from tests.making import concern

CUT_OFF = date(2026, 9, 30)
days = st.dates(date(2023, 1, 1), date(2025, 12, 31))


def times_of(*pairs):
    return pd.DataFrame(pairs, columns=["months", "ending"]).astype({"months": float})


def curve_of(*pairs):
    return resolution_curve(times_of(*pairs))


def register(store, take_in, *lines, cut_off=CUT_OFF):
    take_in(concerns=lines, cut_off=cut_off)
    return store.query("concerns", as_of=None, localities=None)


@given(days, st.integers(0, 900), st.integers(0, 30))
def test_within_months_means_what_it_means_for_cohorts(start, later, months):
    end = start + timedelta(days=later)
    assert (months_between(start, end) <= months) == (end <= add_months(start, months))


@given(days, st.integers(0, 900))
def test_a_day_more_is_never_less(start, later):
    end = start + timedelta(days=later)
    assert months_between(start, end) <= months_between(start, end + timedelta(days=1))


def test_half_of_june_is_half_a_month():
    assert months_between(date(2025, 4, 16), date(2025, 6, 1)) == 1 + 16 / 31


def test_each_concern_has_its_time_and_its_ending(store, take_in):
    held = register(
        store,
        take_in,
        concern(reference="AC1", opened=date(2026, 1, 30), resolved=date(2026, 3, 30)),
        concern(reference="AC2", opened=date(2026, 3, 30)),
        concern(reference="AC3", opened=date(2026, 4, 1), resolved=date(2026, 5, 1),
                outcome="merged"),
        concern(reference="AC4", opened=date(2026, 10, 1)),
    )  # fmt: skip
    seen = time_to_resolution(held)
    assert seen[["reference", "months", "ending"]].to_numpy().tolist() == [
        ["AC1", 2, "resolved"],
        ["AC2", 6, "open"],
        ["AC3", 1, "otherwise"],
    ]


def test_an_empty_register_has_no_times(store):
    empty = time_to_resolution(store.query("concerns", as_of=None, localities=None))
    assert empty.empty
    assert resolution_finding(resolution_curve(empty)).startswith("0 areas of concern followed up")
    assert ages_of_open(empty)["Open"].tolist() == [0, 0, 0, 0]


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.sampled_from(["resolved", "open", "otherwise"])),
        min_size=1,
        max_size=40,
    ),
    st.integers(0, 20),
)
def test_the_share_is_that_of_a_plain_loop_over_those_still_open(pairs, month):
    still_open, resolved = 1.0, 0.0
    for time in sorted({time for time, _ in pairs if time <= month}):
        at_risk = sum(one >= time for one, _ in pairs)
        resolved += still_open * pairs.count((time, "resolved")) / at_risk
        ended = pairs.count((time, "resolved")) + pairs.count((time, "otherwise"))
        still_open *= 1 - ended / at_risk
    share = resolved_by(curve_of(*pairs), month)
    last = max(time for time, _ in pairs)
    if last < month and (last, "open") in pairs:
        assert share is None
    else:
        assert share.value == pytest.approx(100 * resolved)


def test_another_ending_stays_in_the_base_and_is_counted():
    pairs = [(1, "otherwise")] * 4 + [(3, "resolved")] * 6
    curve = curve_of(*pairs)
    assert curve["value"].tolist() == [0, pytest.approx(60)]
    assert curve["otherwise_value"].tolist() == [pytest.approx(40)] * 2
    assert describe_endings(times_of(*pairs, (2, "open"))) == (
        "6 resolved, 4 ended another way (merged, moved or aged out) and 1 still open."
    )
    assert (
        describe_endings(times_of((1, "resolved"), (2, "open"))) == "1 resolved and 1 still open."
    )


def test_by_six_months_and_by_twelve_with_the_interval_of_the_first():
    pairs = [(3, "resolved")] * 56 + [(9, "resolved")] * 16 + [(20, "open")] * 28
    curve = curve_of(*pairs)
    # No one is lost before month 20, so the variance is that of a plain share of 100.
    theta = 1.959964 * (0.56 / (0.44 * 100)) ** 0.5 / np.log(0.44)
    low, high = 100 * (1 - 0.44 ** np.exp(theta)), 100 * (1 - 0.44 ** np.exp(-theta))
    share = resolved_by(curve, 6)
    assert share.value == pytest.approx(56)
    assert sorted((low, high)) == pytest.approx([share.lower, share.upper])
    assert resolution_finding(curve) == (
        "56% of areas of concern are resolved within 6 months (95% interval "
        f"{share.lower:.0f}% to {share.upper:.0f}%), and 72% within 12 months."
    )


def test_a_month_that_nobody_was_followed_to_is_not_mentioned():
    curve = curve_of(*[(2, "resolved")] * 5, *[(8, "open")] * 5)
    assert resolved_by(curve, 12) is None
    assert resolution_finding(curve).startswith(
        "50% of areas of concern are resolved within 6 months"
    )
    assert "12 months" not in resolution_finding(curve)
    young = curve_of(*[(2, "resolved")] * 5, *[(3, "open")] * 5)
    assert resolution_finding(young) == (
        "No area of concern has been followed up for 6 months yet."
    )


def test_all_resolved_stays_all_resolved():
    curve = curve_of(*[(2, "resolved")] * 10)
    assert resolved_by(curve, 12).value == 100
    said = "100% of areas of concern are resolved within 6 months, and 100% within 12 months."
    assert resolution_finding(curve) == said


def test_nothing_resolved_yet_is_none_by_then():
    share = resolved_by(curve_of(*[(8, "open")] * 10), 6)
    assert share == Share(6, 0.0, share.lower, share.upper)
    assert np.isnan(share.lower)


def test_few_concerns_have_no_sentence_of_shares():
    curve = curve_of(*[(2, "resolved")] * 9)
    assert resolution_finding(curve) == (
        "9 areas of concern followed up, which is too few for a curve."
    )


def test_ages_are_of_those_still_open():
    pairs = [(m, "open") for m in (0, 2.99, 3, 5.9, 6, 11.9, 12, 40)]
    ages = ages_of_open(times_of(*pairs, (2, "resolved"), (2, "otherwise")))
    assert ages.to_numpy().tolist() == [
        ["Under 3 months", 2],
        ["3 to 6 months", 2],
        ["6 to 12 months", 2],
        ["Over 12 months", 2],
    ]
