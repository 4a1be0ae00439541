"""Values of a checked return as frames, in the column order of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dscp_data.returns import Action, Concern, Evidence, MappingMeeting, Observation

KEY = ["indicator", "agency", "locality", "period_start", "period_type"]
OBSERVATION_COLUMNS = [
    *KEY,
    "numerator",
    "denominator",
    "status",
    "provisional",
    "comment",
    "sheet",
    "cell",
]


def observation_frame(observations: Sequence[Observation]) -> pd.DataFrame:
    rows = [
        (
            o.indicator,
            o.agency,
            o.locality,
            o.period.start,
            o.period.type,
            o.numerator,
            o.denominator,
            o.status,
            o.provisional,
            o.comment,
            o.sheet,
            o.cell,
        )
        for o in observations
    ]
    frame = pd.DataFrame(rows, columns=OBSERVATION_COLUMNS)
    return frame.astype(
        {"numerator": "float64", "denominator": "float64", "provisional": "bool"}
    ).astype(dict.fromkeys(["indicator", "agency", "locality", "period_type"], "str"))


def line_rows(
    lines: Sequence[Concern | MappingMeeting | Evidence | Action], return_id: int
) -> list[list[Any]]:
    """One row a line of a register, led by its return: the fields stand in the table's order."""
    return [
        [return_id, *(list(v) if isinstance(v, tuple) else v for v in vars(line).values())]
        for line in lines
    ]
