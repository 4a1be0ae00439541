"""Changes since a day: signals, returns, and what became overdue.

New is the difference between the same trends as they stood at the end of that day and as they
are now, so a corrected figure is news like a new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.model.clock import end_of_day
from dscp_data.model.text import join_list
from dscp_data.store import Store
from dscp_data.summaries.indicator_table import ORDER, series_name
from dscp_data.trends import ALL, Selection, Trend, trends
from dscp_data.trends.finding import (
    MOVED,
    STATUS_WORDS,
    Status,
    describe_latest,
    describe_signal,
    status,
)
from dscp_data.trends.point import Point

MOST_PERIODS_NAMED = 4

SIGNALS = [
    "indicator",
    "agency",
    "name",
    "short_name",
    "agency_name",
    "priorities",
    "period_type",
    "status",
    "side",
    "word",
    "what",
    "point",
]
Mark = tuple[np.datetime64, str, str]  # a point's period, its rule and its side


def new_signals(
    store: Store, indicators: Iterable[Indicator], selection: Selection, since: date
) -> pd.DataFrame:
    """One row a series with signals that are new since the end of a day, concern first.

    Columns: SIGNALS. `word` says what the newest means, `what` names it and the points of the
    others; `point` is the one that is the news. `status` is that of the series now, as in the
    indicator table: a signal that came and went meanwhile is reported, and counts as no verdict. A
    run that only goes on is not new.
    """
    wanted = list(indicators)
    before = trends(store, wanted, as_of_day_end(selection, since), as_judged=True)
    now = trends(store, wanted, selection, as_judged=True)
    return signals_between(before, now, store.plan)


def as_of_day_end(selection: Selection, since: date) -> Selection:
    """The same as it stood at the end of a day."""
    return replace(selection, as_of=end_of_day(since))


def signals_between(before: Iterable[Trend], now: Iterable[Trend], plan: Catalogue) -> pd.DataFrame:
    """The `new_signals` between two lists of trends, as they were and as they are."""
    then = {key_of(one): one for one in before}
    described = [describe_news(one, then.get(key_of(one)), plan) for one in now]
    rows = [row for row in described if row]
    found = pd.DataFrame(rows, columns=["order", *SIGNALS])
    return found.sort_values("order", kind="stable", ignore_index=True)[SIGNALS]


def key_of(trend: Trend) -> tuple[str, str, str]:
    return trend.indicator.id, trend.agency, trend.locality


def describe_news(now: Trend, then: Trend | None, plan: Catalogue) -> tuple | None:
    fresh = [now.point(place) for place in fresh_signals(now, then)]
    was, its = (status(then) if then else "no figures"), status(now)
    if fresh:
        point, side, meaning = fresh[0], fresh[0].side, its
        what, word = describe_signals(now, fresh), STATUS_WORDS[its]
        if now.judged is None or point.period != now.judged.period or its not in MOVED:
            meaning = "common cause" if its in MOVED else its
            word = describe_ended(point.direction)  # type: ignore[arg-type]
    elif was == its or (was not in MOVED and its not in MOVED) or now.latest is None:
        return None
    else:
        point, meaning, what = now.judged or now.latest, its, describe_latest(now)
        side = now.judged.side if now.judged else ""
        word = STATUS_WORDS[its] if its in MOVED else describe_ended(was)
    agency = "" if now.agency == ALL else plan.agency(now.agency).short_name
    names = (series_name(now, plan), now.short_name, agency)
    series = (now.indicator.id, now.agency, *names, now.indicator.priorities, now.period_type)
    return ORDER.index(meaning), *series, meaning, side, word, what, point


def describe_ended(was: Status) -> str:
    """ "No longer: concern"."""
    return f"No longer: {STATUS_WORDS[was].lower()}"


def describe_signals(trend: Trend, fresh: list[Point]) -> str:
    """The newest signal named, and the periods of the others: "…; also July 2026", or how many
    they are where they are many: "…; also 17 other months"."""
    newest, *others = fresh
    named = describe_signal(trend, newest)
    if not others:
        return named
    if len(others) > MOST_PERIODS_NAMED:
        return f"{named}; also {len(others)} other {trend.period_type}s"
    return f"{named}; also {join_list([point.period.name for point in others])}"


def fresh_signals(now: Trend, then: Trend | None) -> list[int]:
    """The last point of each signal that was not there then, by position, the newest first.

    Only what newer or corrected figures brought: where every new point moves the limits a little,
    an old point may come to lie outside them.
    """
    marks = marks_of(now)
    if not marks:
        return []
    old_marks = set(marks_of(then).values()) if then else set()
    moved = moved_points(now, then)
    signals: dict[tuple[str, object], list[int]] = {}
    for place, (start, rule, _) in marks.items():
        own = "" if rule in ("shift", "trend") else start
        signals.setdefault((now.signals[place], own), []).append(place)
    return sorted(
        (
            places[-1]
            for places in signals.values()
            if not any(marks[place] in old_marks for place in places)
            and any(place in moved for place in places)
        ),
        reverse=True,
    )


def marks_of(trend: Trend) -> dict[int, Mark]:
    """The points that bear a signal, by position."""
    starts, signals, sides = (trend.columns[name] for name in ("period_start", "signal", "side"))
    return {
        int(place): (starts[place], signals[place], sides[place])
        for place in np.flatnonzero(signals != "")
    }


def moved_points(now: Trend, then: Trend | None) -> set[int]:
    """The positions of the points that are new, or whose value is not what it was."""
    earlier_values: dict[np.datetime64, float] = {}
    if then is not None:
        earlier_values = dict(zip(then.columns["period_start"], then.sound_values, strict=True))
    values = zip(now.columns["period_start"], now.sound_values, strict=True)
    return {
        place
        for place, (start, value) in enumerate(values)
        if earlier_values.get(start, np.nan) != value
    }


def returns_since(returns: pd.DataFrame, since: date) -> pd.DataFrame:
    """The rows of query `returns` accepted after a day and still active, newest first."""
    new = (returns["accepted_at"] > end_of_day(since)) & (returns["state"] != "withdrawn")
    return returns[new].sort_values(["received_at", "id"], ascending=False, ignore_index=True)


def late_by_agency(due_rows: pd.DataFrame, plan: Catalogue, since: date) -> pd.DataFrame:
    """One row an agency that is late, the longest first: agency, due (the earliest day), what
    (its indicators) and is_new (whether any of it fell due after a day)."""
    late = due_rows[due_rows["standing"] == "late"]
    rows = [
        (
            agency,
            rows["due"].min(),
            join_list([plan.indicator(id).name for id in dict.fromkeys(rows["indicator"])]),
            bool((rows["due"] >= since).any()),
        )
        for agency, rows in late.groupby("agency")
    ]
    found = pd.DataFrame(rows, columns=["agency", "due", "what", "is_new"])
    return found.sort_values("due", kind="stable", ignore_index=True)
