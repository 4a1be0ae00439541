"""p and Laney p′ charts: a proportion over time, with limits that depend on its denominators.

Source: NHS England Making Data Count; over-dispersion by Laney's p′ (Laney 2002).
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from dscp_data.statistics.control_limits import Lines, lines_around
from dscp_data.statistics.proportions import proportion_parts
from dscp_data.statistics.segments import (
    Flags,
    Floats,
    Ints,
    Values,
    baseline,
    index_of,
    mean_by,
    moving_ranges,
    scale_of,
    segments,
)
from dscp_data.statistics.special_cause import TwoOfThree, special_causes
from dscp_data.statistics.xmr import chart_frame

D2 = 1.128  # the mean range of two draws from a standard normal


def p_chart(
    numerators: Values,
    denominators: Values,
    *,
    run: int = 7,
    freeze: int | None = None,
    rebase: Iterable[int] = (),
    two_of_three: TwoOfThree = "mdc",
) -> pd.DataFrame:
    """A p chart of one series in time order: one row a point, values as proportions 0 to 1.

    The columns are those of ``xmr``; the mean is the pooled proportion and the limits lie 3 (near:
    2) standard deviations from it. Where the proportions vary more than chance allows, Laney's
    sigma_z widens the limits; it never narrows them. ``attrs['sigma_z']`` gives the factor applied
    in each segment (1.0: none) and ``attrs['laney']`` whether any exceeds 1. A missing part or a
    denominator of 0 is a gap, without limits there. A segment all at 0 or 1 has no limits.
    Raises ``ValueError`` as ``xmr`` does, and for negative numbers or a numerator above its
    denominator.
    """
    counts, bases = proportion_parts(numerators, denominators)
    segment = segments(len(counts), rebase)
    values = counts / bases
    lines, sigma_z = p_lines(counts, bases, segment, freeze)
    marks = special_causes(values, lines, segment, run=run, two_of_three=two_of_three)
    chart = chart_frame(values, lines, marks, index_of(numerators))
    chart.attrs["sigma_z"] = tuple(float(factor) for factor in sigma_z)
    chart.attrs["laney"] = bool((sigma_z > 1).any())
    return chart


def p_lines(
    counts: Floats,
    bases: Floats,
    segment: Ints,
    freeze: int | None,
    limits_from: Flags | None = None,
) -> tuple[Lines, Floats]:
    """The lines of a p chart at each point, and the Laney factor of each segment; `limits_from`
    flags the points that limits rest on, None for all."""
    values = counts / bases
    in_baseline = baseline(~np.isnan(values), segment, freeze)
    if limits_from is not None:
        in_baseline = in_baseline & limits_from
    with np.errstate(invalid="ignore", divide="ignore"):
        of_segment = mean_by(segment, counts, in_baseline) / mean_by(segment, bases, in_baseline)
        pooled = of_segment[segment]
        sigma = np.sqrt(pooled * (1 - pooled) / bases)
        sigma_z = laney_factor((values - pooled) / sigma, in_baseline, segment)
    rounding = scale_of(values, segment)
    return lines_around(pooled, 3 * sigma * sigma_z[segment], rounding), sigma_z


def laney_factor(z: Floats, in_baseline: Flags, segment: Ints) -> Floats:
    """Mean moving range of the kept z-scores over 1.128, at least 1 (and 1 when unknown)."""
    ranges = moving_ranges(z, segment)
    sigma_z = mean_by(segment, ranges, in_baseline & np.isfinite(ranges)) / D2
    return np.fmax(sigma_z, 1.0)
