"""Months down a table that run on while their years do not: March 2025, April 2024, May 2025."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.grid import numbered_together
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.period_columns import broken_run
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.period_parser import in_year
from dscp_data.model.periods import Period

FEWEST = 3
"""Two months that do not follow each other are no run."""
NAMES = ("indicator", "agency", "locality", "measure")


class Break(NamedTuple):
    """Where months break their run: the place among them, and the names of the two."""

    place: int
    before: str
    after: str


def check_month_runs(
    table: Table, columns: Sequence[Column], headings: HeadingParser, ledger: CellLedger
) -> None:
    """Ask about the first label of each run of months whose years break it."""
    dated = [column.number for column in columns if column.role == "period"]
    years = [column.number for column in columns if column.role == "year"]
    if len(dated) != 1 or len(years) > 1 or len(table.lines) < FEWEST:
        return
    lines = table.lines.select(table.lines.codes(dated[0]) > 0)
    stacked = [filled(lines.codes(column.number)) for column in columns if column.role in NAMES]
    written = np.stack([filled(lines.codes(number)) for number in (*dated, *years)])
    numbers = lines.numbers
    groups = numbered_together(stacked) if stacked else np.zeros(len(lines), np.int64)
    order = np.argsort(groups, kind="stable")
    ends = [*(np.flatnonzero(np.diff(groups[order])) + 1).tolist(), len(order)]
    read: dict[tuple[int, ...], Period | None] = {}
    breaks: dict[bytes, Break | None] = {}
    for begins, end in pairwise([0, *ends]):
        places = order[begins:end]
        run = written[:, places]
        key = run.tobytes()
        if key not in breaks:
            codes = [tuple(pair) for pair in run.T.tolist()]
            for pair in set(codes) - read.keys():
                read[pair] = month_of(pair, table, headings)
            is_run = len(set(codes)) >= FEWEST
            breaks[key] = first_break([read[pair] for pair in codes]) if is_run else None
        found = breaks[key]
        cell = table.sheet.at(int(numbers[places[found.place]]), dated[0]) if found else None
        if found and cell is not None and not ledger.has_fault_at(cell):
            ledger.fault(rules.MONTHS_BREAK, cell, before=found.before, after=found.after)


def filled(codes: np.ndarray) -> np.ndarray:
    """Codes with each blank as the one above it: a label written once speaks for the rows below."""
    last = np.maximum.accumulate(np.where(codes > 0, np.arange(len(codes)), 0))
    return codes[last]


def month_of(codes: tuple[int, ...], table: Table, headings: HeadingParser) -> Period | None:
    """The month that a label, and the year beside it, name; None for anything else."""
    contents = table.sheet.grid.contents
    parsed, *year = (headings.of(Cell(1, 1, *contents[code])) for code in codes if code)
    period = parsed.period
    if year and period.first_month and not period.period:
        of = year[0].period.period or year[0].period.year
        period = in_year(period, of) if of else period
    return period.period if period.period and period.period.type == "month" else None


def first_break(months: Sequence[Period | None]) -> Break | None:
    """Where the months of some rows, one below the other, break their run."""
    starts = [0, *(at for at, (a, b) in enumerate(pairwise(months), 1) if a != b)]
    run = [month for at in starts if (month := months[at])]
    if not FEWEST <= len(run) == len(starts):
        return None
    place = broken_run(run) or turn_within_year(run)
    return Break(starts[place], run[place - 1].name, run[place].name) if place else None


def turn_within_year(run: Sequence[Period]) -> int | None:
    """The place of a January right after the December of the same year: in no order of months does
    one follow the other. None where there is none."""
    turns = (
        place
        for place, (a, b) in enumerate(pairwise(run), 1)
        if (a.start.month, b.start.month) == (12, 1) and a.start.year == b.start.year
    )
    return next(turns, None)
