"""Cohorts of areas of concern: followed for a window, and not judged until it has passed.

Source: the plan's definitions; `statistics.md` of the method notes (page Definitions, Methods).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from dscp_data.model.periods import Period, PeriodType, add_months, period_of, periods_between
from dscp_data.statistics import wilson

COHORT = [
    "period_start",
    "members",
    "eligible",
    "reached",
    "reached_so_far",
    "not_yet_known",
    "ended_otherwise",
    "state",
    "value",
    "lower",
    "upper",
]
ACTIVITY = ["period_start", "opened", "resolved", "ended_otherwise", "still_open"]
BY_PLACE = [*ACTIVITY, "locality"]
CohortState = Literal["mature", "maturing", "too early"]
RESOLVED = ("", "resolved", "closed")


@dataclass(frozen=True)
class Member:
    """A concern followed up: `start` begins its window, `reached` is when it was, if it was.

    `cut_off` is the day up to which its own register is complete; None takes that of the cohort.
    """

    start: date
    reached: date | None
    ended_otherwise: bool = False
    cut_off: date | None = None


def resolved_members(register: pd.DataFrame) -> list[Member]:
    """Every concern from when it was opened, to its own resolution."""
    return [
        Member(
            line.opened,
            line.resolved if was_resolved(line) else None,
            ended_otherwise(line),
            line.cut_off,
        )
        for line in concern_rows(register)
    ]


def repeated_members(register: pd.DataFrame) -> list[Member]:
    """Every resolved concern from its resolution, to when the same concern was next opened."""
    return [
        Member(line.resolved, next_opened(line, line.resolved, same), cut_off=line.cut_off)
        for line, same in with_same_concern(concern_rows(register))
        if line.resolved and was_resolved(line)
    ]


@dataclass(frozen=True)
class ConcernRow:
    reference: str
    opened: date
    resolved: date | None
    outcome: str
    repeat_of: str
    cut_off: date


def concern_rows(register: pd.DataFrame) -> list[ConcernRow]:
    opened, resolved, cut_off = (
        register[column].to_numpy().astype("datetime64[D]").tolist()
        for column in ("opened", "resolved", "cut_off")
    )  # dates, and None where there is none
    outcomes = (outcome.strip().lower() for outcome in register["outcome"])
    columns = (register["reference"], opened, resolved, outcomes, register["repeat_of"], cut_off)
    return [ConcernRow(*row) for row in zip(*columns, strict=True)]


def was_resolved(line: ConcernRow) -> bool:
    return line.resolved is not None and line.outcome in RESOLVED


def ended_otherwise(line: ConcernRow) -> bool:
    """Merged, moved, aged out: an ending that is reported as such and is not a resolution."""
    return line.resolved is not None and line.outcome not in RESOLVED


def next_opened(line: ConcernRow, resolved: date, same: Iterable[ConcernRow]) -> date | None:
    """When a concern was next opened: later, or on the very day of its resolution as a repeat."""
    later = (o.opened for o in same if o.opened > resolved or is_same_day_repeat(o, line))
    return min(later, default=None)


def is_same_day_repeat(other: ConcernRow, line: ConcernRow) -> bool:
    """Whether a line was opened again on the day that another of its concern was resolved."""
    is_later = other.opened > line.opened or bool(other.repeat_of)
    return other is not line and other.opened == line.resolved and is_later


def with_same_concern(lines: list[ConcernRow]) -> list[tuple[ConcernRow, list[ConcernRow]]]:
    """Each line with all lines of the same concern, by its reference or as a repeat.

    A repeat of a repeat is the same concern, whichever of them it names.
    """
    repeat_of = {line.reference: line.repeat_of for line in lines if line.repeat_of}
    concerns: dict[str, list[ConcernRow]] = {}
    for line in lines:
        concerns.setdefault(first_reference(line.reference, repeat_of), []).append(line)
    return [(line, concerns[first_reference(line.reference, repeat_of)]) for line in lines]


def first_reference(reference: str, repeat_of: Mapping[str, str]) -> str:
    """Where a chain of repeats begins; of a circle, the reference that sorts first."""
    chain = [reference]
    while (before := repeat_of.get(chain[-1])) and before not in chain:
        chain.append(before)
    return min(chain[chain.index(before) :]) if before else chain[-1]


def cohort_frame(
    members: Iterable[Member], window: int, period_type: PeriodType, cut_off: date
) -> pd.DataFrame:
    """One row a period in which members' windows began, with the columns of COHORT.

    A mature cohort has a value: the share (percent) that reached the end within the window, with
    its Wilson interval. A cohort that is not mature has no value; lower and upper are then the
    bounds between which it can still end.
    """
    cohorts: dict[Period, list[Member]] = {}
    for member in members:
        cohorts.setdefault(period_of(member.start, period_type), []).append(member)
    if not cohorts:
        return pd.DataFrame(columns=COHORT)
    every = periods_between(min(cohorts), max(cohorts))
    rows = [cohort_row(period, cohorts.get(period, []), window, cut_off) for period in every]
    frame = pd.DataFrame(rows, columns=COHORT)
    return frame.astype({"period_start": "datetime64[us]"})


def cohort_row(period: Period, members: list[Member], window: int, cut_off: date) -> tuple:
    eligible = [m for m in members if add_months(m.start, window) <= (m.cut_off or cut_off)]
    reached = sum(reached_within(m, window) for m in eligible)
    so_far = sum(reached_within(m, window) for m in members)
    unknown = sum(
        not reached_within(m, window) and not m.ended_otherwise and m not in eligible
        for m in members
    )
    state = cohort_state(period, len(members), len(eligible), cut_off)
    value, lower, upper = cohort_value(state, reached, so_far, unknown, len(members))
    return (
        pd.Timestamp(period.start),
        len(members),
        len(eligible),
        reached,
        so_far,
        unknown,
        sum(m.ended_otherwise for m in members),
        state,
        value,
        lower,
        upper,
    )


def reached_within(member: Member, window: int) -> bool:
    return member.reached is not None and member.reached <= add_months(member.start, window)


def cohort_state(period: Period, members: int, eligible: int, cut_off: date) -> CohortState:
    if eligible == members and period.end <= cut_off:
        return "mature"
    return "maturing" if eligible else "too early"


def cohort_value(
    state: CohortState, reached: int, so_far: int, unknown: int, members: int
) -> tuple[float, float, float]:
    if not members:
        return np.nan, np.nan, np.nan
    if state == "mature":
        lower, upper = wilson(reached, members)
        return 100 * reached / members, 100 * lower, 100 * upper
    return np.nan, 100 * so_far / members, 100 * (so_far + unknown) / members


def activity(register: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    """What happened in each period, whenever the concern began: one row a period, to the cut-off.

    Columns: period_start, opened, resolved, ended_otherwise, still_open (on the last day).
    """
    lines = concern_rows(register)
    if not lines:
        return pd.DataFrame(columns=ACTIVITY)
    first = period_of(min(line.opened for line in lines), period_type)
    last = period_of(register["cut_off"].max().date(), period_type)
    rows = [activity_row(period, lines) for period in periods_between(first, last)]
    return pd.DataFrame(rows, columns=ACTIVITY).astype({"period_start": "datetime64[us]"})


def activity_by_place(register: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    """`activity` of each locality over the periods of all, with a column locality."""
    every = activity(register, period_type)["period_start"]
    parts = [
        activity(lines, period_type)
        .set_index("period_start")
        .reindex(every, fill_value=0)  # nothing was open before a place's first concern
        .reset_index()
        .assign(locality=place)
        for place, lines in register.groupby("locality")
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=BY_PLACE)


def activity_row(period: Period, lines: list[ConcernRow]) -> tuple:
    ended = [line for line in lines if line.resolved and in_period(line.resolved, period)]
    return (
        pd.Timestamp(period.start),
        sum(in_period(line.opened, period) for line in lines),
        sum(was_resolved(line) for line in ended),
        sum(ended_otherwise(line) for line in ended),
        sum(is_open(line, period.end) for line in lines),
    )


def in_period(day: date, period: Period) -> bool:
    return period.start <= day <= period.end


def is_open(line: ConcernRow, day: date) -> bool:
    """Whether a line is known to have been open on a day: none is after its own cut-off."""
    if line.resolved is None and line.cut_off < day:
        return False
    return line.opened <= day and (line.resolved is None or line.resolved > day)
