"""When a verdict is not due, the chart, the row and the sentence say so from one result."""

from datetime import date, datetime

import numpy as np
import pytest

from dscp_data.aggregation.completeness import NOT_SENT
from dscp_data.catalogue.deadlines import last_day_due
from dscp_data.model import clock
from dscp_data.model.periods import Period, add_months, month
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection, staleness, trends
from dscp_data.trends.finding import describe_change, describe_status, finding, status
from tests.making import observation

START = month(2023, 4)
STEADY = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]
ABOVE = [107, 106, 108, 107, 106, 108, 107, 106]


def send(take_in, values, last=(), **differences):
    """A month for each value from April 2023; `last` are differences of the last one."""
    take_in(
        *(
            observation(
                period=Period(add_months(START.start, n), "month"),
                **{
                    "numerator": float(v),
                    **differences,
                    **(dict(last) if n + 1 == len(values) else {}),
                },
            )
            for n, v in enumerate(values)
        ),
        **({"agency": differences["agency"]} if "agency" in differences else {}),
    )


def shown(store, indicator="E08", by="total", **selection):
    (one,) = trends(
        store, [store.plan.indicator(indicator)], Selection(audience="exact", **selection), by=by
    )
    return one


def test_a_provisional_figure_stays_out_of_the_limits_and_is_not_judged(store, take_in):
    send(take_in, [*STEADY, 12], last={"provisional": True})
    one = shown(store)
    table = overview(store, store.plan.indicators, Selection(audience="exact"))
    rows = table.set_index("indicator")
    assert rows.loc["E08", ["latest", "provisional"]].tolist() == ["12", True]
    assert not rows.loc["H03", "provisional"]
    assert one.points["upper_limit"].iloc[0] < 115
    assert one.points["signal"].iloc[-1] == ""
    assert status(one) == "common cause"
    assert describe_status(one) == "Usual range, to May 2024"
    assert "101 in May 2024, within the usual range of" in finding(one)
    assert finding(one).endswith("; 12 in June 2024 (provisional) is not judged until it is final")


def test_a_signal_of_final_figures_outlasts_a_provisional_month(store, take_in):
    send(take_in, [*STEADY, *ABOVE, 106], last={"provisional": True})
    one = shown(store)
    assert status(one) == "concern"
    assert "8 months in a row above the mean of 103 (since June 2024)" in finding(one)


def test_provisional_figures_alone_are_not_judged(store, take_in):
    send(take_in, [*STEADY, *ABOVE], provisional=True)
    assert status(shown(store)) == "not judged" or status(shown(store)) == "too few points"


def test_an_indicator_is_judged_by_one_type_of_period(store, take_in):
    send(take_in, [*STEADY * 3, 200, 200, 200], indicator="H04", agency="durham-constabulary")
    by_month, by_quarter = (shown(store, "H04", period_type=t) for t in ("month", "quarter"))
    assert not np.isnan(by_month.points["upper_limit"].iloc[-1])
    assert (by_month.points["signal"] == "").all()
    assert status(by_month) == "not judged"
    assert finding(by_month).endswith("Signals are judged by quarter")
    assert status(by_quarter) == "up"


def test_a_table_of_verdicts_has_each_indicator_by_the_period_it_is_judged_by(store, take_in):
    send(take_in, [*STEADY * 3, 200, 200, 200], indicator="H04", agency="durham-constabulary")
    for wanted, judged, signal in (("month", "quarter", "up"), ("year", "year", "too few points")):
        selection = Selection(audience="exact", period_type=wanted)
        row = overview(store, [store.plan.indicator("H04")], selection).iloc[0]
        assert (row["period_type"], row["status"]) == (judged, signal)


def test_an_old_signal_is_no_news(store, take_in):
    send(take_in, [*STEADY, *ABOVE])
    held_back = [
        observation(period=Period(add_months(START.start, n), "month"), status="suppressed",
                    numerator=None)
        for n in range(22, 30)
    ]  # fmt: skip
    take_in(*held_back)
    one = shown(store)
    assert status(one) == "not judged"
    assert finding(one).endswith("(June 2024 to January 2025); no complete figure since")


