"""Totals for each agency, indicator and period, of a file and of accepted figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import Period, PeriodType, add_months
from dscp_data.model.returns import Observation

KEY = ["indicator", "agency", "locality", "period_type", "period_start"]
Series = tuple[str, str, PeriodType]
Part = tuple[str, str, PeriodType, date]
PeriodsInFile = dict[Series, dict[date, tuple[str, str]]]


def observation_frame(observations: Iterable[Observation]) -> pd.DataFrame:
    """One row for each observation of a file; the last of a repeated key counts."""
    rows = [
        (
            o.indicator,
            o.agency,
            o.locality,
            o.period.type,
            o.period.start,
            o.numerator,
            o.sheet,
            o.cell,
        )
        for o in observations
    ]
    sent = pd.DataFrame(rows, columns=[*KEY, "numerator", "sheet", "cell"])
    return sent.astype({"numerator": "float64"}).drop_duplicates(KEY, keep="last")


def comparable_columns(observations: pd.DataFrame) -> pd.DataFrame:
    """The columns that are compared, days as dates."""
    comparable = observations[[*KEY, "numerator"]]
    return comparable.assign(
        period_start=comparable["period_start"].dt.date,
        numerator=comparable["numerator"].astype("float64"),
    )


@dataclass
class PeriodTotal:
    """An agency's figure for a period: not a number where a part is not known."""

    value: float = 0.0
    districts: set[str] = field(default_factory=set)
    is_county_wide: bool = False

    def lacks(self, other: PeriodTotal) -> set[str]:
        """The districts that `other` has and this has not."""
        return set() if self.is_county_wide else other.districts - self.districts


def exclude_keys(figures: pd.DataFrame, removed: pd.DataFrame) -> pd.DataFrame:
    """The figures whose keys are not among those removed."""
    if removed.empty:
        return figures
    keys = removed[KEY].assign(period_start=removed["period_start"].dt.date)
    excluded = pd.MultiIndex.from_frame(keys)
    return figures[~pd.MultiIndex.from_frame(figures[KEY]).isin(excluded)]


def totals_by_series(
    figures: pd.DataFrame, plan: Catalogue
) -> dict[Series, dict[date, PeriodTotal]]:
    """The totals of each series, by the first day of the period. A loop: groups are small and
    there are thousands, where grouping a frame costs far more."""
    kinds = {place.id: place.kind for place in plan.localities}
    found: dict[Series, dict[date, PeriodTotal]] = {}
    for indicator, agency, locality, kind, start, value in iterate_columns(
        figures, *KEY, "numerator"
    ):
        totals = found.setdefault((indicator, agency, kind), {})
        total = totals.get(start)
        if total is None:
            total = totals[start] = PeriodTotal()
        total.value += value
        total.is_county_wide |= kinds[locality] == "whole"
        if kinds[locality] == "district":
            total.districts.add(locality)
    return found


def periods_in_file(sent: pd.DataFrame) -> PeriodsInFile:
    """The series and periods that a file gives, in the file's order, each with its first cell."""
    found: PeriodsInFile = {}
    columns = ("indicator", "agency", "period_type", "period_start", "sheet", "cell")
    for indicator, agency, kind, start, sheet, cell in iterate_columns(sent, *columns):
        found.setdefault((indicator, agency, kind), {}).setdefault(start, (sheet, cell))
    return found


def iterate_columns(figures: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The values of some columns, line by line: a column of text gives its values one by one only
    slowly."""
    return zip(*(figures[column].tolist() for column in columns), strict=True)


def known_totals_before(
    totals: dict[date, PeriodTotal], period: Period, periods: int
) -> dict[date, PeriodTotal]:
    """The known totals of the `periods` periods before one."""
    first = add_months(period.start, -periods * period.months)
    return {
        start: total
        for start, total in totals.items()
        if first <= start < period.start and total.value == total.value
    }


def parts_sent(observations: Iterable[Observation]) -> set[Part]:
    """What a file gives something of."""
    return {(o.indicator, o.agency, o.period.type, o.period.start) for o in observations}


def parts_of(figures: pd.DataFrame) -> set[Part]:
    """What a frame of figures gives something of."""
    columns = ["indicator", "agency", "period_type", "period_start"]
    return set(figures[columns].drop_duplicates().itertuples(index=False, name=None))


def by_agency(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part[1], []).append(part)
    return found


def newest_of_each_type(parts: Iterable[Part]) -> Iterable[tuple[PeriodType, date]]:
    """For each type of period of which something is given, the first day of its newest."""
    newest: dict[PeriodType, date] = {}
    for _, _, kind, start in parts:
        newest[kind] = max(start, newest.get(kind, start))
    return newest.items()


def indicators_in_period(parts: Sequence[Part], carries: Period) -> set[str]:
    """The indicators with a figure of any length that overlaps a period."""
    overlaps = {
        when: when[1] <= carries.end and Period(when[1], when[0]).end >= carries.start
        for when in {part[2:] for part in parts}
    }
    return {part[0] for part in parts if overlaps[part[2:]]}
