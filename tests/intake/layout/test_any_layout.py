"""However agencies write it, the same truth is read: every figure from its very cell."""

from io import BytesIO

from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import Workbook as Book
from dscp_data.intake.check import check_file
from tests.intake.books import TODAY, check
from tests.intake.layouts_written import Drawn, books, kept, meant

# What may be said of a return that is right: nothing that blocks it or needs a reason.
TOLD = {"filled-down", "hidden-rows", "hidden-sheet", "not-owed"}


@settings(max_examples=150, deadline=None, derandomize=True, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(books())
def test_every_combination_of_habits_gives_the_truth_to_the_cell(drawn: Drawn) -> None:
    checked = check(drawn.book, file=drawn.file, agency=drawn.choice)
    assert kept(checked.observations) == meant(drawn.said)
    codes = [found.code for found in checked.faults if found.code not in TOLD]
    assert codes == ["agencies-disagree"] * drawn.disagree
    assert ("hidden-sheet" in {f.code for f in checked.faults}) == drawn.look.hidden_sheet


@settings(max_examples=8, deadline=None, derandomize=True, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(books())
def test_a_workbook_saved_by_excel_gives_the_same(drawn: Drawn) -> None:
    checked = check_file(
        saved(drawn.book), drawn.file, catalogue=catalogue(), today=TODAY, agency=drawn.choice
    )
    assert kept(checked.observations) == meant(drawn.said)
    codes = [found.code for found in checked.faults if found.code not in TOLD]
    assert codes == ["agencies-disagree"] * drawn.disagree


def saved(book: Book) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    made = Workbook()
    made.remove(made.active)
    for sheet in book.sheets:
        page = made.create_sheet(sheet.name)
        for one in sheet.cells:
            written = page.cell(one.row, one.column, one.value)
            written.number_format = "0.0%" if one.percent else written.number_format
        for first, left, last, right in sheet.merged:
            page.merge_cells(start_row=first, start_column=left, end_row=last, end_column=right)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        page.sheet_state = "visible" if sheet.visible else "hidden"
    if not any(sheet.visible for sheet in book.sheets):
        made.create_sheet("Notes")
    written_to = BytesIO()
    made.save(written_to)
    return written_to.getvalue()
