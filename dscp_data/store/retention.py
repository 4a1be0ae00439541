"""Lists files past their retention period, and deletes them.

Nothing is deleted that a current figure comes from or that a rebuild needs: the event log, the
files of active returns, and what was read from every other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dscp_data.catalogue import RetentionRule
from dscp_data.model.periods import add_months
from dscp_data.model.text import format_date, pluralise
from dscp_data.store.backup.backup import backups, made_at
from dscp_data.store.backup.restore import aside_at, files_aside
from dscp_data.store.engine.store import Store, StoreError
from dscp_data.store.event_log.events import canonical, record
from dscp_data.store.records.comparators import FILE, PUBLISHED
from dscp_data.store.returns.extracts import extract_name, save_extract

APPLIED = "retention applied"
ORIGINALS = "originals"  # begins the names of original files, wherever they are


@dataclass(frozen=True)
class ExpiredFile:
    """A file that may be deleted. `rule` is the rule's id, `file` is named from the database's
    folder, `since` (UTC) is when it stopped being needed; the lines of `returns` replace it."""

    rule: str
    file: str
    since: datetime
    why: str
    returns: tuple[int, ...] = ()


@dataclass(frozen=True)
class RetentionList:
    """`digest` identifies the whole list: what is applied is the list that was seen. `always_kept`
    are sentences on what has no retention period, and why."""

    old: tuple[ExpiredFile, ...]
    always_kept: tuple[str, ...]

    @property
    def digest(self) -> str:
        entries = [[one.rule, one.file, one.since.isoformat()] for one in self.old]
        return hashlib.sha256(canonical(entries).encode()).hexdigest()[:12]


def list_expired(store: Store, now: datetime) -> RetentionList:
    """Everything past its retention period at a time (UTC), oldest first. Changes nothing."""
    found = [
        one
        for rule in store.plan.retention
        if rule.months
        for one in CANDIDATES[rule.id](store)
        if one.since < before(now, rule)
    ]
    return RetentionList(
        tuple(sorted(found, key=lambda one: (one.since, one.file))), describe_always_kept(store)
    )


def apply_retention(store: Store, digest: str, *, by: str, now: datetime) -> RetentionList:
    """Delete what is past its period, if it is the list with this digest, and record it.

    The lines of a return are saved, and the event is written, before any file is deleted, so what
    an interrupted run leaves is listed again. Raises StoreError.
    """
    listed = list_expired(store, now)
    if digest != listed.digest:
        raise StoreError(
            "The list has changed since you opened it, so nothing has been removed. "
            "Check the new list."
        )
    try:
        save_extracts(store, listed.old)
        record_removed(store, listed, by)
        for one in listed.old:
            delete(store, one)
    except OSError as error:
        raise StoreError(
            f"{error.filename} could not be deleted or saved: {error.strerror}. Fix this and try "
            "again. Files that were not deleted are still in the list."
        ) from error
    return listed


def delete(store: Store, one: ExpiredFile) -> None:
    folder, _, name = one.file.partition("/")
    if folder == ORIGINALS:
        store.originals.files.delete(name)
    else:
        (store.path.parent / one.file).unlink(missing_ok=True)


def save_extracts(store: Store, old: Sequence[ExpiredFile]) -> None:
    with store.cursor() as cursor:
        for return_id in [id for one in old for id in one.returns]:
            save_extract(cursor, store.originals, return_id)


def record_removed(store: Store, listed: RetentionList, by: str) -> None:
    months = {rule.id: rule.months for rule in store.plan.retention}
    removed = [{"rule": one.rule, "file": one.file} for one in listed.old]
    detail = {"list": listed.digest, "files": len(removed), "months": months, "removed": removed}
    with store.transaction(new_version=False) as cursor:
        record(cursor, APPLIED, who=by, detail=detail)


def before(now: datetime, rule: RetentionRule) -> datetime:
    """What stopped being needed before this is past its period."""
    return datetime.combine(add_months(now.date(), -rule.months), now.time())


def expired_originals(store: Store) -> Iterator[ExpiredFile]:
    """Files whose returns are all no longer needed."""
    unneeded = store.query("unneeded_returns").set_index("id")
    every_return = store.query("returns", as_of=None)
    for sha256, returns in every_return.groupby("sha256"):
        ids = [int(id) for id in returns["id"]]
        file = returns["file"].iloc[0]
        if store.originals.holds(str(sha256), file) and all(id in unneeded.index for id in ids):
            own = unneeded.loc[ids]
            last = own["since"].idxmax()
            why = f"Return {last} was {own.loc[last, 'state_in_words']}"
            since = own.loc[last, "since"].to_pydatetime()
            name = store.originals.name(str(sha256), file)
            yield ExpiredFile("originals", f"{ORIGINALS}/{name}", since, why, tuple(ids))


def expired_unused(store: Store) -> Iterator[ExpiredFile]:
    """Files of no return: saved before an accept that then failed."""
    used = needed_files(store)
    for file in store.originals.files.listed():
        if file.name not in used:
            why = "It does not belong to an accepted return"
            yield ExpiredFile("unused", f"{ORIGINALS}/{file.name}", file.changed_at, why)


def needed_files(store: Store) -> set[str]:
    every_return, originals = store.query("returns", as_of=None), store.originals
    sent = {
        originals.name(*one)
        for one in zip(every_return["sha256"], every_return["file"], strict=True)
    }
    extracts = {extract_name(int(id)) for id in every_return["id"]}
    published = store.query("event_subjects", what=PUBLISHED)["subject"]
    return sent | extracts | {originals.name(sha256, FILE) for sha256 in published}


def expired_set_aside(store: Store) -> Iterator[ExpiredFile]:
    for path in files_aside(store.path):
        yield ExpiredFile("aside", named(store, path), aside_at(path), "It was set aside")


def expired_backups(store: Store) -> Iterator[ExpiredFile]:
    for path in backups(store.path)[1:]:
        yield ExpiredFile(
            "backups", named(store, path), made_at(store.path, path), "There is a newer one"
        )


CANDIDATES = {
    "originals": expired_originals,
    "unused": expired_unused,
    "aside": expired_set_aside,
    "backups": expired_backups,
}


def describe_always_kept(store: Store) -> tuple[str, ...]:
    log = store.query("log_extent").iloc[0]
    shown = int((store.query("returns", as_of=None)["state"] == "accepted").sum())
    begun = f", the first of {format_date(log['begun'])}" if log["newest"] else ""
    return (
        f"Original files for the {pluralise(shown, 'return')} in use, so that every figure can be "
        "traced to its cell.",
        "Figures read from every return, including withdrawn ones, so that any page can be shown "
        "as at an earlier date.",
        f"The log of {pluralise(int(log['newest']), 'event')}{begun}. Each event includes the hash "
        "of the one before, and a rebuild needs them all. It names who did what.",
        "Which protected figures have been hidden, without their counts. Showing them later could "
        "reveal others.",
        "The ranges that a wider audience was ever shown, and the figures added up in them. New "
        "ranges are checked against them, so that the two together reveal nothing.",
        "Evidence, milestones and corrections of the plan entered on pages, with every version of "
        "them, so that any page can be shown as at an earlier date.",
        "The fingerprint of each refused file, the rule it broke and the time. We keep nothing "
        "else from it.",
    )


def named(store: Store, path: Path) -> str:
    return str(path.relative_to(store.path.parent))
