"""Drafts a reminder to an agency with overdue figures, to copy and edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import Period, month
from dscp_data.model.text import format_date, join_list


def reminder(due_rows: pd.DataFrame, agency: str, plan: Catalogue) -> str:
    """A polite message: what is missing whole and what in part, for when, and when it was due.

    `due_rows` are those of `returns_due.due`. Names no person; "" where nothing is overdue.
    """
    owed = due_rows[(due_rows["agency"] == agency) & due_rows["overdue"]]
    if owed.empty:
        return ""
    agreed = plan.partnership
    late, partly = (owed[owed["standing"] == standing] for standing in ("late", "partly"))
    lines = [
        f"To: {plan.agency(agency).name}",
        f"Subject: Figures for the {agreed.short_name}",
        "",
        "Hello,",
        "",
    ]
    if len(late):
        lines += [f"We have not yet received these figures for the {agreed.name}:"]
        lines += [*late_lines(late, plan), ""]
    if len(partly):
        lines += ["We have received only part of these figures. We still need:", ""]
        lines += [*partly_lines(partly, plan), ""]
    lines += [
        "Please send them when you can. If there was nothing to count, please send a nil return. "
        "If you cannot report a figure, please tell us. That counts as an answer.",
        "",
        "If you have already sent them, please let us know.",
        "",
        "Thank you,",
        f"{agreed.short_name}",
    ]
    return "\n".join(lines)


def reminders_to_all(due_rows: pd.DataFrame, agencies: Iterable[str], plan: Catalogue) -> str:
    """The reminders to some agencies, one under another."""
    return f"\n\n{'-' * 40}\n\n".join(reminder(due_rows, agency, plan) for agency in agencies)


def late_lines(late: pd.DataFrame, plan: Catalogue) -> Iterator[str]:
    for due_on, rows in late.groupby("due"):
        yield from ("", f"Due on {format_date(due_on)}")
        for indicator, periods in rows.groupby("indicator"):
            yield f"- {named(indicator, plan)}: {when(periods)}"


def partly_lines(partly: pd.DataFrame, plan: Catalogue) -> Iterator[str]:
    """A line for each indicator and each way of being incomplete."""
    described = partly.assign(lacks=describe_missing(partly, plan))
    for (indicator, lacks), rows in described.groupby(["indicator", "lacks"], sort=False):
        yield f"- {named(indicator, plan)}, {when(rows)}: {lacks}"


def describe_missing(due_rows: pd.DataFrame, plan: Catalogue) -> list[str]:
    """What each row still lacks: "June 2026", "Easington and Teesdale", "June 2026; Teesdale", or
    "some of its months" where no month is missing everywhere."""
    rows = zip(due_rows["missing_months"], due_rows["missing"], strict=True)
    return [
        "; ".join(filter(None, (format_months(months), format_places(places, plan))))
        or "some of its months"
        for months, places in rows
    ]


def format_months(firsts: Sequence[date]) -> str:
    return in_runs([month(first.year, first.month) for first in firsts])


def format_places(places: Sequence[str], plan: Catalogue) -> str:
    return join_list([plan.locality(id).name for id in places])


def named(indicator: object, plan: Catalogue) -> str:
    return f"{indicator} {plan.indicator(str(indicator)).name}"


def when(rows: pd.DataFrame) -> str:
    """The periods of some rows in words, runs of them as "July to September 2026"."""
    kinds = zip(rows["period_start"], rows["period_type"], strict=True)
    return in_runs(sorted(Period(start, kind) for start, kind in kinds))


def in_runs(periods: Sequence[Period]) -> str:
    return join_list([run_name(run) for run in runs(periods)])


def runs(periods: Sequence[Period]) -> list[list[Period]]:
    found: list[list[Period]] = []
    for period in periods:
        if found and found[-1][-1].next == period:
            found[-1].append(period)
        else:
            found.append([period])
    return found


def run_name(run: Sequence[Period]) -> str:
    first, last = run[0], run[-1]
    if len(run) == 1:
        return first.name
    if first.type == "year":
        return f"{first.start.year} to {last.end.year}"
    begins = f"{first.start:%B}" if first.start.year == last.end.year else f"{first.start:%B %Y}"
    return f"{begins} to {last.end:%B %Y}"
