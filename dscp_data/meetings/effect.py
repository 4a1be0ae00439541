"""Did it work? What the series of an action has shown since the action was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from dscp_data.model.text import pluralise
from dscp_data.trends import Trend

FOLLOWED = {
    "improvement": "An improvement",
    "concern": "A concern",
    "up": "A higher figure than usual",
    "down": "A lower figure than usual",
}


@dataclass(frozen=True)
class Effect:
    """`periods` counts the final periods that began after the day. `signal` is the first signal
    among them: "improvement", "concern", "up", "down", or "" where none followed. `was_there`
    says that the last period before the day had it already."""

    periods: int
    signal: str = ""
    period: str = ""
    was_there: bool = False


def effect_since(trend: Trend, day: date) -> Effect:
    """What a series shows since a day. A signal that follows is no proof that the action did it."""
    columns = trend.columns
    final = columns["complete"].astype(bool) & ~columns["provisional"].astype(bool)
    final &= ~np.isnan(columns["value"])
    is_after = columns["period_start"].astype("datetime64[D]") > np.datetime64(day)
    directions = columns["direction"]
    after, before = np.flatnonzero(final & is_after), np.flatnonzero(final & ~is_after)
    signalled = [int(row) for row in after if directions[row]]
    if not signalled:
        return Effect(len(after))
    first = signalled[0]
    was_there = bool(len(before)) and directions[before[-1]] == directions[first]
    return Effect(len(after), str(directions[first]), str(columns["name"][first]), was_there)


def describe_effect(effect: Effect, period_type: str) -> str:
    """As "An improvement followed, first in March 2026. That alone does not show that the action
    caused it", "No signal in 3 months since"."""
    if not effect.periods:
        return f"No complete {period_type} has followed yet, so it is too early to tell"
    if not effect.signal:
        return f"No signal in {pluralise(effect.periods, period_type)} since"
    if effect.was_there:
        return f"{FOLLOWED[effect.signal]} was there before the action was agreed, and still is"
    return (
        f"{FOLLOWED[effect.signal]} followed, first in {effect.period}. That alone does not show "
        "that the action caused it"
    )
