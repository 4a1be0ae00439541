"""Lists of children are refused whole: here is how one is known, without repeating what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dscp_data.intake.cells.grid import Content
from dscp_data.intake.cells.rows import rows_of
from dscp_data.intake.cells.workbook import Cell, Sheet
from dscp_data.intake.layout.tables import SheetTables
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import fold

CHILD_HEADINGS = {
    "child id", "childs id", "child unique id", "child ref", "child reference", "child number",
    "la child id", "child name", "childs name", "name of child", "name of young person",
    "young persons name", "young person name", "forename", "forenames", "first name", "surname",
    "last name", "family name", "full name", "dob", "d o b", "date of birth", "birth date",
    "childs dob", "child dob", "nhs number", "nhs no", "upn", "unique pupil number", "postcode",
    "post code", "home postcode", "home address", "ssd id", "mosaic id", "liquidlogic id",
    "lcs id", "ehm id", "niche id", "person id", "client id", "patient id", "pupil name",
    "pupil id", "patient name", "childs initials", "child initials", "initials", "case id",
    "unique learner number", "uln", "childs age", "unborn child", "child first name",
    "child surname", "child forename", "child upn", "child postcode", "child date of birth",
    "date of birth dd mm yyyy", "paris id", "systmone id", "nino", "client name", "person name",
}  # fmt: skip
NHS_NUMBER = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
UPN = re.compile(r"(?<![A-Z0-9])[A-HJ-NP-RTUV-Z]\d{11}[0-9A-HJ-NP-RTUV-Z](?![A-Z0-9])")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.I)
POSTCODES = 3
NAME = re.compile(r"[A-Z][a-z’'-]+ (?:[A-Z][a-z’'-]+ )?[A-Z][a-z’'-]+")
NAMES = 3


class ChildLevelList(NamedTuple):
    """A sheet that lists children, and what shows it: a heading or a kind of number."""

    sheet: str
    what: str


def find_child_level_list(
    found: Iterable[tuple[Sheet, SheetTables]], headings: HeadingParser
) -> ChildLevelList | None:
    """The first sheet that lists children, or None."""
    for sheet, _ in found:
        what = by_heading(sheet, headings) or by_values(sheet)
        if what:
            return ChildLevelList(sheet.name, what)
    return None


def by_heading(sheet: Sheet, headings: HeadingParser) -> str | None:
    """A heading that only a list of children has, in a row of headings or over values."""
    telling = tuple(sheet.grid.filter(is_telling))
    if telling:
        rows = dict(rows_of(sheet))
        for cell in telling:
            if is_heading(cell, rows, sheet):
                return f"the column “{fold(str(cell.value))}”"
    return "a column of names" if names_listed(sheet, headings) else None


def is_telling(content: Content) -> bool:
    value = content.value
    return type(value) is str and len(value) < 40 and fold(value) in CHILD_HEADINGS


def is_heading(cell: Cell, rows: dict[int, dict[int, Cell]], sheet: Sheet) -> bool:
    row = rows[cell.row]
    texts = all(isinstance(beside.value, str) for beside in row.values())
    telling = sum(fold(str(beside.value)) in CHILD_HEADINGS for beside in row.values())
    if texts and (len(row) >= 3 or telling >= 2):
        return True
    below = sheet.at(cell.row + 1, cell.column)
    return below is not None and (
        not isinstance(below.value, str) or any(c.isdigit() for c in below.value)
    )


def names_listed(sheet: Sheet, headings: HeadingParser) -> bool:
    """A column headed "Name" whose values are people's and nothing that the catalogue knows."""
    for cell in sheet.grid.filter(names_a_person):
        below = [sheet.at(cell.row + step, cell.column) for step in range(1, 31)]
        people = [
            c
            for c in below
            if c and isinstance(c.value, str) and NAME.fullmatch(c.value.strip())
            and headings.of(c).shape == "text"
        ]  # fmt: skip
        if len(people) >= NAMES and len(people) > len([c for c in below if c]) / 2:
            return True
    return False


def names_a_person(content: Content) -> bool:
    return type(content.value) is str and fold(content.value) in ("name", "names", "child")


def by_values(sheet: Sheet) -> str | None:
    """Numbers that stand for one child each: NHS numbers, UPNs, a column of postcodes."""
    values = [content.value for content in sheet.grid.distinct]
    texts = {value for value in values if type(value) is str and len(value) >= 5}
    joined = "\n".join(texts)
    if UPN.search(joined):
        return "a unique pupil number"
    if any(is_nhs_number("".join(parts)) for parts in NHS_NUMBER.findall(joined)):
        return "an NHS number"
    numbers = (value for value in values if type(value) in (int, float))
    long_ones = (str(int(n)) for n in numbers if 1e9 <= n < 1e10 and n == int(n))  # type: ignore[operator, arg-type]
    if any(is_nhs_number(digits) for digits in long_ones):
        return "an NHS number"
    if len(POSTCODE.findall(joined)) >= POSTCODES:
        columns = Counter(cell.column for cell in sheet.grid.filter(is_postcode))
        if columns and max(columns.values()) >= POSTCODES:
            return "a column of postcodes"
    return None


def is_postcode(content: Content) -> bool:
    return type(content.value) is str and bool(POSTCODE.fullmatch(content.value.strip()))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])
