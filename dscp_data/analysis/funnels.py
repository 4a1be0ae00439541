"""Funnel of localities or agencies on one proportion: which differ by more than chance explains.

Source: `statistics.md` of the method notes, "Intervals and comparison"; limits as in
`dscp_data.statistics.funnel`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dscp_data.catalogue import Indicator
from dscp_data.model.periods import MONTHS_IN, Period, add_months
from dscp_data.model.text import format_rounded, join_list, pluralise
from dscp_data.statistics.funnel import funnel_columns
from dscp_data.trends.trend import Trend

UNITS = [
    "unit",
    "numerator",
    "denominator",
    "value",
    "pooled",
    "lower_95",
    "upper_95",
    "lower_998",
    "upper_998",
    "position",
]
SHARES = UNITS[3:9]
FEWEST = 3  # between two units the pooled share is only the middle of both
MONTHS = 12
Named = Sequence[tuple[str, Trend]]


@dataclass(frozen=True, eq=False)
class Funnel:
    """`units` has the columns of UNITS, shares as percentages; `left_out` names the others."""

    units: pd.DataFrame
    left_out: tuple[str, ...]
    first: Period
    last: Period

    @property
    def when(self) -> str:
        """As "October 2025 to September 2026"; one period by its own name."""
        if self.first == self.last:
            return self.last.name
        return f"{self.first.start:%B %Y} to {self.last.end:%B %Y}"


def has_funnel(indicator: Indicator) -> bool:
    """Cohorts have intervals of their own, and a mean is no proportion."""
    return indicator.is_percentage and indicator.kind == "proportion"


def funnel_of(named: Named, *, same_people: bool = False) -> Funnel | None:
    """Each unit's last 12 months pooled against all of them; None where fewer than FEWEST can be.

    All units have the same months: those to the last that most of them are complete for. Of a
    snapshot, and of a survey that asks the `same_people` each time, only the last period counts:
    another would count the same ones again.
    """
    last = last_shared(named)
    if last is None:
        return None
    once = same_people or named[0][1].indicator.aggregation == "last"
    wide = last.months if once else MONTHS
    first = Period(add_months(last.start, last.months - wide), last.type)
    sums = {name: pooled_parts(trend, first.start, last.start) for name, trend in named}
    complete_sums = {name: parts for name, parts in sums.items() if parts is not None}
    if len(complete_sums) < FEWEST:
        return None
    columns = funnel_columns(*zip(*complete_sums.values(), strict=True))
    columns |= {name: 100 * columns[name] for name in SHARES}
    units = pd.DataFrame({"unit": list(complete_sums), **columns})[UNITS]
    return Funnel(units, tuple(name for name in sums if name not in complete_sums), first, last)


def last_shared(named: Named) -> Period | None:
    """The last period that more than half of the units have whole."""
    starts = [trend.columns["period_start"][is_complete(trend)] for _, trend in named]
    if not starts:
        return None
    found, counts = np.unique(np.concatenate(starts), return_counts=True)
    shared = found[counts > len(named) / 2]
    return Period(day_of(shared[-1]), named[0][1].period_type) if len(shared) else None


def pooled_parts(trend: Trend, first: date, last: date) -> tuple[float, float] | None:
    """The sums over the periods from `first` to `last`; None unless all are there and whole."""
    starts = trend.columns["period_start"]
    within = (starts >= np.datetime64(first)) & (starts <= np.datetime64(last))
    months = (last.year - first.year) * 12 + last.month - first.month
    expected = months // MONTHS_IN[trend.period_type] + 1
    if within.sum() != expected or not is_complete(trend)[within].all():
        return None
    numerator, base = (
        float(trend.columns[name][within].sum()) for name in ("numerator", "denominator")
    )
    return (numerator, base) if base > 0 else None


def is_complete(trend: Trend) -> np.ndarray:
    """For each period, whether both parts are known and complete."""
    columns = trend.columns
    unknown = np.isnan(columns["numerator"]) | np.isnan(columns["denominator"])
    return columns["complete"].astype(bool) & ~unknown


def day_of(start: np.datetime64) -> date:
    day: date = start.astype("datetime64[D]").item()
    return day


def funnel_finding(found: Funnel, one: str, many: str) -> str:
    """One sentence on who lies where, `one` and `many` being what a unit is called.

    Beyond 99.8% is more than chance explains. Between 95% and 99.8% is not said to be: of twenty
    units about one lies there by chance. Where most lie beyond 99.8%, it is the spread that is
    said.
    """
    units = found.units
    far = units[units["position"].isin(["below 99.8", "above 99.8"])]
    near = units[units["position"].isin(["below 95", "above 95"])]
    if len(far) > len(units) / 2:
        return (
            f"{len(far)} of {pluralise(len(units), one, many)} are outside the 99.8% limits, so "
            "they differ from each other by more than chance would explain."
        )
    if len(far):
        size = "this size" if len(far) == 1 else "these sizes"
        return f"{list_outside(far, '99.8')}: {how(far)} than chance would explain at {size}."
    if len(near):
        return (
            f"{list_outside(near, '95')} but within the 99.8% limit. This is worth watching but is "
            "not proof, because 1 in 20 would be there by chance."
        )
    return (
        f"All {pluralise(len(units), one, many)} are within the limits, so they differ by no more "
        "than chance would explain."
    )


def list_outside(units: pd.DataFrame, limit: str) -> str:
    """ "A, 25%, lies below the 99.8% limit", "A, 25%, and B, 30%, lie above …"; both sides."""
    sentences = []
    for side in ("below", "above"):
        names = [
            f"{unit.unit}, {format_rounded(unit.value, '%')}"
            for unit in units[units["position"] == f"{side} {limit}"].itertuples()
        ]
        if names:
            lies = "is" if len(names) == 1 else "are"
            sentences.append(f"{list_with_values(names)}, {lies} {side} the {limit}% limit")
    return ", and ".join(sentences)


def list_with_values(names: list[str]) -> str:
    """A list whose items hold a comma themselves."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, and {names[-1]}"


def how(units: pd.DataFrame) -> str:
    sides = {position.split()[0] for position in units["position"]}
    return {"below": "lower", "above": "higher"}[sides.pop()] if len(sides) == 1 else "further out"


def describe_left_out(found: Funnel) -> str:
    """Who is not in the funnel and why; "" where all are."""
    if not found.left_out:
        return ""
    needed = (
        f"figures for {found.when}"
        if found.first == found.last
        else f"complete figures for every {found.last.type} of {found.when}"
    )
    return f"Left out because of missing {needed}: {join_list(found.left_out)}."


def describe_no_signal(found: Funnel) -> str:
    """Which units could not lie outside to one side, as a limit there is at 0% or 100%."""
    low, high = found.units["lower_95"] <= 0, found.units["upper_95"] >= 100
    return " ".join(
        f"Too small to fall {side} the limits, whatever they report: "
        f"{join_list(sorted(found.units.loc[units, 'unit']))}."
        for side, units in (("below", low), ("above", high))
        if units.any()
    )
