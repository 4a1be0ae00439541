"""The evidence log: filtered, searched, counted, and what has not been heard from for a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import add_months, period_of, periods_between

QUARTERS = 8
SILENT_DAYS = 365
CHILD_VOICE, CASE_REVIEW, CHILD_VOICE_THREAD = "child-voice", "case-review", "child-voice"


@dataclass(frozen=True)
class EvidenceFilter:
    """What entries must have: of each kind, one of those named; none named means all."""

    agencies: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    words: str = ""


def filtered(log: pd.DataFrame, wanted: EvidenceFilter) -> pd.DataFrame:
    """The entries of a log (see `records.evidence.evidence_log`) that a filter lets through. Every
    word must be in the entry's text, in any case."""
    keep = pd.Series(True, index=log.index)
    for column, chosen in (("agency", wanted.agencies), ("type", wanted.types)):
        if chosen:
            keep &= log[column].isin(chosen)
    for column, chosen in (
        ("under", wanted.priorities),
        ("bears_on", wanted.outcomes),
        ("golden_threads", wanted.threads),
        ("indicators", wanted.indicators),
    ):
        if chosen:
            keep &= names_one_of(log[column], chosen)
    if words := wanted.words.casefold().split():
        text = text_of(log)
        for word in words:
            keep &= text.str.contains(word, regex=False)
    return log[keep]


def names_one_of(lists: pd.Series, ids: Iterable[str]) -> pd.Series:
    wanted = set(ids)
    return lists.map(lambda of: not wanted.isdisjoint(of)).astype(bool)


def text_of(log: pd.DataFrame) -> pd.Series:
    columns = ("finding", "rating", "recommendation", "owner", "document")
    joined = log["finding"].astype(str)
    for column in columns[1:]:
        joined = joined + " " + log[column].astype(str)
    return joined.str.casefold()


def counts_by_quarter(log: pd.DataFrame, plan: Catalogue, day: date) -> pd.DataFrame:
    """How many entries of each type are from each of the last eight quarters: a row a type by its
    name, with a total, a column a quarter."""
    last = period_of(day, "quarter")
    first = period_of(add_months(last.start, -3 * (QUARTERS - 1)), "quarter")
    quarters = list(periods_between(first, last))
    of_entry = log["date"].dt.to_period("Q").dt.start_time.dt.date
    rows = {
        one.name: [int(((log["type"] == one.id) & (of_entry == q.start)).sum()) for q in quarters]
        for one in plan.evidence_types
    }
    frame = pd.DataFrame(rows, index=[q.name for q in quarters]).T
    return frame.assign(Total=frame.sum(axis=1))


@dataclass(frozen=True)
class Silence:
    """An agency, a type or a thread without evidence for a year. `last` is None where it never had
    any."""

    what: str
    name: str
    last: date | None


def silences(log: pd.DataFrame, plan: Catalogue, day: date) -> list[Silence]:
    """What has not been heard from in the year up to a day: what was never heard from first."""
    found = []
    for what, entries, column in (
        ("Agency", plan.agencies, "agency"),
        ("Type of evidence", plan.evidence_types, "type"),
        ("Golden Thread", plan.golden_threads, "golden_threads"),
        ("Outcome", plan.outcomes, "bears_on"),
    ):
        for one in entries:
            name = getattr(one, "short_name", "") or getattr(one, "name", "") or one.id
            last = newest(log[has(log[column], one.id)])
            if last is None or (day - last).days > SILENT_DAYS:
                found.append(Silence(what, name, last))
    return sorted(found, key=lambda one: (one.last is not None, one.last or date.min))


def has(values: pd.Series, id: str) -> pd.Series:
    """Whether each value is an id, or a list with it."""
    return values.map(lambda value: value == id if isinstance(value, str) else id in value).astype(
        bool
    )


def newest(log: pd.DataFrame) -> date | None:
    """The day of the newest entry; None where there is none."""
    return None if log.empty else log["date"].max().date()


def open_recommendations(log: pd.DataFrame) -> pd.DataFrame:
    """The entries with a recommendation that is not completed, soonest due first."""
    is_open = (log["recommendation"] != "") & log["recommendation_done"].isna()
    return log[is_open].sort_values("recommendation_due", na_position="last")


def voices(log: pd.DataFrame) -> pd.DataFrame:
    """What children and families said: the voice of the child, newest first."""
    return log[log["type"] == CHILD_VOICE]
