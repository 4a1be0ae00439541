"""Funnels: each unit against all of them, over the same months, and a sentence that holds."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from dscp_data.analysis.funnels import (
    UNITS,
    Funnel,
    describe_left_out,
    describe_no_signal,
    funnel_finding,
    funnel_of,
    has_funnel,
)
from dscp_data.catalogue import catalogue
from dscp_data.model.periods import Period, add_months, month
from dscp_data.trends import Selection, trends
from tests.making import observation

PLACES = ("easington", "teesdale", "sedgefield", "wear-valley")
FIRST = month(2025, 4)


def a_year(locality, numerator, denominator=100.0, months=range(12), **differences):
    given = {"indicator": "E04", "locality": locality, "numerator": numerator}
    return [
        observation(
            period=Period(add_months(FIRST.start, n), "month"),
            denominator=denominator,
            **(given | differences),
        )
        for n in months
    ]


def by_locality(store, indicator="E04", **selection):
    found = trends(
        store,
        [store.plan.indicator(indicator)],
        Selection(**selection, audience="exact"),
        "locality",
    )
    return [(trend.locality, trend) for trend in found]


def limits_by_hand(share, n, level):
    """Where a unit's own Wilson interval just touches the share, in plain Python."""
    reach = norm.ppf((1 + level) / 2) * (share * (1 - share) / n) ** 0.5
    return 100 * (share - reach), 100 * (share + reach)


def position_by_hand(value, near, far):
    if value > near[1]:
        return "above 99.8" if value > far[1] else "above 95"
    if value < near[0]:
        return "below 99.8" if value < far[0] else "below 95"
    return "within"


def test_units_are_twelve_months_added_up_against_all_of_them(store, take_in):
    counts = dict(zip(PLACES, (8.0, 20.0, 22.0, 24.0), strict=True))
    take_in(*(one for place, x in counts.items() for one in a_year(place, x)))
    found = funnel_of(by_locality(store))
    assert list(found.units.columns) == UNITS
    assert (found.when, found.left_out) == ("April 2025 to March 2026", ())
    share = sum(counts.values()) / 400
    near, far = (limits_by_hand(share, 1200, level) for level in (0.95, 0.998))
    for unit in found.units.itertuples():
        assert (unit.numerator, unit.denominator) == (12 * counts[unit.unit], 1200)
        assert unit.value == pytest.approx(counts[unit.unit])
        assert unit.pooled == pytest.approx(100 * share)
        assert (unit.lower_95, unit.upper_95) == pytest.approx(near)
        assert (unit.lower_998, unit.upper_998) == pytest.approx(far)
        assert unit.position == position_by_hand(unit.value, near, far)


def test_a_percentage_is_never_averaged(store, take_in):
    take_in(
        *a_year("easington", 50, 100.0, range(1)),
        *a_year("easington", 10, 1000.0, range(1, 12)),
        *(one for place in PLACES[1:] for one in a_year(place, 20)),
    )
    units = funnel_of(by_locality(store)).units.set_index("unit")
    assert units.loc["easington", "value"] == pytest.approx(100 * 160 / 11_100)


@pytest.mark.parametrize("held", [range(11), range(1, 12), [n for n in range(12) if n != 5]])
def test_a_unit_with_fewer_than_twelve_complete_months_is_left_out_by_name(store, take_in, held):
    take_in(
        *a_year("easington", 20, months=held),
        *(one for place in PLACES[1:] for one in a_year(place, 20)),
    )
    found = funnel_of(by_locality(store))
    assert found.left_out == ("easington",)
    assert found.units["denominator"].sum() == 3600
    assert describe_left_out(found) == (
        "Left out because of missing complete figures for every month of April 2025 to March 2026: "
        "easington."
    )


def test_one_unit_that_is_ahead_does_not_leave_the_others_out(store, take_in):
    take_in(
        *a_year("easington", 20, months=range(14)),
        *(one for place in PLACES[1:] for one in a_year(place, 20)),
    )
    found = funnel_of(by_locality(store))
    assert (found.when, found.left_out) == ("April 2025 to March 2026", ())
    assert set(found.units["denominator"]) == {1200}


def test_four_quarters_are_twelve_months(store, take_in):
    take_in(*(one for place in PLACES for one in a_year(place, 20)))
    found = funnel_of(by_locality(store, period_type="quarter"))
    assert found.when == "April 2025 to March 2026"
    assert set(found.units["denominator"]) == {1200}


