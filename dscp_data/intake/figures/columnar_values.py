"""Values of a long table, parsed by column: numbers, bases, percentages, symbols, comments.

Each is an array with one element for each row, looked up from the column's different contents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dscp_data.intake.cells.cell import Cell
from dscp_data.intake.cells.rows import Rows
from dscp_data.intake.figures.comments import comment_for_period, comment_lines
from dscp_data.intake.figures.figure_cells import YES
from dscp_data.intake.layout.column import Column
from dscp_data.intake.terms.person_detector import may_name_a_person
from dscp_data.intake.terms.value_parser import parse_cell, parse_text

KINDS = ("reported", "nil", "suppressed", "not applicable", "cannot report")
COUNTED = 2
"""The first kinds come with a number."""
UNKNOWN = -1
CHANGES = {"nil", "suppressed", "not applicable", "cannot report"}


@dataclass(frozen=True)
class Figures:
    """One column of figures. `kind` is a place in KINDS, UNKNOWN where a line has none of them."""

    filled: np.ndarray
    kind: np.ndarray
    number: np.ndarray
    percent: np.ndarray
    provisional: np.ndarray

    @property
    def has_value(self) -> np.ndarray:
        """Where there is a number, or a mark for why there is none."""
        return self.kind != UNKNOWN

    @property
    def reported(self) -> np.ndarray:
        return self.kind == 0

    @property
    def counted(self) -> np.ndarray:
        """Where there is a number: reported, or nil."""
        return self.has_value & (self.kind < COUNTED)


def parse_contents(
    rows: Rows, column: int, read: Callable[[Cell], Any], blank: Any
) -> tuple[list[Any], np.ndarray]:
    """The different contents of a column as `read` parses them, `blank` for none; and which of
    these each row has."""
    contents, codes = rows.grid.contents, rows.codes(column)
    is_used = np.zeros(len(contents), bool)
    is_used[codes] = True
    used = np.nonzero(is_used)[0].tolist()
    cells = (Cell(0, column, *contents[code]) if code else None for code in used)
    # Counted and not sorted: codes are small, and lines are many.
    return [read(cell) if cell else blank for cell in cells], (np.cumsum(is_used) - 1)[codes]


def read_figure_column(rows: Rows, columns: Sequence[Column], part: str) -> Figures:
    """The column of a part of a figure, all blank where a table has none."""
    number = next((c.number for c in columns if c.role == "figure" and c.part == part), None)
    blank = (False, UNKNOWN, np.nan, False, False)
    if number is None:
        values, which = [blank], np.zeros(len(rows), np.int64)
    else:
        values, which = parse_contents(rows, number, read_figure, blank)
    return Figures(*(np.array(column)[which] for column in zip(*values, strict=True)))


def read_figure(cell: Cell) -> tuple[bool, int, float, bool, bool]:
    parsed = parse_cell(cell)
    kind = KINDS.index(parsed.kind) if parsed.kind in KINDS else UNKNOWN
    number = np.nan if parsed.number is None else parsed.number
    return True, kind, number, parsed.percent, parsed.provisional


def read_comments(rows: Rows, columns: Sequence[Column]) -> tuple[list[str], np.ndarray]:
    """The comment of each line, and where it goes with the whole line and names nobody."""
    comments, valid = [""] * len(rows), np.ones(len(rows), bool)
    for column in columns:
        if column.role != "comment":
            continue
        values, which = parse_contents(rows, column.number, read_comment, ("", True))
        texts = [values[place][0] for place in which.tolist()]
        both = zip(comments, texts, strict=True)
        comments = [f"{one} {two}" if one and two else one or two for one, two in both]
        valid &= np.array([is_valid for _, is_valid in values])[which]
    return comments, valid


def read_comment(cell: Cell) -> tuple[str, bool]:
    of_one_period = any(period for period, _ in comment_lines([cell]))
    return comment_for_period([cell], None), not of_one_period and not may_name_a_person(
        str(cell.value)
    )


def read_states(rows: Rows, columns: Sequence[Column]) -> tuple[np.ndarray, np.ndarray]:
    """Where a "Status" or "Provisional" column says provisional, and where it changes no figure."""
    provisional, valid = np.zeros(len(rows), bool), np.ones(len(rows), bool)
    for column in columns:
        if column.role in ("status", "provisional"):
            read = read_status if column.role == "status" else read_provisional
            values, which = parse_contents(rows, column.number, read, (False, True))
            is_provisional, changes_nothing = np.array(values)[which].T
            provisional |= is_provisional
            valid &= changes_nothing
    return provisional, valid


def read_status(cell: Cell) -> tuple[bool, bool]:
    text = str(cell.value).strip().casefold()
    return text == "provisional" and text in YES, parse_text(text).kind not in CHANGES


def read_provisional(cell: Cell) -> tuple[bool, bool]:
    text = str(cell.value).strip().casefold()
    return text in YES, parse_text(text).kind not in CHANGES
