"""What pages ask of the core, kept by data version: a change of what is held is seen at once.

What is given is shared by every session (`at_version.shared`): read it, and never change it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from dscp_data import due as owed
from dscp_data import news
from dscp_data import overview as icon_table
from dscp_data.catalogue import Catalogue
from dscp_data.settings import Setting, settings_at
from dscp_data.statistics import Detectable
from dscp_data.store import would_change as tried_change
from dscp_data.trends import By, Selection, Trend, benchmark, reconciliation, trends
from dscp_data.trends.benchmark import Benchmarks
from dscp_data.trends.cohorts import activity_by_place as by_place
from dscp_data.trends.detection import detectable_of
from dscp_data.trends.protected import NotForViewers
from dscp_data.trends.reconciliation import Reconciled
from dscp_data.trends.registers import concern_cohorts
from dscp_data.trends.revised import revised_words, revisions
from dscp_data.trends.selection import Audience
from dscp_ui import address
from dscp_ui.at_version import shared, store

AUDIENCE = "audience"
# These give dates, names of agencies and published figures, and no count of ours.
OPEN_QUESTIONS = ("months_held", "senders", "comparators", "holds_samples")


def audience() -> Audience:
    """For whom this session is drawn, as the URL says."""
    return "viewer" if address.text(AUDIENCE) == "viewer" else "member"


def refuse_viewers(what: str) -> None:
    """Raises NotForViewers: what is not protected does not leave the server."""
    if audience() == "viewer":
        raise NotForViewers(f"A wider audience does not see {what}.")


def as_allowed(selection: Selection) -> Selection:
    """The selection, held to what this session may see whoever made it."""
    return replace(selection, audience="viewer") if audience() == "viewer" else selection


def plan() -> Catalogue:
    return store().plan


def overview(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    """The icon table of some indicators; see `dscp_data.overview.overview`."""
    return overview_at(as_allowed(selection), indicators)


@shared(most=64)
def overview_at(
    selection: Selection,
    indicators: tuple[str, ...],
) -> pd.DataFrame:
    wanted = [plan().indicator(id) for id in indicators]
    return icon_table.overview(store(), wanted, selection)


def settings(as_of: datetime | None = None) -> tuple[Setting, ...]:
    """Everything that is set and stood at a time; see `dscp_data.settings`."""
    refuse_viewers("notes and meetings")
    return settings_of(as_of)


@shared(most=16)
def settings_of(as_of: datetime | None) -> tuple[Setting, ...]:
    return settings_at(store(), as_of)


def new_signals(selection: Selection, since: date) -> pd.DataFrame:
    """The signals that are new since the end of a day; see `dscp_data.news.new_signals`."""
    refuse_viewers("what is new")
    return new_signals_at(selection, since)


@shared(most=32)
def new_signals_at(selection: Selection, since: date) -> pd.DataFrame:
    return news.new_signals(store(), plan().indicators, selection, since)


def series(indicator: str, selection: Selection, by: By = "total") -> list[Trend]:
    """The trends of one indicator: in total, by agency or by locality."""
    return series_at(indicator, as_allowed(selection), by)


@shared(most=512)
def series_at(indicator: str, selection: Selection, by: By) -> list[Trend]:
    return trends(store(), [plan().indicator(indicator)], selection, by)


def revised(trend: Trend, selection: Selection) -> list[str]:
    """For each point of a trend what was first given, where that has been revised, or "".

    What was first given is exact, so a wider audience is told of none.
    """
    if audience() == "viewer":
        return [""] * len(trend.points)
    return revised_words(trend, revisions_at(trend.indicator.id, selection))


@shared(most=128)
def revisions_at(indicator: str, selection: Selection) -> pd.DataFrame:
    return revisions(store(), plan().indicator(indicator), selection)


def detectable(indicator: str, selection: Selection, agency: str) -> Detectable | None:
    """The smallest lasting change that would show in the trend of an agency, or of "all"."""
    return detectable_at(indicator, as_allowed(selection), agency)


@shared(most=512)
def detectable_at(indicator: str, selection: Selection, agency: str) -> Detectable | None:
    found = series_at(indicator, selection, "total")
    return detectable_of(next(one for one in found if one.agency == agency))


def reconciled(pair: str, selection: Selection) -> Reconciled:
    """Both ends of a pair and the gap; see `dscp_data.trends.reconciliation`."""
    refuse_viewers("two agencies' figures set against each other")
    return reconciled_at(pair, selection)


@shared(most=128)
def reconciled_at(pair: str, selection: Selection) -> Reconciled:
    return reconciliation.reconciled(store(), plan().pair(pair), selection)


def answer(question: str, **parameters: object) -> pd.DataFrame:
    """The answer to a question of `dscp_data/sql`. Viewers ask only those of OPEN_QUESTIONS."""
    if question not in OPEN_QUESTIONS:
        refuse_viewers(f"the answer to {question}")
    return answer_at(question, parameters)


@shared(most=256)
def answer_at(question: str, parameters: dict[str, object]) -> pd.DataFrame:
    return store().ask(question, **parameters)


@shared(most=128)
def benchmarks(indicator: str, measure: str) -> Benchmarks | None:
    """How our place stands to others by a published measure; see `dscp_data.trends.benchmark`."""
    held = answer("comparators", indicator=indicator)
    return benchmark.benchmarks(held, measure, plan().indicator(indicator))


def would_change(return_id: int, state: str) -> pd.DataFrame:
    """What giving a return that state would change; see `dscp_data.store.would_change`."""
    refuse_viewers("what a return would change")
    return would_change_at(return_id, state)


@shared(most=16)
def would_change_at(return_id: int, state: str) -> pd.DataFrame:
    return tried_change(store(), return_id, state)


def due(day: date, as_of: datetime | None = None) -> pd.DataFrame:
    """Who owes what and how it stands on that day; see `dscp_data.due.due`."""
    refuse_viewers("what is due")
    return due_at(day, as_of)


@shared(most=8)
def due_at(day: date, as_of: datetime | None) -> pd.DataFrame:
    return owed.due(store(), day, as_of)


def cohorts(indicator: str, selection: Selection) -> pd.DataFrame:
    """The cohorts of an indicator worked out from the register; empty without a register."""
    refuse_viewers("areas of concern")
    return cohorts_at(indicator, selection)


@shared(most=128)
def cohorts_at(indicator: str, selection: Selection) -> pd.DataFrame:
    found = concern_cohorts(store(), plan().indicator(indicator), selection)
    return found.get("all", pd.DataFrame())


def activity_by_place(selection: Selection) -> pd.DataFrame:
    """What happened to the register's concerns in each period, by locality."""
    refuse_viewers("areas of concern")
    return activity_by_place_at(selection)


@shared(most=32)
def activity_by_place_at(selection: Selection) -> pd.DataFrame:
    register = store().ask(
        "concerns", as_of=selection.as_of, localities=list(selection.localities) or None
    )
    return by_place(register, selection.period_type)
