"""Accepts, withdraws and restores returns. Nothing is ever overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from dscp_data.model.clock import utc_now
from dscp_data.model.returns import CheckedReturn, QueryAnswer
from dscp_data.store.backup.backup import back_up
from dscp_data.store.engine.inserts import insert_many, insert_row, next_id
from dscp_data.store.engine.store import Store, StoreError, load_sql, read_data_version
from dscp_data.store.event_log.return_events import record_accepted, record_state
from dscp_data.store.returns.current import affected_returns, make_current, refresh_current
from dscp_data.store.returns.preview import Preview, compare, find_accepted_copy, incoming
from dscp_data.store.returns.query_answers import insert_answers, unanswered_queries
from dscp_data.store.returns.tables import line_columns, line_rows


@dataclass(frozen=True)
class Receipt:
    """What accepting a file did. `replaces` are the returns that it supersedes."""

    return_id: int
    added: int
    changed: int
    unchanged: int
    removed: int
    replaces: tuple[int, ...] = ()


def accept(
    store: Store,
    checked: CheckedReturn,
    original: bytes,
    *,
    by: str,
    change: Preview | None = None,
    received_at: datetime | None = None,
    accepted_at: datetime | None = None,
    note: str = "",
    answers: Sequence[QueryAnswer] = (),
    is_sample: bool = False,
) -> Receipt:
    """Save the original and store what was read from it, in one transaction. Times are UTC.

    `change` is the preview of the file, if there is one: it is reused while nothing else has been
    accepted. The same bytes again change nothing and give the receipt of the active return. Raises
    StoreError where errors block the file, a query has no answer, or the bytes are not those that
    were checked.
    """
    if checked.refused or checked.blocking:
        raise StoreError(f"{checked.file} has errors you must correct before it can be accepted.")
    if hashlib.sha256(original).hexdigest() != checked.sha256:
        raise StoreError(f"{checked.file} has changed since it was checked. Check it again.")
    with store.cursor() as cursor:
        already = find_accepted_copy(cursor, checked.sha256)
    if already is not None:
        return Receipt(already, 0, 0, len(checked.observations), 0)
    if unanswered_queries(checked, answers):
        raise StoreError(f"{checked.file} has queries that need a reason before it is accepted.")
    now = accepted_at or utc_now()
    store.originals.keep(original, checked.file)
    with store.transaction() as cursor:
        if change is None or not change.still_holds(checked, read_data_version(cursor)):
            change = compare(cursor, checked)
        if change.already is not None:
            raise StoreError(f"{checked.file} has just been accepted by somebody else.")
        return_id = insert_return(cursor, checked, received_at or now, by, note, is_sample)
        with incoming(cursor, change.incoming):
            insert_lines(cursor, checked, return_id)
        for older in change.replaces:
            cursor.execute(
                "INSERT INTO supersession (newer, older) VALUES (?, ?)", [return_id, older]
            )
        set_state(cursor, return_id, "accepted", by, now, note)
        insert_answers(cursor, return_id, answers, by, now)
        make_current(cursor, return_id, change.replaces)
        invalidate_protected(cursor, return_id)
        record_accepted(cursor, return_id)
    back_up(store)
    return Receipt(
        return_id,
        change.count("added"),
        change.count("changed"),
        change.count("unchanged"),
        change.count("removed"),
        change.replaces,
    )


def withdraw(store: Store, return_id: int, *, by: str, reason: str = "") -> None:
    """Withdraw a return; the figures before it are current again. Raises StoreError."""
    change_state(store, return_id, "withdrawn", by, reason)


def restore(store: Store, return_id: int, *, by: str, reason: str = "") -> None:
    """Restore a withdrawn return. Raises StoreError."""
    change_state(store, return_id, "accepted", by, reason)


def change_state(store: Store, return_id: int, state: str, by: str, reason: str) -> None:
    with store.transaction() as cursor:
        rows = cursor.execute(
            "SELECT state FROM return_state WHERE return_id = ? ORDER BY step DESC LIMIT 1",
            [return_id],
        ).fetchall()
        if not rows:
            raise StoreError(f"There is no return {return_id}. Look up its number under Returns.")
        if rows[0][0] == state:
            raise StoreError(f"Return {return_id} is already {state}.")
        set_state(cursor, return_id, state, by, utc_now(), reason)
        refresh_current(cursor, affected_returns(cursor, return_id))
        invalidate_protected(cursor, return_id)
        record_state(cursor, return_id)
    back_up(store)


def insert_return(
    cursor: duckdb.DuckDBPyConnection,
    checked: CheckedReturn,
    received_at: datetime,
    by: str,
    note: str,
    is_sample: bool,
) -> int:
    periods = {(o.period.start, o.period.type): o.period for o in checked.observations}.values()
    id = next_id(cursor, "return")
    row = {
        "id": id,
        "agency": checked.agency,
        "file": checked.file,
        "sha256": checked.sha256,
        "received_at": received_at,
        "received_by": by,
        "first_period": min((p.start for p in periods), default=None),
        "last_period": max((p.end for p in periods), default=None),
        "cut_off": checked.cut_off,
        "layout": list(checked.layout),
        "note": note,
        "is_sample": is_sample,
    }
    insert_row(cursor, "return", row)
    return id


def insert_lines(cursor: duckdb.DuckDBPyConnection, checked: CheckedReturn, return_id: int) -> None:
    """Store what a return says: its observations, in `incoming`, and its registers."""
    cursor.execute(load_sql("insert_observations"), {"return_id": return_id})
    for table, lines in (
        ("concern", checked.concerns),
        ("mapping_meeting", checked.meetings),
        ("evidence", checked.evidence),
        ("action", checked.actions),
    ):
        if lines:
            insert_many(cursor, table, line_columns(lines[0]), line_rows(lines, return_id))


def set_state(
    cursor: duckdb.DuckDBPyConnection,
    return_id: int,
    state: str,
    by: str,
    at: datetime,
    reason: str,
) -> None:
    cursor.execute(
        "INSERT INTO return_state (return_id, step, state, changed_at, changed_by, reason)"
        " SELECT ?, coalesce(max(step), 0) + 1, ?, ?, ?, ?"
        " FROM return_state WHERE return_id = ?",
        [return_id, state, at, by, reason, return_id],
    )


def invalidate_protected(cursor: duckdb.DuckDBPyConnection, return_id: int) -> None:
    """Mark the protected figures of a return's indicators as out of date."""
    of = cursor.execute(
        "SELECT DISTINCT indicator FROM observation WHERE return_id = ?", [return_id]
    ).fetchall()
    cursor.execute(
        load_sql("invalidate_protected"), {"indicators": [indicator for (indicator,) in of]}
    )
