"""The reasons given for a return's queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb
import pandas as pd

from dscp_data.model.faults import Fault
from dscp_data.model.returns import CheckedReturn, QueryAnswer
from dscp_data.store.engine.inserts import insert_many
from dscp_data.store.engine.store import Store

COLUMNS = (
    "return_id", "sheet", "cell", "code", "message", "reason", "answered_at", "answered_by"
)  # fmt: skip


def answers_of(store: Store, return_id: int) -> pd.DataFrame:
    """A row a query of a return: sheet, cell, code, message, reason, answered_at (UTC),
    answered_by."""
    return store.query("query_answers", return_id=return_id)


def unanswered_queries(checked: CheckedReturn, answers: Sequence[QueryAnswer]) -> list[Fault]:
    """The queries of a file that have no reason."""
    answered = {answer.fault for answer in answers if answer.reason.strip()}
    return [query for query in checked.queries if query not in answered]


def insert_answers(
    cursor: duckdb.DuckDBPyConnection,
    return_id: int,
    answers: Sequence[QueryAnswer],
    by: str,
    at: datetime,
) -> None:
    rows = [
        [return_id, a.fault.sheet, a.fault.cell, a.fault.code, a.fault.message,
         a.reason.strip(), at, by]
        for a in answers
    ]  # fmt: skip
    insert_many(cursor, "answer", COLUMNS, rows)
