"""Days of birth and ages beside initials or a sex."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from dscp_data.intake.cells.grid import Content, Grid
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.child_level_headings import LONGEST_HEADING
from dscp_data.intake.layout.child_level_numbers import FEWEST
from dscp_data.intake.terms.child_identifiers import is_initials
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser

DAY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-./ ](?:\d{1,2}|[A-Za-z]{3,9})[-./ ]\d{2,4}"
    r"|\d{4}[-./]\d{1,2}[-./](\d{1,2})"
)
DAY_OF_DIGITS = re.compile(
    r"([0-3]?\d)(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])([0-3]\d)"
)
AGE_HEADINGS = {"age", "ages", "age now", "age years", "age yrs", "current age", "age at referral"}
AGE = re.compile(r"(?:1[0-8]|\d)(?: ?(?:y|yo|yrs?|years?)(?: old)?)?", re.IGNORECASE)
LONGEST_AGE = 12
SEXES = {"m", "f", "male", "female", "boy", "girl"}


def unknown_initials(grid: Grid, headings: HeadingParser) -> np.ndarray:
    """Which cells hold initials that are no code for something we know."""

    def is_unknown(content: Content) -> bool:
        value = content.value
        return (
            isinstance(value, str)
            and is_initials(value)
            and headings.of(Cell(1, 1, *content)).shape == "text"
        )

    return grid.mask(is_unknown)


def has_initials_with_days(grid: Grid, headings: HeadingParser) -> bool:
    """Whether rows hold initials and a day that is no first or last day of a period."""
    letters = unknown_initials(grid, headings)
    days = grid.mask(lambda content: is_day_within_month(content.value))
    rows = letters.any(axis=1) & days.any(axis=1)
    found = np.unique(np.where(letters, grid.codes, 0)[rows])
    return int(np.count_nonzero(found)) >= FEWEST


def has_initials_with_ages(grid: Grid, headings: HeadingParser) -> bool:
    """Whether rows hold initials and, below a heading "Age", a number; or initials with dots, which
    no code has, and the age of a child."""
    letters = unknown_initials(grid, headings)
    if np.count_nonzero(letters) < FEWEST:
        return False
    below_age = grid.mask(lambda content: is_age_heading(content.value)).any(axis=0)
    ages = grid.mask(lambda content: is_age(content.value))
    dotted = letters & grid.mask(lambda content: "." in str(content.value))
    for initials, age in ((letters, ages & below_age), (dotted, ages)):
        rows = initials.any(axis=1) & age.any(axis=1)
        if np.count_nonzero(np.unique(np.where(initials, grid.codes, 0)[rows])) >= FEWEST:
            return True
    return False


def is_age_heading(value: object) -> bool:
    return isinstance(value, str) and fold(value[:LONGEST_HEADING]) in AGE_HEADINGS


def is_age(value: object) -> bool:
    """Whether a value can be the age of a child: 14, "14", "14 yrs"."""
    if isinstance(value, str):
        return len(value) <= LONGEST_AGE and AGE.fullmatch(value.strip()) is not None
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 18


def has_days_with_sex(grid: Grid) -> bool:
    """Whether rows hold a sex and a day that is no first or last day of a period."""
    sexes = grid.mask(lambda content: is_sex(content.value))
    days = grid.mask(lambda content: is_day_within_month(content.value))
    rows = sexes.any(axis=1) & days.any(axis=1)
    return np.unique(np.where(days, grid.codes, 0)[rows]).size > FEWEST  # one of them is no day


def is_sex(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold() in SEXES


def is_day_within_month(value: object) -> bool:
    """Whether a value is a date that begins and ends no period, so that it may be one of birth."""
    if isinstance(value, date):
        return 1 < value.day < 28
    text = str(value).strip() if isinstance(value, int | str) else ""
    if len(text) >= 30:
        return False
    found = DAY.fullmatch(text) or DAY_OF_DIGITS.fullmatch(text)
    return found is not None and 1 < int(found[1] or found[2]) < 28
