"""Evidence and milestones that are entered on pages: stored, changed and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import utc_now
from dscp_data.model.entries import EvidenceEntry, MilestoneEntry
from dscp_data.records.author import Author
from dscp_data.records.typed_text import check_typed
from dscp_data.records.values import plain_value
from dscp_data.store import Store, StoreError
from dscp_data.store.records.entries import insert_entry

Entry = TypeVar("Entry", EvidenceEntry, MilestoneEntry)


class EntryError(StoreError):
    """An entry cannot be stored as it is; the message says what to change."""


@dataclass(frozen=True)
class EntryKind(Generic[Entry]):
    """A kind of entry. `name` and `changed` are the words for it and for a change of it in the log
    of events, `check` raises EntryError, and `texts` are those that may hold personal data."""

    name: str
    changed: str
    check: Callable[[Entry, Catalogue], None]
    texts: Callable[[Entry], list[str]]


def save_entry(
    store: Store,
    kind: EntryKind[Entry],
    entry: Entry,
    author: Author,
    *,
    at: datetime | None = None,
) -> int:
    """Store a new entry, or a change of one, and give its id. A change needs a reason.

    Raises EntryError, PersonalData, and CatalogueError for an id that the plan does not have.
    """
    is_new = entry.id is None and not entry.corrects
    if not is_new:
        check_reason(author)
    kind.check(entry, store.plan)
    check_typed([*kind.texts(entry), author.reason], author.explanation)
    what = f"{kind.name} {'entered' if is_new else kind.changed}"
    return insert(store, what, entry, author, at)


def withdraw_entry(
    store: Store,
    kind: EntryKind[Entry],
    entry: Entry,
    author: Author,
    *,
    at: datetime | None = None,
) -> int:
    """Withdraw an entry. It stays in the history. Raises EntryError and PersonalData."""
    check_reason(author)
    check_typed([author.reason], author.explanation)
    return insert(store, f"{kind.name} withdrawn", replace(entry, state="withdrawn"), author, at)


def insert(
    store: Store,
    what: str,
    entry: EvidenceEntry | MilestoneEntry,
    author: Author,
    at: datetime | None,
) -> int:
    reason = author.full_reason
    return insert_entry(store, what, entry, by=author.by, reason=reason, at=at or utc_now())


def check_reason(author: Author) -> None:
    if not author.reason.strip():
        raise EntryError("Enter a reason. It is kept in the history.")


def fields_in(row: dict[str, Any], entry: type[EvidenceEntry | MilestoneEntry]) -> dict[str, Any]:
    """What a row of a frame has of an entry's fields, as plain values, with its id and step."""
    found = {one.name: plain_value(row[one.name]) for one in fields(entry) if one.name in row}
    return {**found, "id": plain_value(row["entry_id"]), "step": int(row["step"])}
