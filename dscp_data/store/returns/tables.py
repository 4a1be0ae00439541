"""Converts the values of a checked return to frames in the column order of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import pyarrow as pa

from dscp_data.model.returns import Action, Concern, Evidence, MappingMeeting, Observation

Line = Concern | MappingMeeting | Evidence | Action
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


def line_columns(line: Line) -> list[str]:
    """The columns of a register's table: the return, and then the fields of a line."""
    return ["return_id", *vars(line)]


def line_rows(lines: Sequence[Line], return_id: int) -> list[list[Any]]:
    """A row a line of a register: its return and then its fields, as `line_columns` names them."""
    return [
        [return_id, *(list(v) if isinstance(v, tuple) else v for v in vars(line).values())]
        for line in lines
    ]
