"""Scans an OpenDocument sheet for what its reader would lose.

calamine reads an error cell as empty or as 0, gives no merged ranges, and knows neither hidden
rows nor formulas without a result. All of that is in ``content.xml``, in one pass.
"""

from xml.parsers import expat

from dscp_data.intake.cells.workbook import EXCEL_ERROR, address
from dscp_data.intake.files.archive import Limits
from dscp_data.intake.files.ods_looks import OdsStyles, shown_otherwise
from dscp_data.intake.files.ooxml_sheet import LAST_COLUMN, LAST_ROW, Place, SheetFacts
from dscp_data.intake.files.refusals import refusal
from dscp_data.intake.files.xml_stream import Attributes, MalformedXml, parse

CONTENT = "content.xml"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_LIBRE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
# Whole names, because putting them together at each of a million elements takes as long as
# reading them.
_SHEET, _ROW, _COLUMN = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-column"
_PARAGRAPH, _SPAN = f"{_TEXT}p", f"{_TEXT}span"
_CELL_STYLE = f"{_TABLE}style-name"
_SPAN_STYLE, _COLUMN_STYLE = f"{_TEXT}style-name", f"{_TABLE}default-cell-style-name"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_GROUPS = (f"{_TABLE}table-row-group", f"{_TABLE}table-column-group")
_FORMULA, _KIND, _KIND_AS_SHOWN = f"{_TABLE}formula", f"{_OFFICE}value-type", f"{_LIBRE}value-type"
_VALUE, _STRING = f"{_OFFICE}value", f"{_OFFICE}string-value"
_ROWS_REPEATED = f"{_TABLE}number-rows-repeated"
_COLUMNS_REPEATED = f"{_TABLE}number-columns-repeated"
_ACROSS, _DOWN = f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned"
_DISPLAY, _VISIBILITY, _NAME = f"{_TABLE}display", f"{_TABLE}visibility", f"{_TABLE}name"
_NUMBERS = ("float", "percentage", "currency")
_OTHER_KINDS = ("string", "date", "time", "boolean")

Facts = tuple[tuple[str, SheetFacts], ...]


def read_ods_facts(parts: dict[str, bytes], name: str, limits: Limits) -> Facts:
    """The facts of each sheet by its name. Raises Refused: damaged, and where a limit is passed."""
    try:
        return OdsScan(limits).run(parts[CONTENT])
    except (MalformedXml, ValueError, KeyError) as error:
        raise refusal("damaged", name=name) from error


