"""Values of a checked return as frames, in the column order of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import pyarrow as pa

from dscp_data.model.returns import Action, Concern, Evidence, MappingMeeting, Observation

OBSERVATIONS = pa.schema(
    [
        ("indicator", pa.string()),
        ("agency", pa.string()),
        ("locality", pa.string()),
        ("period_start", pa.date32()),
        ("period_type", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("status", pa.string()),
        ("provisional", pa.bool_()),
        ("comment", pa.string()),
        ("sheet", pa.string()),
        ("cell", pa.string()),
    ]
)
OF_PERIOD = {"period_start": "period.start", "period_type": "period.type"}


def observation_table(observations: Sequence[Observation]) -> pa.Table:
    """A row an observation. Arrow, because DuckDB reads the text of a frame value by value."""
    columns = [
        pa.array(map(attrgetter(OF_PERIOD.get(field.name, field.name)), observations), field.type)
        for field in OBSERVATIONS
    ]
    return pa.table(columns, schema=OBSERVATIONS)


def line_rows(
    lines: Sequence[Concern | MappingMeeting | Evidence | Action], return_id: int
) -> list[list[Any]]:
    """One row a line of a register, led by its return: the fields stand in the table's order."""
    return [
        [return_id, *(list(v) if isinstance(v, tuple) else v for v in vars(line).values())]
        for line in lines
    ]
