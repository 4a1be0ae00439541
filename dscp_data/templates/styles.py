"""Styles, protection, notes and drop-downs that the template's sheets share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

LISTS = "Lists"
LONGEST_INLINE_LIST = 255
LAST_ROW = 1000
LINE = Side(style="thin", color="BFC5CC")
BOXED = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEADING_FONT = Font(bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="12436D")
LABEL_FILL = PatternFill("solid", fgColor="EEF1F4")
OPEN = Protection(locked=False)
WRAPPED = Alignment(wrap_text=True, vertical="top")

CellContent = str | float | date | None


def put(sheet: Worksheet, row: int, column: int, value: CellContent) -> Cell:
    """Write a value as itself: text that looks like a formula stays text when it is edited too."""
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        return cell
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) or None
    if value.startswith("="):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def put_title(sheet: Worksheet, title: str, lines: Sequence[str]) -> int:
    """Write the title and the lines below it. Returns the row of the table's heading."""
    put(sheet, 1, 1, title).font = Font(bold=True, size=14)
    for row, line in enumerate(lines, start=2):
        put(sheet, row, 1, line)
    return len(lines) + 3


def put_headings(sheet: Worksheet, row: int, headings: Sequence[str]) -> None:
    for column, heading in enumerate(headings, start=1):
        cell = put(sheet, row, column, heading)
        cell.font, cell.fill, cell.border = HEADING_FONT, HEADING_FILL, BOXED
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def note(cell: Cell, text: str, author: str) -> None:
    cell.comment = Comment(text, author, height=40 + 18 * (len(text) // 45 + 1), width=360)


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def protect(sheet: Worksheet) -> None:
    """Lock what is not open, without a password: it guards against slips and not against people."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.autoFilter = False


def set_print_layout(sheet: Worksheet, heading_row: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"


class DropDowns:
    """The drop-downs of a workbook; long lists are on a hidden sheet, once each.

    Excel repairs a workbook whose list is written out in more than 255 characters, and splits
    an item at its comma.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._columns: dict[tuple[str, ...], str] = {}

    def add(
        self,
        sheet: Worksheet,
        cells: str,
        items: Sequence[str],
        *,
        strict: bool = True,
        hint: str = "",
    ) -> None:
        """Offer `items` in `cells`. What is not strict takes other words too (several at once)."""
        choice = DataValidation(
            type="list", formula1=self._formula(tuple(items)), allow_blank=True, showDropDown=False
        )
        choice.showErrorMessage = strict
        choice.errorTitle, choice.error = "Not in the list", "Please choose from the list."
        if hint:
            choice.showInputMessage, choice.promptTitle, choice.prompt = True, "How", hint
        sheet.add_data_validation(choice)
        choice.add(cells)

    def move_lists_last(self) -> None:
        if LISTS in self._workbook.sheetnames:
            self._workbook.move_sheet(LISTS, len(self._workbook.sheetnames))

    def _formula(self, items: tuple[str, ...]) -> str:
        written = '"' + ",".join(items) + '"'
        if len(written) <= LONGEST_INLINE_LIST and not any(set(',"') & set(i) for i in items):
            return written
        if items not in self._columns:
            self._columns[items] = self._list_column(items)
        return self._columns[items]

    def _list_column(self, items: tuple[str, ...]) -> str:
        sheet = self._lists_sheet()
        column = len(self._columns) + 1
        for row, item in enumerate(items, start=2):
            put(sheet, row, column, item)
        letter = get_column_letter(column)
        return f"{LISTS}!${letter}$2:${letter}${len(items) + 1}"

    def _lists_sheet(self) -> Worksheet:
        if LISTS not in self._workbook.sheetnames:
            sheet = self._workbook.create_sheet(LISTS)
            sheet.sheet_state = "hidden"
            put(sheet, 1, 1, "Lists for the drop-downs: not part of the return")
            protect(sheet)
        return self._workbook[LISTS]
