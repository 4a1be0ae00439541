"""The median and range of the statistical neighbours."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from statistics import median

import pandas as pd

from dscp_data.comparators.model import Comparator, newest


@dataclass(frozen=True)
class NeighbourSummary:
    """One indicator in one period across the neighbours.

    `names` are those with a value, from the lowest to the highest, `without` those whose
    figure is a mark. Median and range are of the values and None when there are none: the
    median of published percentages is a typical neighbour, not the neighbours' pooled rate.
    """

    indicator: str
    period_label: str
    period_start: dt.date
    period_end: dt.date
    unit: str
    comparable: bool
    median: float | None
    lowest: float | None
    highest: float | None
    with_value: int
    neighbours: int
    names: tuple[str, ...]
    without: tuple[str, ...]


def neighbour_summary(comparators: Iterable[Comparator]) -> list[NeighbourSummary]:
    """Each indicator and period that a neighbour has a figure or mark for, in that order."""
    groups: dict[tuple[str, dt.date, dt.date], list[Comparator]] = defaultdict(list)
    for figure in newest(list(comparators)):
        if figure.area_type == "neighbour":
            groups[figure.indicator, figure.period_start, figure.period_end].append(figure)
    return [_summary(groups[key]) for key in sorted(groups, key=lambda key: (key[0], key[2]))]


def summary_frame(summaries: Iterable[NeighbourSummary]) -> pd.DataFrame:
    """One row a summary, one column a field; dates as timestamps."""
    names = [field.name for field in fields(NeighbourSummary)]
    frame = pd.DataFrame([asdict(summary) for summary in summaries], columns=names)
    for name in ("median", "lowest", "highest"):
        frame[name] = frame[name].astype("float64")
    for name in ("period_start", "period_end"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def _summary(figures: list[Comparator]) -> NeighbourSummary:
    valued = sorted(
        (figure.value, figure.area_name) for figure in figures if figure.value is not None
    )
    values = [value for value, _ in valued]
    first = figures[0]
    return NeighbourSummary(
        indicator=first.indicator,
        period_label=first.period_label,
        period_start=first.period_start,
        period_end=first.period_end,
        unit=first.unit,
        comparable=first.comparable,
        median=median(values) if values else None,
        lowest=values[0] if values else None,
        highest=values[-1] if values else None,
        with_value=len(values),
        neighbours=len(figures),
        names=tuple(name for _, name in valued),
        without=tuple(sorted(figure.area_name for figure in figures if figure.value is None)),
    )
