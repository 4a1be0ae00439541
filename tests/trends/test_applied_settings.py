"""A target and a new baseline change what a trend says, and nothing else does."""

import math
from datetime import date, datetime

import numpy as np
import pytest

from dscp_data.model.periods import add_months, month
from dscp_data.settings import NewSetting, SettingError, end_setting, save_setting
from dscp_data.statistics import assurance, p_chart, xmr
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection, trends
from dscp_data.trends.applied_settings import annotations_of
from dscp_data.trends.assurance import (
    ASSURANCE_WORDS,
    assurance_of,
    describe_assurance,
    format_target,
)
from dscp_data.trends.finding import finding, status
from dscp_data.trends.rebasing import long_shift, suggestion
from tests.making import months, observation

START = month(2024, 4)
STEADY = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]
HIGHER = [value + 30 for value in STEADY]
PLACES = {"E08": "dcc-csc", "E15": "dcc-early-help", "E01": "dcc-early-help"}  # lower, higher, none


def keep(store, kind, day=START.start, indicator="E08", **differences):
    at = differences.pop("at", None)
    new = NewSetting(kind, day, indicator, **differences)
    return save_setting(store, new, by="Ann", reason="Agreed", at=at)


def test_each_baseline_has_limits_of_its_own_as_xmr_draws_them(store, take_in_months, trend_of):
    values = STEADY + HIGHER
    take_in_months(values)
    keep(store, "baseline", months(15)[-1].start)
    chart = xmr([float(v) for v in values], rebase=[14])
    points = trend_of().points
    for column in ("mean", "lower_limit", "upper_limit", "signal"):
        assert points[column].tolist() == chart[column].tolist()
    assert points.index[points["rebased"]].tolist() == [14]


def test_a_baseline_of_under_13_points_has_a_mean_and_neither_limits_nor_signals(
    store, take_in_months, trend_of
):
    take_in_months(STEADY + HIGHER[:12])
    keep(store, "baseline", months(15)[-1].start)
    one = trend_of()
    young = one.points.iloc[14:]
    assert young["mean"].tolist() == pytest.approx([np.mean(HIGHER[:12])] * 12)
    assert young[["lower_limit", "upper_limit"]].isna().all(axis=None)
    assert set(one.points["signal"]) == {""}
    assert one.points["lower_limit"].iloc[:14].notna().all()
    assert status(one) == "too few points"
    assert "The new baseline is too short to show a usual range" in finding(one)


def test_a_fixed_range_rests_on_its_first_months_and_goes_on_from_them(
    store, take_in_months, trend_of
):
    values = STEADY + HIGHER
    take_in_months(values)
    keep(store, "baseline", START.start, value=12.0)
    chart = xmr([float(v) for v in values], freeze=12)
    points = trend_of().points
    for column in ("mean", "lower_limit", "upper_limit", "signal"):
        assert points[column].tolist() == chart[column].tolist()
    assert points["rebased"].sum() == 0
    notes = annotations_of(points, trend_of().settings)
    assert notes == [(months(13)[-1].start, "Range fixed before this")]
    assert status(trend_of()) == "concern"


def test_a_note_is_written_over_the_chart_with_its_kind(store, take_in_months, trend_of):
    take_in_months(STEADY)
    keep(store, "note", START.start, text="new front door", note_kind="policy")
    keep(store, "note", START.end, text="Nobody knows why")
    one = trend_of()
    assert annotations_of(one.points, one.settings) == [
        (START.start, "Policy: new front door"),
        (START.end, "Nobody knows why"),
    ]


def test_a_fixed_range_of_shares_rests_on_its_first_months(store, take_in_months, trend_of):
    values = STEADY + HIGHER
    take_in_months(values, indicator="E04", denominator=500.0)
    keep(store, "baseline", START.start, "E04", value=12.0)
    chart = p_chart(values, [500.0] * len(values), freeze=12)
    points = trend_of("E04").points
    assert points["upper_limit"].tolist() == pytest.approx((100 * chart["upper_limit"]).tolist())


