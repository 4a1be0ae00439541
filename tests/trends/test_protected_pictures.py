"""What a wider audience is told of a trend is what the exact figures bear, or less."""

import os

import numpy as np
import pytest

from dscp_data.charts.trend_chart import trend_chart
from dscp_data.charts.trend_frame import SMALL
from dscp_data.model.periods import month
from dscp_data.summaries.indicator_table import drawn_values
from dscp_data.trends import Selection, trends
from dscp_data.trends.finding import describe_latest, status
from sample_data.making.files import truth
from tests.making import observation

AGENCY = "dcc-csc"
STORES = 4
SAMPLED = ("E08", "E14", "E04", "T09", "H10")  # counts, a share and a mean
INDICATORS = os.environ.get("PROTECTED_INDICATORS", " ".join(SAMPLED)).split()
DIRECTED = ("improvement", "concern", "up", "down")


def both(store, indicator, by="total"):
    """The same series as exact and as protected figures, by agency and place."""
    wanted = [store.plan.indicator(indicator)]
    exact, protected = (
        {
            (one.agency, one.locality): one
            for one in trends(store, wanted, Selection(audience=audience), by)
        }
        for audience in ("exact", "protected")
    )
    return [(exact[key], one) for key, one in protected.items() if key in exact]


def contradictions(exact, protected):
    """What the protected series says and the exact one does not."""
    there = {row.period_start: row.side for row in exact.points.itertuples() if row.signal}
    signals = [
        row.period_start
        for row in protected.points.itertuples()
        if row.signal and there.get(row.period_start) != row.side
    ]
    change, exact_change = protected.change_on_year, exact.change_on_year
    wrong_way = np.isfinite(change) and not change * exact_change > 0
    unborne = status(protected) in DIRECTED and status(exact) != status(protected)
    return [*signals, *["change"] * bool(wrong_way), *["status"] * bool(unborne)]


def send(take_in, numbers, start=(2023, 4)):
    period = month(*start)
    lines = []
    for number in numbers:
        lines.append(
            observation(
                indicator="E08",
                agency=AGENCY,
                locality="teesdale",
                period=period,
                numerator=float(number),
            )
        )
        period = period.next
    take_in(*lines)


@pytest.mark.parametrize("seed", range(STORES))
def test_no_signal_or_direction_is_shown_that_the_exact_figures_do_not_bear(store, take_in, seed):
    rng = np.random.default_rng(seed)
    level = rng.choice([3, 8, 15, 40, 200])
    numbers = rng.poisson(level * np.where(np.arange(30) < rng.integers(12, 24), 1, 1.6))
    numbers[rng.integers(30)] = level * int(rng.choice([1, 4]))
    send(take_in, numbers)
    for exact, protected in both(store, "E08"):
        assert not contradictions(exact, protected)


@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_sample_figures_bear_all_that_is_shown_of_them(store, take_in, indicator):
    take_in(
        *(
            observation(
                indicator=f.indicator,
                agency=f.agency,
                locality=f.locality,
                period=f.period,
                numerator=f.numerator,
                denominator=f.denominator,
            )
            for f in truth().values()
            if f.indicator == indicator and f.numerator is not None
        )
    )
    pairs = [pair for by in ("total", "locality") for pair in both(store, indicator, by)]
    assert pairs
    for exact, protected in pairs:
        assert not contradictions(exact, protected), (protected.agency, protected.locality)


def test_a_signal_that_rounding_cannot_make_is_shown(store, take_in):
    send(take_in, [40, 41, 39, 42, 40, 38, 41, 40, 39, 41, 40, 42, 39, 40, 200])
    ((_, protected),) = both(store, "E08")
    latest = protected.points.iloc[-1]
    assert (latest["signal"], latest["side"]) == ("outside", "up")
    assert "above the usual range" in describe_latest(protected)


def test_a_run_that_rounding_could_have_made_is_not(store, take_in):
    # The exact figures move by chance around 42.5; rounded, the last 8 are all 45 and the rest 40.
    send(take_in, [42, 41, 42, 40, 42, 41, 42, 42, 43, 43, 44, 43, 43, 44, 43, 43])
    ((_, protected),) = both(store, "E08")
    assert not (protected.points["signal"] != "").any()
    assert status(protected) == "not clear"
    assert "no clear signal" in describe_latest(protected)


def test_a_small_count_is_drawn_as_a_range_and_in_no_line(store, take_in):
    send(take_in, [30, 3, 25, 40, 35])
    ((_, protected),) = both(store, "E08")
    chart = trend_chart(protected.points, "", "month", "light")
    small = chart.frame[chart.frame["look"] == SMALL]
    assert small[["lower", "upper"]].to_numpy().tolist() == [[1, 7]]
    assert small[["value", "joined", "at"]].isna().all(axis=None)
    assert any(
        "lower" in str(layer["encoding"].get("y")) and "rule" in str(layer["mark"])
        for layer in chart.spec["layer"]
    )
    assert drawn_values(protected).tolist() == [30, 25, 40, 35]
