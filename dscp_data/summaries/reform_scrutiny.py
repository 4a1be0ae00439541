"""What the Executive should scrutinise in the reform plan, its progress, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dscp_data.model.clock import london_from_utc
from dscp_data.model.frames import as_records
from dscp_data.model.periods import Period, period_of, periods_between
from dscp_data.model.text import format_date, join_list, pluralise
from dscp_data.store import Store

QUARTER_DAYS = 92
SOON_DAYS = 90


@dataclass(frozen=True)
class Concern:
    """A milestone to scrutinise, and why, in words."""

    key: str
    title: str
    lead: str
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        return "; ".join(self.reasons)


@dataclass(frozen=True)
class OnTime:
    """Of the milestones due by the end of a period: met by their date, met later, and overdue."""

    period: Period
    on_time: int
    late: int
    overdue: int

    @property
    def due(self) -> int:
        return self.on_time + self.late + self.overdue


def position_dates(store: Store, as_of: datetime | None) -> dict[str, date]:
    """By milestone, since when its position is worded as it is at a time (UTC; None is now)."""
    found = store.query("milestone_positions", as_of=as_of)
    return {
        row.key: london_from_utc(row.since.to_pydatetime()).date() for row in found.itertuples()
    }


def scrutiny(found: pd.DataFrame, positions: dict[str, date], day: date) -> list[Concern]:
    """The milestones that are late, at risk, without a new position for a quarter, or complete
    without evidence; the most reasons and the latest first. `found` is of `milestones`."""
    concerns = []
    for row in as_records(found):
        reasons = tuple(reasons_of(row, positions.get(row["key"]), day))
        if reasons:
            concerns.append(
                (-row["days_late"], Concern(row["key"], row["title"], row["lead"], reasons))
            )
    concerns.sort(key=lambda one: (one[0], -len(one[1].reasons), one[1].title))
    return [one for _, one in concerns]


def reasons_of(row: dict[str, object], position_since: date | None, day: date) -> Iterable[str]:
    is_complete = row["progress"] == "Complete"
    if row["progress"] == "Overdue":
        yield f"{pluralise(int(str(row['days_late'])), 'day')} late"
    elif row["status_on_day"] == "at-risk":
        yield "at risk"
    if not is_complete and row["readiness"] == "Not ready":
        yield "not ready"
    if not is_complete and row["status_on_day"] != "not-started":
        if not row["position"]:
            yield "no position statement"
        elif position_since and (day - position_since).days > QUARTER_DAYS:
            yield f"no new position since {format_date(position_since)}"
    if is_complete and not row["evidence"]:
        yield "complete without evidence"


def due_within(found: pd.DataFrame, day: date, days: int = SOON_DAYS) -> pd.DataFrame:
    """What is overdue, and what is due in so many days, soonest due first."""
    last = pd.Timestamp(day) + pd.Timedelta(days=days)
    is_open = found["progress"] != "Complete"
    return found[is_open & (found["due"] <= last)].sort_values(["due", "title"], ignore_index=True)


def on_time_by_quarter(found: pd.DataFrame, day: date) -> list[OnTime]:
    """Of all milestones due by the end of each quarter, and by the day in the last, how many were
    met by their date, met later, and still open on that day."""
    if found.empty:
        return []
    first = period_of(found["due"].min().date(), "quarter")
    quarters = periods_between(first, period_of(day, "quarter"))
    return [on_time_by(found, quarter, min(quarter.end, day)) for quarter in quarters]


def on_time_by(found: pd.DataFrame, period: Period, day: date) -> OnTime:
    last = pd.Timestamp(day)
    due = found[found["due"] <= last]
    met = due["completed"].notna() & (due["completed"] <= last)
    punctual = met & (due["completed"] <= due["due"])
    return OnTime(period, int(punctual.sum()), int((met & ~punctual).sum()), int((~met).sum()))


def readiness_by_strand(found: pd.DataFrame) -> pd.DataFrame:
    """Of the open milestones of each strand, how many are at each readiness, in words."""
    is_open = found[found["progress"] != "Complete"]
    readiness = is_open["readiness"].replace("", "Not said")
    order = ["Not ready", "Nearly ready", "Ready", "Not said"]
    table = pd.crosstab(is_open["strand"], readiness)
    return table.reindex(columns=[*order, *(set(table.columns) - set(order))], fill_value=0)


@dataclass(frozen=True)
class MilestoneChange:
    """What changed about a milestone between two times, in words."""

    title: str
    what: str


def plan_changes(before: pd.DataFrame, now: pd.DataFrame) -> list[MilestoneChange]:
    """What changed from one reading of the plan (of `milestones`) to a later one, by milestone."""
    then = {} if before.empty else {row["key"]: row for row in as_records(before)}
    later = {} if now.empty else {row["key"]: row for row in as_records(now)}
    found = [
        MilestoneChange(row["title"], change)
        for key, row in later.items()
        if (change := describe_change(then.get(key), row))
    ]
    removed = [
        MilestoneChange(row["title"], "Taken out") for key, row in then.items() if key not in later
    ]
    return found + removed


def describe_change(before: dict[str, object] | None, now: dict[str, object]) -> str:
    """As "now at risk; due on 3 May 2026, before on 1 April 2026"; "" where nothing changed."""
    if before is None:
        return "New"
    changes = []
    if before["progress"] != now["progress"]:
        changes.append(
            f"now {str(now['progress']).lower()}, before {str(before['progress']).lower()}"
        )
    elif before["status"] != now["status"]:
        changes.append(f"now {str(now['status']).lower()}, before {str(before['status']).lower()}")
    if before["due"] != now["due"]:
        changes.append(f"due on {day_text(now['due'])}, before on {day_text(before['due'])}")
    if before["readiness"] != now["readiness"] and now["readiness"]:
        changes.append(str(now["readiness"]).lower())
    if before["position"] != now["position"] and now["position"]:
        changes.append(f"position: {now['position']}")
    return "; ".join(changes)


def day_text(value: object) -> str:
    return format_date(pd.Timestamp(str(value)).date())


def describe_scrutiny(concerns: list[Concern]) -> str:
    """As "Scrutinise 5 milestones: 2 late, 1 at risk"."""
    if not concerns:
        return "No milestone is late, at risk or without a position"
    late = sum("late" in one.why for one in concerns)
    at_risk = sum("at risk" in one.why for one in concerns)
    parts = [f"{late} late"] if late else []
    parts += [f"{at_risk} at risk"] if at_risk else []
    named = f": {join_list(parts)}" if parts else ""
    return f"{pluralise(len(concerns), 'milestone')} to scrutinise{named}"
