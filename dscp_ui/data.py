"""What pages ask of the core, cached by data version: a change of what is held is seen at once.

Whatever is asked, and whoever made the question, it is held to what the reader may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dscp_data import due as owed
from dscp_data import news
from dscp_data import overview as icon_table
from dscp_data.access import Action, User, allowed, require
from dscp_data.catalogue import Catalogue
from dscp_data.settings import Setting, settings_at
from dscp_data.statistics import Detectable
from dscp_data.store import would_change as tried_change
from dscp_data.trends import By, Selection, Trend, reconciliation, trends
from dscp_data.trends.cohorts import activity_by_place as by_place
from dscp_data.trends.detection import detectable_of
from dscp_data.trends.reconciliation import Reconciled
from dscp_data.trends.registers import concern_cohorts
from dscp_data.trends.revised import revised_words, revisions
from dscp_data.trends.selection import Audience
from dscp_ui import address, person
from dscp_ui.store import store

AUDIENCE = "audience"
LOCALITY = "locality"
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
}


def reader() -> User:
    """For whom this session is drawn: the acting person, or a viewer where they look at it as a
    wider audience would."""
    acting = person.user()
    if acting.role is None or address.text(AUDIENCE) != "viewer":
        return acting
    return User(acting.email, acting.name, "viewer")


def may(action: Action, agencies: Sequence[str] = (), localities: Sequence[str] = ()) -> bool:
    """Whether the reader may do something, for every one of these; see `access.allowed`."""
    return allowed(reader(), action, agencies, localities)


def must(action: Action, agencies: Sequence[str] = (), localities: Sequence[str] = ()) -> None:
    """Raises NotAllowed where the reader may not, and has it in the log."""
    require(store(), reader(), action, agencies, localities)


def agencies_for(action: Action) -> list[str]:
    """The agencies that the reader may do something for, in the plan's order."""
    return [agency.id for agency in plan().agencies if may(action, [agency.id])]


def chosen_localities() -> tuple[str, ...]:
    """The localities that the URL says; none means all."""
    return tuple(address.ids(LOCALITY, [place.id for place in plan().localities]))


def audience() -> Audience:
    """For whom the chosen localities are drawn: as exact or as protected figures."""
    return "member" if may("see-exact", localities=chosen_localities()) else "viewer"


def as_allowed(selection: Selection) -> Selection:
    """The selection, held to what the reader may see whoever made it."""
    if may("see-exact", localities=selection.localities):
        return selection
    return replace(selection, audience="viewer")


def plan() -> Catalogue:
    return store().plan


