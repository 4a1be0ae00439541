"""One published figure, with its area, period and place in the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# The part an area plays (comparator_areas.csv) → the word a figure carries.
AREA_TYPES = {
    "self": "local authority",
    "region": "region",
    "country": "country",
    "neighbour": "neighbour",
    "force": "police force area",
}

# DfE's symbols: c hidden to protect someone, z not applicable, x not available,
# u too unreliable to publish, k and low round to nothing without being nothing.
MARKS = {
    "c": "hidden to protect confidentiality",
    "z": "not applicable",
    "x": "not available",
    "u": "low reliability",
    "k": "rounds to zero but is not zero",
    "low": "rounds to zero but is not zero",
}


@dataclass(frozen=True)
class Comparator:
    """One published figure.

    `indicator` is the plan's indicator, or the measure's own id when it only gives context
    (then `context_for` names the indicator it is shown beside). `value` is a percentage 0..100
    when the unit is "%", and in the words of `unit` otherwise. Exactly one of `value` and
    `mark` says something: a mark is a status and never a number.
    """

    indicator: str
    area_type: str
    area_code: str
    area_name: str
    period_label: str
    period_start: dt.date
    period_end: dt.date
    numerator: float | None
    denominator: float | None
    value: float | None
    mark: str
    unit: str
    source: str
    publication: str
    published_on: dt.date | None
    file: str
    cell: str
    measure: str = ""
    context_for: str = ""
    caveat: str = ""

    def __post_init__(self) -> None:
        if self.area_type not in AREA_TYPES.values():
            raise ValueError(f"{self.area_type!r} is not a type of area: {list(AREA_TYPES)}")
        if self.mark and self.mark not in MARKS:
            raise ValueError(f"{self.mark!r} is not a mark: {list(MARKS)}")
        if (self.value is None) == (not self.mark):
            raise ValueError("a published figure has either a value or a mark")
        if self.period_start > self.period_end:
            raise ValueError(f"the period ends {self.period_end} before it starts")

    @property
    def comparable(self) -> bool:
        """Whether areas of different size can share an axis: shares and rates, not counts."""
        return self.unit == "%" or self.unit.startswith("per ")

    @property
    def key(self) -> tuple[str, str, dt.date, dt.date]:
        """What the figure is about, the same for every publisher."""
        return (self.indicator, self.area_code, self.period_start, self.period_end)


def newest(comparators: list[Comparator]) -> list[Comparator]:
    """One figure for each indicator, area and period: the one published last.

    A newer release repeats the older years and may revise them. Without dates, the later
    name of the same source wins ("reporting year 2026" after "2025"); of two sources the
    first in the list stays, as nothing says which is newer.
    """
    chosen: dict[tuple[str, str, dt.date, dt.date], Comparator] = {}
    for figure in comparators:
        earlier = chosen.get(figure.key)
        if earlier is None or _is_newer(figure, earlier):
            chosen[figure.key] = figure
    return list(chosen.values())


def _is_newer(figure: Comparator, earlier: Comparator) -> bool:
    if figure.published_on and earlier.published_on and figure.published_on != earlier.published_on:
        return figure.published_on > earlier.published_on
    return figure.source == earlier.source and figure.publication >= earlier.publication
