"""What pages ask of the core, kept by data version: a change of what is held is seen at once.

What is given is shared by every session (`at_version.shared`): read it, and never change it.

Whatever is asked, and whoever made the question, it is held to what the reader may see.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import chain
from typing import Any

import pandas as pd

from dscp_data.access import Action
from dscp_data.aggregation.cohorts import activity_by_place as by_place
from dscp_data.aggregation.register_series import concern_cohorts, concerns
from dscp_data.analysis import benchmark, reconciliation
from dscp_data.analysis.benchmark import Benchmarks
from dscp_data.analysis.detectability import smallest_detectable_change
from dscp_data.analysis.reconciliation import Reconciliation
from dscp_data.catalogue import Catalogue
from dscp_data.settings import Setting, settings_at
from dscp_data.statistics import Detectable
from dscp_data.store import would_change as tried_change
from dscp_data.summaries import returns_due as owed
from dscp_data.summaries.changes_since import as_of_day_end, signals_between
from dscp_data.summaries.data_sources import with_sources
from dscp_data.summaries.indicator_table import icon_table
from dscp_data.trends import By, Selection, Trend, trends
from dscp_data.trends.revisions import revision_texts, revisions
from dscp_ui.access.effective_user import as_allowed, must
from dscp_ui.runtime.open_store import store
from dscp_ui.runtime.shared_cache import shared

# What each question needs. Those of "see-protected" give dates, names of agencies and published
# figures, and no count of ours. A question that does not stand here is answered to nobody.
QUESTIONS: dict[str, Action] = {
    "months_held": "see-protected",
    "senders": "see-protected",
    "comparators": "see-protected",
    "holds_samples": "see-protected",
    "observations": "see-exact",
    "concerns": "see-exact",
    "mapping_meetings": "see-exact",
    "evidence": "see-records",
    "actions": "see-records",
    "setting_history": "see-records",
    "returns": "see-returns",
    "refusals": "see-returns",
    "history": "see-returns",
    "standing_copy": "see-returns",
    "mappings": "see-returns",
}
# These tell what is in returns, and name them by these parameters.
QUESTIONS_OF_RETURNS = {
    "answers": ("return_id",),
    "lines_sent": ("return_id",),
    "between_returns": ("older", "newer"),
    "between_registers": ("older", "newer"),
}


def plan() -> Catalogue:
    return store().plan


@shared(most=256)
def trends_of(selection: Selection) -> dict[str, list[Trend]]:
    """The trends in total of every indicator, by id: what the icon table, the news and each
    indicator's chart read of one selection."""
    found: dict[str, list[Trend]] = {}
    for one in trends(store(), plan().indicators, selection):
        found.setdefault(one.indicator.id, []).append(one)
    return found


