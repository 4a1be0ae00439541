"""`python -m bench statistics`: how often a chart speaks by chance, and how soon of a real change.

Series are simulated with a fixed seed and judged with all signals ("before") and with those that
bear a verdict ("after"; see `dscp_data.statistics.verdicts`). Figures are shares of series.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bench.saying import say
from dscp_data.statistics import xmr
from dscp_data.statistics.verdicts import is_due

SEED = 14
SERIES = 1500
LOCALITY_CHARTS = 170  # by month in the sample returns
MONTHS = 42
CALENDAR = np.arange(MONTHS) % 12 + 1


def simulate_statistics() -> None:
    chance = np.random.default_rng(SEED)
    stable = list(chance.poisson(20, (SERIES, MONTHS)))
    report("False icon, stable counts at mean 20 (limit 1.2%)", stable)
    places = list(chance.poisson(8, (SERIES, MONTHS)))
    before, after = icons(places, among_many=True)
    say(
        f"False icons a sitting of {LOCALITY_CHARTS} charts by locality, mean 8 (limit 1)",
        f"{LOCALITY_CHARTS * before:.1f} before, {LOCALITY_CHARTS * after:.1f} after",
    )
    wave = 1 + 0.3 * np.sin(2 * np.pi * (np.arange(MONTHS + 12) % 12) / 12)
    for mean in (20, 100):
        seasonal = [
            chance.poisson(mean * wave[start : start + MONTHS])
            for start in chance.integers(0, 12, SERIES)
        ]
        report(f"False icon, season of ±30% at mean {mean} (limit 3%)", seasonal)
    report(
        "False icon, stock with lag-1 correlation 0.6 (limit 3%)",
        [correlated(chance, 0.6) for _ in range(SERIES)],
        is_stock=True,
    )
    for months in (3, 6):
        rates = np.r_[np.full(30, 100.0), np.full(months, 130.0)]
        risen = list(chance.poisson(rates, (SERIES, len(rates))))
        before, after = icons(risen, last=months)
        say(
            f"A lasting +30% at mean 100 seen within {months} months",
            f"{before:.1%} before, {after:.1%} after",
        )


def correlated(chance: np.random.Generator, lag_1: float) -> np.ndarray:
    """A stock around 60 whose neighbouring months are correlated."""
    steps = chance.normal(0, 6, MONTHS + 50)
    level = np.zeros(len(steps))
    for n in range(1, len(steps)):
        level[n] = lag_1 * level[n - 1] + steps[n]
    return 60 + level[50:]


def report(what: str, series: Iterable[np.ndarray], **options: bool) -> None:
    before, after = icons(series, **options)
    say(what, f"{before:.1%} before, {after:.1%} after")


def icons(series: Iterable[np.ndarray], *, last: int = 1, **options: bool) -> tuple[float, float]:
    """The share of series with a signal on one of their last points: of any, and of those due."""
    counts = np.zeros(2)
    total = 0
    for values in series:
        chart = xmr(values.astype(float))
        signal = chart["signal"].to_numpy()
        due = is_due(
            chart["value"].to_numpy(),
            (chart["upper_limit"] - chart["mean"]).to_numpy(),
            chart["mean"].to_numpy(),
            signal,
            chart["sequence"].to_numpy(),
            month=np.resize(CALENDAR, len(values)),
            **options,
        )
        marked = (signal != "")[-last:]
        counts += marked.any(), (marked & due[-last:]).any()
        total += 1
    return counts[0] / total, counts[1] / total
