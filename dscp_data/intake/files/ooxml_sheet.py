"""Scans the XML of a sheet for its extent and for what the reader would lose.

calamine allocates every cell from the first to the last used one, so one value in XFD1048576
ends the process; it gives error cells and formulas without a saved result as empty; and it
knows neither number formats nor hidden rows. All of that is found here, by address.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from dscp_data.intake.cells.cell import Place, Range, address
from dscp_data.intake.files.archive import Limits
from dscp_data.intake.files.refusals import refusal
from dscp_data.intake.files.xml_stream import Attributes, local_name, parse

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_TRUE = ("1", "true", "on")


@dataclass
class SheetFacts:
    """Facts of one sheet. Places are (row, column), counted from 1.

    ``has_content`` is about values, formulas and errors; a cell with a border only is none.
    ``merged`` and ``texts`` (words that the reader would lose) are found here for .ods only.
    ``looks`` is how cells are seen where their value does not say it.
    ``filled`` is how many cells hold something, where that is counted (.ods, .xls).
    """

    has_content: bool = False
    errors: dict[Place, str] = field(default_factory=dict)
    unsaved: set[Place] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    texts: dict[Place, str] = field(default_factory=dict)
    filled: int | None = None
    looks: dict[Place, str] = field(default_factory=dict)


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """1 for ``A``, 28 for ``ab``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def add_hidden_columns(facts: SheetFacts, attributes: Attributes) -> None:
    """Add the columns that a ``col`` element hides.

    Raises ValueError for a column told of twice: a million elements that each hide all columns
    would keep the server busy for an hour.
    """
    if attributes.get("hidden") not in _TRUE:
        return
    first, last = max(int(attributes["min"]), 1), min(int(attributes["max"]), LAST_COLUMN)
    if first in facts.hidden_columns or last in facts.hidden_columns:
        raise ValueError(f"columns {first} to {last} are told of twice")
    facts.hidden_columns.update(range(first, last + 1))


class _Handlers(dict[str, Callable[..., None]]):
    """Handlers by element name. A prefixed name finds its local name's, others do nothing."""

    def __missing__(self, name: str) -> Callable[..., None]:
        handler = self[name] = self.get(local_name(name), _ignore)
        return handler


def _ignore(*_: object) -> None:
    """What to do about an element that tells nothing."""


class SheetScan:
    """One pass of the XML parser over a sheet: exact, for every way of writing it.

    Raises, out of ``run``: Refused (too_many_rows, too_many_columns, too_spread,
    too_many_merges), MalformedXml, and ValueError or KeyError for attributes that make no
    sense, among them references beyond XFD1048576.
    """

    def __init__(self, sheet: str, percent_styles: frozenset[str], limits: Limits) -> None:
        self.facts = SheetFacts()
        self._sheet = sheet
        self._percent_styles = percent_styles
        self._limits = limits
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._row = self._column = self._merged = self._last_row = self._last_column = 0
        self._type = self._style = ""
        self._formula = self._value = False
        self._text: list[str] = []
        self._parser = expat.ParserCreate()

    def run(self, content: bytes) -> SheetFacts:
        """The facts of the sheet with this XML."""
        starts = _Handlers(
            c=self._start_cell,
            v=self._start_value,
            f=self._start_formula,
            row=self._start_row,
            col=self._start_column,
            mergeCell=self._start_merged,
        )
        starts["is"] = self._start_text
        ends = _Handlers(c=self._end_cell, v=self._end_value)
        self._parser.StartElementHandler = lambda name, attributes: starts[name](attributes)
        self._parser.EndElementHandler = lambda name: ends[name]()
        parse(self._parser, content)
        self.facts.has_content = bool(self._rows)
        return self.facts

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        if self._row < 1:
            raise ValueError(self._row)
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self.facts.hidden_rows.add(self._row)

    def _start_column(self, attributes: Attributes) -> None:
        add_hidden_columns(self.facts, attributes)

    def _start_merged(self, _: Attributes) -> None:
        self._merged += 1
        if self._merged > self._limits.merged_ranges:
            raise refusal("too_many_merges", sheet=self._sheet)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            found = _REFERENCE.fullmatch(reference)
            if found is None:
                raise ValueError(reference)
            self._row, self._column = int(found[2]), column_number(found[1])
        if self._row > LAST_ROW or self._column > LAST_COLUMN:
            raise ValueError(reference)
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._formula = self._value = False
        self._text = []

    def _start_formula(self, _: Attributes) -> None:
        self._formula = True

    def _start_text(self, _: Attributes) -> None:
        self._value = True

    def _start_value(self, _: Attributes) -> None:
        self._value = True
        # Text is collected only where it tells something: a third of the time otherwise.
        if self._formula or self._type == "e":
            self._parser.CharacterDataHandler = self._text.append

    def _end_value(self) -> None:
        self._parser.CharacterDataHandler = None
        # Excel saves the empty text of ="" as an empty value of type "str".
        if self._formula and not self._text and self._type != "str":
            self._value = False

    def _end_cell(self) -> None:
        if not (self._value or self._formula):
            return
        place = self._row, self._column
        if self._type == "e":
            self.facts.errors[place] = "".join(self._text).strip() or "#VALUE!"
        elif not self._value:
            self.facts.unsaved.add(place)
        elif self._style in self._percent_styles:
            self.facts.percent.add(place)
        if self._row not in self._rows or self._column not in self._columns:
            self._rows.add(self._row)
            self._columns.add(self._column)
            self._check_extent()

    def _check_extent(self) -> None:
        limits = self._limits
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._last_row * self._last_column > limits.area:
            place = address(self._row, self._column)
            raise refusal("too_spread", sheet=self._sheet, address=place)
        if len(self._rows) > limits.rows_with_headings:
            raise refusal("too_many_rows", sheet=self._sheet, limit=f"{limits.rows:,}")
        if len(self._columns) > limits.columns:
            raise refusal("too_many_columns", sheet=self._sheet, limit=limits.columns)
