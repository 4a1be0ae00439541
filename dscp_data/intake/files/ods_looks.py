"""What cells of an OpenDocument sheet look like where their value does not say it."""

import re

from dscp_data.intake.files.cell_looks import (
    HIDDEN,
    NO_YEAR,
    RAISED,
    STRUCK,
    UNSEEN,
    YEAR_ALONE,
)
from dscp_data.intake.files.xml_stream import Attributes

_STYLES = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_STYLE, _PROPERTIES, _NAME = f"{_STYLES}style", f"{_STYLES}text-properties", f"{_STYLES}name"
_CELL, _FAMILY = f"{_STYLES}table-cell-properties", f"{_STYLES}family"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
_COLOUR, _BACKGROUND, _PAGE = f"{_FO}color", f"{_FO}background-color", "#ffffff"
_LINE_THROUGH, _POSITION = f"{_STYLES}text-line-through-style", f"{_STYLES}text-position"
# A number as a locale shows it, or in accounting brackets.
_NUMBER = re.compile(r"[-+(\s]*([\d.,\s'’]+)(?:[eE][-+]?\d+)?[)\s]*|[-–]")
_YEAR = re.compile(r"\d{4}")
_WITH_YEAR = re.compile(r"\d{4}|['’/.\- ]\d{2}(?!\d)(?=$|[ T,])")


class OdsStyles:
    """The styles, by their name, of cells and of characters that are raised or struck out, and of
    cells whose characters have the colour of their background."""

    def __init__(self) -> None:
        self._looks: dict[str, str] = {}
        self._inside = self._colour = self._behind = ""
        self._is_of_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in the start of an element before the first sheet."""
        if name == _STYLE:
            self._inside = attributes.get(_NAME, "")
            self._colour, self._behind = "", _PAGE
            self._is_of_cells = attributes.get(_FAMILY) == "table-cell"
        elif name == _CELL and self._inside:
            behind = attributes.get(_BACKGROUND, "transparent").casefold()
            self._behind = _PAGE if behind == "transparent" else behind
            self._compare_colours()
        elif name == _PROPERTIES and self._inside:
            position = attributes.get(_POSITION, "").split(" ")[0]
            if attributes.get(_LINE_THROUGH, "none") != "none":
                self._looks[self._inside] = STRUCK
            elif position not in ("", "0%"):
                self._looks[self._inside] = RAISED
            self._colour = attributes.get(_COLOUR, "").casefold()
            self._compare_colours()

    def _compare_colours(self) -> None:
        """Note or forget that a style's cells are not seen: its properties come in any order."""
        if self._is_of_cells and self._colour == self._behind:
            self._looks.setdefault(self._inside, UNSEEN)
        elif self._looks.get(self._inside) == UNSEEN:
            del self._looks[self._inside]

    def look(self, name: str | None) -> str:
        """How characters in a style look; "" where nothing is odd."""
        return self._looks.get(name, "") if name and self._looks else ""


def shown_otherwise(kind: str | None, value: str, text: str) -> str:
    """What a number or a date with this value is seen as; "" where it is seen as it is."""
    if kind == "date":
        if _YEAR.fullmatch(text):
            return YEAR_ALONE
        return "" if not text or _WITH_YEAR.search(text) else NO_YEAR
    if kind not in ("float", "currency"):
        return ""
    found = _NUMBER.fullmatch(text)
    if found and not _differs(re.sub(r"[,\s'’]", "", found[1] or ""), value):
        return ""
    return f"as “{text[:40]}”" if text else HIDDEN


def _differs(shown: str, value: str) -> bool:
    """Whether a number is shown as another, by more than rounding."""
    try:
        return abs(abs(float(value)) - float(shown)) >= 1
    except ValueError:
        return False
