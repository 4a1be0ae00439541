"""Corrections of the plan by a steward: what a page's catalogue is at a time."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from dscp_data.catalogue import Catalogue, GuidanceChange, Indicator, Partnership, Source
from dscp_data.model.clock import utc_now
from dscp_data.model.entries import PlanEdit
from dscp_data.records.author import Author
from dscp_data.records.typed_text import check_typed
from dscp_data.records.values import plain_value
from dscp_data.store import Store, StoreError
from dscp_data.store.records.entries import save_plan_edit

CONTACTS = {
    "controller": "Data controller",
    "data_protection_officer": "Data protection officer",
    "service_owner": "Dashboard steward",
}


ADDED = "added-"  # begins the id of a change of guidance that the plan's own files do not have
EditsBySubject = dict[tuple[str, str], PlanEdit]  # by kind and subject


class PlanEditError(StoreError):
    """A correction cannot be stored as it is; the message says what to change."""


def plan_at(store: Store, as_of: datetime | None = None) -> Catalogue:
    """The plan with the corrections in effect at a time (UTC; None is now)."""
    return store.cache.get_or_compute(
        ("plan", as_of), lambda: corrected(store.plan, plan_edits(store, as_of))
    )


def plan_edits(store: Store, as_of: datetime | None = None) -> tuple[PlanEdit, ...]:
    """The newest correction of each subject at a time."""
    found = store.query("plan_edits", as_of=as_of).itertuples()
    return tuple(
        PlanEdit(row.kind, row.subject, plain_value(row.value), row.source, int(row.step))
        for row in found
    )


def corrected(plan: Catalogue, edits: tuple[PlanEdit, ...]) -> Catalogue:
    """A plan with corrections. One of a subject that the plan no longer has changes nothing."""
    by_subject: EditsBySubject = {
        (one.kind, one.subject): one for one in edits if one.value is not None
    }
    if not by_subject:
        return plan
    worded = {one.subject: one for one in by_subject.values() if one.kind == "wording"}
    outcomes = tuple(
        replace(one, wording=str(worded[one.id].value), source=source_id(one.id))
        if one.id in worded
        else one
        for one in plan.outcomes
    )
    sources = tuple(Source(source_id(id), edit.source) for id, edit in worded.items())
    contacts: dict[str, Any] = {
        one.subject: one.value for one in by_subject.values() if one.kind == "contact"
    }
    return replace(
        plan,
        outcomes=outcomes,
        sources=plan.sources + sources,
        indicators=tuple(corrected_indicator(one, by_subject) for one in plan.indicators),
        partnership=replace(plan.partnership, **contacts),
        guidance_changes=corrected_changes(plan.guidance_changes, by_subject),
    )


def corrected_changes(
    own: tuple[GuidanceChange, ...], by_subject: EditsBySubject
) -> tuple[GuidanceChange, ...]:
    """The changes of guidance as they are worded now, those that a steward added last."""
    known = {one.id for one in own}
    added = sorted(id for kind, id in by_subject if kind == "change" and id not in known)
    found = [*own, *(GuidanceChange(id, "", "") for id in added)]
    worded = [
        GuidanceChange(one.id, (edit.value or "").strip(), edit.source)
        if (edit := by_subject.get(("change", one.id)))
        else one
        for one in found
    ]
    return tuple(one for one in worded if one.change)


def next_change(store: Store) -> str:
    """An id for a change of guidance that is added. One that was taken out keeps its own."""
    taken = {one.subject for one in plan_edits(store) if one.kind == "change"}
    taken |= {one.id for one in store.plan.guidance_changes}
    return f"{ADDED}{1 + sum(id.startswith(ADDED) for id in taken):02}"


def source_id(outcome: str) -> str:
    """The id of where the corrected wording of an outcome comes from."""
    return f"correction of {outcome}"


def corrected_indicator(indicator: Indicator, by_subject: EditsBySubject) -> Indicator:
    if (threads := by_subject.get(("threads", indicator.id))) and threads.value is not None:
        indicator = replace(indicator, golden_threads=tuple(threads.value.split()))
    if (note := by_subject.get(("note", indicator.id))) and note.value is not None:
        indicator = replace(indicator, caveat=note.value)
    return indicator


def save_correction(
    store: Store, edit: PlanEdit, author: Author, *, at: datetime | None = None
) -> None:
    """Store a correction as the next version of its subject's. Raises PlanEditError, PersonalData,
    and CatalogueError for an id that the plan does not have."""
    check_correction(edit, store.plan)
    if not author.reason.strip():
        raise PlanEditError("Enter a reason. It is kept in the history.")
    if edit.value and edit.kind != "threads" and not edit.source.strip():
        raise PlanEditError("Enter where this comes from, like the minutes of a meeting.")
    # A contact is a post or an office, and its name may look like a person's to the check.
    texts = [edit.source, author.reason, *([] if edit.kind == "contact" else [edit.value or ""])]
    check_typed(texts, author.explanation)
    known = {(one.kind, one.subject): one.step for one in plan_edits(store)}
    next_edit = replace(edit, step=known.get((edit.kind, edit.subject), 0))
    save_plan_edit(store, next_edit, by=author.by, reason=author.full_reason, at=at or utc_now())


def check_correction(edit: PlanEdit, plan: Catalogue) -> None:
    if edit.kind in ("threads", "note"):
        plan.indicator(edit.subject)
    elif edit.kind == "wording":
        if edit.subject not in {one.id for one in plan.outcomes}:
            raise PlanEditError(f"“{edit.subject}” is no outcome of the plan.")
    elif edit.kind == "change":
        known = {one.id for one in plan.guidance_changes}
        if edit.subject not in known and not edit.subject.startswith(ADDED):
            raise PlanEditError(f"“{edit.subject}” is no change of guidance. Choose one or add it.")
    elif edit.subject not in {one.name for one in fields(Partnership)} & set(CONTACTS):
        raise PlanEditError("Choose the contact from the list.")
    if edit.kind == "threads":
        known = {one.id for one in plan.golden_threads}
        if unknown := set((edit.value or "").split()) - known:
            raise PlanEditError(f"“{min(unknown)}” is no Golden Thread of the plan.")
    elif edit.kind != "change" and edit.value is not None and not edit.value.strip():
        raise PlanEditError("Enter the new text, or go back to the plan’s own.")
