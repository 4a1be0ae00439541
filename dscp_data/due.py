"""What each agency owes, when it is due, and how it stands on a day.

A return is made for every `returns_every` of the partnership's settings: a month's figure falls
due with its quarter's return. An agency has answered when it gave figures, nil, or said that it
cannot report; a figure that is held back is an answer too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

import pandas as pd

from dscp_data.catalogue import Catalogue, Partnership
from dscp_data.periods import MONTHS_IN, Period, PeriodType, council_year, period_of, year
from dscp_data.store import Store
from dscp_data.words import counted, listed

Standing = Literal[
    "received", "nil", "not applicable", "cannot report", "partly", "late", "not yet due"
]
ANSWERED = ("received", "nil", "not applicable", "cannot report")
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
]


def due(store: Store, day: date, as_of: datetime | None = None) -> pd.DataFrame:
    """How everything owed up to the end of the quarter of `day` stands; see `standings`."""
    found = store.ask("due", **obligations(store, day, as_of), as_of=as_of)
    return standings(found, store.plan.partnership, day)


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
        "first": first_day(store.ask("first_period", as_of=as_of), plan.partnership),
        "last": period_of(day, ROLL_UP).end,
        "districts": [p.id for p in plan.localities if p.kind == "district"],
        "whole_county": [p.id for p in plan.localities if p.kind == "whole"],
    }


def first_day(held: pd.DataFrame, partnership: Partnership) -> date:
    """From when figures are owed: the council year of the plan's start, or of the first figure
    held where that is earlier, but not before the first council year of the settings."""
    earliest = held.loc[0, "first_period"]
    start = council_year(partnership.plan_start)
    if not pd.isna(earliest):
        start = min(start, council_year(earliest.date()))
    return year(max(start, partnership.first_council_year)).start


def standings(found: pd.DataFrame, partnership: Partnership, day: date) -> pd.DataFrame:
    """One row agency × indicator × period: when it is due and how it stands on `day`.

    `found` is the answer to the question `due`. `quarter_start` is the quarter in which the
    period ends; `missing` lists the districts that were expected and are not there.
    """
    types: dict[int, PeriodType] = {months: name for name, months in MONTHS_IN.items()}
    rows = []
    for one in found.itertuples():
        end = one.period_end.date()
        due_on = due_date(end, partnership)
        rows.append(
            (
                one.agency,
                one.indicator,
                one.period_start.date(),
                end,
                types[one.months],
                period_of(end, ROLL_UP).start,
                due_on,
                standing(one, is_late=day > due_on),
                tuple(one.missing),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def due_date(period_end: date, partnership: Partnership) -> date:
    """`due_days` after the end of the return that carries a period."""
    closes = period_of(period_end, partnership.returns_every).end
    return closes + timedelta(days=partnership.due_days)


def standing(held: Any, is_late: bool) -> Standing:
    """How one row of the question `due` stands."""
    said = set(held.statuses)
    if held.register_sent:
        return "received"
    if not said:
        return "late" if is_late else "not yet due"
    if not held.whole or len(held.missing):
        return "partly"
    # A nil or a refusal names the whole period only where nothing else was said of it.
    if said == {"nil"}:
        return "nil"
    if said == {"not applicable"}:
        return "not applicable"
    return "cannot report" if said == {"cannot report"} else "received"


def by_quarter(due_rows: pd.DataFrame) -> pd.DataFrame:
    """One row agency × quarter: standing, and how many of the indicators owed are answered.

    `standing` is received, nil, cannot report, late, not due, or "partly 3 of 5".
    """
    rows = [
        (agency, quarter_start, *quarter_standing(owed))
        for (agency, quarter_start), owed in due_rows.groupby(["agency", "quarter_start"])
    ]
    return pd.DataFrame(
        rows, columns=["agency", "quarter_start", "standing", "answered", "owed", "late"]
    )


def quarter_standing(owed: pd.DataFrame) -> tuple[str, int, int, int]:
    """The standing of an agency's quarter, its indicators answered and owed, its rows late."""
    answered = owed["standing"].isin(ANSWERED).groupby(owed["indicator"]).all()
    said = set(owed["standing"])
    counts = (int(answered.sum()), len(answered), int((owed["standing"] == "late").sum()))
    if said <= {"not yet due"}:
        return ("not due", *counts)
    if said <= {"late", "not yet due"}:
        return ("late", *counts)
    if not answered.all():
        return (f"partly {counts[0]} of {counts[1]}", *counts)
    # What does not apply says nothing of the rest.
    told = said - {"not applicable"} or {"received"}
    return (told.pop() if len(told) == 1 else "received", *counts)


def late_agencies(due_rows: pd.DataFrame) -> list[str]:
    return sorted(set(due_rows.loc[due_rows["standing"] == "late", "agency"]))


def reminder(due_rows: pd.DataFrame, agency: str, plan: Catalogue) -> str:
    """A polite message to an agency that is late: what, for when, and when it was due.

    Names no person; "" where the agency is not late.
    """
    late = due_rows[(due_rows["agency"] == agency) & (due_rows["standing"] == "late")]
    if late.empty:
        return ""
    agreed = plan.partnership
    lines = [
        f"To: {plan.agency(agency).name}",
        f"Subject: Figures for the {agreed.short_name}",
        "",
        "Hello,",
        "",
        f"We have not yet received these figures for the {agreed.name}:",
    ]
    for due_on, rows in late.groupby("due"):
        lines += ["", f"Due on {due_on:%-d %B %Y}"]
        for indicator, periods in rows.groupby("indicator"):
            lines.append(f"- {indicator} {plan.indicator(str(indicator)).name}: {when(periods)}")
    lines += [
        "",
        "Please send them when you can. If there was nothing to count, please send a nil return. "
        "If you cannot report a figure, please say so: that is an answer too.",
        "",
        "If you have sent them already, please tell us and we will look for them.",
        "",
        "Thank you,",
        f"{agreed.short_name}",
    ]
    return "\n".join(lines)


def when(rows: pd.DataFrame) -> str:
    """The periods of some rows in words, runs of them as "July to September 2026"."""
    periods = sorted(
        Period(start, kind)
        for start, kind in zip(rows["period_start"], rows["period_type"], strict=True)
    )
    return listed([run_name(run) for run in runs(periods)])


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


def in_words(due_rows: pd.DataFrame) -> str:
    """One sentence on how things stand: "2 agencies are late with 9 figures." """
    late = due_rows[due_rows["standing"] == "late"]
    if late.empty:
        return "Nothing is late."
    agencies = late["agency"].nunique()
    owed = len(late[["agency", "indicator"]].drop_duplicates())
    verb = "is" if agencies == 1 else "are"
    return (
        f"{counted(agencies, 'agency', 'agencies')} {verb} late with {counted(owed, 'indicator')}."
    )
