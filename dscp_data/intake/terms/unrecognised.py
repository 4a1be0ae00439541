"""Text we could not recognise, to ask the agency about once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice, pairwise

from dscp_data.intake.cells.cell_ledger import Question
from dscp_data.intake.cells.rows import Row, rows_of
from dscp_data.intake.cells.workbook import Cell, Sheet
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.heading_terms import ROLES, TABLE_ROLES
from dscp_data.intake.terms.period_parser import read_period
from dscp_data.model.mappings import TermKind, UnrecognisedText

SAMPLE = 4
MOST_ASKED = 200
"""Texts of one file that are asked about: a file with more is of another subject."""
FIGURE_HEADINGS = {
    word: role for word, role in ROLES.items() if role in TABLE_ROLES and role != "description"
}
"""A heading is guessed only among those of a table of figures: a wrong guess of a register's
heading would turn a table of figures into a register."""


def unrecognised_texts(
    sheets: Iterable[tuple[Sheet, Iterable[Question]]], headings: HeadingParser
) -> tuple[UnrecognisedText, ...]:
    """Each text that was asked about, once, where an answer could place it."""
    found: dict[tuple[TermKind, str], UnrecognisedText] = {}
    for sheet, asked in sheets:
        for kind, text, cell in asked:
            if len(found) >= MOST_ASKED:
                break
            key = (kind, "" if kind == "period" else fold(text))
            if key not in found and (key[1] or kind == "period"):
                one = unrecognised_text(kind, text, sheet, cell, headings)
                found.update({key: one} if one else {})
    return tuple(found.values())


def unrecognised_text(
    kind: TermKind, text: str, sheet: Sheet, cell: Cell, headings: HeadingParser
) -> UnrecognisedText | None:
    """A text with what it could mean, or None where no answer would be safe."""
    if kind == "column":
        guess = nearest_heading(text)
        return UnrecognisedText(
            kind, text, sheet.name, cell.address, guess=guess, sample=sample_below(sheet, cell)
        )
    if kind == "period":
        periods = read_period(text).could_mean
        names = tuple(period.name for period in periods)
        return UnrecognisedText(kind, text, sheet.name, cell.address, names) if periods else None
    name = headings.names.find(kind, text)
    if name.question and not name.could_mean:
        return None
    guess = None if name.question else headings.names.nearest(kind, text)
    return UnrecognisedText(kind, text, sheet.name, cell.address, name.could_mean, guess)


def nearest_heading(text: str) -> str | None:
    close = get_close_matches(fold(text)[:80], FIGURE_HEADINGS, n=1, cutoff=0.7)
    return FIGURE_HEADINGS[close[0]] if close else None


def sample_below(sheet: Sheet, heading: Cell) -> tuple[str, ...]:
    """The first values under a heading, as they are written."""
    column = sheet.grid.select_columns([heading.column])
    values = (cell.value for cell in column if cell.row > heading.row)
    return tuple(str(value)[:40] for value in islice(values, SAMPLE))


def possible_headings(sheet: Sheet, headings: HeadingParser) -> Iterator[Question]:
    """The texts to ask about on a sheet without a table: what is not known in the first row that
    looks like headings over figures."""
    rows = rows_of(sheet)
    for row, lower in pairwise(rows):
        if looks_like_headings(row, headings) and has_number(lower):
            yield from (
                ("column", str(cell.value).strip(), cell)
                for cell in row[1].values()
                if headings.of(cell).shape == "text"
            )
            return


def looks_like_headings(row: Row, headings: HeadingParser) -> bool:
    """At least three texts, of which one names a column or a value."""
    cells = row[1].values()
    meanings = [headings.of(cell) for cell in cells]
    return (
        len(row[1]) >= 3
        and all(isinstance(cell.value, str) for cell in cells)
        and any(meaning.role or meaning.dimension for meaning in meanings)
    )


def has_number(row: Row) -> bool:
    return any(isinstance(cell.value, int | float) for cell in row[1].values())
