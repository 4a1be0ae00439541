"""Scans an Excel 97-2003 workbook (.xls) for unsafe content and for what its reader would lose.

calamine reads its error cells as empty, and knows neither number formats nor hidden rows. The
records that say so are found here, by address. Layout: [MS-XLS].
"""

import struct
from collections.abc import Iterator

from dscp_data.intake.cells.workbook import address
from dscp_data.intake.files.archive import Limits
from dscp_data.intake.files.ole_container import MalformedContainer, OleContainer
from dscp_data.intake.files.ooxml_package import is_percent_format
from dscp_data.intake.files.ooxml_sheet import SheetFacts
from dscp_data.intake.files.refusals import refusal
from dscp_data.intake.files.xls_looks import (
    XlsLooks,
    XlsStyle,
    colour_of_font,
    look_of_font,
    looks_of_styles,
    style_of,
)

Facts = tuple[tuple[str, SheetFacts], ...]

BOF, EOF, BOUND_SHEET, FILE_PASS, SUP_BOOK = 0x809, 0x0A, 0x85, 0x2F, 0x1AE
XF, FORMAT, ROW, COLUMNS = 0xE0, 0x41E, 0x208, 0x7D
FONT, SHARED_TEXTS, CONTINUED = 0x31, 0xFC, 0x3C
NUMBER, RK, MANY_RK, FORMULA, ERROR, STRING = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x207
SHARED_TEXT, TEXT, RICH_TEXT = 0xFD, 0x204, 0xD6
TEXTS = (SHARED_TEXT, TEXT, RICH_TEXT)
BIFF8 = 0x600
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_WORKSHEET, _MACRO_SHEETS = 0, (1, 6)
_PERCENT_BUILT_IN = {9, 10}
_INSIDE = (b"\x01\x04", b"\x01\x3a")
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")
_EMBEDDED = ("\x01Ole10Native", "Package")


def read_xls_facts(data: bytes, name: str, limits: Limits) -> Facts:
    """The facts of each worksheet by its name.

    Raises Refused: damaged, old_excel (before Excel 97), not_excel, password, macros, embedded,
    external_link, and where a limit is passed.
    """
    try:
        container = OleContainer(data)
        if "Workbook" not in container.entries:
            raise refusal("old_excel" if "Book" in container.entries else "not_excel", name=name)
        if any(entry in container.entries for entry in _MACROS):
            raise refusal("macros", name=name)
        facts = _facts(container.stream("Workbook"), name, limits)
    except (MalformedContainer, struct.error, ValueError, IndexError) as error:
        raise refusal("damaged", name=name) from error
    if any(entry in _EMBEDDED or entry.startswith("MBD") for entry in container.entries):
        raise refusal("embedded", name=name)
    return facts


def _facts(stream: bytes, name: str, limits: Limits) -> Facts:
    listed: list[tuple[str, int]] = []
    formats: dict[int, str] = {}
    styles: list[XlsStyle] = []
    fonts: list[str] = []
    colours: list[int] = []
    shared: list[bytes] = []
    before = 0
    records = _records(stream, 0)
    kind, body = next(records, (0, b""))
    if kind != BOF or struct.unpack_from("<H", body)[0] != BIFF8:
        raise refusal("old_excel", name=name)
    for kind, body in records:
        if kind == FILE_PASS:
            raise refusal("password", name=name)
        if kind == SUP_BOOK and body[2:4] not in _INSIDE:
            raise refusal("external_link", name=name)
        if kind == BOUND_SHEET:
            start, _, sort = struct.unpack_from("<IBB", body)
            if sort in _MACRO_SHEETS:
                raise refusal("macros", name=name)
            if sort == _WORKSHEET:
                listed.append((_text(body[6], body[7:]), start))
        elif kind == FORMAT:
            number, length = struct.unpack_from("<HH", body)
            formats[number] = _text(length, body[4:])
        elif kind == XF:
            styles.append(style_of(body, colours))
        elif kind == FONT:
            fonts.append(look_of_font(body))
            colours.append(colour_of_font(body))
        elif kind == SHARED_TEXTS or (kind == CONTINUED and before == SHARED_TEXTS):
            shared.append(body)
            kind = SHARED_TEXTS
        elif kind == EOF:
            break
        before = kind
    percent = _PERCENT_BUILT_IN | {n for n, code in formats.items() if is_percent_format(code)}
    scales = frozenset(number for number, style in enumerate(styles) if style.format in percent)
    looks = looks_of_styles(fonts, styles, formats, shared)
    if not listed or len({start for _, start in listed}) < len(listed):
        raise refusal("damaged", name=name)
    return tuple(
        (sheet, SheetRecords(sheet, scales, looks, limits).run(_records(stream, start)))
        for sheet, start in listed
    )


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on. Raises MalformedContainer for one that is cut off."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        if len(body) < length:
            raise MalformedContainer("record")
        yield kind, body
        place += 4 + length


