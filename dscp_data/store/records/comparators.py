"""Saves published figures; a publication read again replaces its earlier values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import duckdb

from dscp_data.comparators import Comparator, comparators_frame
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import canonical, record
from dscp_data.store.event_log.recorded_digests import PUBLISHED, comparator_digest

FILE = "published.json"
DAYS = ("period_start", "period_end", "published_on")


def save_comparators(
    store: Store, figures: Sequence[Comparator], *, by: str = "command line"
) -> int:
    """Add published figures and give how many were added. They are also saved as a file, which a
    rebuild reads."""
    sha256 = store.originals.keep(comparators_json(figures), FILE)
    with store.transaction() as cursor:
        insert_comparators(cursor, figures)
        detail = {"figures": len(figures), "digest": comparator_digest(cursor)}
        record(cursor, PUBLISHED, who=by, subjects=[sha256], detail=detail)
    return len(figures)


def insert_comparators(cursor: duckdb.DuckDBPyConnection, figures: Sequence[Comparator]) -> None:
    cursor.register("incoming", comparators_frame(list(figures)))
    cursor.execute(
        "DELETE FROM comparator WHERE (indicator, area_code, period_start, publication) IN"
        " (SELECT (indicator, area_code, period_start, publication) FROM incoming)"
    )
    cursor.execute("INSERT INTO comparator BY NAME SELECT * EXCLUDE (comparable) FROM incoming")
    cursor.unregister("incoming")


def comparators_json(figures: Sequence[Comparator]) -> bytes:
    rows = [asdict(figure) for figure in figures]
    days = [{day: one[day] and one[day].isoformat() for day in DAYS} for one in rows]
    return canonical([{**one, **own} for one, own in zip(rows, days, strict=True)]).encode()


def comparators_from_json(content: bytes) -> list[Comparator]:
    rows = json.loads(content)
    days = [{day: one[day] and date.fromisoformat(one[day]) for day in DAYS} for one in rows]
    return [Comparator(**{**one, **own}) for one, own in zip(rows, days, strict=True)]
