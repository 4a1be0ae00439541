"""Mapping meetings: how many, when and where, and what followed."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import Period, period_of, periods_between
from dscp_data.model.text import pluralise
from dscp_data.trends import Selection

SHOWN_PERIODS = 6
MEETING_LABELS = ("concerns_discussed", "concerns_opened")


def meetings_in(meetings: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of question `mapping_meetings` whose day lies in the periods that were chosen."""
    days = meetings["held_on"]
    chosen = pd.Series(True, index=meetings.index)
    if selection.first:
        chosen &= days >= pd.Timestamp(selection.first)
    if selection.last:
        chosen &= days <= pd.Timestamp(selection.last)
    return meetings[chosen]


def last_periods(meetings: pd.DataFrame, selection: Selection) -> list[Period]:
    """The last periods up to that of the newest meeting, newest first; those with none too."""
    days = [day.date() for day in meetings["held_on"]]
    first, last = (period_of(day, selection.period_type) for day in (min(days), max(days)))
    return list(periods_between(first, last))[-SHOWN_PERIODS:][::-1]


def by_period(meetings: pd.DataFrame, periods: list[Period]) -> pd.DataFrame:
    """One row a period: held, concerns_discussed, concerns_opened, and in `unsaid_…` how many
    meetings do not say."""
    counts = {
        name: meetings[name].to_numpy(dtype=float, na_value=np.nan) for name in MEETING_LABELS
    }
    rows = []
    for period in periods:
        in_period = within(meetings, period)
        row: dict[str, object] = {"period": period, "held": int(in_period.sum())}
        for name, numbers in counts.items():
            row[name] = int(np.nansum(numbers[in_period]))
            row[f"unsaid_{name}"] = int(np.isnan(numbers[in_period]).sum())
        rows.append(row)
    return pd.DataFrame(rows)


def by_locality(meetings: pd.DataFrame, periods: list[Period], plan: Catalogue) -> pd.DataFrame:
    """Meetings held: one row a district (and any other place that had one), one column a period."""
    where = meetings["locality"].to_numpy()
    there = set(where)
    places = [p for p in plan.localities if p.kind == "district" or p.id in there]
    counts = {period: Counter(where[within(meetings, period)]) for period in periods}
    return pd.DataFrame(
        {period: [count[place.id] for place in places] for period, count in counts.items()},
        index=[place.name for place in places],
    )


def within(meetings: pd.DataFrame, period: Period) -> np.ndarray:
    """Whether each meeting was held in that period."""
    days = meetings["held_on"].to_numpy()
    return (days >= np.datetime64(period.start)) & (days <= np.datetime64(period.end))


def in_a_sentence(periods: pd.DataFrame) -> str:
    """What the rows of `by_period` come to."""
    newest, oldest = periods["period"].iloc[0], periods["period"].iloc[-1]
    meetings, opened = int(periods["held"].sum()), int(periods["concerns_opened"].sum())
    when = f"in {newest.name}" if newest == oldest else f"from {oldest.name} to {newest.name}"
    least = "at least " if periods["unsaid_concerns_opened"].any() else ""
    were = "was" if meetings == 1 else "were"
    led = f"{pluralise(opened, 'area', 'areas')} of concern {'was' if opened == 1 else 'were'}"
    return (
        f"{pluralise(meetings, 'mapping meeting')} {were} held {when}; {least}{led} opened "
        f"from {'it' if meetings == 1 else 'them'}"
    )
