"""Detects child-level lists, without repeating their content.

A list is known by its headings, by what stands in its columns, or by one number that stands for
one child. The text of the package around the cells and the file's name are looked through too.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

import numpy as np

from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.rows import rows_of
from dscp_data.intake.cells.workbook import Cell, PackageText, Sheet, Workbook
from dscp_data.intake.layout.child_level_births import (
    has_days_with_sex,
    has_initials_with_ages,
    has_initials_with_days,
)
from dscp_data.intake.layout.child_level_headings import (
    is_for_a_child,
    is_staff_heading,
    is_telling_heading,
)
from dscp_data.intake.layout.child_level_numbers import (
    FEWEST,
    is_number_split_over_columns,
    is_postcode_split_over_columns,
    is_pupil_number_split_over_columns,
)
from dscp_data.intake.layout.child_level_people import (
    FEWEST_SURE,
    are_people,
    is_address,
    is_part_of_a_name,
    is_worth_a_look,
)
from dscp_data.intake.terms.child_identifiers import (
    are_names,
    has_known_forename,
    has_postcode,
    identifier_in,
    is_forename,
    is_in_another_alphabet,
    is_initials_with_birth,
    is_nhs_number,
    is_person_name,
    names_in,
    ten_digits,
)
from dscp_data.intake.terms.contact_details import has_mobile_number, has_private_email
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.person_detector import may_name_a_person

LONGEST_SHEET_NAME = 100
AMOUNT = 10_000
"""A number from here on, beside ten digits, says that they are an amount too."""
NAMED_PARTS = ("comment", "drawing", "pivot", "chart", "table", "customxml")


class ChildLevelList(NamedTuple):
    """A sheet that lists children, and what shows it: a heading or a kind of number."""

    sheet: str
    what: str


def find_child_level_list(
    workbook: Workbook, file: str, headings: HeadingParser
) -> ChildLevelList | None:
    """The first sheet or part of a file that lists children, or None."""
    for sheet in workbook.sheets:
        what = in_sheet(sheet, headings)
        if what:
            return ChildLevelList(sheet.name, what)
    names = [file, *(sheet.name for sheet in workbook.sheets)]
    for what in filter(None, map(identifier_in, names)):
        return ChildLevelList("", f"{what} in the name of the file or of a sheet")
    for sheet in workbook.sheets:
        if is_named_after_a_person(sheet.name, headings):
            return ChildLevelList("", "the name of a sheet")
    stem = PurePath(file).stem
    # "CSC Liam Dixon Q1.xlsx" may be named after who sends it, and is asked about.
    if is_forename(stem.partition(" ")[0]) and is_named_after_a_person(stem, headings):
        return ChildLevelList("", "the name of the file")
    for part in workbook.texts:
        what = in_part(part)
        if what:
            return ChildLevelList("", f"{what} in {part.describe()}")
    return None


def is_named_after_a_person(name: str, headings: HeadingParser) -> bool:
    words = " ".join(re.sub(r"[\d._/()\-]+", " ", name[:LONGEST_SHEET_NAME]).split())
    return (
        is_person_name(words)
        and may_name_a_person(words.title())
        and headings.of(Cell(1, 1, words)).shape == "text"
    )


def in_sheet(sheet: Sheet, headings: HeadingParser) -> str | None:
    grid = Grid.of([*sheet.grid, *sheet.covered]) if sheet.covered else sheet.grid
    for content in grid.distinct:
        text = content.value
        found = identifier_in(text) if isinstance(text, str) and len(text) >= 5 else None
        if found:
            return found
    return by_heading(sheet) or by_lines(grid, headings)


def by_heading(sheet: Sheet) -> str | None:
    """A heading that only a list of children has, in a row of headings or over values; or one for a
    child with a name beside or below it."""
    telling = tuple(sheet.grid.filter(lambda content: is_telling_heading(content.value)))
    rows = dict(rows_of(sheet)) if telling else {}
    for cell in telling:
        if is_over_values(cell, rows[cell.row], sheet):
            return f"the column “{fold(str(cell.value))}”"
    for cell in sheet.grid.filter(lambda content: is_for_a_child(content.value)):
        if any(is_answer(sheet.at(*at)) for at in answers_to(cell)):
            return "a name of a child"
    return None


def answers_to(cell: Cell) -> list[tuple[int, int]]:
    """Where what a form asks for is filled in: beside or below."""
    return [(cell.row, cell.column + 1), (cell.row + 1, cell.column)]


def is_answer(beside: Cell | None) -> bool:
    if beside is None or not isinstance(beside.value, str):
        return False
    return is_person_name(beside.value) and has_known_forename(beside.value)


def is_over_values(cell: Cell, row: dict[int, Cell], sheet: Sheet) -> bool:
    texts = all(isinstance(beside.value, str) for beside in row.values())
    telling = sum(is_telling_heading(beside.value) for beside in row.values())
    if texts and (len(row) >= 3 or telling >= 2):
        return True
    below = sheet.at(cell.row + 1, cell.column)
    return below is not None and (
        not isinstance(below.value, str) or any(c.isdigit() for c in below.value)
    )


def by_lines(grid: Grid, headings: HeadingParser) -> str | None:
    """What the columns and the rows of a sheet hold that makes them a list of children."""
    interesting = grid.mask(lambda content: is_worth_a_look(content.value))
    for place in np.nonzero(interesting.any(axis=0))[0].tolist():
        found = in_column(distinct_cells(grid, place + 1), grid, headings)
        if found:
            return found
    for line in np.nonzero(interesting.sum(axis=1) >= FEWEST)[0].tolist():
        found = in_line(list(grid.select_rows([int(grid.rows[line])])), headings)
        if found:
            return found
    if is_number_split_over_columns(grid):
        return "an NHS number over several columns"
    if is_pupil_number_split_over_columns(grid):
        return "a unique pupil number over several columns"
    if is_postcode_split_over_columns(grid):
        return "postcodes over several columns"
    births = grid.mask(lambda content: isinstance(content.value, str)
                       and is_initials_with_birth(content.value))  # fmt: skip
    if np.count_nonzero(np.unique(np.where(births, grid.codes, 0))) >= FEWEST:
        return "initials with dates of birth"
    if has_initials_with_days(grid, headings):
        return "initials with dates of birth"
    if has_initials_with_ages(grid, headings):
        return "initials with ages"
    return "dates of birth beside a sex" if has_days_with_sex(grid) else None


def distinct_cells(grid: Grid, column: int) -> list[Cell]:
    """The first cell of each different content of a column, from the top down."""
    codes, first = np.unique(grid.codes[:, column - 1], return_index=True)
    found = [
        Cell(int(grid.rows[line]), column, *grid.contents[code])
        for code, line in zip(codes.tolist(), first.tolist(), strict=True)
        if code
    ]
    return sorted(found, key=lambda cell: cell.row)


def in_column(column: list[Cell], grid: Grid, headings: HeadingParser) -> str | None:
    """What a column holds that a list of children holds; of each different cell the first."""
    if are_nhs_numbers(column, grid):
        return "an NHS number"
    texts = [cell for cell in column if isinstance(cell.value, str)]
    heading = str(texts[0].value) if texts else ""
    if is_staff_heading(heading):
        return None
    # A place of concern may have its postcode beside it.
    if texts and headings.of(texts[0]).role == "area of concern":
        return None
    if are_people(texts, grid, headings):
        return "a column of names"
    if len({str(cell.value) for cell in texts if is_address(str(cell.value))}) >= FEWEST:
        return "addresses"
    if texts and any(is_staff_heading(c.value) for c in grid.select_rows([texts[0].row])):
        return in_line(column, headings)  # the telephone numbers of a list of contacts
    return contact_details(texts) or in_line(column, headings)


def contact_details(texts: list[Cell]) -> str | None:
    values = {str(cell.value) for cell in texts}
    if sum(map(has_mobile_number, values)) >= FEWEST:
        return "mobile numbers"
    if sum(map(has_private_email, values)) >= FEWEST_SURE:
        return "private e-mail addresses"
    return None


def in_line(line: list[Cell], headings: HeadingParser) -> str | None:
    texts = [cell for cell in line if isinstance(cell.value, str)]
    if len({str(cell.value) for cell in texts if has_postcode(str(cell.value))}) >= FEWEST:
        return "postcodes"
    if len({cell.value for cell in texts if is_in_another_alphabet(str(cell.value))}) >= FEWEST:
        return "a list of names"
    # A date behind a name makes a period of the text: "Kayleigh Dixon 12 March 2011".
    values = [
        str(cell.value) for cell in texts if headings.of(cell).shape == "text" or is_answer(cell)
    ]
    partly = {value for value in values if is_part_of_a_name(value)}
    if len(partly) >= FEWEST and 2 * len(partly) > len(texts):
        return "a list of names"
    listing = [name for value in values for name in names_in(value)]
    return "a list of names" if are_names(listing) and 2 * len(values) > len(texts) else None


def are_nhs_numbers(column: list[Cell], grid: Grid) -> bool:
    """Whether ten digits in a column are NHS numbers: not amounts among amounts."""
    found = [digits for cell in column if (digits := ten_digits(cell.value))]
    valid = [cell for cell in column if is_nhs_number(ten_digits(cell.value) or "")]
    if not valid or 2 * len(valid) < len(found):
        return False
    if sum(map(is_amount, column)) > 2 * len(valid):
        return False
    beside = [c for c in grid.select_rows([valid[0].row]) if c not in valid and is_amount(c)]
    above = [cell for cell in column if cell not in valid and is_amount(cell)]
    return len(valid) > 1 or not (beside or above)


def is_amount(cell: Cell) -> bool:
    value = cell.value
    if isinstance(value, str):
        digits = value.strip().lstrip("£").replace(",", "").replace(".", "", 1)
        return digits.isdecimal() and float(digits) >= AMOUNT
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= AMOUNT


def in_part(part: PackageText) -> str | None:
    """What the text of a part of the package holds that a list of children holds."""
    for text in part.texts:
        found = identifier_in(text)
        if found:
            return found
    numbers = [digits for text in part.texts if (digits := ten_digits(text))]
    valid = [digits for digits in numbers if is_nhs_number(digits)]
    if len(valid) >= FEWEST and 2 * len(valid) > len(numbers):
        return "NHS numbers"
    if len({text for text in part.texts if has_postcode(text)}) >= FEWEST:
        return "postcodes"
    if any(word in part.name.casefold() for word in NAMED_PARTS):
        people = [text for text in part.texts if is_person_name(text)]
        return "a list of names" if are_names(people) else None
    return None
