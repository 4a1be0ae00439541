"""A return as it was sent, with every faulty cell highlighted and annotated."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import PurePath
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import Refused, Workbook
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.model.faults import Fault, Severity
from dscp_data.templates.print_header import add_print_header

AS_IT_CAME = (".xlsx", ".xlsm")
MARKABLE = (*AS_IT_CAME, ".xls", ".ods", ".csv")
FAULTS = "Faults"
AUTHOR = "Return checker"
FILLS: dict[Severity, str] = {"error": "FFD8A8", "query": "FFF3B0", "warning": "CFE5FA"}
"""Light orange, light yellow, light blue."""

_SEVEREST: list[Severity] = ["error", "query", "warning"]
_COLUMNS = (("Severity", 11), ("Sheet", 22), ("Cell", 8), ("Problem", 60), ("What to do", 60))
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_LONGEST_NOTE = 2_000
_NOTE_SIZE = 320, 160


def annotate_faults(data: bytes, faults: Sequence[Fault], file: str = "return.xlsx") -> bytes:
    """As `marked_copy`; of a workbook that cannot be marked the list alone, led by the reason."""
    try:
        return marked_copy(data, faults, file)
    except Refused as why:
        return list_only(faults, why)


def marked_copy(data: bytes, faults: Sequence[Fault], file: str = "return.xlsx") -> bytes:
    """A return as an .xlsx with its faults filled and noted, and listed first.

    Of an .xls, .ods or .csv it holds the values that were read, each in its cell, because nothing
    here can write those formats. Otherwise values and formulas stay as they are; results of
    formulas are worked out again when Excel opens it. Give it only bytes that ``read_workbook``
    has taken: it bounds their size.
    Raises Refused (unmarkable) for a workbook that cannot be written again.
    """
    try:
        if PurePath(file).suffix.lower() in AS_IT_CAME:
            book = openpyxl.load_workbook(io.BytesIO(data), keep_vba=False, rich_text=True)
        else:
            book = _values_of(read_workbook(data, file))
        return _marked(book, faults)
    except (
        # What openpyxl and the standard library raise for parts that they do not understand.
        AttributeError, IndexError, KeyError, OSError, SyntaxError, TypeError, ValueError,
        zipfile.BadZipFile,
    ) as error:  # fmt: skip
        raise unmarkable() from error


def unmarkable() -> Refused:
    return Refused(
        "unmarkable",
        "The faults cannot be marked in this workbook.",
        "Use the list of faults, or save the workbook again as .xlsx in Excel and send it.",
    )


def list_only(faults: Sequence[Fault], why: Refused) -> bytes:
    """A workbook of the list alone, with why the return itself is not in it."""
    book = openpyxl.Workbook()
    why_not = Fault("", "", "", why.code, "warning", why.message, why.fix)
    _list(book, [why_not, *by_severity(faults)])
    del book[book.sheetnames[-1]]
    return _bytes_of(book)


def by_severity(faults: Iterable[Fault]) -> list[Fault]:
    """Errors first, then queries, then warnings, each in the order of the file."""
    return sorted(faults, key=lambda fault: _SEVEREST.index(fault.severity))


def _marked(book: Any, faults: Sequence[Fault]) -> bytes:
    placed = sorted(
        (f for f in faults if _ADDRESS.fullmatch(f.cell)), key=attrgetter("sheet", "cell")
    )
    if any(fault.sheet not in book.sheetnames for fault in placed):
        raise unmarkable()
    for (sheet, cell), found in groupby(placed, key=attrgetter("sheet", "cell")):
        _mark(book[sheet], cell, by_severity(found))
    _list(book, by_severity(faults))
    add_print_header(book, catalogue().partnership)
    return _bytes_of(book)


def _values_of(read: Workbook) -> Any:
    """What was read of a workbook, each value in its cell; texts that begin with = stay texts."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in read.sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "visible" if sheet.visible else "hidden"
        for cell in sheet.cells:
            written = page.cell(cell.row, cell.column)
            is_text = isinstance(cell.value, str)
            written.value = _clean(str(cell.value)) if is_text else cell.value
            if is_text and cell.error is None:
                written.data_type = "s"
            if cell.percent:
                written.number_format = "0.0%"
        for first, left, last, right in sheet.merged:
            page.merge_cells(start_row=first, start_column=left, end_row=last, end_column=right)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
    return book


def _bytes_of(book: Any) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _mark(sheet: Any, address: str, faults: list[Fault]) -> None:
    colour = FILLS[faults[0].severity]
    words = "\n\n".join(f"{fault.message}\n{fault.fix}" for fault in faults)
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        words = f"{address}: {words}"
        cell = _first_of_merged(sheet, address)
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
    if cell.comment is not None:
        words = f"{cell.comment.text}\n\n{words}"
    cell.comment = Comment(_clean(words)[:_LONGEST_NOTE], AUTHOR)
    cell.comment.width, cell.comment.height = _NOTE_SIZE


def _first_of_merged(sheet: Any, address: str) -> Any:
    """The cell that is shown where a merged range covers this one."""
    merged = next(found for found in sheet.merged_cells.ranges if address in found)
    return sheet.cell(merged.min_row, merged.min_col)


def _list(book: Any, faults: list[Fault]) -> None:
    """A first sheet with every fault. Its cells are text, whatever a sender's words begin with."""
    sheet = book.create_sheet(FAULTS, 0)
    rows = [(f.severity, f.sheet, f.cell, f.message, f.fix) for f in faults]
    for number, row in enumerate([[name for name, _ in _COLUMNS], *rows], 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = _clean(text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
        if number > 1:
            colour = FILLS[faults[number - 2].severity]
            sheet.cell(number, 1).fill = PatternFill("solid", start_color=colour, end_color=colour)
    for letter, (_, width) in zip("ABCDE", _COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    # Sheets that stay selected together are edited together, without a word.
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _clean(text: str) -> str:
    """Text without the control characters that a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)
