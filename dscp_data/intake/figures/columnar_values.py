"""Values of a long table, parsed by column: numbers, bases, percentages, symbols, comments.

Each is an array with an element a line, looked up from what each different content says.
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
    def said(self) -> np.ndarray:
        """Where there is a number, or a mark for why there is none."""
        return self.kind != UNKNOWN

    @property
    def reported(self) -> np.ndarray:
        return self.kind == 0

    @property
    def counted(self) -> np.ndarray:
        """Where there is a number: reported, or nil."""
        return self.said & (self.kind < COUNTED)


def each(
    rows: Rows, column: int, read: Callable[[Cell], Any], blank: Any
) -> tuple[list[Any], np.ndarray]:
    """What `read` says of the different contents of a column, `blank` of none; and which of these
    each line has."""
    contents, codes = rows.grid.contents, rows.codes(column)
    is_used = np.zeros(len(contents), bool)
    is_used[codes] = True
    used = np.nonzero(is_used)[0].tolist()
    cells = (Cell(0, column, *contents[code]) if code else None for code in used)
    # Counted and not sorted: codes are small, and lines are many.
    return [read(cell) if cell else blank for cell in cells], (np.cumsum(is_used) - 1)[codes]


def figures_in(rows: Rows, columns: Sequence[Column], part: str) -> Figures:
    """The column of a part of a figure, all blank where a table has none."""
    number = next((c.number for c in columns if c.role == "figure" and c.part == part), None)
    blank = (False, UNKNOWN, np.nan, False, False)
    if number is None:
        said, which = [blank], np.zeros(len(rows), np.int64)
    else:
        said, which = each(rows, number, figure_in, blank)
    return Figures(*(np.array(values)[which] for values in zip(*said, strict=True)))


def figure_in(cell: Cell) -> tuple[bool, int, float, bool, bool]:
    parsed = parse_cell(cell)
    kind = KINDS.index(parsed.kind) if parsed.kind in KINDS else UNKNOWN
    number = np.nan if parsed.number is None else parsed.number
    return True, kind, number, parsed.percent, parsed.provisional


def comments_in(rows: Rows, columns: Sequence[Column]) -> tuple[list[str], np.ndarray]:
    """The comment of each line, and where it goes with the whole line and names nobody."""
    comments, fine = [""] * len(rows), np.ones(len(rows), bool)
    for column in columns:
        if column.role != "comment":
            continue
        said, which = each(rows, column.number, comment_in, ("", True))
        texts = [said[place][0] for place in which.tolist()]
        both = zip(comments, texts, strict=True)
        comments = [f"{one} {two}" if one and two else one or two for one, two in both]
        fine &= np.array([is_fine for _, is_fine in said])[which]
    return comments, fine


def comment_in(cell: Cell) -> tuple[str, bool]:
    of_one_period = any(period for period, _ in comment_lines([cell]))
    return comment_for_period([cell], None), not of_one_period and not may_name_a_person(
        str(cell.value)
    )


def states_in(rows: Rows, columns: Sequence[Column]) -> tuple[np.ndarray, np.ndarray]:
    """Where a "Status" or "Provisional" column says provisional, and where it changes no figure."""
    provisional, fine = np.zeros(len(rows), bool), np.ones(len(rows), bool)
    for column in columns:
        if column.role in ("status", "provisional"):
            read = status_in if column.role == "status" else provisional_in
            said, which = each(rows, column.number, read, (False, True))
            is_provisional, changes_nothing = np.array(said)[which].T
            provisional |= is_provisional
            fine &= changes_nothing
    return provisional, fine


def status_in(cell: Cell) -> tuple[bool, bool]:
    text = str(cell.value).strip().casefold()
    return text == "provisional" and text in YES, parse_text(text).kind not in CHANGES


def provisional_in(cell: Cell) -> tuple[bool, bool]:
    text = str(cell.value).strip().casefold()
    return text in YES, parse_text(text).kind not in CHANGES
