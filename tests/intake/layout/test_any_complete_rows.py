"""Rows that say all their labels are read as if each label could fill down: nothing differs."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.layout.columns import read_columns
from dscp_data.intake.layout.complete_rows import CompleteRows
from dscp_data.intake.layout.row_labels import RowLabelReader
from dscp_data.intake.layout.table_context import context_of_sheet_name, read_context
from dscp_data.intake.layout.tables import find_tables
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from tests.intake.books import HEADINGS, VALID, sheet

HEADING_PARSER = HeadingParser(NameMatcher(catalogue()))
LABELS: dict[str, tuple[Any, ...]] = {
    "Indicator": ("H02", "E08", "E08 Safeguarding referrals – target", "Total", "Easington", "H99"),
    "Agency": ("Durham Constabulary", "TEWV", "Children’s Social Care", "Total", "Durham"),
    "Locality": ("Easington", "Derwentside", "Peterlee", "Total", "E08", "Number", "Out of", 7),
    "Period": ("Apr 2026", "May 2026", "May", "Q1 2026", "Total", "YTD", "2025/26", 46113, True),
}


@st.composite
def tables(draw: st.DrawFn) -> list[list[Any]]:
    """A long table whose labels are mostly usual ones: some are blank, totals or unknown."""
    order = draw(st.permutations(list(LABELS)))[: draw(st.integers(2, 4))]
    usual = st.sampled_from([True] * 5 + [False])

    def label(heading: str) -> Any:
        if draw(usual):
            return draw(st.sampled_from(LABELS[heading][:2]))
        return draw(st.sampled_from((None, *LABELS[heading])))

    lines = [
        [*map(label, order), draw(st.integers(0, 40))]
        for _ in range(draw(st.integers(1, 12)))
    ]  # fmt: skip
    return [[*order, "Number"], *lines]


@given(tables(), st.booleans())
def test_complete_rows_are_read_as_rows_that_fill_down(rows: list[list[Any]], merged: bool) -> None:
    areas = ((2, 1, 3, 1),) if merged else ()
    one = sheet("Data", rows, merged=areas)
    for table in find_tables(one, HEADING_PARSER).tables:
        context = context_of_sheet_name(one.name, HEADING_PARSER)
        context = read_context(table.above, context, HEADING_PARSER, CellLedger(one.name))
        columns = read_columns(table, HEADING_PARSER, context.year)
        fast, plain = (RowLabelReader(table, columns, context, HEADING_PARSER) for _ in range(2))
        plain.complete = CompleteRows((), plain.label_of)
        for row in table.lines:
            assert fast.read(row) == plain.read(row), row
        assert fast.filled == plain.filled


def test_a_table_of_complete_rows_is_recognised_as_such() -> None:
    one = sheet("Data", [HEADINGS, VALID, [*VALID[:4], 6, 10, ""]])
    (table,) = find_tables(one, HEADING_PARSER).tables
    columns = read_columns(table, HEADING_PARSER, None)
    reader = RowLabelReader(
        table, columns, context_of_sheet_name("", HEADING_PARSER), HEADING_PARSER
    )
    for row in table.lines:
        reader.read(row)
    assert reader.last_complete is not None
    assert reader.now == {}