def overview(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    """The icon table of some indicators; see `dscp_data.summaries.indicator_table.overview`."""
    return overview_at(as_allowed(selection), indicators)


@shared(most=256)
def overview_at(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    found = trends_of(selection)
    return icon_table([one for id in indicators for one in found[id]], plan())


def overview_with_sources(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    """The icon table with whose figures are in it; see `data_sources.with_sources`."""
    return overview_with_sources_at(as_allowed(selection), indicators)


@shared(most=128)
def overview_with_sources_at(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    senders = answer_at("senders", {"as_of": selection.as_of})
    return with_sources(overview_at(selection, indicators), senders, plan(), selection.agencies)


def settings(as_of: datetime | None = None) -> tuple[Setting, ...]:
    """Everything that is set and stood at a time; see `dscp_data.settings`."""
    must("see-records")
    return settings_of(as_of)


@shared(most=16)
def settings_of(as_of: datetime | None) -> tuple[Setting, ...]:
    return settings_at(store(), as_of)


def new_signals(selection: Selection, since: date) -> pd.DataFrame:
    """The signals that are new since the end of a day; see `changes_since.new_signals`."""
    must("see-exact", localities=selection.localities)
    return new_signals_at(selection, since)


@shared(most=128)
def new_signals_at(selection: Selection, since: date) -> pd.DataFrame:
    before, now = trends_of(as_of_day_end(selection, since)), trends_of(selection)
    return signals_between(chain(*before.values()), chain(*now.values()), plan())


def series(indicator: str, selection: Selection, by: By = "total") -> list[Trend]:
    """The trends of one indicator: in total, by agency or by locality."""
    return series_of(indicator, as_allowed(selection), by)


def series_alone(indicator: str, selection: Selection) -> list[Trend]:
    """The trends in total of one indicator, where no other is looked at."""
    return series_at(indicator, as_allowed(selection), "total")


def series_of(indicator: str, selection: Selection, by: By) -> list[Trend]:
    if by == "total" and selection.window is None:
        return trends_of(selection)[indicator]
    return series_at(indicator, selection, by)


@shared(most=256)
def series_at(indicator: str, selection: Selection, by: By) -> list[Trend]:
    return trends(store(), [plan().indicator(indicator)], selection, by)


def revised(trend: Trend, selection: Selection) -> list[str]:
    """For each point of a trend what was first given, where that has been revised, or "".

    What was first given is exact, so a wider audience is told of none.
    """
    if as_allowed(selection).audience == "protected":
        return [""] * len(trend.points)
    return revision_texts(trend, revisions_at(trend.indicator.id, selection))


@shared(most=256)
def revisions_at(indicator: str, selection: Selection) -> pd.DataFrame:
    return revisions(store(), plan().indicator(indicator), selection)


def detectable(indicator: str, selection: Selection, agency: str) -> Detectable | None:
    """The smallest lasting change that would show in the trend of an agency, or of "all"."""
    return detectable_at(indicator, as_allowed(selection), agency)


@shared(most=512)
def detectable_at(indicator: str, selection: Selection, agency: str) -> Detectable | None:
    found = series_of(indicator, selection, "total")
    return smallest_detectable_change(next(one for one in found if one.agency == agency))


def reconciled(pair: str, selection: Selection) -> Reconciliation:
    """Both ends of a pair and the gap; see `dscp_data.analysis.reconciliation`."""
    must("see-exact", localities=selection.localities)
    return reconciled_at(pair, selection)


@shared(most=128)
def reconciled_at(pair: str, selection: Selection) -> Reconciliation:
    return reconciliation.reconciliation(store(), plan().pair(pair), selection)


def senders_of(return_id: object) -> tuple[str, ...]:
    """The agency that a return is of; none where it has several, and is nobody's own."""
    held = answer_at("returns", {"as_of": None}).set_index("id")["agency"]
    return () if pd.isna(held[return_id]) else (held[return_id],)


def answer(question: str, **parameters: Any) -> pd.DataFrame:
    """The answer to a question of `dscp_data/sql`; see QUESTIONS for who may ask which."""
    if question in QUESTIONS_OF_RETURNS:
        for name in QUESTIONS_OF_RETURNS[question]:
            must("see-originals", senders_of(parameters[name]))
    else:
        must(QUESTIONS[question], localities=parameters.get("localities") or ())
    return answer_at(question, parameters)


@shared(most=256)
def answer_at(question: str, parameters: dict[str, object]) -> pd.DataFrame:
    return store().ask(question, **parameters)


@shared(most=128)
def benchmarks(indicator: str, measure: str) -> Benchmarks | None:
    """How our place stands to others by a published measure; see `dscp_data.analysis.benchmark`."""
    held = answer_at("comparators", {"indicator": indicator})
    return benchmark.benchmarks(held, measure, plan().indicator(indicator))


def would_change(return_id: int, state: str) -> pd.DataFrame:
    """What giving a return that state would change; see `dscp_data.store.would_change`."""
    must("withdraw-returns", senders_of(return_id))
    return would_change_at(return_id, state)


@shared(most=16)
def would_change_at(return_id: int, state: str) -> pd.DataFrame:
    return tried_change(store(), return_id, state)


def due(day: date, as_of: datetime | None = None) -> pd.DataFrame:
    """Who owes what and how it stands on that day; see `dscp_data.summaries.returns_due.due`."""
    must("see-returns")
    return due_at(day, as_of)


@shared(most=8)
def due_at(day: date, as_of: datetime | None) -> pd.DataFrame:
    return owed.due(store(), day, as_of)


def cohorts(indicator: str, selection: Selection) -> pd.DataFrame:
    """The cohorts of an indicator worked out from the register; empty without a register."""
    must("see-exact", localities=selection.localities)
    return cohorts_at(indicator, selection)


@shared(most=128)
def cohorts_at(indicator: str, selection: Selection) -> pd.DataFrame:
    register = concerns(store(), selection)
    found = concern_cohorts(register, plan().indicator(indicator), selection)
    return found.get("all", pd.DataFrame())


def activity_by_place(selection: Selection) -> pd.DataFrame:
    """What happened to the register's concerns in each period, by locality."""
    must("see-exact", localities=selection.localities)
    return activity_by_place_at(selection)


@shared(most=32)
def activity_by_place_at(selection: Selection) -> pd.DataFrame:
    return by_place(concerns(store(), selection), selection.period_type)
