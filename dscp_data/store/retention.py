"""Lists data past their retention period, and removes them.

Nothing is removed that a figure shown now comes from, or that a rebuild needs: the log of events,
the files of the returns that are shown, and what was read from every other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dscp_data.catalogue import RetentionRule
from dscp_data.model.periods import add_months
from dscp_data.model.text import format_date, pluralise
from dscp_data.store.backup.backup import backups, made_at
from dscp_data.store.backup.restore import aside_at, files_aside
from dscp_data.store.engine.store import Store, StoreError
from dscp_data.store.event_log.events import canonical, record
from dscp_data.store.records.comparators import FILE, PUBLISHED
from dscp_data.store.returns.extracts import extract_path, save_extract

APPLIED = "retention applied"


@dataclass(frozen=True)
class ExpiredFile:
    """A file that may go. `rule` is the rule's id, `file` is named from the database's folder,
    `since` (UTC) is when it stopped being needed; the lines of `returns` take its place."""

    rule: str
    file: str
    since: datetime
    why: str
    returns: tuple[int, ...] = ()


@dataclass(frozen=True)
class RetentionList:
    """`digest` stands for the whole list: what is applied is the list that was seen. `kept` says
    in sentences what stays whatever its age, and why."""

    old: tuple[ExpiredFile, ...]
    kept: tuple[str, ...]

    @property
    def digest(self) -> str:
        said = [[one.rule, one.file, one.since.isoformat()] for one in self.old]
        return hashlib.sha256(canonical(said).encode()).hexdigest()[:12]


def list_expired(store: Store, now: datetime) -> RetentionList:
    """Everything that is older than the partnership's rules at a time (UTC), oldest first.
    Changes nothing."""
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
    """Remove what is too old, if it is the list with this digest, and record what was removed.

    The lines of a return are kept before its file goes, and the event is written before any file
    goes, so that one that was interrupted is listed again. Raises StoreError.
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
            (store.path.parent / one.file).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"{error.filename} could not be removed or kept: {error.strerror}. What is left is "
            "listed again. Mend that, and try again."
        ) from error
    return listed


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
    """What stopped being needed before this is too old."""
    return datetime.combine(add_months(now.date(), -rule.months), now.time())


def expired_originals(store: Store) -> Iterator[ExpiredFile]:
    """Files of which every return that they were accepted as is unneeded."""
    unneeded = store.query("unneeded_returns").set_index("id")
    held = store.query("returns", as_of=None)
    for sha256, returns in held.groupby("sha256"):
        ids = [int(id) for id in returns["id"]]
        path = store.originals.path(str(sha256), returns["file"].iloc[0])
        if path.exists() and all(id in unneeded.index for id in ids):
            mine = unneeded.loc[ids]
            last = mine["since"].idxmax()
            why = f"Return {last} was {mine.loc[last, 'state_in_words']}"
            since = mine.loc[last, "since"].to_pydatetime()
            yield ExpiredFile("originals", named(store, path), since, why, tuple(ids))


def expired_unused(store: Store) -> Iterator[ExpiredFile]:
    """Files of no return: kept before they are accepted, which then failed."""
    used = needed_files(store)
    for path in sorted(store.originals.folder.glob("*")):
        if path.name not in used:
            why = "It does not belong to an accepted return"
            yield ExpiredFile("unused", named(store, path), changed_at(path), why)


def needed_files(store: Store) -> set[str]:
    held, originals = store.query("returns", as_of=None), store.originals
    sent = {originals.path(*one).name for one in zip(held["sha256"], held["file"], strict=True)}
    extracts = {extract_path(originals, int(id)).name for id in held["id"]}
    published = store.query("event_subjects", what=PUBLISHED)["subject"]
    return sent | extracts | {originals.path(sha256, FILE).name for sha256 in published}


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
        "The fingerprint of each refused file, the rule it broke and the time. We keep nothing "
        "else from it.",
    )


def named(store: Store, path: Path) -> str:
    return str(path.relative_to(store.path.parent))


def changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
