"""A trend: what every chart, sentence, table and export of one series reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dscp_data.catalogue import Indicator
from dscp_data.periods import Period, PeriodType, period_of
from dscp_data.statistics import ChartChoice
from dscp_data.store import Store
from dscp_data.trends.figures import FIGURES, returned_figures
from dscp_data.trends.registers import derived_figures
from dscp_data.trends.selection import ALL, By, Selection, shown_by, window_of
from dscp_data.trends.values import choice_of, with_limits, with_values

POINTS = [
    "period_start",
    "name",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "complete",
    "missing",
    "provisional",
    "mean",
    "lower_limit",
    "upper_limit",
    "median",
    "signal",
    "side",
    "sequence",
    "direction",
]


@dataclass(frozen=True)
class Point:
    """One point of a trend, as words need it."""

    period: Period
    numerator: float
    denominator: float
    value: float
    mean: float
    lower_limit: float
    upper_limit: float
    signal: str
    side: str
    sequence: int
    direction: str
    provisional: bool


@dataclass(frozen=True)
class Trend:
    """One series. `agency` and `locality` are ids or "all"; `points` has the columns of POINTS.

    `note` says why it is not shown by the type of period that was asked for, or is "". `window`
    is the follow-up in months of an indicator that has one.
    """

    indicator: Indicator
    agency: str
    locality: str
    period_type: PeriodType
    points: pd.DataFrame
    choice: ChartChoice
    note: str
    window: int | None = None

    @property
    def name(self) -> str:
        """The indicator's name, with the follow-up window that was chosen."""
        usual = self.indicator.window_months[:1]
        if not usual or self.window is None:
            return self.indicator.name
        return self.indicator.name.replace(f"{usual[0]} months", f"{self.window} months")

    @property
    def is_empty(self) -> bool:
        return not self.points["value"].notna().any()

    @property
    def latest(self) -> Point | None:
        """The last complete point with a value."""
        sound = self.points[self.points["complete"] & self.points["value"].notna()]
        return point_of(sound.iloc[-1], self.period_type) if len(sound) else None

    @property
    def change_on_year(self) -> float:
        """Latest less the same period a year before; NaN unless both are complete."""
        latest = self.latest
        if latest is None:
            return np.nan
        before = self.points[
            (self.points["period_start"] == pd.Timestamp(latest.period.year_before.start))
            & self.points["complete"]
        ]
        return latest.value - before["value"].iloc[0] if len(before) else np.nan


def point_of(row: pd.Series, period_type: PeriodType) -> Point:
    return Point(
        Period(row["period_start"].date(), period_type),
        row["numerator"],
        row["denominator"],
        row["value"],
        row["mean"],
        row["lower_limit"],
        row["upper_limit"],
        row["signal"],
        row["side"],
        int(row["sequence"]),
        row["direction"],
        bool(row["provisional"]),
    )


def trends(
    store: Store, indicators: Iterable[Indicator], selection: Selection, by: By = "total"
) -> list[Trend]:
    """The series of each indicator, in order: one in total, or one an agency or a locality.

    An indicator whose agencies may count the same child twice has one series an agency whatever
    is asked. An indicator without figures has one empty series.
    """
    wanted = list(indicators)
    found: dict[str, list[Trend]] = {}
    for period_type in ("month", "quarter", "year"):
        group = [i for i in wanted if shown_by(i, selection.period_type)[0] == period_type]
        figures = all_figures(store, group, selection.with_period_type(period_type), by)
        keys = figures.groupby(["indicator", "agency", "locality"], sort=True)
        parts: dict[str, list[tuple[str, str, pd.DataFrame]]] = {}
        for (id, agency, locality), rows in keys:
            parts.setdefault(id, []).append((agency, locality, rows))
        for indicator in group:
            note = shown_by(indicator, selection.period_type)[1]
            series = parts.get(indicator.id) or [(ALL, ALL, figures.iloc[:0])]
            found[indicator.id] = [
                replace(made, note=note)
                for agency, locality, rows in series
                if (made := trend_of(indicator, agency, locality, rows, selection, period_type))
            ]
    return [trend for indicator in wanted for trend in found[indicator.id]]


def trend(store: Store, indicator: Indicator, selection: Selection) -> list[Trend]:
    return trends(store, [indicator], selection)


def all_figures(
    store: Store, indicators: Sequence[Indicator], selection: Selection, by: By
) -> pd.DataFrame:
    """Figures from the registers where they are held, and from returns otherwise."""
    derived = {
        i.id: derived_figures(store, i, selection, by)
        for i in indicators
        if i.worked_out_from != "returns"
    }
    returned = [i for i in indicators if i.id not in derived or derived[i.id].empty]
    parts = [returned_figures(store, returned, selection, by), *derived.values()]
    held = [part for part in parts if len(part)]
    return pd.concat(held, ignore_index=True) if held else pd.DataFrame(columns=FIGURES)


def trend_of(
    indicator: Indicator,
    agency: str,
    locality: str,
    figures: pd.DataFrame,
    selection: Selection,
    period_type: PeriodType,
) -> Trend:
    chosen = within(figures, selection, period_type).reset_index(drop=True)
    points = with_values(chosen, indicator)
    if "lower" in chosen and indicator.kind == "cohort":
        points = points.assign(
            value=points["value"].where(points["complete"]),
            lower=points["lower"].where(points["complete"], chosen["lower"]),
            upper=points["upper"].where(points["complete"], chosen["upper"]),
        )
    choice = choice_of(points, indicator)
    named = with_limits(points, indicator, choice).assign(
        name=[period_of(day.date(), period_type).name for day in points["period_start"]]
    )
    window = window_of(indicator, selection.window) if indicator.window_months else None
    return Trend(indicator, agency, locality, period_type, named[POINTS], choice, "", window)


def within(figures: pd.DataFrame, selection: Selection, period_type: PeriodType) -> pd.DataFrame:
    """The rows of the periods that the reader chose; a period begun is shown whole."""
    starts = figures["period_start"]
    keep = pd.Series(True, index=figures.index)
    if selection.first:
        keep &= starts >= pd.Timestamp(period_of(selection.first, period_type).start)
    if selection.last:
        keep &= starts <= pd.Timestamp(selection.last)
    return figures[keep]
