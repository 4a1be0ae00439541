"""One column of a table: its role, and what its headings say of its figures."""

from __future__ import annotations

from typing import NamedTuple

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.terms.parsed_period import NOT_A_PERIOD, ParsedPeriod


class Unclear(NamedTuple):
    """A heading that could mean two things: the dimension, what to ask, its text and its cell."""

    dimension: str
    question: str
    text: str
    cell: Cell


class Column(NamedTuple):
    """One column. `role` is a label's role, "comment", "description", "figure" or "unknown".

    A figure column says which part it is of, the values its headings give, and which dimension
    a total heading adds up (`total`, `over`). `cell` is its lowest heading; `period_from`,
    `indicator_from` and `year_from` are those that name its period, indicator and calendar year.
    `length` is how long its heading says that periods are ("quarter"), or which end of one its
    dates are ("from", "to"). A named tuple, because each heading over a column makes it anew.
    """

    number: int
    heading: str
    role: str
    part: str = ""
    indicator: str | None = None
    agency: str | None = None
    locality: str | None = None
    period: ParsedPeriod = NOT_A_PERIOD
    total: str = ""
    over: str = ""
    unclear: Unclear | None = None
    cell: Cell | None = None
    year_from: Cell | None = None
    period_from: Cell | None = None
    indicator_from: Cell | None = None
    length: str = ""

    @property
    def across(self) -> set[str]:
        """The dimensions that the headings give."""
        dimensions = {d for d in ("indicator", "agency", "locality") if getattr(self, d)}
        return dimensions | ({"period"} if self.period.has_meaning else set())


def cell_text(cell: Cell) -> str:
    return " ".join(str(cell.value).split())


def column_labels(column: Column) -> tuple[str | None, ...]:
    """What a column's figures are of, beside the period."""
    return column.indicator, column.agency, column.locality
