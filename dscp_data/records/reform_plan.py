"""Milestones of the reform plan, entered and changed on the page, with their history."""

from __future__ import annotations

from typing import Any

from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import today
from dscp_data.model.entries import MilestoneEntry
from dscp_data.records.entries import EntryError, EntryKind, fields_in


def milestone_of(row: dict[str, Any]) -> MilestoneEntry:
    """A row of query `actions` as an entry that can be changed."""
    corrects, line = (row["key"], row["line"]) if row["cell"] else ("", "")
    found = fields_in(row, MilestoneEntry)
    return MilestoneEntry(**{**found, "corrects": corrects, "line": line})


def check_milestone(entry: MilestoneEntry, plan: Catalogue) -> None:
    if not entry.title.strip():
        raise EntryError("Enter what the milestone is.")
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
            raise EntryError(f"Choose the {kind} from the list.")
    if entry.start and entry.start > entry.due:
        raise EntryError("It is due before it starts. Check both dates.")
    if entry.completed and entry.completed > today():
        raise EntryError("The day it was completed cannot be in the future.")
    if (entry.status == "complete") != bool(entry.completed):
        raise EntryError(
            "A milestone is complete from the day it was completed. Enter that day, or choose "
            "another status."
        )


def texts_of(entry: MilestoneEntry) -> list[str]:
    return [
        entry.title, entry.role, entry.position, entry.evidence, entry.funding, entry.dependencies,
    ]  # fmt: skip


MILESTONE = EntryKind("milestone", "changed", check_milestone, texts_of)
