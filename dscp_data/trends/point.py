"""One point of a trend, for sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dscp_data.model.periods import Period, PeriodType


@dataclass(frozen=True)
class Point:
    """A period's figures, limits and signal; NaN and "" where there is none.
    `effect` is what the time of year adds to the mean, 0 without a clear season. The words in
    `…_text` are shown in place of a number that is protected."""

    period: Period
    numerator: float
    denominator: float
    value: float
    mean: float
    lower_limit: float
    upper_limit: float
    lower_clamped: bool
    upper_clamped: bool
    target: float
    effect: float
    signal: str
    side: str
    sequence: int
    direction: str
    provisional: bool
    value_text: str
    numerator_text: str
    denominator_text: str


def point_of(columns: Mapping[str, np.ndarray], row: int, period_type: PeriodType) -> Point:
    at = {name: column[row] for name, column in columns.items()}
    return Point(
        Period(at["period_start"].astype("datetime64[D]").item(), period_type),
        at["numerator"],
        at["denominator"],
        at["value"],
        at["mean"],
        at["lower_limit"],
        at["upper_limit"],
        bool(at["lower_clamped"]),
        bool(at["upper_clamped"]),
        at["target"],
        at["effect"],
        at["signal"],
        at["side"],
        int(at["sequence"]),
        at["direction"],
        bool(at["provisional"]),
        at["value_text"],
        at["numerator_text"],
        at["denominator_text"],
    )
