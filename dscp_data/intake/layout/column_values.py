"""What the values below a heading say of their column."""

from __future__ import annotations

from collections import Counter

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column, Unclear
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser, is_bare_number
from dscp_data.intake.terms.period_parser import length_in

SAMPLE = 60
# What goes with one figure and no other: it says nothing beside the figures of many periods.
BESIDE = ("population", "per 1000", "per 10000", "per 100000")
DATED = frozenset((
    "and", "beginning", "calendar", "commencing", "covered", "date", "dates", "end", "ended",
    "ending", "figures", "financial", "fiscal", "for", "from", "mnth", "month", "months", "mth",
    "of", "period", "q", "qtr", "quarter", "reporting", "start", "starting", "the", "three",
    "six", "time", "to", "twelve", "year", "yr", "3", "6", "12",
))  # fmt: skip
"""Words of a heading over dates that are those of the figures."""
LABEL_KINDS = ("indicator", "agency", "locality", "period", "part")


def classify_by_values(
    column: Column, first_figure: int, is_wide: bool, table: Table, headings: HeadingParser
) -> Column:
    """A column with no heading, or with one of two meanings, is what its values are."""
    if column.role == "year" and is_wide and column.number > first_figure:
        kinds = kinds_below(column.number, table, headings)
        if kinds["number"] and not kinds["period"]:
            return column._replace(role="figure", total="total")
    if column.role == "measure":
        kinds = kinds_below(column.number, table, headings)
        return column._replace(
            role="measure" if kinds["part"] > kinds["indicator"] else "indicator"
        )
    if column.role == "figure" and not column.part and not column.total:
        kinds = kinds_below(column.number, table, headings)
        labels = {kind: kinds[kind] for kind in LABEL_KINDS}
        if sum(labels.values()) > kinds["number"] + kinds["mark"] and not kinds["number"]:
            best = max(labels, key=lambda kind: labels[kind])
            return column._replace(role="measure" if best == "part" else best)
    if column.part in BESIDE and not column.across and is_wide:
        return column._replace(role="description", part="")
    if column.role == "figure" and column.part and not column.across and is_wide:
        kinds = kinds_below(column.number, table, headings)
        if kinds["text"] > sum(kinds.values()) / 2:
            return column._replace(role="description", part="")
    if column.role == "" or (column.role == "unknown" and column.number < first_figure):
        kinds = kinds_below(column.number, table, headings)
        known = {
            kind: kinds[kind] for kind in ("indicator", "agency", "locality", "period", "part")
        }
        best = max(known, key=lambda kind: known[kind])
        if column.number < first_figure and known[best] and known[best] >= kinds["text"] / 2:
            return as_label(column, "measure" if best == "part" else best)
        return column._replace(role=column.role or "unknown")
    return column


def as_label(column: Column, role: str) -> Column:
    """A column whose values are labels, however it is headed. Dates may be of many things: those
    under "Date of return" are not what the figures are for."""
    if role != "period" or column.cell is None:
        return column._replace(role=role)
    words = set(fold(column.heading).split())
    if words <= DATED:
        return column._replace(role=role, length=length_in(column.heading))
    question = "Are the dates under it what the figures beside them are for?"
    unclear = Unclear("period", question, column.heading, column.cell)
    return column._replace(role=role, length=length_in(column.heading), unclear=unclear)


def kinds_below(number: int, table: Table, headings: HeadingParser) -> Counter[str]:
    """What the first values of a column are, counted."""
    kinds: Counter[str] = Counter()
    for _, cells in table.lines:
        cell = cells.get(number)
        if cell is None:
            continue
        kinds[value_kind(cell, headings)] += 1
        if sum(kinds.values()) >= SAMPLE:
            break
    return kinds


def value_kind(cell: Cell, headings: HeadingParser) -> str:
    """What one value of a column could be: a dimension's value, a part, a number or a mark."""
    if is_bare_number(cell.value):
        return "number"
    meaning = headings.of(cell)
    if meaning.could_be_mark:
        return "mark"
    if meaning.part and not meaning.dimension:
        return "part"
    return meaning.dimension or meaning.shape or ("total" if meaning.total else "text")
