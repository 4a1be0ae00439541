"""A column as the headings over it say, read from the top down."""

from __future__ import annotations

from collections.abc import Sequence

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column, Unclear, cell_text
from dscp_data.intake.layout.tables import DIMENSION_OF
from dscp_data.intake.layout.year_inference import join_periods
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser, Meaning
from dscp_data.intake.terms.period_parser import length_in

LABEL_ROLES = {*DIMENSION_OF, "status", "provisional"}


def parse_column(number: int, stack: Sequence[Cell], headings: HeadingParser) -> Column:
    """A column as the headings over it say, read from the top down."""
    text = " ".join(str(cell.value).strip() for cell in stack if cell.value is not None)
    column = Column(number, " ".join(text.split()), "unknown" if stack else "")
    column = column._replace(cell=stack[-1] if stack else None)
    for cell in stack:
        meaning = headings.of(cell)
        column = with_meaning(column, meaning, cell)
    if not (column.across or column.part or column.total or column.unclear):
        length = length_in(column.heading) if column.role == "period" else ""
        return column._replace(length=length)
    odd = next((cell for cell in stack if is_unknown_over_figures(cell, headings)), None)
    if odd is not None and column.unclear is None:
        question = "They are not stored."
        column = column._replace(unclear=Unclear("words", question, cell_text(odd), odd))
    return column._replace(role="figure")


def is_unknown_over_figures(cell: Cell, headings: HeadingParser) -> bool:
    """Whether a heading in a stack over figures says nothing that is known of figures."""
    meaning = headings.of(cell)
    if meaning.shape == "text":
        folded, qualifiers = fold(str(cell.value)), headings.names.qualifiers
        left = qualifiers.left_over(folded, headings.names.all_words)
        return bool(left or qualifiers.found_in(folded))
    return bool(meaning.role) and not meaning.part and meaning.role not in LABEL_ROLES


def with_meaning(column: Column, meaning: Meaning, cell: Cell) -> Column:
    if meaning.role and not meaning.part:
        return column._replace(role=meaning.role)
    if meaning.unclear:
        return column._replace(unclear=Unclear(*meaning.unclear, cell_text(cell), cell))
    if meaning.period.question:
        question = meaning.period.question
        return column._replace(unclear=Unclear("period", question, cell_text(cell), cell))
    return column._replace(
        part=meaning.part or column.part,
        total=meaning.total or column.total,
        indicator=meaning.indicator or column.indicator,
        agency=meaning.agency or column.agency,
        locality=meaning.locality or column.locality,
        period=join_periods(column.period, meaning.period),
        year_from=cell if meaning.period.year else column.year_from,
        period_from=cell if meaning.period.has_meaning else column.period_from,
        indicator_from=cell if meaning.indicator else column.indicator_from,
    )
