"""The event log: each event includes the hash of the one before, and is never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from dscp_data.model.clock import utc_now

FIRST = ""
COLUMNS = "number, happened_at, who, what, subjects, detail, previous_hash, hash"
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Event:
    """Something done. `at` is UTC; `detail` is JSON; `subjects` are the ids of what it was done to,
    as "return 12" or a file's sha256."""

    number: int
    at: datetime
    who: str
    what: str
    subjects: tuple[str, ...]
    detail: str
    previous_hash: str
    hash: str

    @property
    def details(self) -> dict[str, Any]:
        return json.loads(self.detail)

    @property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The rows it wrote, by table, other than those read from a return."""
        return self.details.get("rows", {})

    @property
    def right_hash(self) -> str:
        """The hash that it must have, given the one before."""
        content = [
            self.number,
            format_iso(self.at),
            self.who,
            self.what,
            list(self.subjects),
            self.detail,
        ]
        return hashlib.sha256(canonical([self.previous_hash, *content]).encode()).hexdigest()


def record(
    cursor: duckdb.DuckDBPyConnection,
    what: str,
    *,
    who: str,
    subjects: Sequence[str] = (),
    detail: Mapping[str, Any] | None = None,
    rows: Rows | None = None,
) -> Event:
    """Add an event to the log, in the transaction of what it records.

    `detail` is anything that JSON can hold. `rows` are the rows written, by table: see `rows_of`.
    """
    last = cursor.execute("SELECT number, hash FROM event ORDER BY number DESC LIMIT 1").fetchall()
    number, previous = last[0] if last else (0, FIRST)
    content = canonical({**(detail or {}), **({"rows": rows} if rows else {})})
    event = Event(number + 1, utc_now(), who, what, tuple(subjects), content, previous, "")
    event = Event(**{**vars(event), "hash": event.right_hash})
    insert(cursor, event)
    return event


def insert(cursor: duckdb.DuckDBPyConnection, event: Event) -> None:
    values = [*vars(event).values()]
    values[4] = list(event.subjects)
    cursor.execute(f"INSERT INTO event ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def events(cursor: duckdb.DuckDBPyConnection, after: int = 0) -> list[Event]:
    """The events with a number above `after`, in order."""
    rows = cursor.execute(
        f"SELECT {COLUMNS} FROM event WHERE number > ? ORDER BY number", [after]
    ).fetchall()
    return [Event(n, at, who, what, tuple(of), *rest) for n, at, who, what, of, *rest in rows]


def rows_of(
    cursor: duckdb.DuckDBPyConnection, table: str, where: str, values: Sequence[Any]
) -> list[dict[str, Any]]:
    """Rows of a table as an event keeps them: a condition with ? and its values."""
    found = cursor.execute(
        f"SELECT to_json(one) FROM {table} AS one WHERE {where} ORDER BY ALL", list(values)
    ).fetchall()
    return [json.loads(row) for (row,) in found]


def insert_rows(cursor: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Insert rows as an event keeps them, by table."""
    for table, of_table in rows.items():
        for row in of_table:
            columns = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            cursor.execute(
                f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', list(row.values())
            )


def rows_recorded(log: Sequence[Event], table: str) -> list[dict[str, Any]]:
    """The rows of a table that a log tells of, in the order in which they were written."""
    return [row for event in log for row in event.rows.get(table, [])]


def first_broken_event(log: Sequence[Event]) -> int | None:
    """The number of the first event that was changed, or that is in the place of another."""
    previous = FIRST
    for expected, event in enumerate(log, 1):
        is_intact = event.number == expected and event.previous_hash == previous
        if not is_intact or event.hash != event.right_hash:
            return expected
        previous = event.hash
    return None


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def format_iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
