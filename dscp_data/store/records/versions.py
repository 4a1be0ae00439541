"""Versions of rows: each change is the next version of a row, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.inserts import insert_row, is_duplicate, next_id
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import record, rows_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Kind = TypeVar("Kind")


class ChangedMeanwhile(StoreError):
    """Somebody else saved another version of a row since it was read."""


def insert_version(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: dict[str, Any], *, key: str = "id"
) -> int:
    """Insert a version and give its `key`, which is new where its id is None. Raises
    ChangedMeanwhile where there is such a version already."""
    row: dict[str, Any] = {
        name: list(one) if isinstance(one, tuple) else one for name, one in columns.items()
    }
    if row[key] is None:
        row[key] = next_id(cursor, table)
    try:
        insert_row(cursor, table, row)
    except duckdb.Error as error:
        if not is_duplicate(error):
            raise
        raise ChangedMeanwhile(
            "Somebody else has just changed this. Nothing of theirs is lost. Read it again, then "
            "make your change."
        ) from error
    return int(row[key])


def save_versions(
    store: Store,
    what: str,
    rows: Sequence[tuple[str, DataclassInstance]],
    *,
    subject: str,
    by: str,
    reason: str,
    at: datetime,
) -> list[int]:
    """Store the next version of some rows, each with its table, in one transaction and one event,
    and give their ids. A row has an `id`, None where it is new, and a `step`.

    `at` is UTC. Raises ChangedMeanwhile, with nothing stored, where a newer version is there. No
    figure depends on these rows, so the data version stays.
    """
    ids, written = list[int](), dict[str, list[dict[str, Any]]]()
    with store.transaction(new_version=False) as cursor:
        for table, row in rows:
            columns = asdict(row)
            step = columns["step"] + 1
            signed = {"step": step, "changed_at": at, "changed_by": by, "reason": reason}
            ids.append(insert_version(cursor, table, {**columns, **signed}))
            written.setdefault(table, []).extend(
                rows_of(cursor, table, "id = ? AND step = ?", [ids[-1], step])
            )
        record(cursor, what, who=by, subjects=[subject], rows=written)
    return ids


def read_versions(store: Store, kind: type[Kind], query: str, **about: object) -> tuple[Kind, ...]:
    """The rows of a query whose columns are the fields of `kind`."""
    with store.cursor() as cursor:
        cursor.execute(load_sql(query), about)
        names = [column[0] for column in cursor.description or []]
        return tuple(kind(**dict(zip(names, row, strict=True))) for row in cursor.fetchall())
