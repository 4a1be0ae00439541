"""A published CSV as a table in which every cell has its address."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dscp_data.comparators.model import MARKS
from dscp_data.comparators.rules import fault
from dscp_data.model.faults import Fault

# The largest DfE table of these (assessment factors, all years) is under half a megabyte.
LARGEST = 50_000_000

_CONTAINERS = {
    b"PK\x03\x04": (
        "a workbook or a zip archive",
        "Open it, and save the sheet with the figures as CSV; unzip an archive first.",
    ),
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook", "Save the sheet with the figures as CSV."),
    b"%PDF": ("a PDF document", "Download the data file of the publication instead."),
    b"\x1f\x8b": ("a compressed file", "Unpack it first."),
}
# .. and : are how older bulletins write "not available".
_MARK_SPELLINGS = {mark: mark for mark in MARKS} | {"..": "x", ":": "x"}
_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(e[-+]?\d\d?)?", re.ASCII)


@dataclass(frozen=True)
class PublishedRow:
    """One row: its number as a spreadsheet shows it, and its texts by heading."""

    number: int
    texts: dict[str, str]


@dataclass(frozen=True)
class PublishedTable:
    """A file's rows by heading. Headings are as written but for spaces round them."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[PublishedRow, ...]
    heading_row: int = 1

    def heading(self, wanted: str) -> str | None:
        """The file's own spelling of a heading, in any case."""
        for heading in self.headings:
            if heading.casefold() == wanted.casefold():
                return heading
        return None

    def has(self, *wanted: str) -> bool:
        return all(self.heading(heading) for heading in wanted)

    def text(self, row: PublishedRow, heading: str) -> str:
        """The text under a heading; "" where the row is too short."""
        return row.texts.get(self.heading(heading) or "", "")

    def cell(self, row: PublishedRow, heading: str) -> str:
        """The address of a row's cell, such as L14."""
        spelling = self.heading(heading)
        return f"{column_letter(self.headings.index(spelling))}{row.number}" if spelling else ""

    def twice(self) -> dict[str, list[str]]:
        """Headings over more than one column, with their cells."""
        counts = Counter(heading.casefold() for heading in self.headings if heading)
        return {
            heading: [
                f"{column_letter(at)}{self.heading_row}"
                for at, other in enumerate(self.headings)
                if other.casefold() == heading.casefold()
            ]
            for heading in self.headings
            if counts[heading.casefold()] > 1
        }


def read_table(source: Path | str | bytes, name: str) -> PublishedTable | Fault:
    """The table of a CSV file, or the one fault that keeps it from being read."""
    if isinstance(source, bytes):
        content = source
    else:
        try:
            size = Path(source).stat().st_size
            content = Path(source).read_bytes() if size <= LARGEST else b""
        except OSError as error:
            return fault("unreadable", name, why=(error.strerror or str(error)).lower())
        if size > LARGEST:
            return _too_large(name, size)
    if len(content) > LARGEST:
        return _too_large(name, len(content))
    for magic, (what, todo) in _CONTAINERS.items():
        if content.startswith(magic):
            return fault("not-csv", name, what=what, todo=todo)
    if b"\x00" in content:
        todo = "Save it as “CSV UTF-8 (comma delimited)”."
        return fault("not-csv", name, what="not a plain text file", todo=todo)
    return _parse(content, name)


def _parse(content: bytes, name: str) -> PublishedTable | Fault:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Files that went through Excel on Windows; latin-1 takes what cp1252 leaves undefined.
        text = content.decode("latin-1")
    try:
        records = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        todo = "Save it again as CSV from the program it came from."
        return fault("not-csv", name, what=f"not a well-formed CSV file ({error})", todo=todo)
    filled = [at for at, record in enumerate(records) if any(cell.strip() for cell in record)]
    if not filled:
        return fault("empty", name, what="text at all")
    headings = tuple(_clean(cell) for cell in records[filled[0]])
    if len(filled) == 1:
        return fault("empty", name, what="rows below the headings")
    rows = tuple(
        PublishedRow(at + 1, dict(zip(headings, map(_clean, records[at]), strict=False)))
        for at in filled[1:]
    )
    return PublishedTable(name, headings, rows, filled[0] + 1)


def read_number(text: str) -> tuple[float | None, str]:
    """(number, mark) of a published cell: one of the two, or neither for a blank.

    ValueError for anything else: "-" in particular is nothing in one office and missing in
    another, so it is neither here.
    """
    word = _clean(text).strip("[]").casefold()
    if not word:
        return None, ""
    if mark := _MARK_SPELLINGS.get(word):
        return None, mark
    if not _NUMBER.fullmatch(word):
        raise ValueError(text)
    return float(word.replace(",", "")), ""


def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _clean(text: str) -> str:
    return text.replace("\xa0", " ").strip()


def _too_large(name: str, size: int) -> Fault:
    return fault("too-large", name, size=f"{size / 1e6:.0f}", limit=f"{LARGEST // 1_000_000}")