def overview(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    """The icon table of some indicators; see `dscp_data.overview.overview`."""
    return overview_at(store().version, as_allowed(selection), indicators)


@st.cache_data(max_entries=64, show_spinner=False)
def overview_at(
    version: int,
    selection: Selection,
    indicators: tuple[str, ...],
) -> pd.DataFrame:
    wanted = [plan().indicator(id) for id in indicators]
    return icon_table.overview(store(), wanted, selection)


def settings(as_of: datetime | None = None) -> tuple[Setting, ...]:
    """Everything that is set and stood at a time; see `dscp_data.settings`."""
    must("see-records")
    return settings_at_version(store().version, as_of)


@st.cache_data(max_entries=16, show_spinner=False)
def settings_at_version(version: int, as_of: datetime | None) -> tuple[Setting, ...]:
    return settings_at(store(), as_of)


def new_signals(selection: Selection, since: date) -> pd.DataFrame:
    """The signals that are new since the end of a day; see `dscp_data.news.new_signals`."""
    must("see-exact", localities=selection.localities)
    return new_signals_at(store().version, selection, since)


@st.cache_data(max_entries=32, show_spinner=False)
def new_signals_at(version: int, selection: Selection, since: date) -> pd.DataFrame:
    return news.new_signals(store(), plan().indicators, selection, since)


def series(indicator: str, selection: Selection, by: By = "total") -> list[Trend]:
    """The trends of one indicator: in total, by agency or by locality."""
    return series_at(store().version, indicator, as_allowed(selection), by)


@st.cache_data(max_entries=512, show_spinner=False)
def series_at(version: int, indicator: str, selection: Selection, by: By) -> list[Trend]:
    return trends(store(), [plan().indicator(indicator)], selection, by)


def revised(trend: Trend, selection: Selection) -> list[str]:
    """For each point of a trend what was first given, where that has been revised, or "".

    What was first given is exact, so a wider audience is told of none.
    """
    if as_allowed(selection).audience == "viewer":
        return [""] * len(trend.points)
    return revised_words(trend, revisions_at(store().version, trend.indicator.id, selection))


@st.cache_data(max_entries=128, show_spinner=False)
def revisions_at(version: int, indicator: str, selection: Selection) -> pd.DataFrame:
    return revisions(store(), plan().indicator(indicator), selection)


def detectable(indicator: str, selection: Selection, agency: str) -> Detectable | None:
    """The smallest lasting change that would show in the trend of an agency, or of "all"."""
    return detectable_at(store().version, indicator, as_allowed(selection), agency)


@st.cache_data(max_entries=512, show_spinner=False)
def detectable_at(
    version: int, indicator: str, selection: Selection, agency: str
) -> Detectable | None:
    found = series_at(version, indicator, selection, "total")
    return detectable_of(next(one for one in found if one.agency == agency))


def reconciled(pair: str, selection: Selection) -> Reconciled:
    """Both ends of a pair and the gap; see `dscp_data.trends.reconciliation`."""
    must("see-exact", localities=selection.localities)
    return reconciled_at(store().version, pair, selection)


@st.cache_data(max_entries=128, show_spinner=False)
def reconciled_at(version: int, pair: str, selection: Selection) -> Reconciled:
    return reconciliation.reconciled(store(), plan().pair(pair), selection)


def senders_of(return_id: object) -> tuple[str, ...]:
    """The agency that a return is of; none where it has several, and is nobody's own."""
    held = answer_at(store().version, "returns", {"as_of": None}).set_index("id")["agency"]
    return () if pd.isna(held[return_id]) else (held[return_id],)


def answer(question: str, **parameters: Any) -> pd.DataFrame:
    """The answer to a question of `dscp_data/sql`; see QUESTIONS for who may ask which."""
    if question in QUESTIONS_OF_RETURNS:
        for name in QUESTIONS_OF_RETURNS[question]:
            must("see-originals", senders_of(parameters[name]))
    else:
        must(QUESTIONS[question], localities=parameters.get("localities") or ())
    return answer_at(store().version, question, parameters)


@st.cache_data(max_entries=256, show_spinner=False)
def answer_at(version: int, question: str, parameters: dict[str, object]) -> pd.DataFrame:
    return store().ask(question, **parameters)


def would_change(return_id: int, state: str) -> pd.DataFrame:
    """What giving a return that state would change; see `dscp_data.store.would_change`."""
    must("withdraw-returns", senders_of(return_id))
    return would_change_at(store().version, return_id, state)


@st.cache_data(max_entries=16, show_spinner=False)
def would_change_at(version: int, return_id: int, state: str) -> pd.DataFrame:
    return tried_change(store(), return_id, state)


def due(day: date, as_of: datetime | None = None) -> pd.DataFrame:
    """Who owes what and how it stands on that day; see `dscp_data.due.due`."""
    must("see-returns")
    return due_at(store().version, day, as_of)


@st.cache_data(max_entries=8, show_spinner=False)
def due_at(version: int, day: date, as_of: datetime | None) -> pd.DataFrame:
    return owed.due(store(), day, as_of)


def cohorts(indicator: str, selection: Selection) -> pd.DataFrame:
    """The cohorts of an indicator worked out from the register; empty without a register."""
    must("see-exact", localities=selection.localities)
    return cohorts_at(store().version, indicator, selection)


@st.cache_data(max_entries=128, show_spinner=False)
def cohorts_at(version: int, indicator: str, selection: Selection) -> pd.DataFrame:
    found = concern_cohorts(store(), plan().indicator(indicator), selection)
    return found.get("all", pd.DataFrame())


def activity_by_place(selection: Selection) -> pd.DataFrame:
    """What happened to the register's concerns in each period, by locality."""
    must("see-exact", localities=selection.localities)
    return activity_by_place_at(store().version, selection)


@st.cache_data(max_entries=32, show_spinner=False)
def activity_by_place_at(version: int, selection: Selection) -> pd.DataFrame:
    register = store().ask(
        "concerns", as_of=selection.as_of, localities=list(selection.localities) or None
    )
    return by_place(register, selection.period_type)
