"""The agencies that a table names, compared with the one that the text above it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.figures.figure import Figure
from dscp_data.intake.layout.column import Column
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.model.text import join_list


def check_agencies(
    figures: Iterable[Figure],
    above: str | None,
    columns: Sequence[Column],
    names: NameMatcher,
    ledger: CellLedger,
) -> None:
    """Ask where the rows or headings of a table name another agency than the text `above` it: they
    may say whose cases the figures count, and not who sent them."""
    others: dict[str, Cell] = {}
    for one in figures:
        if one.agency is not None and one.agency != above:
            others.setdefault(one.agency, one.cell)
    if above is None or not others:
        return
    headed = (column.cell for column in columns if column.role == "agency" or column.agency)
    at = next(headed, None) or next(iter(others.values()))
    named = join_list(sorted(names.names[agency] for agency in others))
    words = {"first": "The table", "one": named, "second": "the text above it"}
    ledger.fault(rules.AGENCIES_DISAGREE, at, **words, other=names.names[above])
