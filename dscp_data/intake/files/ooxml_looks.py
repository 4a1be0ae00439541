"""How the cells of a worksheet of an .xlsx look, where that says more than their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.parsers import expat

import numpy as np

from dscp_data.intake.cells.cell import Place, Range
from dscp_data.intake.files.cell_looks import look_of, shown_instead
from dscp_data.intake.files.ooxml_sheet import LAST_COLUMN, LAST_ROW
from dscp_data.intake.files.ooxml_styles import Styles
from dscp_data.intake.files.xml_stream import Attributes, local_name, parse

MOST_RULES, MOST_RANGES = 200, 100
"""Rules of a sheet, and ranges of a rule, that are looked at one by one."""


def odd_strings(shared: bytes) -> dict[int, str]:
    """The shared texts of which a run is raised or struck out, by their number."""
    if b"vertAlign" not in shared and b"strike" not in shared:
        return {}
    found: dict[int, str] = {}
    number = -1

    def start(name: str, attributes: Attributes) -> None:
        nonlocal number
        name = local_name(name)
        if name == "si":
            number += 1
        elif look := look_of(name, attributes):
            found[number] = look

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parse(parser, shared)
    return found


def looks_in_sheet(content: bytes, styles: Styles, strings: dict[int, str]) -> dict[Place, str]:
    """How cells of a worksheet of an .xlsx look, where that says more than their values."""
    used = any(f' s="{style}"'.encode() in content for style in (*styles.formats, *styles.looks))
    ruled = bool(styles.conditional) and b"conditionalFormatting" in content
    if not (used or ruled or strings or b"vertAlign" in content or b"strike" in content):
        return {}
    return _LookScan(styles, strings).run(content)


class _LookScan:
    """One pass over a worksheet for the looks of its cells."""

    def __init__(self, styles: Styles, strings: dict[int, str]) -> None:
        self.styles, self.strings = styles, strings
        self.found: dict[Place, str] = {}
        self.numbers: dict[Place, float] = {}
        self.area: list[Range] = []
        self.rules_used = 0
        self.rule: Attributes = {}
        self.limits: list[str] = []
        self.row = self.column = 0
        self.style = self.kind = self.look = ""
        self.text: list[str] = []

    def run(self, content: bytes) -> dict[Place, str]:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.text.append
        parse(parser, content)
        return self.found

    def start(self, name: str, attributes: Attributes) -> None:
        name = local_name(name)
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "c":
            self.column = column_in(attributes.get("r", "")) or self.column + 1
            self.style, self.kind = attributes.get("s", "0"), attributes.get("t", "n")
            self.look = ""
        elif name == "conditionalFormatting":
            self.area = ranges_in(attributes.get("sqref", ""))
        elif name == "cfRule":
            self.rule, self.limits = attributes, []
        elif look := look_of(name, attributes):
            self.look = look
        self.text.clear()

    def end(self, name: str) -> None:
        name = local_name(name)
        if name == "v":
            self.value("".join(self.text))
        elif name == "c":
            look = self.look or self.styles.looks.get(self.style, "")
            if look:
                self.found[self.row, self.column] = look
        elif name == "formula":
            self.limits.append("".join(self.text))
        elif name == "cfRule":
            self.apply_rule()
        self.text.clear()

    def value(self, text: str) -> None:
        if self.kind == "s":
            self.look = self.strings.get(int(text), self.look)
        elif self.kind == "n" and text.strip():
            if self.style in self.styles.formats:
                self.look = shown_instead(self.styles.formats[self.style], float(text)) or self.look
            if self.styles.conditional:
                self.numbers[self.row, self.column] = float(text)

    def apply_rule(self) -> None:
        """Find the numbers that a rule of conditional formatting shows otherwise."""
        style = self.styles.conditional.get(int(self.rule.get("dxfId", -1)))
        if style is None or not self.numbers or self.rules_used > MOST_RULES:
            return
        self.rules_used += 1
        if self.rules_used > MOST_RULES:
            # Of so many it is not worth knowing which holds where.
            self.area, self.rule = [(1, 1, LAST_ROW, LAST_COLUMN)], {}
        for place in places_in(self.area, self.numbers):
            number = self.numbers[place]
            look = shown_instead(style.code, number) if style.code else style.seen
            if look and could_apply(self.rule, self.limits, number):
                self.found.setdefault(place, look)


def ranges_in(references: str) -> list[Range]:
    """The ranges of a text like ``B3:D9 F2``; the one around all of them where they are many."""
    corners = [part.partition(":") for part in references.split()]
    ranges = [
        (*place_of(first, 1), *place_of(last or first, LAST_ROW)) for first, _, last in corners
    ]
    if len(ranges) <= MOST_RANGES:
        return ranges
    tops, lefts, lows, rights = zip(*ranges, strict=True)
    return [(min(tops), min(lefts), max(lows), max(rights))]


def place_of(reference: str, row: int) -> Place:
    """The row and column of an address like ``AB12``. `row` serves for one that names a column."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :] or row), column_in(letters)


def places_in(area: Sequence[Range], numbers: Mapping[Place, float]) -> list[Place]:
    """The places of numbers that lie in any of some ranges."""
    rows, columns = np.array([*numbers], np.int64).T
    inside = np.zeros(len(numbers), bool)
    for top, left, low, right in area:
        inside |= (top <= rows) & (rows <= low) & (left <= columns) & (columns <= right)
    return [*zip(rows[inside].tolist(), columns[inside].tolist(), strict=True)]


def could_apply(rule: Attributes, limits: Sequence[str], number: float) -> bool:
    """Whether a rule may hold for a number: of a comparison with numbers it is known, of any
    other rule it is not."""
    if rule.get("type") != "cellIs":
        return True
    try:
        first, *more = map(float, limits)
    except ValueError:
        return True
    between = bool(more) and first <= number <= more[0]
    holds = {
        "lessThan": number < first, "lessThanOrEqual": number <= first, "equal": number == first,
        "notEqual": number != first, "greaterThan": number > first,
        "greaterThanOrEqual": number >= first, "between": between, "notBetween": not between,
    }  # fmt: skip
    return holds.get(rule.get("operator", ""), True)


def column_in(reference: str) -> int:
    """The column of an address like ``AB12``; 0 where there is none."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number
