"""Comments beside figures: for a whole row, or for the one period that a comment begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.terms.period_parser import read_period
from dscp_data.intake.terms.person_detector import may_name_a_person
from dscp_data.model.periods import Period


def comment_lines(cells: Iterable[Cell]) -> list[tuple[Period | None, str]]:
    """The lines of comments, each with the period that it names: "Apr 2026: new form"."""
    lines = [line.strip() for cell in cells for line in str(cell.value).splitlines()]
    found: list[tuple[Period | None, str]] = []
    for line in filter(None, lines):
        begins, colon, rest = line.partition(":")
        period = read_period(begins).period if colon and rest.strip() else None
        found.append((period, " ".join((rest if period else line).split())))
    return found


def comment_for_period(cells: Sequence[Cell], period: Period | None) -> str:
    """What the comments of a row say of one of its periods."""
    lines = comment_lines(cells)
    general = [text for named, text in lines if named is None]
    own = [text for named, text in lines if named is not None and named == period]
    return " ".join([*general, *own])


def check_comments(
    cells: Sequence[Cell], periods: set[Period | None], ledger: CellLedger, *, fine: bool
) -> None:
    """A comment goes with a figure, and names nobody. `fine` where the row's labels are."""
    for cell in cells:
        named = {period for period, _ in comment_lines([cell]) if period}
        if fine and (not periods or named - periods):
            ledger.fault(rules.COMMENT_ALONE, cell)
        if may_name_a_person(str(cell.value)):
            ledger.fault(rules.PERSON, cell)