class OdsScan:
    """One pass over ``content.xml``: exact about repeated rows and cells.

    Raises, out of ``run``: Refused, MalformedXml, and ValueError or KeyError for attributes
    that make no sense.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._found: list[tuple[str, SheetFacts]] = []
        self._sheet = ""
        self._facts: SheetFacts | None = None
        self._depth = self._cell_depth = 0
        self._groups: list[bool] = []
        self._row = self._rows_here = self._column = self._columns_told = 0
        self._content_rows = self._filled = self._repeated = 0
        self._row_hidden = self._row_filled = False
        self._columns: set[int] = set()
        self._last_column = 0
        self._cell: Attributes = {}
        self._look = ""
        self._styles = OdsStyles()
        self._column_looks: list[tuple[int, int, str]] = []
        self._paragraphs: list[str] = []

    def run(self, content: bytes) -> Facts:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parse(parser, content)
        if not self._found:
            raise ValueError("no sheet")
        return tuple(self._found)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if name == _SHEET:
            self._start_table(attributes)
        elif self._facts is None:
            self._styles.start(name, attributes)
        elif name in _CELLS:
            self._cell, self._cell_depth, self._paragraphs = attributes, self._depth, []
            self._look = ""
        elif name == _SPAN:
            self._look = self._look or self._styles.look(attributes.get(_SPAN_STYLE))
        elif name == _PARAGRAPH:
            if self._depth == self._cell_depth + 1:
                self._paragraphs.append("")
        elif name == _ROW:
            self._row += self._rows_here
            self._rows_here = _repeated(attributes, _ROWS_REPEATED)
            self._column, self._row_filled = 1, False
            self._row_hidden = _is_hidden(attributes) or any(self._groups)
        elif name == _COLUMN:
            self._told_of_columns(attributes)
        elif name in _GROUPS:
            self._groups.append(attributes.get(_DISPLAY) == "false")

    def _start_table(self, attributes: Attributes) -> None:
        if self._facts is not None:
            raise refusal("unreadable")
        self._sheet = attributes[_NAME]
        self._facts = SheetFacts(filled=0)
        self._row, self._rows_here, self._columns_told, self._content_rows = 1, 0, 1, 0
        self._columns, self._last_column = set(), 0
        self._column_looks = []
        self._found.append((self._sheet, self._facts))

    def _told_of_columns(self, attributes: Attributes) -> None:
        first = self._columns_told
        self._columns_told = min(first + _repeated(attributes, _COLUMNS_REPEATED), LAST_COLUMN + 1)
        if look := self._styles.look(attributes.get(_COLUMN_STYLE)):
            self._column_looks.append((first, self._columns_told - 1, look))
        if self._facts and (_is_hidden(attributes) or any(self._groups)):
            self._facts.hidden_columns.update(range(first, self._columns_told))

    def _words(self, text: str) -> None:
        # Notes lie deeper in a cell: their paragraphs are not counted.
        if self._cell_depth and self._paragraphs and self._depth > self._cell_depth:
            self._paragraphs[-1] += text

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._facts is None:
            return
        if name in _CELLS:
            self._end_cell(self._facts)
        elif name == _ROW and self._row_filled:
            self._content_rows += self._rows_here
            if self._content_rows > self._limits.rows_with_headings:
                rows = f"{self._limits.rows:,}"
                raise refusal("too_many_rows", sheet=self._sheet, limit=rows)
            if self._row_hidden:
                self._facts.hidden_rows.update(range(self._row, self._row + self._rows_here))
        elif name in _GROUPS:
            self._groups.pop()
        elif name == _SHEET:
            self._facts = None

    def _end_cell(self, facts: SheetFacts) -> None:
        self._cell_depth = 0
        cell, text = self._cell, "\n".join(self._paragraphs).strip()
        count, first = _repeated(cell, _COLUMNS_REPEATED), self._column
        self._column += count
        if _ACROSS in cell or _DOWN in cell:
            self._merge(facts, first)
        kind = cell.get(_KIND)
        formula = _FORMULA in cell
        words = text or cell.get(_STRING, "")
        if not (words or formula or kind not in (None, "string")):
            return
        self._fill(facts, first, count)
        is_error = cell.get(_KIND_AS_SHOWN) == "error" or EXCEL_ERROR.fullmatch(words)
        if is_error:
            facts.errors.update(dict.fromkeys(self._places(first, count), words or "#VALUE!"))
        elif text and self._is_lost(kind):
            facts.texts.update(dict.fromkeys(self._places(first, count), text))
        elif kind == "percentage":
            facts.percent.update(self._places(first, count))
        elif kind is None:
            facts.unsaved.update(self._places(first, count))
        seen = shown_otherwise(kind, cell.get(_VALUE, ""), text) if self._paragraphs else ""
        if look := seen or self._look or self._look_of_style(first):
            facts.looks.update(dict.fromkeys(self._places(first, count), look))

    def _is_lost(self, kind: str | None) -> bool:
        """Whether the reader gives this cell as empty, for want of a type or of a value."""
        if kind in _NUMBERS:
            return _VALUE not in self._cell
        return kind not in _OTHER_KINDS

    def _look_of_style(self, column: int) -> str:
        """How the characters of a cell look by its own style, or else by its column's."""
        if _CELL_STYLE in self._cell:
            return self._styles.look(self._cell[_CELL_STYLE])
        columns = self._column_looks
        return next((look for first, last, look in columns if first <= column <= last), "")

    def _merge(self, facts: SheetFacts, column: int) -> None:
        across, down = int(self._cell.get(_ACROSS, 1)), int(self._cell.get(_DOWN, 1))
        if across > 1 or down > 1:
            facts.merged.append((self._row, column, self._row + down - 1, column + across - 1))
        if len(facts.merged) > self._limits.merged_ranges:
            raise refusal("too_many_merges", sheet=self._sheet)

    def _fill(self, facts: SheetFacts, first: int, count: int) -> None:
        """Note that there is something here, and check how far the sheet reaches by it."""
        facts.has_content = self._row_filled = True
        facts.filled = (facts.filled or 0) + self._rows_here * count
        self._filled += self._rows_here * count
        self._repeated += self._rows_here * count - 1
        if self._repeated > self._limits.repeated_cells:
            limit = f"{self._limits.repeated_cells:,}"
            raise refusal("too_many_repeats", sheet=self._sheet, limit=limit)
        if self._filled > self._limits.cells:
            raise refusal("too_many_cells", sheet=self._sheet, limit=f"{self._limits.cells:,}")
        last_row, last_column = self._row + self._rows_here - 1, first + count - 1
        if count > self._limits.columns:
            raise refusal("too_many_columns", sheet=self._sheet, limit=self._limits.columns)
        self._columns.update(range(first, last_column + 1))
        self._last_column = max(self._last_column, last_column)
        if len(self._columns) > self._limits.columns:
            raise refusal("too_many_columns", sheet=self._sheet, limit=self._limits.columns)
        if last_row > LAST_ROW or last_row * self._last_column > self._limits.area:
            place = address(last_row, last_column)
            raise refusal("too_spread", sheet=self._sheet, address=place)

    def _places(self, first: int, count: int) -> list[Place]:
        rows = range(self._row, self._row + self._rows_here)
        return [(row, column) for row in rows for column in range(first, first + count)]


def _repeated(attributes: Attributes, what: str) -> int:
    """How many rows or columns an element repeats. Raises ValueError below one."""
    count = int(attributes.get(what, 1))
    if count < 1:
        raise ValueError(count)
    return count


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get(_VISIBILITY) in ("collapse", "filter")
