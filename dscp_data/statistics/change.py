"""How sure a change from one period to another is: for counts as a ratio, for shares in points.

Source: Clopper and Pearson, Biometrika 1934;26:404, on the later count of both (the exact
conditional interval of a ratio of Poisson means); Newcombe, Statistics in Medicine 1998;17:873,
method 10, for a difference of shares.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv

from dscp_data.statistics.intervals import refuse, wilson


class ChangeInterval(NamedTuple):
    """The 95% interval of a change: a fraction of the earlier count (0.5 is +50%; infinite where
    that was 0), or a difference of proportions."""

    lower: float
    upper: float

    @property
    def holds_none(self) -> bool:
        """Whether no change at all lies in it."""
        return self.lower <= 0 <= self.upper


def count_change(earlier: float, later: float, level: float = 0.95) -> ChangeInterval:
    """The interval of later / earlier − 1 for two counts: 20 and 26 give −0.30 to +1.46.

    Raises ``ValueError`` for a count under 0.
    """
    refuse(np.bool_(earlier < 0 or later < 0), "a count is 0 or more")
    tail = (1 - level) / 2
    low = float(betaincinv(later, earlier + 1, tail)) if later > 0 else 0.0
    high = float(betaincinv(later + 1, earlier, 1 - tail)) if earlier > 0 else 1.0
    return ChangeInterval(ratio_less_one(low), ratio_less_one(high))


def ratio_less_one(share: float) -> float:
    """The later count over the earlier one, less 1, where it is this share of both."""
    return share / (1 - share) - 1 if share < 1 else np.inf


def share_change(
    earlier: tuple[float, float], later: tuple[float, float], level: float = 0.95
) -> ChangeInterval:
    """The interval of the later proportion less the earlier one, each as (numerator, denominator):
    9 of 40 and 15 of 42 give −0.06 to +0.31. Raises ``ValueError`` as ``wilson``."""
    (x, n), (y, m) = earlier, later
    low_before, high_before = wilson(x, n, level)
    low_after, high_after = wilson(y, m, level)
    difference = y / m - x / n
    return ChangeInterval(
        difference - float(np.hypot(y / m - low_after, high_before - x / n)),
        difference + float(np.hypot(high_after - y / m, x / n - low_before)),
    )