def _text(length: int, body: bytes) -> str:
    """Characters after the byte that says whether each takes one byte or two."""
    if body[0] & 1:
        return body[1 : 1 + 2 * length].decode("utf-16-le")
    return body[1 : 1 + length].decode("latin-1")


def _decoded(value: bytes) -> float:
    """A number of eight bytes, or of the four that an RK record has: a short double or an integer,
    of which either may be hundredths."""
    if len(value) == 8:
        return float(struct.unpack("<d", value)[0])
    (packed,) = struct.unpack("<i", value)
    number = (
        float(packed >> 2)
        if packed & 2
        else float(struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0])
    )
    return number / 100 if packed & 1 else number


class SheetRecords:
    """The facts of one worksheet, record by record.

    Raises, out of ``run``: Refused where a limit is passed, MalformedContainer, struct.error.
    """

    def __init__(
        self, sheet: str, percent: frozenset[int], looks: XlsLooks, limits: Limits
    ) -> None:
        self.facts = SheetFacts(filled=0)
        self._looks = looks
        self._sheet, self._percent, self._limits = sheet, percent, limits
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._awaits_text: tuple[int, int] | None = None

    def run(self, records: Iterator[tuple[int, bytes]]) -> SheetFacts:
        depth = 0
        for kind, body in records:
            depth += (kind == BOF) - (kind == EOF)
            if depth == 0:
                self._no_text()
                return self.facts
            # A chart in the sheet is a stream of its own, with numbers of its own.
            if depth == 1:
                self._record(kind, body)
        raise MalformedContainer("sheet without an end")

    def _record(self, kind: int, body: bytes) -> None:
        if kind in (NUMBER, RK, FORMULA, ERROR, *TEXTS):
            self._no_text()
            row, column, style = struct.unpack_from("<HHH", body)
            self._fill(row + 1, column + 1)
            if kind == ERROR and body[7]:
                self._error(row + 1, column + 1, body[6])
            elif kind == FORMULA:
                self._formula(row + 1, column + 1, style, body)
            elif kind in (NUMBER, RK):
                value = body[6:14] if kind == NUMBER else body[6:10]
                self._number(row + 1, column + 1, style, value)
            elif kind == SHARED_TEXT:
                text = struct.unpack_from("<I", body, 6)[0]
                self._look(row + 1, column + 1, self._looks.of_text(style, text))
            elif kind == RICH_TEXT:
                self._look(row + 1, column + 1, self._looks.of_rich_text(style, body))
            elif kind == TEXT:
                self._look(row + 1, column + 1, self._looks.fonts.get(style, ""))
        elif kind == MANY_RK:
            self._no_text()
            row, first = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                self._fill(row + 1, first + number + 1)
                style = struct.unpack_from("<H", body, 4 + 6 * number)[0]
                value = body[6 + 6 * number : 10 + 6 * number]
                self._number(row + 1, first + number + 1, style, value)
        elif kind == STRING:
            self._awaits_text = None
        elif kind == ROW and struct.unpack_from("<I", body, 12)[0] & 0x20:
            self.facts.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            self.facts.hidden_columns.update(range(first + 1, min(last, 255) + 2))

    def _formula(self, row: int, column: int, style: int, body: bytes) -> None:
        """What a formula came to: a number, or what replaces it."""
        if body[12:14] != b"\xff\xff":
            self._number(row, column, style, body[6:14])
        elif body[6] == 2:
            self._error(row, column, body[8])
        elif body[6] == 0:
            self._awaits_text = (row, column)

    def _number(self, row: int, column: int, style: int, value: bytes) -> None:
        """What the style of a number says of it: a percentage, or a look."""
        if style in self._percent:
            self.facts.percent.add((row, column))
        if style in self._looks.formats or style in self._looks.fonts:
            self._look(row, column, self._looks.of_number(style, _decoded(value)))

    def _look(self, row: int, column: int, look: str) -> None:
        if look:
            self.facts.looks[row, column] = look

    def _no_text(self) -> None:
        """A formula that came to words, and no words followed."""
        if self._awaits_text:
            self.facts.unsaved.add(self._awaits_text)
            self._awaits_text = None

    def _error(self, row: int, column: int, code: int) -> None:
        self.facts.errors[row, column] = ERRORS.get(code, "#VALUE!")

    def _fill(self, row: int, column: int) -> None:
        self.facts.has_content = True
        self.facts.filled = (self.facts.filled or 0) + 1
        self._rows.add(row)
        self._columns.add(column)
        limits = self._limits
        if len(self._rows) > limits.rows_with_headings:
            raise refusal("too_many_rows", sheet=self._sheet, limit=f"{limits.rows:,}")
        if len(self._columns) > limits.columns:
            raise refusal("too_many_columns", sheet=self._sheet, limit=limits.columns)
        if row * column > limits.area:
            raise refusal("too_spread", sheet=self._sheet, address=address(row, column))
