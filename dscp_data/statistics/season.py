"""How far each calendar month usually lies from the mean of a series of months.

Source: NHS England Making Data Count, "Strengthening your decisions" (season). The effects are
those of a one-way analysis of variance, shrunken by 1 − 1/F so that months that hardly differ are
hardly moved (James and Stein 1961; Efron and Morris, JASA 1975;70:311, for unknown variance).
"""

from __future__ import annotations

import numpy as np
from scipy.special import fdtrc

from dscp_data.statistics.segments import Floats, Ints, mean_by

ADJUSTED_FROM = 36  # months of values
YEARS = 3  # values that a calendar month needs for an effect of its own
SIGNIFICANT = 0.01


def month_effects(
    values: Floats, month: Ints, segment: Ints, significant: float = SIGNIFICANT
) -> Floats:
    """What each point's calendar month (1 to 12) adds to the mean of its segment, in the unit of
    the values; 0 throughout where the season is not `significant` or there are under 36 values.

    `values` is one series in time order, NaN at gaps; `segment` numbers its baselines, so that a
    change of level between them is no season. A month with under 3 values has no effect.

    Every August 40 below the other months, three years of each: about −37 in August, and +3 in the
    other months.
    """
    none = np.zeros(len(values))
    known = ~np.isnan(values)
    if known.sum() < ADJUSTED_FROM:
        return none
    away = values - mean_by(segment, values, known)[segment]
    count = np.bincount(month[known], minlength=13)
    effect = np.bincount(month[known], away[known], minlength=13) / np.maximum(count, 1)
    effect[count < YEARS] = 0.0
    between = float((count * effect**2).sum())
    within = float(((away - effect[month])[known] ** 2).sum())
    groups = int((count >= YEARS).sum())
    free = int(known.sum()) - groups - int(segment[-1])
    if groups < 2 or free < 1 or within <= 0:
        return effect[month] if between > 0 and groups > 1 else none
    ratio = (between / (groups - 1)) / (within / free)
    if fdtrc(groups - 1, free, ratio) > significant:
        return none
    return effect[month] * (1 - 1 / ratio)