@pytest.mark.parametrize(("later", "expected"), [(3, "concern"), (4, "not judged")])
def test_a_series_that_just_ends_is_old_once_others_have_gone_on(store, take_in, later, expected):
    send(take_in, [*STEADY, *ABOVE])
    end = Period(add_months(START.start, len(STEADY + ABOVE) + later - 1), "month")
    take_in(observation(indicator="E01", agency="dcc-early-help", period=end))
    one = shown(store)
    assert status(one) == expected
    assert ("no complete figure since" in finding(one)) == (expected == "not judged")


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2025, 7, 21), "concern"), (date(2025, 7, 22), "not judged")]
)
def test_a_series_is_old_once_the_return_after_next_was_due_and_nobody_sent_it(
    store, take_in, monkeypatch, day, expected
):
    monkeypatch.setattr(staleness, "last_day_due", last_day_due)
    monkeypatch.setattr(clock, "today", lambda: day)
    send(take_in, [*STEADY, *ABOVE])  # to January 2025; the return to June is due on 21 July
    assert status(shown(store)) == expected


def test_a_verdict_as_at_the_real_time_is_of_the_fixed_day_of_a_demonstration(
    store, take_in, monkeypatch
):
    monkeypatch.setattr(staleness, "last_day_due", last_day_due)
    send(take_in, [*STEADY, *ABOVE])
    later = datetime(2031, 1, 1)
    assert status(shown(store, as_of=later)) == "not judged"
    monkeypatch.setenv(clock.SAMPLE_DAY, "2025-07-21")
    assert status(shown(store, as_of=later)) == "concern"


def test_a_series_is_not_old_in_the_periods_that_a_reader_chose(store, take_in):
    send(take_in, [*STEADY, *ABOVE])
    end = Period(add_months(START.start, 40), "month")
    take_in(observation(indicator="E01", agency="dcc-early-help", period=end))
    last = add_months(START.start, len(STEADY + ABOVE) - 1)
    assert status(shown(store, last=last)) == "concern"


def test_a_quarter_of_late_months_does_not_make_a_signal_old(store, take_in):
    send(take_in, [*STEADY, *ABOVE])
    take_in(observation(period=month(2025, 4), status="suppressed", numerator=None))
    one = shown(store)
    assert one.points["missing"].tolist()[-3:-1] == [NOT_SENT, NOT_SENT]
    assert status(one) == "up" or status(one) == "concern"
    assert "(since June 2024)" in finding(one)


def test_a_range_of_more_than_sixty_points_is_too_wide_to_judge(store, take_in):
    send(take_in, [1, 3, 2, 1, 3, 2] * 3, indicator="E04", denominator=4.0)
    one = shown(store, "E04")
    assert status(one) == "not judged"
    assert "The usual range is too wide to tell" in finding(one)


def test_shares_that_are_mostly_none_or_all_have_no_limits(store, take_in):
    send(take_in, [0, 0, 1, 0, 0] * 4, indicator="E04", denominator=2.0)
    one = shown(store, "E04")
    assert status(one) == "too few points"
    assert "Most of these percentages are 0% or 100%" in finding(one)


def test_a_run_in_a_snapshot_is_no_signal(store, take_in):
    values = [*STEADY, *[104] * 9]
    send(take_in, values)
    send(take_in, values, indicator="H20", agency="durham-constabulary")
    assert shown(store).points["signal"].iloc[-1] == "shift"
    assert shown(store, "H20").points["signal"].iloc[-1] == ""


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (20, 26, "+6, no clear change"),
        (20, 20, "no clear change"),
        (200, 90, "−110 (−65% to −42%)"),
    ],
)
def test_a_change_of_counts_has_its_interval(store, take_in, before, now, said):
    send(take_in, [before, *[before] * 11, now])
    assert describe_change(shown(store)) == said


def test_a_change_of_shares_has_its_interval(store, take_in):
    send(take_in, [200, *[200] * 11, 320], indicator="E04", denominator=1000.0)
    assert describe_change(shown(store, "E04")) == "+12.0 points (+8 to +16)"


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (1, 2, "from 1 of 4 to 2 of 4, no clear change"),
        (0, 3, "from 0 of 4 to 3 of 4 (+9 to +95 points)"),
    ],
)
def test_a_change_of_a_percentage_with_a_small_base_shows_its_numbers(
    store, take_in, before, now, said
):
    send(take_in, [before, *[1] * 11, now], indicator="E04", denominator=4.0)
    assert describe_change(shown(store, "E04")) == said


def test_a_change_of_a_snapshot_has_no_interval(store, take_in):
    send(take_in, [20] * 12 + [26], indicator="H20", agency="durham-constabulary")
    assert describe_change(shown(store, "H20")) == "+6"
