"""Which returns are due from each agency, when, and their status on a day.

A return is made for every `returns_every` of the partnership's settings: a month's figure falls
due with its quarter's return. An agency has answered when it gave figures, nil, or said that it
cannot report; a figure that is held back is an answer too.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

import pandas as pd

from dscp_data.catalogue import Partnership
from dscp_data.catalogue.deadlines import due_date
from dscp_data.model.periods import MONTHS_IN, PeriodType, add_months, council_year, period_of, year
from dscp_data.model.text import join_list, pluralise
from dscp_data.store import Store

DueStatus = Literal[
    "received", "nil", "not applicable", "cannot report", "partly", "late", "not yet due"
]
ANSWERED = ("received", "nil", "not applicable", "cannot report")
OPEN = ("late", "partly")
ROLL_UP: PeriodType = "quarter"
COLUMNS = [
    "agency",
    "indicator",
    "period_start",
    "period_end",
    "period_type",
    "quarter_start",
    "due",
    "standing",
    "missing",
    "missing_months",
    "overdue",
]


def due(store: Store, day: date, as_of: datetime | None = None) -> pd.DataFrame:
    """The status of everything owed up to the end of the quarter of `day`; see `statuses`."""
    found = store.query("returns_due", **obligations(store, day, as_of), as_of=as_of)
    return statuses(found, store.plan.partnership, day)


def obligations(store: Store, day: date, as_of: datetime | None) -> dict[str, Any]:
    """Who owes what, as the lists of the question `due`."""
    plan = store.plan
    owed = [(i, agency) for i in plan.indicators for agency in i.agencies]
    return {
        "indicators": [indicator.id for indicator, _ in owed],
        "agencies": [agency for _, agency in owed],
        "months": [MONTHS_IN[indicator.frequency] for indicator, _ in owed],
        "registers": [
            "" if indicator.worked_out_from == "returns" else indicator.worked_out_from
            for indicator, _ in owed
        ],
        "first": first_day(store.query("first_period", as_of=as_of), plan.partnership),
        "last": period_of(day, ROLL_UP).end,
        "districts": [p.id for p in plan.localities if p.kind == "district"],
        "whole_county": [p.id for p in plan.localities if p.kind == "whole"],
    }


def first_day(stored: pd.DataFrame, partnership: Partnership) -> date:
    """From when figures are owed: the council year of the plan's start, or of the first figure
    held where that is earlier, but not before the first council year of the settings."""
    earliest = stored.loc[0, "first_period"]
    start = council_year(partnership.plan_start)
    if not pd.isna(earliest):
        start = min(start, council_year(earliest.date()))
    return year(max(start, partnership.first_council_year)).start


def statuses(found: pd.DataFrame, partnership: Partnership, day: date) -> pd.DataFrame:
    """One row agency × indicator × period: when it is due and its status on `day`.

    `found` is the answer to the question `due`. `quarter_start` is the quarter in which the
    period ends; `missing` lists the districts that were expected and are not there, and
    `missing_months` the first days of the months of which nothing was given. What is late, or
    only partly there after it was due, is `overdue`.
    """
    types: dict[int, PeriodType] = {months: name for name, months in MONTHS_IN.items()}
    rows = []
    for one in found.itertuples():
        end = one.period_end.date()
        due_on = due_date(end, partnership)
        its_status = status(one, is_late=day > due_on)
        rows.append(
            (
                one.agency,
                one.indicator,
                one.period_start.date(),
                end,
                types[one.months],
                period_of(end, ROLL_UP).start,
                due_on,
                its_status,
                tuple(one.missing),
                missing_months_of(one),
                its_status in OPEN and day > due_on,
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def status(owed_row: Any, is_late: bool) -> DueStatus:
    """The status of one row of the query `due`."""
    found = set(owed_row.statuses)
    if owed_row.register_sent:
        return "received"
    if not found:
        return "late" if is_late else "not yet due"
    if not owed_row.whole or len(owed_row.missing):
        return "partly"
    # A nil or a refusal names the whole period only where nothing else was said of it.
    if found == {"nil"}:
        return "nil"
    if found == {"not applicable"}:
        return "not applicable"
    return "cannot report" if found == {"cannot report"} else "received"


def missing_months_of(owed_row: Any) -> tuple[date, ...]:
    """The months of a row of the question `due` of which nothing is held."""
    months_sent = {month.date() for month in map(pd.Timestamp, owed_row.months_given)}
    months = (add_months(owed_row.period_start.date(), n) for n in range(owed_row.months))
    return tuple(month for month in months if month not in months_sent)


def by_quarter(due_rows: pd.DataFrame) -> pd.DataFrame:
    """One row agency × quarter: standing, and how many of the indicators owed are answered.

    `standing` is received, nil, cannot report, late, not due, or "partly 3 of 5".
    """
    rows = [
        (agency, quarter_start, *quarter_status(owed))
        for (agency, quarter_start), owed in due_rows.groupby(["agency", "quarter_start"])
    ]
    columns = ["agency", "quarter_start", "standing", "answered", "owed", "late"]
    return pd.DataFrame(rows, columns=columns)


def days_late(due_rows: pd.DataFrame, day: date) -> dict[tuple[str, date], int]:
    """How late the earliest of what is overdue is on a day, for each late agency and quarter."""
    overdue = due_rows[due_rows["overdue"]]
    first = overdue.groupby(["agency", "quarter_start"])["due"].min()
    return {key: (day - due_on).days for key, due_on in first.items()}


def quarter_status(owed: pd.DataFrame) -> tuple[str, int, int, int]:
    """The standing of an agency's quarter, its indicators answered and owed, its rows late."""
    answered = owed["standing"].isin(ANSWERED).groupby(owed["indicator"]).all()
    found = set(owed["standing"])
    counts = (int(answered.sum()), len(answered), int((owed["standing"] == "late").sum()))
    if found <= {"not yet due"}:
        return ("not due", *counts)
    if found <= {"late", "not yet due"}:
        return ("late", *counts)
    if not answered.all():
        return (f"partly {counts[0]} of {counts[1]}", *counts)
    # What does not apply says nothing of the rest.
    answers = found - {"not applicable"} or {"received"}
    return (answers.pop() if len(answers) == 1 else "received", *counts)


def agencies_to_remind(due_rows: pd.DataFrame) -> list[str]:
    """The agencies that are late, or sent only part of what was due."""
    return sorted(set(due_rows.loc[due_rows["overdue"], "agency"]))


def due_table(due_rows: pd.DataFrame) -> str:
    """ "2 agencies are late with 9 indicators and 1 agency has sent only part of 2 indicators." """
    late = due_rows[due_rows["standing"] == "late"]
    partly = due_rows[due_rows["overdue"] & (due_rows["standing"] == "partly")]
    found = []
    if len(late):
        found.append(f"{format_agencies(late)} late with {format_indicators(late)}")
    if len(partly):
        have = "has" if partly["agency"].nunique() == 1 else "have"
        count = pluralise(partly["agency"].nunique(), "agency", "agencies")
        found.append(f"{count} {have} sent only part of {format_indicators(partly)}")
    return f"{join_list(found)}." if found else "No returns are late."


def format_agencies(rows: pd.DataFrame) -> str:
    agencies = rows["agency"].nunique()
    return f"{pluralise(agencies, 'agency', 'agencies')} {'is' if agencies == 1 else 'are'}"


def format_indicators(rows: pd.DataFrame) -> str:
    return pluralise(len(rows[["agency", "indicator"]].drop_duplicates()), "indicator")