def test_of_a_snapshot_only_the_last_month_counts(store, take_in):
    many = {"indicator": "E12", "agency": "dcc-early-help"}
    take_in(*(one for place in PLACES for one in a_year(place, 20, **many)), agency=many["agency"])
    found = funnel_of(by_locality(store, "E12"))
    assert (found.when, set(found.units["denominator"])) == ("March 2026", {100})


def test_fewer_than_three_units_have_no_funnel(store, take_in):
    take_in(*(one for place in PLACES[:2] for one in a_year(place, 20)))
    assert funnel_of(by_locality(store)) is None


def test_no_figures_have_no_funnel(store):
    assert funnel_of(by_locality(store)) is None
    assert funnel_of([]) is None


def test_nothing_to_divide_by_is_left_out(store, take_in):
    take_in(
        *a_year("easington", 0, 0.0),
        *(one for place in PLACES[1:] for one in a_year(place, 20)),
    )
    assert funnel_of(by_locality(store)).left_out == ("easington",)


def test_only_proportions_have_a_funnel():
    kinds = {i.kind for i in catalogue().indicators if has_funnel(i)}
    assert kinds == {"proportion"}
    assert {i.id for i in catalogue().indicators if i.kind in ("cohort", "mean")}


def made(**positions):
    values = {"below 99.8": 10.0, "below 95": 15.0, "within": 20.0}
    values |= {"above 95": 25.0, "above 99.8": 30.0}
    units = pd.DataFrame(
        {"unit": list(positions), "position": list(positions.values())}
    ).assign(value=lambda f: f["position"].map(values), pooled=20.0)  # fmt: skip
    april = month(2025, 4)
    return Funnel(units, (), april, april)


FINDINGS = [
    (
        {"A": "below 99.8", "B": "within", "C": "within"},
        "A, 10%, is below the 99.8% limit: lower than chance would explain at this size.",
    ),
    (
        {"A": "above 99.8", "B": "above 99.8", "C": "above 95", "D": "within"},
        "A, 30%, and B, 30%, are above the 99.8% limit: higher than chance would explain at "
        "these sizes.",
    ),
    (
        {"A": "above 99.8", "B": "below 99.8", "C": "within", "D": "within"},
        "B, 10%, is below the 99.8% limit, and A, 30%, is above the 99.8% limit: further out "
        "than chance would explain at these sizes.",
    ),
    (
        {"A": "above 99.8", "B": "below 99.8", "C": "within"},
        "2 of 3 localities are outside the 99.8% limits, so they differ from each other by more "
        "than chance would explain.",
    ),
    (
        {"A": "above 95", "B": "within", "C": "within"},
        "A, 25%, is above the 95% limit but within the 99.8% limit. This is worth watching but "
        "is not proof, because 1 in 20 would be there by chance.",
    ),
    (
        {"A": "within", "B": "within", "C": "within"},
        "All 3 localities are within the limits, so they differ by no more than chance would "
        "explain.",
    ),
]


@pytest.mark.parametrize(("positions", "said"), FINDINGS)
def test_the_finding_shows_who_lies_where_and_no_more(positions, said):
    assert funnel_finding(made(**positions), "locality", "localities") == said


def test_nothing_is_written_of_units_left_out_where_there_are_none():
    assert describe_left_out(made(A="within")) == ""


def test_a_snapshots_left_out_units_lack_one_month():
    lacking = Funnel(made(A="within").units, ("B", "C"), FIRST, FIRST)
    assert (
        describe_left_out(lacking) == "Left out because of missing figures for April 2025: B and C."
    )
    assert np.isfinite(lacking.units["value"]).all()
    assert lacking.first.start == date(2025, 4, 1)


def test_of_a_survey_that_asks_the_same_people_only_the_last_period_counts(store, take_in):
    take_in(*(one for place in PLACES for one in a_year(place, 20.0)))
    found = funnel_of(by_locality(store), same_people=True)
    assert found.units["denominator"].tolist() == [100.0] * 4
    assert found.when == "March 2026"


def test_the_plan_shows_which_surveys_ask_the_same_people():
    assert "same practitioners" in catalogue().survey("E06").why
    assert catalogue().survey("E04") is None


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (1.0, ""),  # 1 of 10 a month
        (0.1, "Too small to fall below the limits, whatever they report: "
              "easington, sedgefield, teesdale and wear-valley."),
    ],
)  # fmt: skip
def test_places_too_small_to_lie_below_the_limits_are_named(store, take_in, counted, said):
    take_in(*(one for place in PLACES for one in a_year(place, counted, 10 * counted)))
    assert describe_no_signal(funnel_of(by_locality(store))) == said
