"""The evidence log: entered, corrected and withdrawn, and read as at any time."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import today, utc_now
from dscp_data.model.entries import EvidenceEntry
from dscp_data.records.author import Author
from dscp_data.records.typed_text import check_typed
from dscp_data.records.values import plain_value
from dscp_data.store import Store, StoreError
from dscp_data.store.records.entries import save_entry

RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
NO_REASON = "Enter a reason. It is kept in the history."


class EvidenceError(StoreError):
    """An entry cannot be stored as it is; the message says what to change."""


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
    said = {
        one.name: plain_value(row[one.name]) for one in fields(EvidenceEntry) if one.name in row
    }
    id = plain_value(row["entry_id"])
    corrects = "" if row["key"].startswith("entry-") else row["key"]
    return EvidenceEntry(**{**said, "id": id, "corrects": corrects, "step": int(row["step"])})


def save_evidence(
    store: Store, entry: EvidenceEntry, author: Author, *, at: datetime | None = None
) -> int:
    """Store a new entry, or a correction of one, and give its id. A correction needs a reason.

    Raises EvidenceError, PersonalData, and CatalogueError for an id that the plan does not have.
    """
    is_new = entry.id is None and not entry.corrects
    if not is_new and not author.reason.strip():
        raise EvidenceError(NO_REASON)
    check_entry(entry, store.plan)
    check_typed(texts_of(entry), author.explanation)
    check_typed([author.reason], author.explanation)
    what = "evidence entered" if is_new else "evidence corrected"
    return save_entry(store, what, entry, by=author.by, reason=author.said, at=at or utc_now())


def withdraw_evidence(
    store: Store, entry: EvidenceEntry, author: Author, *, at: datetime | None = None
) -> int:
    """Take an entry out of the log. It stays in the history. Raises EvidenceError."""
    if not author.reason.strip():
        raise EvidenceError(NO_REASON)
    check_typed([author.reason], author.explanation)
    gone = replace(entry, state="withdrawn")
    return save_entry(
        store, "evidence withdrawn", gone, by=author.by, reason=author.said, at=at or utc_now()
    )


def check_entry(entry: EvidenceEntry, plan: Catalogue) -> None:
    if not entry.finding.strip():
        raise EvidenceError("Enter what was found.")
    if entry.date > today():
        raise EvidenceError("The date is in the future. Enter the day of the finding.")
    if not entry.agency:
        raise EvidenceError("Choose the agency that it comes from.")
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
            raise EvidenceError(
                f"“{unknown[0]}” is no {what} of the plan. Choose one from the list."
            )
    if entry.recommendation_due and not entry.recommendation.strip():
        raise EvidenceError("Enter the recommendation that is due.")
    if entry.recommendation_done and entry.recommendation_done > today():
        raise EvidenceError("The day a recommendation was completed cannot be in the future.")


def texts_of(entry: EvidenceEntry) -> list[str]:
    return [entry.finding, entry.rating, entry.recommendation, entry.owner, entry.document]
