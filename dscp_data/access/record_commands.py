"""Commands on evidence, the reform plan and the plan's wording. Each checks the user's permission
and is recorded under their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dscp_data.access.authorisation import require
from dscp_data.access.permissions import Action
from dscp_data.access.signature import signed
from dscp_data.access.user import User
from dscp_data.model.entries import EvidenceEntry, MilestoneEntry, PlanEdit
from dscp_data.records import entries, plan_edits
from dscp_data.records.author import Author
from dscp_data.records.entries import Entry, EntryKind
from dscp_data.records.evidence import EVIDENCE
from dscp_data.records.reform_plan import MILESTONE
from dscp_data.store import Store
from dscp_data.store.records.entries import entry_versions


@dataclass(frozen=True)
class EntryAccess:
    """Who may change a kind of entry: the permission, for the agency in the field `agency`. `query`
    gives the stored entries and lines."""

    kind: EntryKind[Any]
    permission: Action
    query: str
    agency: str


ACCESS: dict[type, EntryAccess] = {
    EvidenceEntry: EntryAccess(EVIDENCE, "edit-evidence", "evidence", "agency"),
    MilestoneEntry: EntryAccess(MILESTONE, "edit-reform-plan", "actions", "lead_agency"),
}


def save_entry(store: Store, user: User, entry: Entry, author: Author) -> int:
    """Enter evidence or a milestone, or change it: that of an agency that the person acts for."""
    access = ACCESS[type(entry)]
    require(store, user, access.permission, agencies_of(store, entry))
    return entries.save_entry(store, access.kind, entry, signed(author, user))


def withdraw_entry(store: Store, user: User, entry: Entry, author: Author) -> int:
    access = ACCESS[type(entry)]
    require(store, user, access.permission, agencies_of(store, entry))
    return entries.withdraw_entry(store, access.kind, entry, signed(author, user))


def save_correction(store: Store, user: User, edit: PlanEdit, author: Author) -> None:
    require(store, user, "correct-plan")
    plan_edits.save_correction(store, edit, signed(author, user))


def agencies_of(store: Store, entry: Entry) -> list[str]:
    """The agency that an entry names, and those that its stored versions and the line that it
    corrects name: nobody makes another agency's entry their own."""
    access = ACCESS[type(entry)]
    lines = store.query(access.query, as_of=None)
    versions = [] if entry.id is None else entry_versions(store, type(entry), entry.id)
    before: list[str] = [getattr(one.entry, access.agency) for one in versions]
    before += lines.loc[lines["key"] == entry.corrects, access.agency].tolist()
    return sorted({getattr(entry, access.agency), *before})
