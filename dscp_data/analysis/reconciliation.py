"""Two agencies' figures for the same thing, side by side, with the gap between them.

The pairs are data: `plan/reconciliation.csv`. Only periods that both have complete are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dscp_data.aggregation.selection import Selection
from dscp_data.catalogue import Pair
from dscp_data.model.periods import MONTHS_IN, Period, PeriodType
from dscp_data.model.text import format_number, format_rounded, pluralise
from dscp_data.statistics import chart_for, xmr
from dscp_data.store import Store
from dscp_data.trends.build import trends
from dscp_data.trends.trend import Trend

ROWS = ["period_start", "first", "second", "gap"]


@dataclass(frozen=True)
class Reconciliation:
    """`rows` has the columns of ROWS, one a period that both have whole; gap = first − second.

    `usual` is the usual range of the gap (XmR limits), None where the numbers are too few for one.
    """

    pair: Pair
    period_type: PeriodType
    first_name: str
    second_name: str
    rows: pd.DataFrame
    usual: tuple[float, float] | None

    @property
    def latest(self) -> Period | None:
        if self.rows.empty:
            return None
        return Period(self.rows["period_start"].iloc[-1].date(), self.period_type)


def reconciliation(store: Store, pair: Pair, selection: Selection) -> Reconciliation:
    """Both ends of a pair in the places and periods chosen, whichever agencies are."""
    chosen = replace(selection, agencies=())
    first, second = (end_of(store, id, agency, chosen) for id, agency in pair.ends)
    rows = pd.merge(
        complete_numbers(first, pair.part).rename(columns={"number": "first"}),
        complete_numbers(second, pair.part).rename(columns={"number": "second"}),
        on="period_start",
    ).sort_values("period_start", ignore_index=True)
    rows = rows.assign(gap=rows["first"] - rows["second"])[ROWS]
    period_type = first.period_type if first else selection.period_type
    return Reconciliation(
        pair,
        period_type,
        store.plan.agency(pair.first_agency).short_name,
        store.plan.agency(pair.second_agency).short_name,
        rows,
        usual_gap(rows, period_type),
    )


def end_of(store: Store, indicator: str, agency: str, selection: Selection) -> Trend | None:
    found = trends(store, [store.plan.indicator(indicator)], selection, by="agency")
    return next((one for one in found if one.agency == agency), None)


def complete_numbers(trend: Trend | None, part: str) -> pd.DataFrame:
    """The complete periods of one end: period_start and number."""
    if trend is None:
        return pd.DataFrame({"period_start": pd.Series(dtype="datetime64[us]"), "number": []})
    points = trend.points
    is_complete = points["complete"].astype(bool) & points[part].notna()
    counted = points.loc[is_complete, ["period_start", part]].rename(columns={part: "number"})
    return counted.astype({"period_start": "datetime64[us]", "number": float})


def usual_gap(rows: pd.DataFrame, period_type: PeriodType) -> tuple[float, float] | None:
    """The XmR limits of the gap, where both ends are counts enough for limits of their own."""
    if not all(chart_for(rows[end]).has_limits for end in ("first", "second")):
        return None
    step = pd.DateOffset(months=MONTHS_IN[period_type])
    starts = rows["period_start"]
    every = pd.date_range(starts.iloc[0], starts.iloc[-1], freq=step)  # a lacking one is a gap
    limits = xmr(rows.set_index("period_start")["gap"].reindex(every)).iloc[-1]
    if np.isnan(limits["lower_limit"]):
        return None
    return float(limits["lower_limit"]), float(limits["upper_limit"])


def gap_finding(found: Reconciliation) -> str:
    """ "Durham Constabulary reported 4 more NRM referrals than Children's Social Care in …"."""
    if found.latest is None:
        return (
            f"{found.first_name} and {found.second_name} have no {found.period_type} in which both "
            f"reported complete figures for {found.pair.what}."
        )
    last = found.rows.iloc[-1]
    when = f"in {found.latest.name}"
    if last["gap"] == 0:
        return (
            f"{found.first_name} and {found.second_name} reported the same number of "
            f"{found.pair.what} {when}: {format_number(last['first'])}."
        )
    side = "more" if last["gap"] > 0 else "fewer"
    gap = format_number(abs(last["gap"]))
    first, second = format_number(last["first"]), format_number(last["second"])
    gap = format_number(abs(last["gap"]))
    first, second = format_number(last["first"]), format_number(last["second"])
    gap = format_number(abs(last["gap"]))
    first, second = format_number(last["first"]), format_number(last["second"])
    return (
        f"{found.first_name} reported {gap} {side} {found.pair.what} than "
        f"{found.second_name} {when}: {first} and {second}."
    )


def describe_gaps(found: Reconciliation) -> str:
    """How often both agreed, what they add up to, and whether the last gap is usual."""
    rows = found.rows
    if len(rows) < 2:
        return ""
    agreed = int((rows["gap"] == 0).sum())
    text = (
        f"The figures matched in {agreed} of the {pluralise(len(rows), found.period_type)} that "
        "both reported. "
        f"The totals were {format_number(rows['first'].sum())} "
        f"and {format_number(rows['second'].sum())}."
    )
    if found.usual is None:
        return f"{text} The numbers are too small to show a usual gap."
    low, high = (format_gap(end) for end in found.usual)
    inside = found.usual[0] <= rows["gap"].iloc[-1] <= found.usual[1]
    side = "within" if inside else "outside"
    return f"{text} The latest gap is {side} its usual range of {low} to {high}."


def format_gap(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{format_rounded(abs(value), '')}"
