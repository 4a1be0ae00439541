"""A text file of values (.csv, .tsv, .txt) -> a Workbook of one sheet, every cell as text."""

import csv
import re
from collections import Counter
from pathlib import PurePosixPath

import numpy as np

from dscp_data.intake.cells.grid import Content, Grid
from dscp_data.intake.cells.workbook import EXCEL_ERROR, Sheet, Workbook
from dscp_data.intake.files.archive import Limits
from dscp_data.intake.files.refusals import refusal

# A tie goes to the first: tabs and semicolons are rarer in sentences than commas.
_SEPARATORS = "\t;,"
_LINES_TO_JUDGE_BY = 200
# Bytes that Windows and old Macs use in English text: dashes, quotes, spaces, "é" and "½".
_WINDOWS_BYTES = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xb0\xb7\xbc\xbd\xbe\xe8\xe9"
_MAC_BYTES = b"\x8e\x8f\xa5\xc9\xca\xd0\xd1\xd2\xd3\xd4\xd5\xdb\xe1"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_csv(data: bytes, name: str, limits: Limits) -> Workbook:
    """The one sheet of a text file, its rows and columns numbered as Excel would show them.

    Raises Refused: not_text, long_line, quotes, too_many_rows, too_many_columns.
    """
    text = _text(data, name)
    title = PurePosixPath(name.replace("\\", "/")).stem.strip() or "CSV"
    named = _NAMED_SEPARATOR.match(text)
    # Excel shows no row for the line that names the separator.
    text = text[named.end() :] if named else text
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines, 1 + bool(named)):
        if len(line) > limits.line:
            raise refusal("long_line", name=name, line=number)
    codes = TextCodes()
    numbers: list[int] = []
    widths: list[int] = []
    places: list[int] = []
    filled: list[int] = []
    columns: set[int] = set()
    separator = named[1] if named else _separator(lines)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            if len(row) > limits.columns and sum(map(bool, row)) > limits.columns:
                raise refusal("too_many_columns", sheet=title, limit=limits.columns)
            here = [column for column, value in enumerate(row) if value]
            if here:
                numbers.append(number)
                widths.append(len(here))
                columns.update(here)
                places += here
                filled += [codes[value] for value in row if value]
            if len(numbers) > limits.rows_with_headings:
                raise refusal("too_many_rows", sheet=title, limit=f"{limits.rows:,}")
            if len(columns) > limits.columns:
                raise refusal("too_many_columns", sheet=title, limit=limits.columns)
    except csv.Error as error:
        raise refusal("quotes", name=name, line=reader.line_num + bool(named)) from error
    cells = np.zeros((len(numbers), max(columns, default=-1) + 1), np.int32)
    cells[np.repeat(np.arange(len(numbers)), widths), places] = filled
    grid = Grid(np.array(numbers, np.int64), cells, codes.contents)
    return Workbook((Sheet(title, visible=True, grid=grid),), "csv")


class TextCodes(dict[str, int]):
    """The code of each different text of a file in its grid, and what these texts are."""

    def __init__(self) -> None:
        super().__init__()
        self.contents = [Content("")]

    def __missing__(self, text: str) -> int:
        error = EXCEL_ERROR.fullmatch(text.strip())
        code = self[text] = len(self.contents)
        self.contents.append(Content(text, error=error[0] if error else None))
        return code


def _text(data: bytes, name: str) -> str:
    """The text in the encoding that it turns out to have. Raises Refused (not_text)."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refusal("not_text", name=name)


def _encodings(data: bytes) -> tuple[str, ...]:
    """The encodings that a text may have, the likeliest first.

    A file that is no Unicode is from Windows or from a Mac: in Mac Roman a curly apostrophe is the
    byte that Windows reads as "Õ". Whichever explains more of its bytes as English text is taken.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    mac, windows = (
        sum(data.count(byte) for byte in known) for known in (_MAC_BYTES, _WINDOWS_BYTES)
    )
    if mac > windows and not _CONTROL.search(data):
        return ("utf-8-sig", "mac_roman")
    return ("utf-8-sig", "cp1252")


def _separator(text: list[str]) -> str:
    """The separator that cuts the most lines into the same number of cells, more than one."""
    lines = text[:_LINES_TO_JUDGE_BY]

    def lines_alike(separator: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
        tables = [(count, width) for width, count in widths.items() if width > 1]
        return max(tables, default=(0, 0))

    try:
        return max(_SEPARATORS, key=lines_alike)
    except csv.Error:
        return ","