def test_a_range_stays_fixed_until_somebody_says_otherwise(store, take_in_months, trend_of):
    take_in_months(STEADY + HIGHER)
    first = keep(store, "baseline", START.start, value=12.0, at=datetime(2030, 5, 1))
    end_setting(store, first, by="Ann", reason="Recalculated", at=datetime(2030, 6, 1))
    fixed = trend_of(as_of=datetime(2030, 5, 2)).points["mean"].iloc[0]
    assert fixed == pytest.approx(np.mean(STEADY[:12]))
    later = trend_of(as_of=datetime(2030, 6, 2)).points["mean"].iloc[0]
    assert later == pytest.approx(np.mean(STEADY + HIGHER))


@pytest.mark.parametrize(("indicator", "value"), [("E08", 11.0), ("E08", 12.5), ("H04", 24.0)])
def test_a_range_is_fixed_on_twelve_points_or_more(store, indicator, value):
    with pytest.raises(SettingError, match=r"rests on 12 (month|quarter)s or more"):
        keep(store, "baseline", START.start, indicator, value=value)


def test_by_quarter_a_baseline_starts_with_the_first_whole_quarter(store, take_in_months, trend_of):
    take_in_months((STEADY + HIGHER) * 2)
    keep(store, "baseline", date(2025, 5, 1))
    points = trend_of(period_type="quarter").points
    assert points.loc[points["rebased"], "name"].tolist() == ["July to September 2025"]


def test_a_page_seen_as_it_stood_has_the_settings_of_that_day(store, take_in_months, trend_of):
    take_in_months(STEADY + HIGHER)
    later = datetime(2100, 1, 1)
    keep(store, "baseline", months(15)[-1].start, at=later)
    keep(store, "target", value=90.0, at=later)
    assert not trend_of().points["rebased"].eq(False).all()
    before = trend_of(as_of=datetime(2099, 1, 1)).points
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
    store, take_in_months, trend_of, indicator, target, word, says
):
    take_in_months(STEADY, indicator=indicator, agency=PLACES[indicator])
    keep(store, "target", indicator=indicator, value=target)
    one = trend_of(indicator)
    assert assurance_of(one) == word
    assert says in describe_assurance(one)


def test_there_is_no_assurance_without_a_target_or_without_limits(store, take_in_months, trend_of):
    take_in_months(STEADY[:12])
    assert (assurance_of(trend_of()), describe_assurance(trend_of())) == ("", "")
    keep(store, "target", value=150.0)
    assert assurance_of(trend_of()) == ""
    assert describe_assurance(trend_of()) == "The target is 150 or less."


def test_a_target_on_a_limit_that_chance_can_pass_is_hit_and_miss(store, take_in_months, trend_of):
    take_in_months([0, 20] * 7)
    keep(store, "target", value=0.0)
    one = trend_of()
    assert one.latest.lower_limit == 0
    assert assurance_of(one) == "hit and miss"


def test_a_target_not_yet_begun_is_not_judged(store, take_in_months, trend_of):
    take_in_months(STEADY)
    keep(store, "target", date(2030, 4, 1), value=150.0)
    assert math.isnan(trend_of().latest.target)
    assert format_target(trend_of()) == ""


def invented(plan, random):
    """For each monthly indicator that is returned: values, target, and where a baseline starts."""
    for indicator in plan.indicators:
        if indicator.worked_out_from == "returns" and indicator.frequency == "month":
            usual, count, target, start = random.integers((10, 8, 0, 1), (50, 40, 60, 80))
            values = usual + random.integers(-4, 5, count).astype(float)
            yield indicator, values, float(target), int(start)


def oracle(indicator, values, rebase):
    """The chart of plain values by the statistics alone, in the indicator's unit."""
    if not indicator.is_percentage:
        return xmr(values, rebase=rebase)
    chart = p_chart(values, np.full(len(values), 100.0), rebase=rebase)
    levels = ["value", "mean", "lower_limit", "upper_limit"]
    return chart.assign(**100 * chart[levels])


