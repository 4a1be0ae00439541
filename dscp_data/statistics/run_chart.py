"""Run charts: the median and two signals, for series too short for limits.

Source: Anhøj and Olesen (2014), as in qicharts2: run length and number of crossings.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr

from dscp_data.statistics.segments import Flags, Ints, Values, as_floats, scale_of, segments
from dscp_data.statistics.special_cause import beyond, run_lengths


@dataclass(frozen=True)
class RunChart:
    """What a run chart shows. Points on the median are left out of ``useful`` and of both tests.

    ``median`` is in the unit of the values (NaN without any). ``run_start`` and ``run_end`` are the
    first and last position of the (first) longest run, -1 without one.
    """

    median: float
    useful: int
    longest_run: int
    longest_allowed: int
    crossings: int
    fewest_expected: int
    run_start: int
    run_end: int

    @property
    def long_run(self) -> bool:
        """A run on one side of the median longer than chance would make it."""
        return self.longest_run > self.longest_allowed

    @property
    def few_crossings(self) -> bool:
        """Fewer crossings of the median than chance would make."""
        return self.crossings < self.fewest_expected


def run_chart(values: Values) -> RunChart:
    """The median of a series in time order and its signals of a change; NaN is a gap.

    Signals: longest run over round(log2 n) + 3, or crossings under the 5% point of
    Binomial(n - 1, ½), with n the points off the median. A gap ends a run and cannot be crossed, so
    each gap takes one from the possible crossings. Raises ``ValueError`` for infinite values.
    """
    numbers = as_floats(values)
    gaps = np.isnan(numbers)
    median = float(np.median(numbers[~gaps])) if (~gaps).any() else np.nan
    line = np.full(len(numbers), median)
    level = beyond(numbers, line, line, scale_of(numbers, segments(len(numbers))))
    places = np.flatnonzero(level)
    sides, stretch = level[places], np.cumsum(gaps)[places]
    parted = np.diff(stretch, prepend=stretch[:1]) != 0
    turned = np.diff(sides, prepend=sides[:1]) != 0
    start, end = longest_run(run_lengths(sides, parted))
    return RunChart(
        median=median,
        useful=len(places),
        longest_run=end - start if len(places) else 0,
        longest_allowed=longest_allowed(len(places)),
        crossings=int((turned & ~parted).sum()),
        fewest_expected=fewest_crossings(possible_crossings(parted)),
        run_start=int(places[start]) if len(places) else -1,
        run_end=int(places[end - 1]) if len(places) else -1,
    )


def longest_run(lengths: Ints) -> tuple[int, int]:
    """Where the first longest run starts and stops (stop excluded)."""
    if not len(lengths):
        return 0, 0
    start = int(np.argmax(lengths))
    return start, start + int(lengths[start])


def possible_crossings(parted: Flags) -> int:
    return max(len(parted) - 1 - int(parted.sum()), 0)


def longest_allowed(useful: int) -> int:
    """The longest run that chance makes usual among so many points: round(log2 n) + 3."""
    return round(np.log2(useful)) + 3 if useful else 0


def fewest_crossings(possible: int) -> int:
    """The smallest k with P(crossings <= k) of at least 5%, each crossing as likely as not."""
    return int(np.searchsorted(bdtr(np.arange(possible + 1.0), possible, 0.5), 0.05))
