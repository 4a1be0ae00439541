"""Saves term mappings. Nothing is overwritten: a mapping ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import duckdb

from dscp_data.intake.terms.term_mappings import meanings_by_name, term_key
from dscp_data.model.clock import utc_now
from dscp_data.model.mappings import TermMapping, TermMappings
from dscp_data.store.engine.inserts import insert_row, next_id
from dscp_data.store.engine.store import Store, StoreError, load_sql
from dscp_data.store.event_log.events import record, rows_of

LONGEST = 200


def saved_mappings(store: Store, as_of: datetime | None = None) -> TermMappings:
    """The mappings that apply now, or applied at a time (UTC)."""
    rows = store.query("term_mappings", as_of=as_of)
    columns = rows[["agency", "kind", "text", "means"]]
    return TermMappings(tuple(TermMapping(*row) for row in columns.itertuples(index=False)))


def save_mappings(store: Store, mappings: Sequence[TermMapping], *, by: str) -> None:
    """Save what some texts mean, in one transaction, in place of what they meant before.

    Raises StoreError where a meaning is not known or a text cannot be saved.
    """
    for mapping in mappings:
        check(mapping, store)
    with store.transaction() as cursor:
        for mapping in mappings:
            insert_mapping(cursor, mapping, by, utc_now())


def end_mapping(store: Store, mapping_id: int, *, by: str) -> None:
    """End a mapping. Raises StoreError where there is none of that number, or it has ended."""
    with store.transaction() as cursor:
        if mapping_id not in {id for id, _ in current_mappings(cursor)}:
            raise StoreError("This saved term has already been removed, so nothing has changed.")
        insert_end(cursor, mapping_id, by, utc_now())


def agencies_of_mapping(store: Store, mapping_id: int) -> list[str]:
    """The agency of a mapping; none where it has ended or does not exist."""
    with store.cursor() as cursor:
        return [one.agency for id, one in current_mappings(cursor) if id == mapping_id]


def check(mapping: TermMapping, store: Store) -> None:
    if not 0 < len(mapping.text.strip()) <= LONGEST:
        raise StoreError(f"A saved term must be 1 to {LONGEST} characters long.")
    if mapping.means not in meanings_by_name(mapping.kind, store.plan):
        raise StoreError(f"“{mapping.text}” cannot mean “{mapping.means}”.")
    store.plan.agency(mapping.agency)


def insert_mapping(
    cursor: duckdb.DuckDBPyConnection, mapping: TermMapping, by: str, at: datetime
) -> None:
    for id, before in current_mappings(cursor):
        if before.agency == mapping.agency and term_key(before) == term_key(mapping):
            if before.means == mapping.means:
                return
            insert_end(cursor, id, by, at)
    id = next_id(cursor, "mapping")
    meaning = {**asdict(mapping), "text": mapping.text.strip()}
    insert_row(cursor, "mapping", {"id": id, **meaning, "made_at": at, "made_by": by})
    rows = {"mapping": rows_of(cursor, "mapping", "id = ?", [id])}
    record(cursor, "meaning remembered", who=by, subjects=[f"meaning {id}"], rows=rows)


def insert_end(cursor: duckdb.DuckDBPyConnection, id: int, by: str, at: datetime) -> None:
    cursor.execute(
        "INSERT INTO mapping_end (mapping_id, ended_at, ended_by) VALUES (?, ?, ?)", [id, at, by]
    )
    rows = {"mapping_end": rows_of(cursor, "mapping_end", "mapping_id = ?", [id])}
    record(cursor, "meaning forgotten", who=by, subjects=[f"meaning {id}"], rows=rows)


def current_mappings(cursor: duckdb.DuckDBPyConnection) -> list[tuple[int, TermMapping]]:
    rows = cursor.execute(load_sql("term_mappings"), {"as_of": None}).fetchall()
    return [
        (id, TermMapping(agency, kind, text, means)) for id, agency, kind, text, means, *_ in rows
    ]
