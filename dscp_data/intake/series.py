"""The figures of a file and those held, as one total for each agency, indicator and period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.periods import Period, PeriodType, add_months
from dscp_data.returns import Observation

KEY = ["indicator", "agency", "locality", "period_type", "period_start"]
Series = tuple[str, str, PeriodType]
Part = tuple[str, str, PeriodType, date]
Given = dict[Series, dict[date, tuple[str, str]]]


def sent_frame(observations: Iterable[Observation]) -> pd.DataFrame:
    """A row an observation of a file; the last of a repeated key stands."""
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


def tidy(observations: pd.DataFrame) -> pd.DataFrame:
    """The columns that are compared, days as dates."""
    held = observations[[*KEY, "numerator"]]
    return held.assign(
        period_start=held["period_start"].dt.date,
        numerator=held["numerator"].astype("float64"),
    )


@dataclass
class Total:
    """An agency's figure for a period: not a number where a part is not known."""

    value: float = 0.0
    districts: set[str] = field(default_factory=set)
    is_county_wide: bool = False

    def lacks(self, other: Total) -> set[str]:
        """The districts that `other` has and this has not."""
        return set() if self.is_county_wide else other.districts - self.districts


def without(figures: pd.DataFrame, removed: pd.DataFrame) -> pd.DataFrame:
    """The figures whose keys are not among those removed."""
    if removed.empty:
        return figures
    keys = removed[KEY].assign(period_start=removed["period_start"].dt.date)
    gone = pd.MultiIndex.from_frame(keys)
    return figures[~pd.MultiIndex.from_frame(figures[KEY]).isin(gone)]


def series_of(figures: pd.DataFrame, plan: Catalogue) -> dict[Series, dict[date, Total]]:
    """The totals of each series, by the first day of the period. A loop: groups are small and
    there are thousands, where grouping a frame costs far more."""
    kinds = {place.id: place.kind for place in plan.localities}
    found: dict[Series, dict[date, Total]] = {}
    for one in figures[[*KEY, "numerator"]].itertuples(index=False):
        totals = found.setdefault((one.indicator, one.agency, one.period_type), {})
        total = totals.setdefault(one.period_start, Total())
        total.value += one.numerator
        total.is_county_wide |= kinds[one.locality] == "whole"
        if kinds[one.locality] == "district":
            total.districts.add(one.locality)
    return found


def in_file(sent: pd.DataFrame) -> Given:
    """The series and periods that a file gives, in the file's order, each with its first cell."""
    found: Given = {}
    for one in sent.itertuples(index=False):
        periods = found.setdefault((one.indicator, one.agency, one.period_type), {})
        periods.setdefault(one.period_start, (one.sheet, one.cell))
    return found


def before(held: dict[date, Total], period: Period, periods: int) -> dict[date, Total]:
    """The known totals of the `periods` periods before one."""
    first = add_months(period.start, -periods * period.months)
    return {
        start: total
        for start, total in held.items()
        if first <= start < period.start and total.value == total.value
    }


def parts_sent(observations: Iterable[Observation]) -> set[Part]:
    """What a file gives something of."""
    return {(o.indicator, o.agency, o.period.type, o.period.start) for o in observations}


def parts_of(figures: pd.DataFrame) -> set[Part]:
    """What a frame of figures gives something of."""
    columns = ["indicator", "agency", "period_type", "period_start"]
    return set(figures[columns].drop_duplicates().itertuples(index=False, name=None))
