"""The t chart: days between rare events.

Source: Nelson (1994); NHSRplotthedots and qicharts2 use the same power.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from dscp_data.statistics.control_limits import Lines, xmr_lines
from dscp_data.statistics.segments import Floats, segments
from dscp_data.statistics.special_cause import TwoOfThree, special_causes
from dscp_data.statistics.xmr import chart_frame

POWER = 3.6  # makes exponential waiting times near to normal


def days_between(
    dates: Iterable[Any],
    *,
    run: int = 7,
    screen: bool = False,
    freeze: int | None = None,
    two_of_three: TwoOfThree = "mdc",
    same_day: Literal["refuse", "merge"] = "refuse",
) -> pd.DataFrame:
    """A t chart of the days between events, given their dates in any order: one row a wait.

    Columns: date (of the event that ends the wait) and those of ``xmr``, in days. Limits are those
    of an XmR chart of d^(1/3.6), carried back; a lower limit that would be negative is 0, so that
    no wait can fall below it. A long wait is 'up': events have become rarer. No rows for under two
    events. ``same_day='merge'`` counts a day of several events once; otherwise two on one day
    raise ``ValueError``, as does a missing date or a setting that ``xmr`` refuses.
    """
    days = event_days(dates, same_day)
    waits = np.diff(days.to_numpy().astype("datetime64[D]")).astype(float)
    powered = waits ** (1 / POWER)
    segment = segments(len(waits))
    lines = xmr_lines(powered, segment, screen=screen, freeze=freeze)
    marks = special_causes(powered, lines, segment, run=run, two_of_three=two_of_three)
    chart = chart_frame(waits, in_days(lines), marks)
    chart.insert(0, "date", days[1:])
    return chart


def event_days(dates: Iterable[Any], same_day: str) -> pd.DatetimeIndex:
    """The days in order, each once."""
    days = pd.DatetimeIndex(pd.to_datetime(list(dates))).normalize().sort_values()
    if days.hasnans:
        raise ValueError("every event needs a date")
    repeated = days[days.duplicated()]
    if len(repeated) and same_day != "merge":
        first = repeated[0].date().isoformat()
        raise ValueError(f"more than one event on {first}: days between need one a day")
    return days.unique()


def in_days(lines: Lines) -> Lines:
    return replace(
        lines,
        mean=back(lines.mean),
        lower=back(lines.lower),
        upper=back(lines.upper),
        near_lower=back(lines.near_lower),
        near_upper=back(lines.near_upper),
    )


def back(powered: Floats) -> Floats:
    return np.where(powered < 0, 0.0, np.abs(powered)) ** POWER
