"""How often areas of concern are opened, resolved and opened again: counts, or days between.

Source: `statistics.md` of the method notes, "The right chart for the data": where counts are too
few for limits, the days between dated events have them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from dscp_data.aggregation.cohorts import (
    ConcernRow,
    concern_rows,
    is_same_day_repeat,
    was_resolved,
    with_same_concern,
)
from dscp_data.model.periods import Period, PeriodType, period_of, periods_between
from dscp_data.model.text import format_number, pluralise
from dscp_data.statistics import ChartChoice, chart_for, days_between

Event = Literal["opened", "resolved", "opened again"]
EVENTS: tuple[Event, ...] = ("opened", "resolved", "opened again")


@dataclass(frozen=True)
class EventFrequency:
    """One kind of event of the register, to its cut-off.

    `choice` is the chart that is right for the counts a period. `waits` is the frame of
    `days_between`, its limits NaN where there are too few waits for any; `many_a_day` says how
    many events share a day with another, which counts once.
    """

    event: Event
    period_type: PeriodType
    choice: ChartChoice
    waits: pd.DataFrame
    last: date | None
    cut_off: date
    many_a_day: int

    @property
    def offers_days_between(self) -> bool:
        return "days between" in self.choice.offers and len(self.waits) > 0

    @property
    def has_limits(self) -> bool:
        return bool(self.waits["upper_limit"].notna().any())


def event_frequency(
    register: pd.DataFrame, event: Event, period_type: PeriodType
) -> EventFrequency:
    """What the register says of one kind of event; `register` holds at least one concern."""
    cut_off = register["cut_off"].max().date()
    lines = concern_rows(register)
    first = min(line.opened for line in lines)
    dates = event_dates(lines, event, cut_off)
    counts = counts_of(dates, period_type, first, cut_off)
    waits = days_between(dates, same_day="merge")
    if not chart_for(waits["value"], kind="mean").has_limits:
        limits = ["mean", "lower_limit", "upper_limit", "near_lower", "near_upper"]
        waits = waits.assign(**dict.fromkeys(limits, np.nan), signal="", side="", sequence=0)
    return EventFrequency(
        event=event,
        period_type=period_type,
        choice=chart_for(counts, kind="count", dated=True),
        waits=waits,
        last=dates[-1] if dates else None,
        cut_off=cut_off,
        many_a_day=len(dates) - len(set(dates)),
    )


def event_dates(lines: list[ConcernRow], event: Event, cut_off: date) -> list[date]:
    """The days of the events, in order; none after the cut-off."""
    found: dict[Event, list[date]] = {
        "opened": [line.opened for line in lines],
        "resolved": [line.resolved for line in lines if line.resolved and was_resolved(line)],
        "opened again": opened_again(lines),
    }
    return sorted(day for day in found[event] if day <= cut_off)


def opened_again(lines: list[ConcernRow]) -> list[date]:
    """The days on which a concern was opened that had been resolved before."""
    return [
        line.opened
        for line, same in with_same_concern(lines)
        if any(
            was_resolved(one) and (one.resolved < line.opened or is_same_day_repeat(line, one))
            for one in same
            if one.resolved
        )
    ]


def counts_of(
    dates: list[date], period_type: PeriodType, first: date, cut_off: date
) -> list[float]:
    """Events in each whole period from the register's first to its cut-off, none counted as 0."""
    complete = [
        period
        for period in periods_between(
            period_of(first, period_type), period_of(cut_off, period_type)
        )
        if period.end <= cut_off
    ]
    return [float(sum(in_period(day, period) for day in dates)) for period in complete]


def in_period(day: date, period: Period) -> bool:
    return period.start <= day <= period.end


def days_finding(found: EventFrequency) -> str:
    """ "An area of concern is opened about every 7 days. The latest gap (12 days, to …) is …"."""
    last = found.waits.iloc[-1]
    days = pluralise(int(last["value"]), "day")
    wait = f"The latest gap ({days}, to {format_day_gap(last['date'])})"
    if not found.has_limits:
        return (
            f"{pluralise(len(found.waits) + 1, 'day')} with areas of concern {found.event}: "
            f"too few to show a usual range. The latest gap is {days}, to "
            f"{format_day_gap(last['date'])}."
        )
    mean = format_number(last["mean"], decimals=0)
    apart = f"An area of concern is {found.event} about every {mean} days"
    low, high = (format_number(last[limit], decimals=0) for limit in ("lower_limit", "upper_limit"))
    words = {
        "": f"is within the usual range of {low} to {high} days",
        "up": "is a signal that this happens less often than before",
        "down": "is a signal that this happens more often than before",
    }
    return f"{apart}. {wait} {words[last['side']]}."


def format_day_gap(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def describe_since_last(found: EventFrequency) -> str:
    """The wait that has not ended yet, and days that held more than one event."""
    if found.last is None:
        return ""
    open_wait = pluralise((found.cut_off - found.last).days, "day")
    text = f"None since then, in the {open_wait} to {format_day_gap(found.cut_off)}."
    if found.last == found.cut_off:
        text = ""
    if found.many_a_day:
        text += f" {pluralise(found.many_a_day, 'event')} fell on the same day as another."
    return text.strip()