def signal_due(point):
    """The signal of a point that bears a verdict: a shift from 8 points on."""
    return "" if (point["signal"], point["sequence"]) == ("shift", 7) else point["signal"]


@pytest.mark.parametrize("seed", range(3))
def test_the_icon_table_and_the_chart_never_differ(store, take_in, seed):
    """Both say what the statistics say of the plain values, whatever these are."""
    plan, random = store.plan, np.random.default_rng(seed)
    made = list(invented(plan, random))
    take_in(
        *(
            observation(
                indicator=indicator.id,
                agency=indicator.agencies[0],
                period=period,
                numerator=value,
                denominator=100.0 if indicator.has_denominator else None,
            )
            for indicator, values, _, _ in made
            for period, value in zip(months(len(values)), values, strict=True)
        )
    )
    for indicator, _, target, start in made:
        keep(store, "target", indicator=indicator.id, value=target)
        keep(store, "baseline", add_months(START.start, start), indicator.id)
    wanted = [indicator for indicator, *_ in made]
    table = overview(store, wanted, Selection(audience="exact")).set_index("indicator")
    exact = Selection(audience="exact")
    drawn = {one.indicator.id: one for one in trends(store, wanted, exact)}
    judged = {one.indicator.id: one for one in trends(store, wanted, exact, as_judged=True)}
    words = []
    for indicator, values, target, start in made:
        one, row = judged[indicator.id], table.loc[indicator.id]
        assert row["status"] == status(one)
        assert row["assurance"] == assurance_of(one)
        assert row["assurance_in_words"] == ASSURANCE_WORDS[assurance_of(one)]
        one = drawn[indicator.id]
        rebase = [start] if start < len(values) else []
        young = len(values[start:] if rebase else values) < 13
        if one.choice.has_limits and not young and indicator.kind != "mean":
            chart = oracle(indicator, values, rebase)
            told = assurance(chart, target if expects(indicator) else None, indicator.polarity)
            assert assurance_of(one) == told
            if one.is_judged:
                assert one.points["signal"].iloc[-1] == signal_due(chart.iloc[-1])
            words.append(told)
        elif young:
            assert assurance_of(one) == ""
            assert one.points["signal"].iloc[-1] == ""
    assert set(words) == set(ASSURANCE_WORDS)


def expects(indicator):
    """Whether a target for all reaches the one series sent: where agencies stand apart, it is a
    part of the whole, so only a share's does."""
    alone = indicator.across_agencies != "separate" or len(indicator.agencies) == 1
    return alone or indicator.has_denominator


LOW, HIGH = [100, 104, 98, 101] * 6, [140, 144, 138, 141] * 6


@pytest.mark.parametrize("points", [14, 15])
def test_a_new_baseline_is_offered_after_a_shift_twice_as_long_as_a_run(
    points, take_in_months, trend_of
):
    take_in_months(LOW + HIGH[:points])
    shift = long_shift(trend_of())
    assert (shift.points, shift.side, shift.start) == (points, "up", month(2026, 4))
    assert suggestion(shift) == (
        f"The last {points} months are all above the mean. "
        "If you know why, you can start a new baseline from April 2026."
    )


def test_a_shorter_shift_offers_nothing(take_in_months, trend_of):
    take_in_months(LOW + HIGH[:13])
    assert long_shift(trend_of()) is None


def test_a_shift_that_is_over_offers_nothing(take_in_months, trend_of):
    take_in_months(LOW + HIGH[:15] + LOW[:1])
    assert long_shift(trend_of()) is None


def test_a_gap_breaks_the_shift(take_in, take_in_months, trend_of):
    take_in_months(LOW + HIGH[:20])
    take_in(observation(period=months(34)[-1], numerator=None, status="suppressed"))
    assert long_shift(trend_of()) is None


def test_an_offer_that_was_taken_up_is_not_made_again_and_none_takes_itself_up(
    store, take_in_months, trend_of
):
    take_in_months(LOW + HIGH[:15])
    shift = long_shift(trend_of())
    assert not trend_of().points["rebased"].any()
    keep(store, "baseline", shift.start.start)
    assert long_shift(trend_of()) is None
