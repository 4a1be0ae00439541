"""The evidence log: entered, corrected and withdrawn, and read as at any time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import today
from dscp_data.model.entries import EvidenceEntry
from dscp_data.records.entries import EntryError, EntryKind, fields_in
from dscp_data.store import Store

RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def evidence_log(store: Store, as_of: datetime | None = None) -> pd.DataFrame:
    """A row an entry of the log at a time (UTC; None is now), newest first; see `sql/evidence.sql`.

    `bears_on` and `under` add to what each names: its outcomes, or where it names none those of its
    indicators; and its priorities, those of the outcomes and those of the indicators.
    """
    return store.cache.get_or_compute(
        ("evidence log", as_of),
        lambda: with_scope(store.query("evidence", as_of=as_of), store.plan),
    )


def with_scope(log: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """The log with `bears_on`, the outcomes, and `under`, the priorities, that each bears on."""
    priority_of = {one.id: one.priority for one in plan.outcomes}
    known = {one.id: one for one in plan.indicators}
    bears_on, under = [], []
    for row in log.itertuples():
        named = [known[id] for id in row.indicators if id in known]
        outcomes = set(row.outcomes) or {id for one in named for id in one.outcomes}
        of_indicators = {id for one in named for id in one.priorities}
        of_outcomes = {priority_of[id] for id in outcomes if id in priority_of}
        own = {*row.priorities, *(priority_of[id] for id in row.outcomes if id in priority_of)}
        bears_on.append(tuple(sorted(outcomes)))
        under.append(tuple(sorted(own or of_indicators or of_outcomes)))
    return log.assign(
        bears_on=pd.Series(bears_on, index=log.index, dtype=object),
        under=pd.Series(under, index=log.index, dtype=object),
    )


def entry_of(row: dict[str, Any]) -> EvidenceEntry:
    """A row of the log as an entry that can be changed; of a line of a return, one that corrects
    it."""
    corrects = "" if row["key"].startswith("entry-") else row["key"]
    return EvidenceEntry(**{**fields_in(row, EvidenceEntry), "corrects": corrects})


def check_entry(entry: EvidenceEntry, plan: Catalogue) -> None:
    if not entry.finding.strip():
        raise EntryError("Enter what was found.")
    if entry.date > today():
        raise EntryError("The date is in the future. Enter the day of the finding.")
    if not entry.agency:
        raise EntryError("Choose the agency that it comes from.")
    plan.agency(entry.agency)
    for chosen, known, what in (
        ((entry.type,), plan.evidence_types, "type"),
        (entry.priorities, plan.priorities, "priority"),
        (entry.outcomes, plan.outcomes, "outcome"),
        (entry.golden_threads, plan.golden_threads, "Golden Thread"),
        (entry.indicators, plan.indicators, "indicator"),
    ):
        ids = {one.id for one in known}
        if unknown := [id for id in chosen if id not in ids]:
            raise EntryError(f"“{unknown[0]}” is no {what} of the plan. Choose one from the list.")
    if entry.recommendation_due and not entry.recommendation.strip():
        raise EntryError("Enter the recommendation that is due.")
    if entry.recommendation_done and entry.recommendation_done > today():
        raise EntryError("The day a recommendation was completed cannot be in the future.")


def texts_of(entry: EvidenceEntry) -> list[str]:
    return [entry.finding, entry.rating, entry.recommendation, entry.owner, entry.document]


EVIDENCE = EntryKind("evidence", "corrected", check_entry, texts_of)
