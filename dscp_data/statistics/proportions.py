"""Validates numerators with denominators; gaps where they give no value."""

import numpy as np

from dscp_data.statistics.segments import Floats, Values, as_floats


def proportion_parts(numerators: Values, denominators: Values) -> tuple[Floats, Floats]:
    """Both parts as floats, both NaN wherever the two do not make a proportion.

    Raises ``ValueError`` for lengths that differ, negative parts, or a numerator above its
    denominator.
    """
    counts, bases = matched(numerators, denominators)
    if (counts > bases).any():
        raise ValueError("a proportion cannot have a numerator above its denominator")
    return where_known(counts, bases)


def rate_parts(counts: Values, bases: Values) -> tuple[Floats, Floats]:
    """As ``proportion_parts``, for counts that may exceed their base."""
    return where_known(*matched(counts, bases))


def matched(numerators: Values, denominators: Values) -> tuple[Floats, Floats]:
    counts, bases = as_floats(numerators), as_floats(denominators)
    if len(counts) != len(bases):
        raise ValueError(f"{len(counts)} numerators do not match {len(bases)} denominators")
    if (counts < 0).any() or (bases < 0).any():
        raise ValueError("numerators and denominators are not negative")
    return counts, bases


def where_known(counts: Floats, bases: Floats) -> tuple[Floats, Floats]:
    is_known = ~np.isnan(counts) & (bases > 0)
    return np.where(is_known, counts, np.nan), np.where(is_known, bases, np.nan)
