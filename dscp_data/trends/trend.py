"""A trend: the one result that chart, sentence, table and export of a series read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dscp_data.aggregation.selection import Audience
from dscp_data.catalogue import Indicator
from dscp_data.model.periods import PeriodType
from dscp_data.settings import ALL_FIGURES, Scope, Setting
from dscp_data.statistics import ChartChoice
from dscp_data.statistics.change import ChangeInterval, count_change, share_change
from dscp_data.statistics.verdicts import is_seasonal, same_month_before
from dscp_data.trends.displayed_values import DISPLAY_COLUMNS
from dscp_data.trends.point import Point, point_of
from dscp_data.trends.signals import signal_texts

PROTECTED, SUMMED = "Protected figures", "Sum of protected figures"
NOT_BY_LOCALITY = "given for the whole area and not by locality"
NOT_SHOWN = "calculated from a register, which is left out of protected figures"
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
    "stale",
    "mean",
    "lower_limit",
    "upper_limit",
    "lower_clamped",
    "upper_clamped",
    "median",
    "target",
    "rebased",
    "composition",
    "effect",
    "signal",
    "side",
    "sequence",
    "direction",
    *DISPLAY_COLUMNS,
]


@dataclass(frozen=True, eq=False)
class Trend:
    """One series. `agency` and `locality` are ids or "all"; `columns` are those of POINTS by name.
    The texts in `…_text` are shown in place of a number that is protected.

    `note` says why it is not shown by the type of period that was asked for, or is "". `window`
    is the follow-up in months of an indicator that has one. `settings` are those that apply to it.
    It is equal to itself alone, so that what is worked out from it can be kept by it.
    """

    indicator: Indicator
    agency: str
    locality: str
    period_type: PeriodType
    columns: Mapping[str, np.ndarray]
    choice: ChartChoice
    note: str
    audience: Audience
    window: int | None = None
    scope: Scope = ALL_FIGURES
    settings: tuple[Setting, ...] = ()

    @property
    def protection(self) -> str:
        """What kind of figures a wider audience sees here; "" for exact ones."""
        if self.audience == "exact":
            return ""
        return SUMMED if self.columns["composed"].any() else PROTECTED

    @property
    def name(self) -> str:
        """The indicator's name, with the follow-up window that was chosen."""
        return self._with_window(self.indicator.name)

    @property
    def short_name(self) -> str:
        """The indicator's short name, with the follow-up window that was chosen."""
        return self._with_window(self.indicator.short_name)

    def _with_window(self, name: str) -> str:
        usual = self.indicator.window_months[:1]
        if not usual or self.window is None:
            return name
        return name.replace(f"{usual[0]} months", f"{self.window} months")

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row a period, with the columns of POINTS."""
        return pd.DataFrame(dict(self.columns))

    @property
    def values(self) -> np.ndarray:
        """The values that are known, in order."""
        value = self.columns["value"]
        return value[~np.isnan(value)]

    @property
    def sound_values(self) -> np.ndarray:
        """The value of each point, NaN where it is not complete."""
        return np.where(self._sound, self.columns["value"], np.nan)

    @property
    def is_withheld(self) -> bool:
        """Whether a wider audience does not see this indicator at all."""
        return self.note == NOT_SHOWN

    @property
    def is_empty(self) -> bool:
        return not len(self.values)

    @cached_property
    def latest(self) -> Point | None:
        """The last complete point with a value."""
        sound = np.flatnonzero(self._sound)
        return self.point(sound[-1]) if len(sound) else None

    @cached_property
    def judged(self) -> Point | None:
        """The last complete point that is final: the one that a verdict is of."""
        final = np.flatnonzero(self._sound & ~self.columns["provisional"].astype(bool))
        return self.point(final[-1]) if len(final) else None

    @property
    def is_judged(self) -> bool:
        """Whether it is shown by the type of period that it is judged by."""
        return self.period_type == self.indicator.judged_by

    @property
    def is_stale(self) -> bool:
        """Whether the last final point is older than the return that is due next. Cohorts are
        complete only after their follow-up, so they are never stale."""
        return bool(self.columns["stale"].any())

    def point(self, row: int) -> Point:
        """One point, by its position."""
        return point_of(self.columns, row, self.period_type)

    @cached_property
    def usual_month(self) -> list[tuple[int, float]]:
        """Year and value of each earlier month like the judged one (each August), where its season
        explains how far it lies from the mean of the year; empty where none does."""
        judged = self.judged
        if judged is None or judged.signal or self.period_type != "month":
            return []
        starts = self.columns["period_start"]
        place = int(np.flatnonzero(starts == np.datetime64(judged.period.start))[0])
        month = starts.astype("datetime64[M]").astype(int) % 12 + 1
        explained = is_seasonal(
            self.sound_values,
            self.columns["upper_limit"] - self.columns["mean"],
            self.columns["mean"] - self.columns["effect"],
            np.arange(len(month)) == place,
            month,
        )
        years = starts.astype("datetime64[Y]").astype(int) + 1970
        places, values = same_month_before(self.sound_values, month, place)
        found = [(int(years[at]), float(value)) for at, value in zip(places, values, strict=True)]
        return found if explained[place] else []

    @cached_property
    def signals(self) -> list[str]:
        """The signal of each point in words, "" where it bears none."""
        return signal_texts(self.columns, self.indicator.unit, self.period_type)

    @cached_property
    def _year_before(self) -> int | None:
        """The row of the complete point exactly a year before the latest, both being numbers of the
        same agencies."""
        latest = self.latest
        if latest is None or latest.numerator_text:
            return None
        starts = self.columns["period_start"]
        then = np.datetime64(latest.period.year_before.start)
        before = self._sound & (starts == then)
        before &= self.columns["numerator_text"] == ""
        since = (starts > then) & (starts <= np.datetime64(latest.period.start))
        if not before.any() or (self.columns["composition"][since] != "").any():
            return None
        return int(np.flatnonzero(before)[0])

    @property
    def year_before(self) -> Point | None:
        """The complete point a year before the latest; None where the two do not compare."""
        return None if self._year_before is None else self.point(self._year_before)

    @property
    def change_on_year(self) -> float:
        """Latest less the same period a year before; NaN unless both are complete, and numbers.

        Of protected figures only where their ranges lie apart, so that the exact ones changed the
        same way.
        """
        latest, before = self.latest, self._year_before
        if latest is None or before is None:
            return np.nan
        change = latest.value - self.columns["value"][before]
        now = self.columns["period_start"] == np.datetime64(latest.period.start)
        low, high = self.columns["lowest"], self.columns["highest"]
        overlap = low[now][0] <= high[before] and low[before] <= high[now][0]
        return np.nan if overlap else change

    @property
    def change_interval(self) -> ChangeInterval | None:
        """The 95% interval of the change on a year: of counts as a ratio, of shares in proportions.

        None without a change, and for what has no such interval: stocks and surveys that count the
        same ones again, means, different people, and protected figures, which are rounded.
        """
        latest, row = self.latest, self._year_before
        is_exact, kind = self.audience == "exact", self.indicator.kind
        if latest is None or row is None or self.indicator.aggregation == "last" or not is_exact:
            return None
        before = self.point(row)
        if kind in ("proportion", "cohort"):
            return share_change(
                (before.numerator, before.denominator), (latest.numerator, latest.denominator)
            )
        return count_change(before.value, latest.value) if kind == "count" else None

    @cached_property
    def _sound(self) -> np.ndarray:
        return self.columns["complete"].astype(bool) & ~np.isnan(self.columns["value"])
