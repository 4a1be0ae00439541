"""A target and a new baseline change what a trend says, and nothing else does."""

import math
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dscp_data.overview import overview
from dscp_data.periods import Period, add_months, month
from dscp_data.settings import NewSetting, keep_setting
from dscp_data.statistics import assurance, xmr
from dscp_data.store import Store, accept
from dscp_data.trends import Selection, trends
from dscp_data.trends.assurance import (
    ASSURANCE_WORDS,
    assurance_in_words,
    assurance_of,
    target_in_words,
)
from dscp_data.trends.finding import finding, status
from dscp_data.trends.rebasing import long_shift, suggestion
from tests.making import checked, observation

START = month(2024, 4)
STEADY = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]
HIGHER = [value + 30 for value in STEADY]
PLACES = {"E08": "dcc-csc", "E15": "dcc-early-help", "E01": "dcc-early-help"}  # lower, higher, none


def months(count):
    return [Period(add_months(START.start, n), "month") for n in range(count)]


def send(take_in, values, **differences):
    take_in(
        *(
            observation(period=p, numerator=float(v), **differences)
            for p, v in zip(months(len(values)), values, strict=True)
        )
    )


def keep(store, kind, day=START.start, indicator="E08", **differences):
    at = differences.pop("at", None)
    new = NewSetting(kind, day, indicator, **differences)
    return keep_setting(store, new, by="Ann", reason="Agreed", at=at)


def shown(store, indicator="E08", **selection):
    (one,) = trends(store, [store.plan.indicator(indicator)], Selection(**selection))
    return one


def test_each_baseline_has_limits_of_its_own_as_xmr_draws_them(store, take_in):
    values = STEADY + HIGHER
    send(take_in, values)
    keep(store, "baseline", months(15)[-1].start)
    chart = xmr([float(v) for v in values], rebase=[14])
    points = shown(store).points
    for column in ("mean", "lower_limit", "upper_limit", "signal"):
        assert points[column].tolist() == chart[column].tolist()
    assert points.index[points["rebased"]].tolist() == [14]


def test_a_baseline_of_under_13_points_has_a_mean_and_neither_limits_nor_signals(store, take_in):
    send(take_in, STEADY + HIGHER[:12])
    keep(store, "baseline", months(15)[-1].start)
    one = shown(store)
    young = one.points.iloc[14:]
    assert young["mean"].tolist() == pytest.approx([np.mean(HIGHER[:12])] * 12)
    assert young[["lower_limit", "upper_limit"]].isna().all(axis=None)
    assert set(one.points["signal"]) == {""}
    assert one.points["lower_limit"].iloc[:14].notna().all()
    assert status(one) == "too few points"
    assert "The new baseline is too short to say what is usual" in finding(one)


def test_by_quarter_a_baseline_starts_with_the_first_whole_quarter(store, take_in):
    send(take_in, (STEADY + HIGHER) * 2)
    keep(store, "baseline", date(2025, 5, 1))
    points = shown(store, period_type="quarter").points
    assert points.loc[points["rebased"], "name"].tolist() == ["July to September 2025"]


def test_a_page_seen_as_it_stood_has_the_settings_of_that_day(store, take_in):
    send(take_in, STEADY + HIGHER)
    later = datetime(2100, 1, 1)
    keep(store, "baseline", months(15)[-1].start, at=later)
    keep(store, "target", value=90.0, at=later)
    assert not shown(store).points["rebased"].eq(False).all()
    before = shown(store, as_of=datetime(2099, 1, 1)).points
    assert not before["rebased"].any()
    assert before["target"].isna().all()


@pytest.mark.parametrize(
    ("indicator", "target", "word", "says"),
    [
        ("E08", 150.0, "consistently passes", "it will keep meeting the target of 150 or less."),
        ("E08", 50.0, "consistently fails", "it will keep missing the target of 50 or less."),
        ("E08", 100.0, "hit and miss", "meet the target of 100 or less in some months and miss"),
        ("E15", 50.0, "consistently passes", "it will keep meeting the target of 50 or more."),
        ("E15", 150.0, "consistently fails", "it will keep missing the target of 150 or more."),
        ("E01", 150.0, "", "The target is 150."),
    ],
)
def test_assurance_sets_the_limits_against_the_target(
    store, take_in, indicator, target, word, says
):
    send(take_in, STEADY, indicator=indicator, agency=PLACES[indicator])
    keep(store, "target", indicator=indicator, value=target)
    one = shown(store, indicator)
    assert assurance_of(one) == word
    assert says in assurance_in_words(one)


