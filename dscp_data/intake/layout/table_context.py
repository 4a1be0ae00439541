"""What the lines above a table, its sheet's name and a cover sheet say about its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell, CellValue
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.tables import NOTE_STARTS, Row
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.heading_terms import ROLES
from dscp_data.model.periods import Period

KEYS = {
    "agency": "agency",
    "indicator": "indicator",
    "measure": "indicator",
    "locality": "locality",
    "period": "period",
    "year": "period",
}
KEY_VALUE = re.compile(r"^([^:]{2,25}?)\s*:\s*(\S.*)$", re.S)
DAY = re.compile(r"\d{1,2}(st|nd|rd|th)?[ /.\-]")
LONGEST_LINE = 1_000
"""Characters of the longest line above a table that is looked through for names and periods."""
PIECES = re.compile(r"\s+[-–—|]\s+|[:;,|()]\s*|\bfor\b|\breturn\b", re.I)
UNKNOWN = {"agency": rules.UNKNOWN_AGENCY, "indicator": rules.UNKNOWN_INDICATOR,
           "locality": rules.UNKNOWN_LOCALITY}  # fmt: skip
UNCLEAR = {"words": rules.QUALIFIED_HEADING,
           "agency": rules.AMBIGUOUS_AGENCY, "indicator": rules.AMBIGUOUS_INDICATOR,
           "locality": rules.AMBIGUOUS_LOCALITY, "period": rules.AMBIGUOUS_PERIOD}  # fmt: skip


@dataclass(frozen=True)
class TableContext:
    """What holds for every figure of a table that does not say otherwise itself.

    `whole` is the locality of a figure that names none. `title` is a line above that looks
    like a title and names nothing known. `period_from` and `indicator_from` are the cells that
    name these, None where the sheet's own name does.
    """

    whole: str
    agency: str | None = None
    indicator: str | None = None
    locality: str | None = None
    period: Period | None = None
    provisional: bool = False
    year: Period | int | None = None
    title: Cell | None = None
    agency_unknown: bool = False
    period_from: Cell | None = None
    indicator_from: Cell | None = None


def read_context(
    rows: Iterable[Row], sheet: TableContext, headings: HeadingParser, ledger: CellLedger
) -> TableContext:
    """The context of a table: the lines above it, on top of what holds for its sheet."""
    found = replace(sheet, title=None)
    title: Cell | None = None
    named = False
    for _, cells in rows:
        for key, value, cell in context_lines(cells):
            before = found
            found = with_line(found, key, value, cell, headings, ledger)
            named = named or found.indicator != before.indicator
            if not key and isinstance(value, str) and found == before:
                note = value.strip().casefold().startswith(NOTE_STARTS)
                title = title if note else cell
    if named or title is None:
        return found
    return replace(found, title=title, indicator=None)


def context_lines(cells: dict[int, Cell]) -> Iterable[tuple[str, CellValue, Cell]]:
    """The statements of a row: "Agency" beside a name, "Agency: name" in one cell, or a text."""
    columns = sorted(cells)
    skip = False
    for at, column in enumerate(columns):
        cell = cells[column]
        if skip:
            skip = False
            continue
        if not isinstance(cell.value, str):
            yield "", cell.value, cell
            continue
        text = " ".join(cell.value.split())
        if len(text) > LONGEST_LINE:
            continue
        role = key_of(text)
        both = KEY_VALUE.match(text)
        if role and at + 1 < len(columns):
            skip = True
            beside = cells[columns[at + 1]]
            yield role, beside.value, beside
        elif both and (key := key_of(both[1])):
            yield key, both[2], cell
        else:
            yield "", cell.value, cell


def key_of(text: str) -> str:
    """The dimension that a label names. A bare "Date" is when the return was made: no period."""
    words = fold(text)
    return "" if words in ("date", "reporting date") else KEYS.get(ROLES.get(words, ""), "")


def with_line(
    found: TableContext,
    key: str,
    value: CellValue,
    cell: Cell,
    headings: HeadingParser,
    ledger: CellLedger,
) -> TableContext:
    if key == "period":
        return with_period(found, value, cell, headings, ledger, asked=True)
    if not isinstance(value, str):
        return found
    value = " ".join(value.split())[:LONGEST_LINE]
    if key:
        return with_name(found, key, value, cell, headings, ledger)
    rest = value
    for piece in [value, *PIECES.split(value)]:
        if not DAY.match(piece.strip()):
            found = with_period(found, piece.strip(), cell, headings, ledger, asked=False)
        for kind in ("indicator", "locality"):
            name = headings.names.find(kind, piece)
            if name.id and not name.part:
                found = with_value(found, kind, name.id, cell)
                # "Schools informed of episodes" is an indicator and names no sender.
                rest = rest.replace(piece, " ") if kind == "indicator" else rest
    agency = headings.names.agency_in(rest)
    return replace(found, agency=agency) if agency and not found.agency else found


def with_value(found: TableContext, kind: str, id: str, cell: Cell) -> TableContext:
    """The context with the name of an indicator, agency or locality that a cell gives."""
    found = replace(found, **{kind: id})  # type: ignore[arg-type]
    return replace(found, indicator_from=cell) if kind == "indicator" else found


def with_name(
    found: TableContext,
    key: str,
    value: str,
    cell: Cell,
    headings: HeadingParser,
    ledger: CellLedger,
) -> TableContext:
    name = headings.names.find(key, value)
    if name.id:
        return replace(with_value(found, key, name.id, cell), agency_unknown=False)
    if name.question:
        ledger.fault(UNCLEAR[key], cell, text=value.strip(), question=name.question)
    else:
        hint = headings.names.hint(key, value)
        ledger.fault(UNKNOWN[key], cell, text=value.strip(), hint=hint)
    return replace(found, agency_unknown=found.agency_unknown or key == "agency")


def with_period(
    found: TableContext,
    value: CellValue,
    cell: Cell,
    headings: HeadingParser,
    ledger: CellLedger,
    *,
    asked: bool,
) -> TableContext:
    spelling = headings.period(value)
    if spelling.question and asked:
        ledger.fault(rules.AMBIGUOUS_PERIOD, cell, text=str(value), question=spelling.question)
    elif spelling.period and spelling.period.type == "year":
        found = found if found.period else replace(found, period_from=cell)
        return replace(found, year=spelling.period, period=found.period or spelling.period)
    elif spelling.period:
        return replace(
            found, period=spelling.period, provisional=spelling.provisional, period_from=cell
        )
    elif spelling.year and not spelling.question:
        return replace(found, year=found.year or spelling.year)
    elif asked and not spelling.has_meaning:
        ledger.fault(rules.UNKNOWN_PERIOD, cell, text=str(value))
    return found


def context_of_sheet_name(name: str, headings: HeadingParser) -> TableContext:
    """What a sheet's own name says: "H03", "Easington", "Jun 2026", "2026-27"."""
    unused_ledger = CellLedger(name)
    nowhere = Cell(1, 1, name)
    found = with_line(
        TableContext(headings.names.whole), "", name, nowhere, headings, unused_ledger
    )
    agency = headings.names.agency_in(name, file_name=True)
    return replace(found, agency=agency, period_from=None, indicator_from=None)


def with_corner(
    context: TableContext, columns: list[Column], headings: HeadingParser
) -> TableContext:
    """The context, with what a heading over labels names: "H03 NRM referrals" over districts."""
    for column in columns:
        if column.role == "figure":
            return context
        corner = column.heading.partition(":")[2].strip() or column.heading
        indicator = column.indicator or headings.names.find("indicator", corner).id
        if indicator:
            return replace(context, indicator=indicator, indicator_from=column.cell)
    return context
