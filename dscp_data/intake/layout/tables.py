"""Finds the tables on a sheet: their headings, rows and surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from dscp_data.intake.cells.rows import Row, Rows, rows_of
from dscp_data.intake.cells.workbook import Cell, Sheet, address
from dscp_data.intake.layout.year_counts import could_be_years, counts_beside_labels
from dscp_data.intake.terms.heading_parser import HeadingParser, Meaning
from dscp_data.intake.terms.heading_terms import TOTAL_WORDS

DIMENSION_OF = {
    "indicator": "indicator",
    "measure": "indicator",
    "agency": "agency",
    "locality": "locality",
    "period": "period",
    "year": "period",
    "period type": "period",
}
NOTE_STARTS = ("source", "note", "notes", "*", "†", "(p)", "[", "key", "footnote", "p =", "p=")
LIST_WORDS = 3
COUNTS_LINES = "#"
"""The heading of a column that counts the lines, where it stands at the left."""


@dataclass(frozen=True)
class Table:
    """One table: heading rows, lines, the rows above that belong to it and the notes below."""

    sheet: Sheet
    header: tuple[Row, ...]
    lines: Rows
    above: tuple[Row, ...] = ()
    below: tuple[Row, ...] = ()
    columns: tuple[int, ...] = field(default=())

    @property
    def place(self) -> str:
        """Its corners, as Excel writes a range."""
        last = self.lines[-1][0] if self.lines else self.header[-1][0]
        corner = address(self.header[0][0], self.columns[0])
        return f"{corner}:{address(last, self.columns[-1])}"


@dataclass(frozen=True)
class SheetTables:
    """The tables of a sheet, and the rows that belong to none."""

    tables: tuple[Table, ...]
    loose: Rows


def find_tables(sheet: Sheet, headings: HeadingParser) -> SheetTables:
    """Every table of a sheet, from the top down."""
    rows = rows_of(sheet)
    starts = header_blocks(rows, headings)
    if not starts:
        return SheetTables((), rows)
    tables = []
    above = rows[: starts[0][0]]
    above, upper = with_upper_headings(above, rows[slice(*starts[0])], headings)
    for (first, after), (next_first, next_after) in pairwise([*starts, (len(rows), len(rows))]):
        header, body = rows[first:after], rows[after:next_first]
        body, next_upper = with_upper_headings(body, rows[next_first:next_after], headings)
        lines, below = split_notes(body, min(header.columns()))
        used = header.columns() | lines.columns() | {c for _, cells in upper for c in cells}
        tables.append(
            Table(sheet, (*upper, *header), lines, tuple(above), tuple(below), tuple(sorted(used)))
        )
        above, upper = below, next_upper
    return SheetTables(tuple(tables), rows[:0])


def header_blocks(rows: Rows, headings: HeadingParser) -> list[tuple[int, int]]:
    """The first heading row of each table and the first row after its headings."""
    blocks: list[tuple[int, int]] = []
    labels: Mapping[int, str] = {}
    lines_of_counts: set[int] = set()
    after = 0
    candidates = could_be_headers(rows)
    for index in candidates:
        if blocks and index in lines_of_counts:
            continue
        if index < after or not is_header(rows[index][1], headings, labels, below=bool(blocks)):
            continue
        after = index + 1
        labels = label_columns(rows[index:after], headings)
        while (
            after < len(rows)
            and rows[after][0] == rows[after - 1][0] + 1
            and is_header(rows[after][1], headings, labels, below=True)
        ):
            after += 1
            labels = label_columns(rows[index:after], headings)
        if not blocks:
            lines_of_counts = counts_beside_labels(
                rows, [place for place in candidates if place >= after], headings
            )
        blocks.append((index, after))
    return blocks


def could_be_headers(rows: Rows) -> list[int]:
    """The places of the rows that need a closer look: two cells or more, and no plain number."""
    numbers = rows.grid.mask(lambda content: is_plain_number(content.value))[rows.lines]
    filled = np.count_nonzero(rows.grid.codes[rows.lines], axis=1)
    return np.nonzero((filled >= 2) & ~numbers.any(axis=1))[0].tolist()


def label_columns(header: Iterable[Row], headings: HeadingParser) -> dict[int, str]:
    """The columns that a heading names by its role, and that role."""
    return {
        column: meaning.role
        for _, cells in header
        for column, cell in cells.items()
        if (meaning := headings.of(cell)).role
    }


def is_header(
    cells: dict[int, Cell], headings: HeadingParser, labels: Mapping[int, str], *, below: bool
) -> bool:
    """Whether a row is a row of headings.

    `labels` are the labelled columns of the table above: dates and names under these are
    values of that table, however many are side by side. `below` where there is such a table.
    """
    if len(cells) < 2 or any(is_plain_number(cell[2]) for cell in cells.values()):
        return False
    roles: set[str] = set()
    measures, texts = 0, 0
    across: dict[str, set[object]] = {}
    if below and not could_be_years(cells, headings):
        return False
    for column, cell in cells.items():
        meaning = headings.of(cell)
        if meaning.shape in ("number", "mark"):
            if str(cell.value).strip() == COUNTS_LINES and column == min(cells):
                continue
            return False
        if meaning.could_be_mark:
            continue
        texts += meaning.shape == "text"
        if meaning.part and labels.get(column) != "measure":
            measures += 1
        elif meaning.role:
            roles.add(meaning.role)
        if meaning.dimension and column not in labels:
            across.setdefault(meaning.dimension, set()).add(value_across(meaning))
    if measures >= 2 or len(roles) >= LIST_WORDS:
        return True
    if below and begins_a_table(cells, headings):
        return True
    if any(len(values) >= 2 for values in across.values()):
        return texts <= len(cells) // 2
    labelled = {DIMENSION_OF[role] for role in roles & DIMENSION_OF.keys()}
    return bool(labelled) and (measures > 0 or bool(across.keys() - labelled))


def begins_a_table(cells: dict[int, Cell], headings: HeadingParser) -> bool:
    """Whether a row among lines names two dimensions, or one beside several of another's values.

    No line of figures holds the words "Indicator" and "Locality", whatever stood above them.
    """
    meanings = [headings.of(cell) for cell in cells.values()]
    named = {DIMENSION_OF[m.role] for m in meanings if m.role in DIMENSION_OF}
    across: dict[str, set[object]] = {}
    for meaning in meanings:
        if meaning.dimension and not meaning.could_be_mark:
            across.setdefault(meaning.dimension, set()).add(value_across(meaning))
    several = any(len(values) > 1 for kind, values in across.items() if kind not in named)
    measured = sum(bool(meaning.part) for meaning in meanings) > 1
    unknown = sum(meaning.shape == "text" for meaning in meanings)
    return unknown <= len(cells) // 2 and (
        len(named) > 1 or (bool(named) and (several or measured))
    )


def is_plain_number(value: object) -> bool:
    """Whether a value is a number that is no year and no date: the quick test of a row."""
    return type(value) in (float, int) and value < 2000  # type: ignore[operator]


def value_across(meaning: Meaning) -> object:
    """What tells two headings apart. An unclear name is no second value beside a clear one."""
    if meaning.qualified:
        return meaning.qualified
    if meaning.dimension == "period":
        return meaning.period._replace(provisional=False)
    return meaning.indicator or meaning.agency or meaning.locality


def with_upper_headings(
    above: Rows, header: Rows, headings: HeadingParser
) -> tuple[Rows, tuple[Row, ...]]:
    """Rows right above that say a year or a place over the figures: headings too, not titles."""
    first = len(above)
    if not header:
        return above, ()
    labels = label_columns(header, headings)
    figures = (c for _, cells in header for c in cells if labels.get(c) not in DIMENSION_OF)
    first_figure = min(figures, default=1)
    below = header[0][0]
    while first and above[first - 1][0] == below - 1:
        below, cells = above[first - 1]
        if min(cells) < first_figure or not all(
            headings.of(cell).dimension or headings.of(cell).total for cell in cells.values()
        ):
            break
        first -= 1
    return above[:first], tuple(above[first:])


def split_notes(body: Rows, left: int) -> tuple[Rows, Rows]:
    """The lines of a table, and the notes and titles of text that follow it."""
    end = len(body)
    while end and is_note(body[end - 1][1], left):
        end -= 1
    return body[:end], body[end:]


def is_note(cells: dict[int, Cell], left: int) -> bool:
    """Whether a row is text about a table: a note, a source, the title of the next one."""
    first = next(iter(cells.values()))
    if not isinstance(first.value, str):
        return False
    text = first.value.strip().casefold()
    if text.startswith(NOTE_STARTS):
        return len(cells) <= 2
    return len(cells) == 1 and first.column <= left and text not in TOTAL_WORDS
