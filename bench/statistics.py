"""`make bench statistics`: how often a chart speaks by chance, and how soon of a real change.

Series are simulated with a fixed seed and judged by the chart of Making Data Count, and by the
signals that bear a verdict here, less the time of year (see `dscp_data.statistics.verdicts` and
`season`). Figures are shares of series.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from bench.saying import say
from dscp_data.statistics.control_limits import Lines, xmr_lines
from dscp_data.statistics.season import month_effects
from dscp_data.statistics.special_cause import SIGNALS, special_causes
from dscp_data.statistics.verdicts import is_due

SEED = 14
SERIES = 4000
LOCALITY_CHARTS = 170  # by month in the sample returns
MONTHS = 42
CALENDAR = np.arange(MONTHS) % 12 + 1


class Simulated(NamedTuple):
    """One question put to simulated series: the answer by the plain chart, and by ours."""

    what: str
    plain: str
    ours: str


def simulate_statistics() -> None:
    for one in simulations():
        say(one.what, f"{one.plain} plain, {one.ours} ours")


def simulations() -> Iterator[Simulated]:
    """The rows of `plan/false_alarms.csv`, which the page of methods shows."""
    chance = np.random.default_rng(SEED)
    stable = chance.poisson(20, (SERIES, MONTHS))
    yield shares("False signal, stable counts around 20 a month", stable)
    places = chance.poisson(8, (SERIES, MONTHS))
    plain, ours = (f"{LOCALITY_CHARTS * one:.1f}" for one in icons(places, among_many=True))
    yield Simulated(
        f"False signals among {LOCALITY_CHARTS} charts by locality, around 8 a month", plain, ours
    )
    wave = 1 + 0.3 * np.sin(2 * np.pi * (np.arange(MONTHS + 12) % 12) / 12)
    for mean in (20, 100):
        starts = chance.integers(0, 12, SERIES)
        seasonal = chance.poisson([mean * wave[start : start + MONTHS] for start in starts])
        yield shares(f"False signal, a season of 30% up and down around {mean} a month", seasonal)
    stocks = np.array([correlated(chance, 0.6) for _ in range(SERIES)])
    yield shares(
        "False signal, a snapshot where each month is like the last (correlation 0.6)",
        stocks,
        is_stock=True,
    )
    for months in (3, 6):
        rates = np.r_[np.full(30, 100.0), np.full(months, 130.0)]
        risen = chance.poisson(rates, (SERIES, len(rates)))
        yield shares(f"A lasting rise from 100 to 130 seen within {months} months", risen, months)


def correlated(chance: np.random.Generator, lag_1: float) -> np.ndarray:
    """A stock around 60 whose neighbouring months are correlated."""
    steps = chance.normal(0, 6, MONTHS + 50)
    level = np.zeros(len(steps))
    for n in range(1, len(steps)):
        level[n] = lag_1 * level[n - 1] + steps[n]
    return 60 + level[50:]


def shares(what: str, series: np.ndarray, last: int = 1, **options: bool) -> Simulated:
    plain, ours = icons(series, last=last, **options)
    return Simulated(what, f"{plain:.1%}", f"{ours:.1%}")


def icons(series: np.ndarray, *, last: int = 1, **options: bool) -> tuple[float, float]:
    """The share of series (a row each) with a signal on one of their last points: of any on the
    plain chart, and of those that bear a verdict, less the effect of the time of year."""
    values = series.astype(float)
    month = np.resize(CALENDAR, values.shape[1])
    one_baseline = np.zeros(values.shape[1], dtype=int)
    adjusted = values - [month_effects(row, month, one_baseline) for row in values]
    plain, charts = marks_of(values)[1], marks_of(adjusted)
    counts = np.array([plain[:, -last:].any(axis=1).sum(), 0])
    lines, rules, lengths = charts
    for row in np.flatnonzero(rules[:, -last:].any(axis=1)):
        signal = np.array(SIGNALS)[rules[row]]
        mean = lines.mean.reshape(values.shape)[row]
        upper = lines.upper.reshape(values.shape)[row]
        due = is_due(
            adjusted[row], upper - mean, mean, signal, lengths[row], month=month, **options
        )
        counts[1] += ((signal != "") & due)[-last:].any()
    return counts[0] / len(values), counts[1] / len(values)


def marks_of(values: np.ndarray) -> tuple[Lines, np.ndarray, np.ndarray]:
    """The XmR chart of each row: its lines, and by row the rule and length of each point's run."""
    row = np.repeat(np.arange(len(values)), values.shape[1])
    lines = xmr_lines(values.ravel(), row, screen=False, freeze=None)
    marks = special_causes(values.ravel(), lines, row)
    return lines, marks.rule.reshape(values.shape), marks.sequence.reshape(values.shape)
