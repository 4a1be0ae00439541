"""Milestones of the reform plan, entered and changed on the page, with their history."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import today, utc_now
from dscp_data.model.entries import MilestoneEntry
from dscp_data.records.author import Author
from dscp_data.records.typed_text import check_typed
from dscp_data.records.values import plain_value
from dscp_data.store import Store, StoreError
from dscp_data.store.records.entries import save_entry


class MilestoneError(StoreError):
    """A milestone cannot be stored as it is; the message says what to change."""


def milestone_of(row: dict[str, Any]) -> MilestoneEntry:
    """A row of question `actions` as an entry that can be changed."""
    said = {
        one.name: plain_value(row[one.name]) for one in fields(MilestoneEntry) if one.name in row
    }
    id, is_line = plain_value(row["entry_id"]), bool(row["cell"])
    corrects = row["key"] if is_line else ""
    line = row["line"] if is_line else ""
    return MilestoneEntry(
        **{**said, "id": id, "step": int(row["step"]), "corrects": corrects, "line": line}
    )


def save_milestone(
    store: Store, entry: MilestoneEntry, author: Author, *, at: datetime | None = None
) -> int:
    """Store a new milestone or a change of one, and give its id. A change needs a reason.

    Raises MilestoneError, PersonalData, and CatalogueError for an id that the plan does not have.
    """
    is_new = entry.id is None and not entry.corrects
    if not is_new and not author.reason.strip():
        raise MilestoneError("Enter a reason. It is kept in the history.")
    check_milestone(entry, store.plan)
    check_typed(texts_of(entry), author.explanation)
    check_typed([author.reason], author.explanation)
    what = "milestone entered" if is_new else "milestone changed"
    return save_entry(store, what, entry, by=author.by, reason=author.said, at=at or utc_now())


def withdraw_milestone(
    store: Store, entry: MilestoneEntry, author: Author, *, at: datetime | None = None
) -> int:
    """Take a milestone out of the plan. It stays in the history. Raises MilestoneError."""
    if not author.reason.strip():
        raise MilestoneError("Enter a reason. It is kept in the history.")
    check_typed([author.reason], author.explanation)
    gone = replace(entry, state="withdrawn")
    return save_entry(
        store, "milestone withdrawn", gone, by=author.by, reason=author.said, at=at or utc_now()
    )


def check_milestone(entry: MilestoneEntry, plan: Catalogue) -> None:
    if not entry.title.strip():
        raise MilestoneError("Enter what the milestone is.")
    if entry.lead_agency:
        plan.agency(entry.lead_agency)
    for kind, id, needed in (
        ("strand", entry.strand, True),
        ("workstream", entry.workstream, False),
        ("status", entry.status, True),
        ("readiness", entry.readiness, False),
    ):
        known = {term.id for term in plan.reform_terms(kind)}
        if (id or needed) and id not in known:
            raise MilestoneError(f"Choose the {kind} from the list.")
    if entry.start and entry.start > entry.due:
        raise MilestoneError("It is due before it starts. Check both dates.")
    if entry.completed and entry.completed > today():
        raise MilestoneError("The day it was completed cannot be in the future.")
    if (entry.status == "complete") != bool(entry.completed):
        raise MilestoneError(
            "A milestone is complete from the day it was completed. Enter that day, or choose "
            "another status."
        )


def texts_of(entry: MilestoneEntry) -> list[str]:
    return [
        entry.title, entry.role, entry.position, entry.evidence, entry.funding, entry.dependencies,
    ]  # fmt: skip