def test_there_is_no_assurance_without_a_target_or_without_limits(store, take_in):
    send(take_in, STEADY[:12])
    assert (assurance_of(shown(store)), assurance_in_words(shown(store))) == ("", "")
    keep(store, "target", value=150.0)
    assert assurance_of(shown(store)) == ""
    assert assurance_in_words(shown(store)) == "The target is 150 or less."


def test_a_target_on_a_limit_that_chance_can_pass_is_hit_and_miss(store, take_in):
    send(take_in, [0, 20] * 7)
    keep(store, "target", value=0.0)
    one = shown(store)
    assert one.latest.lower_limit == 0
    assert assurance_of(one) == "hit and miss"


def test_a_target_not_yet_begun_is_not_judged(store, take_in):
    send(take_in, STEADY)
    keep(store, "target", date(2030, 4, 1), value=150.0)
    assert math.isnan(shown(store).latest.target)
    assert target_in_words(shown(store)) == ""


counts = st.lists(st.integers(0, 60), min_size=1, max_size=32)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    values=counts,
    target=st.integers(0, 60),
    indicator=st.sampled_from(sorted(PLACES)),
    baseline=st.none() | st.integers(1, 31),
)
def test_the_icon_table_and_the_chart_never_differ(
    tmp_path_factory, values, target, indicator, baseline
):
    """Both say what xmr and assurance say of the plain values, whatever these are."""
    with Store(tmp_path_factory.mktemp("one") / "x.duckdb") as store:
        made = [
            observation(period=p, numerator=float(v), indicator=indicator, agency=PLACES[indicator])
            for p, v in zip(months(len(values)), values, strict=True)
        ]
        accept(store, checked(*made), b"a workbook", by="test")
        keep(store, "target", indicator=indicator, value=float(target))
        if baseline:
            keep(store, "baseline", add_months(START.start, baseline), indicator)
        plan = store.plan.indicator(indicator)
        (row,) = overview(store, [plan], Selection()).itertuples()
        one = shown(store, indicator)
    assert row.status == status(one)
    assert row.assurance == assurance_of(one)
    assert row.assurance_in_words == ASSURANCE_WORDS[assurance_of(one)]
    rebase = [baseline] if baseline and baseline < len(values) else []
    since = values[rebase[0] :] if rebase else values
    if one.choice.has_limits and len(since) >= 13:
        chart = xmr([float(v) for v in values], rebase=rebase)
        assert assurance_of(one) == assurance(chart, target, plan.polarity)
        assert one.points["signal"].iloc[-1] == chart["signal"].iloc[-1]
    else:
        assert assurance_of(one) == ""
        assert not one.points["signal"].iloc[-1]


LOW, HIGH = [100, 104, 98, 101] * 6, [140, 144, 138, 141] * 6


@pytest.mark.parametrize("points", [14, 15])
def test_a_new_baseline_is_offered_after_a_shift_twice_as_long_as_a_run(store, take_in, points):
    send(take_in, LOW + HIGH[:points])
    shift = long_shift(shown(store))
    assert (shift.points, shift.side, shift.start) == (points, "up", month(2026, 4))
    assert suggestion(shift) == (
        f"The last {points} months are all above the mean. "
        "If you know why, you can start a new baseline from April 2026."
    )


def test_a_shorter_shift_offers_nothing(store, take_in):
    send(take_in, LOW + HIGH[:13])
    assert long_shift(shown(store)) is None


def test_a_shift_that_is_over_offers_nothing(store, take_in):
    send(take_in, LOW + HIGH[:15] + LOW[:1])
    assert long_shift(shown(store)) is None


def test_a_gap_breaks_the_shift(store, take_in):
    send(take_in, LOW + HIGH[:20])
    take_in(observation(period=months(34)[-1], numerator=None, status="suppressed"))
    assert long_shift(shown(store)) is None


def test_an_offer_that_was_taken_up_is_not_made_again_and_none_takes_itself_up(store, take_in):
    send(take_in, LOW + HIGH[:15])
    shift = long_shift(shown(store))
    assert not shown(store).points["rebased"].any()
    keep(store, "baseline", shift.start.start)
    assert long_shift(shown(store)) is None
