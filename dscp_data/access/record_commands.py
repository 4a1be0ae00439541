"""Commands on evidence, the reform plan and the plan's wording. Each checks the user's permission
and is recorded under their name."""

from __future__ import annotations

from typing import TypeVar

from dscp_data.access.authorisation import require
from dscp_data.access.signature import signed
from dscp_data.access.user import User
from dscp_data.model.entries import EvidenceEntry, MilestoneEntry, PlanEdit
from dscp_data.records import evidence, plan_edits, reform_plan
from dscp_data.records.author import Author
from dscp_data.store import Store
from dscp_data.store.records.entries import Version, entry_versions

One = TypeVar("One", EvidenceEntry, MilestoneEntry)


def save_evidence(store: Store, user: User, entry: EvidenceEntry, author: Author) -> int:
    """Enter evidence, or correct what is there: that of an agency that the person acts for."""
    require(store, user, "edit-evidence", agencies_of(store, entry))
    return evidence.save_evidence(store, entry, signed(author, user))


def withdraw_evidence(store: Store, user: User, entry: EvidenceEntry, author: Author) -> int:
    require(store, user, "edit-evidence", agencies_of(store, entry))
    return evidence.withdraw_evidence(store, entry, signed(author, user))


def save_milestone(store: Store, user: User, entry: MilestoneEntry, author: Author) -> int:
    """Enter a milestone, or change one: of those that an agency of the person's leads."""
    require(store, user, "edit-reform-plan", leads_of(store, entry))
    return reform_plan.save_milestone(store, entry, signed(author, user))


def withdraw_milestone(store: Store, user: User, entry: MilestoneEntry, author: Author) -> int:
    require(store, user, "edit-reform-plan", leads_of(store, entry))
    return reform_plan.withdraw_milestone(store, entry, signed(author, user))


def save_correction(store: Store, user: User, edit: PlanEdit, author: Author) -> None:
    require(store, user, "correct-plan")
    plan_edits.save_correction(store, edit, signed(author, user))


def agencies_of(store: Store, entry: EvidenceEntry) -> list[str]:
    """The agency that an entry names, and the one that the stored entry or line names: nobody
    makes another agency's evidence their own."""
    before = {
        row.agency
        for row in store.query("evidence", as_of=None).itertuples()
        if row.key == entry.corrects
    }
    before |= {one.entry.agency for one in versions_of(store, entry)}
    return sorted({entry.agency} | before)


def leads_of(store: Store, entry: MilestoneEntry) -> list[str]:
    """The lead of a milestone as it is to be, and as it was."""
    found = store.query("actions", as_of=None).itertuples()
    before = {row.lead_agency for row in found if row.key == entry.corrects}
    before |= {one.entry.lead_agency for one in versions_of(store, entry)}
    return sorted({entry.lead_agency} | before)


def versions_of(store: Store, entry: One) -> list[Version[One]]:
    return [] if entry.id is None else entry_versions(store, type(entry), entry.id)
