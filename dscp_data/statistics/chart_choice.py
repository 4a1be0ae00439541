"""Which chart is right for a series, and why, in words a meeting can read.

Source: NHS England Making Data Count; the thresholds are those of the partnership's method notes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dscp_data.statistics.proportions import proportion_parts
from dscp_data.statistics.segments import Floats, Values, as_floats, segments

ChartName = Literal["table", "run", "xmr", "p", "too few"]
Kind = Literal["count", "proportion", "mean", "snapshot", "distinct", "cohort"]
Offer = Literal["wider period", "days between"]

TABLE_BELOW = 5
LIMITS_FROM = 13
SMALLEST_MEAN = 5
COUNTED: tuple[Kind, ...] = ("count", "snapshot", "distinct")


@dataclass(frozen=True)
class ChartChoice:
    """The chart for a series, the reason in a sentence, and what to offer instead.

    ``points`` are the valid ones. ``trial`` marks a reading that rests on too few points to be
    firm. ``offers`` is filled only for 'too few'.
    """

    chart: ChartName
    reason: str
    points: int
    trial: bool = False
    offers: tuple[Offer, ...] = ()

    @property
    def has_limits(self) -> bool:
        """Whether limits, signals and icons belong on this chart."""
        return self.chart in ("xmr", "p")


def chart_for(
    values: Values | None = None,
    *,
    numerators: Values | None = None,
    denominators: Values | None = None,
    kind: Kind = "count",
    dated: bool = False,
    rebase: Iterable[int] = (),
) -> ChartChoice:
    """Choose the chart of one series in time order; NaN is a gap and not a point.

    Give ``values``, or ``numerators`` with ``denominators`` for a proportion. Under 5 points a
    table; 5 to 12 a run chart on trial; from 13 a p chart where there are denominators, else XmR;
    counts with a mean under 5 or more than half zeros are too few for limits, and so are shares of
    which more than half are 0% or 100%. ``dated`` says that
    the events have dates, so that days between them can be offered. A chart whose last segment
    (after ``rebase``) holds under 13 points is marked trial: limits need 13 there too.
    Raises ``ValueError`` without values, with only one part of a proportion, or where the parts do
    not fit.
    """
    numbers, with_bases = numbers_of(values, numerators, denominators)
    known = numbers[~np.isnan(numbers)]
    points = len(known)
    if points < TABLE_BELOW:
        return ChartChoice(
            "table", f"{points_in_words(points)}, which is too few for a chart", points
        )
    if points < LIMITS_FROM:
        reason = (
            f"{points} points, shown as a trial run chart with the median because limits need "
            f"{LIMITS_FROM}"
        )
        return ChartChoice("run", reason, points, trial=True)
    if kind in COUNTED and not with_bases and (why := too_few(known)):
        offers: tuple[Offer, ...] = ("wider period", *(("days between",) if dated else ()))
        return ChartChoice("too few", f"too few for limits because {why}", points, offers=offers)
    is_constant = bool((known == known[0]).all())
    if (
        with_bases
        and not is_constant
        and 2 * (same := int(((known == 0) | (known == 1)).sum())) > points
    ):
        why = f"{same} of {points} points are 0% or 100%"
        return ChartChoice(
            "too few", f"too few for limits because {why}", points, offers=("wider period",)
        )
    recent = points_since_rebase(numbers, rebase)
    return ChartChoice(
        "p" if with_bases else "xmr",
        "; ".join(reasons(known, with_bases, recent)),
        points,
        trial=recent < LIMITS_FROM,
    )


def numbers_of(
    values: Values | None, numerators: Values | None, denominators: Values | None
) -> tuple[Floats, bool]:
    """The series to chart and whether it is a proportion with known denominators."""
    if numerators is not None and denominators is not None:
        counts, bases = proportion_parts(numerators, denominators)
        return counts / bases, True
    if values is None or numerators is not None or denominators is not None:
        raise ValueError("give values, or numerators and denominators together")
    return as_floats(values), False


def too_few(counts: Floats) -> str:
    """Why these counts carry no limits; empty when they do."""
    zeros = int((counts == 0).sum())
    if 2 * zeros > len(counts):
        return f"{zeros} of {len(counts)} points are zero"
    if counts.mean() < SMALLEST_MEAN:
        return f"the mean is {counts.mean():.1f}, under {SMALLEST_MEAN}"
    return ""


def points_since_rebase(numbers: Floats, rebase: Iterable[int]) -> int:
    segment = segments(len(numbers), rebase)
    return int((~np.isnan(numbers[segment == segment[-1]])).sum())


def reasons(known: Floats, with_bases: bool, recent: int) -> list[str]:
    found = [f"{len(known)} points with denominators" if with_bases else f"{len(known)} points"]
    if (known == known[0]).all():
        found.append("all the same, so no limits can be drawn")
    if recent < LIMITS_FROM:
        found.append(f"no limits yet: {points_in_words(recent)} since the new baseline")
    return found


def points_in_words(points: int) -> str:
    return {0: "no points", 1: "1 point"}.get(points, f"{points} points")
