"""Writes events of returns, in the transaction that writes their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import duckdb

from dscp_data.model.returns import CheckedReturn
from dscp_data.store.event_log.digests import return_digest
from dscp_data.store.event_log.events import Event, record, rows_of, rows_recorded

if TYPE_CHECKING:
    from dscp_data.store.engine.store import Store

ACCEPTED = "return accepted"
BEGUN = "log begun"
STATES = {"withdrawn": "return withdrawn", "accepted": "return put back"}


def record_accepted(cursor: duckdb.DuckDBPyConnection, return_id: int) -> Event:
    """Record the state of a return that was just accepted, with the digest of what was read from
    it; the lines themselves can be read again from the original."""
    lines, digest = return_digest(cursor, return_id)
    rows = {
        "return": rows_of(cursor, "return", "id = ?", [return_id]),
        "return_state": rows_of(cursor, "return_state", "return_id = ? AND step = 1", [return_id]),
        "answer": rows_of(cursor, "answer", "return_id = ?", [return_id]),
        "supersession": rows_of(cursor, "supersession", "newer = ?", [return_id]),
    }
    return record(
        cursor,
        ACCEPTED,
        who=rows["return_state"][0]["changed_by"],
        subjects=[f"return {return_id}", rows["return"][0]["sha256"]],
        detail={"return_id": return_id, "lines": lines, "digest": digest},
        rows=rows,
    )


def record_state(
    cursor: duckdb.DuckDBPyConnection, return_id: int, step: int | None = None
) -> Event:
    """Record that a return was withdrawn or put back: in its newest step, or in a given one."""
    state = rows_of(
        cursor,
        "return_state",
        "return_id = $1 AND step = coalesce($2,"
        " (SELECT max(step) FROM return_state WHERE return_id = $1))",
        [return_id, step],
    )
    return record(
        cursor,
        STATES[state[0]["state"]],
        who=state[0]["changed_by"],
        subjects=[f"return {return_id}"],
        rows={"return_state": state},
    )


def record_check(store: Store, checked: CheckedReturn, *, by: str) -> None:
    """Record that a file was read and not, or not yet, accepted. Nothing that it says is kept."""
    faults = Counter(str(fault.severity) for fault in checked.faults)
    with store.transaction(new_version=False) as cursor:
        record(cursor, "file checked", who=by, subjects=[checked.sha256], detail=dict(faults))


def record_person(store: Store, what: str, *, who: str, detail: Mapping[str, Any]) -> None:
    """Record what somebody did or was refused that changes nothing that is held, as a sign-in."""
    with store.transaction(new_version=False) as cursor:
        record(cursor, what, who=who, detail=detail)


def states_recorded(log: Sequence[Event]) -> set[tuple[int, int, str]]:
    """The steps of returns that a log tells of: (return_id, step, state)."""
    steps = rows_recorded(log, "return_state")
    return {(row["return_id"], row["step"], row["state"]) for row in steps}


def digests_recorded(log: Sequence[Event]) -> dict[int, tuple[int, str]]:
    """Of each return that was accepted: how many lines were read from it, and their digest."""
    accepted: list[dict[str, Any]] = [e.details for e in log if e.what == ACCEPTED]
    return {one["return_id"]: (one["lines"], one["digest"]) for one in accepted}
