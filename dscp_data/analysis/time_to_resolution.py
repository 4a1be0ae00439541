"""Time to resolution of areas of concern, with open ones censored at the register's cut-off.

Source: `statistics.md` of the method notes, "Cohorts"; the curve is Aalen and Johansen's, which
keeps concerns that ended in another way in its base.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from dscp_data.aggregation.cohorts import concern_rows, ended_otherwise, was_resolved
from dscp_data.model.periods import add_months
from dscp_data.model.text import format_rounded, join_list, pluralise
from dscp_data.statistics import cumulative_incidence

TIMES = ["reference", "opened", "months", "ending"]
RESOLVED, OPEN, OTHERWISE = "resolved", "open", "otherwise"
ENDINGS = {OPEN: 0, RESOLVED: 1, OTHERWISE: 2}
SHARES = ["value", "lower", "upper", "otherwise_value"]
FEWEST = 10  # concerns: below it each one moves the share by more than ten points
READ_AT = (6, 12)
AGES = (("Under 3 months", 0, 3), ("3 to 6 months", 3, 6), ("6 to 12 months", 6, 12),
        ("Over 12 months", 12, np.inf))  # fmt: skip


class Share(NamedTuple):
    """The share resolved by a month, in percent; NaN limits where no interval is defined."""

    month: int
    value: float
    lower: float
    upper: float


def time_to_resolution(register: pd.DataFrame) -> pd.DataFrame:
    """One row a concern with the columns of TIMES, in the order of the register.

    `months` runs from opening to the ending, or for those still open to the cut-off of their own
    register.
    `ending` is 'resolved', 'open' or 'otherwise' (merged, moved, aged out). Concerns opened after
    the cut-off are not in it: nothing is known of them yet.
    """
    lines = concern_rows(register)
    if not lines:
        return pd.DataFrame(columns=TIMES)
    rows = [
        (
            line.reference,
            pd.Timestamp(line.opened),
            months_between(line.opened, line.resolved or line.cut_off),
            RESOLVED if was_resolved(line) else OTHERWISE if ended_otherwise(line) else OPEN,
        )
        for line in lines
        if line.opened <= (line.resolved or line.cut_off)
    ]
    return pd.DataFrame(rows, columns=TIMES)


def months_between(start: date, end: date) -> float:
    """Calendar months and the part of the next one; at most m exactly where end <= start + m.

    So 'within 6 months' means here what it means for cohorts, month ends clamped.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    months -= add_months(start, months) > end
    reached = add_months(start, months)
    return months + (end - reached).days / (add_months(start, months + 1) - reached).days


def resolution_curve(times: pd.DataFrame) -> pd.DataFrame:
    """`cumulative_incidence` of all concerns, shares in percent.

    One that ended otherwise stays in the base, where it can no longer be resolved: left out or
    counted as censored, it would raise the share of the others.
    """
    curve = cumulative_incidence(times["months"], times["ending"].map(ENDINGS))
    curve[SHARES] *= 100
    return curve


def resolved_by(curve: pd.DataFrame, month: int) -> Share | None:
    """The share resolved by a month; None where nobody has been followed for so long."""
    if curve.empty or (curve["month"].iloc[-1] < month and curve["censored"].iloc[-1] > 0):
        return None
    reached = curve[curve["month"] <= month]
    if reached.empty:
        return Share(month, 0.0, np.nan, np.nan)
    last = reached.iloc[-1]
    return Share(month, last["value"], last["lower"], last["upper"])


def has_curve(curve: pd.DataFrame) -> bool:
    """Whether enough concerns are followed up for a curve to say anything."""
    return len(curve) > 0 and int(curve["at_risk"].iloc[0]) >= FEWEST


def resolution_finding(curve: pd.DataFrame) -> str:
    """The share by 6 and by 12 months, as far as concerns have been followed."""
    if not has_curve(curve):
        followed = int(curve["at_risk"].iloc[0]) if len(curve) else 0
        return (
            f"{pluralise(followed, 'area', 'areas')} of concern followed up, which is too few for "
            "a curve."
        )
    shares = [share for month in READ_AT if (share := resolved_by(curve, month))]
    if not shares:
        return f"No area of concern has been followed up for {READ_AT[0]} months yet."
    first, *later = shares
    sentence = (
        f"{format_rounded(first.value, '%')} of areas of concern are resolved within "
        f"{first.month} months{format_interval(first)}"
    )
    for share in later:
        sentence += f", and {format_rounded(share.value, '%')} within {share.month} months"
    return f"{sentence}."


def format_interval(share: Share) -> str:
    if np.isnan(share.lower):
        return ""
    return (
        f" (95% interval {format_rounded(share.lower, '%')} to {format_rounded(share.upper, '%')})"
    )


def describe_endings(times: pd.DataFrame) -> str:
    """What the curve rests on: "115 resolved, 11 ended otherwise (…) and 34 still open."."""
    counts = times["ending"].value_counts()
    counts_text = [f"{counts.get(RESOLVED, 0)} resolved", f"{counts.get(OPEN, 0)} still open"]
    if others := int(counts.get(OTHERWISE, 0)):
        counts_text.insert(1, f"{others} ended another way (merged, moved or aged out)")
    return f"{join_list(counts_text)}."


def ages_of_open(times: pd.DataFrame) -> pd.DataFrame:
    """How long those still open have been: one row for each of AGES, with Age and Open."""
    months = times.loc[times["ending"] == OPEN, "months"]
    counts = [int(((months >= low) & (months < high)).sum()) for _, low, high in AGES]
    return pd.DataFrame({"Age": [name for name, *_ in AGES], "Open": counts})
