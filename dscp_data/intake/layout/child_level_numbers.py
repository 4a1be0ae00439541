"""Numbers and postcodes of children that lie over several columns."""

from __future__ import annotations

import re

import numpy as np

from dscp_data.intake.cells.grid import Grid

FEWEST = 3
"""So many different numbers make a list."""
SPLITS = ((3, 3, 4), (5, 5), (3, 7), (6, 4), (4, 6), (4, 3, 3), (9, 1), (1,) * 10)
"""The digits of an NHS number in each column that it may lie over."""
BEGINNINGS = np.array([4, 6, 7, 9])
"""The first digit of every number that is given to somebody in England."""
UPN_BEGINNING = re.compile(r"[A-HJ-NP-RT-Z]\d{0,11}", re.IGNORECASE)
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN_DIGITS = 12
MOST_ROWS = 1_000
"""Rows of a column in which the parts of a pupil number are put together."""
OUTWARD = re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]?")
INWARD = re.compile(r"\d[ABD-HJLNP-UW-Z]{2}", re.IGNORECASE)


def is_number_split_over_columns(grid: Grid) -> bool:
    """Whether columns side by side hold digits that make NHS numbers together.

    450, 557 and 7104 make 450 557 7104: the digits are put one behind another and weighed 10 to 1.
    Columns that hold no short number are passed over.
    """
    found = [short_number(content.value) for content in grid.contents]
    numbers = np.array([number for number, _ in found])[grid.codes]
    lengths = np.array([length for _, length in found])[grid.codes]
    used = np.count_nonzero(numbers >= 0, axis=0) >= FEWEST
    numbers, lengths = numbers[:, used], lengths[:, used]
    return any(
        are_parts_of_numbers(numbers[:, first:last], lengths[:, first:last], widths)
        for widths in SPLITS
        for first in range(numbers.shape[1] - len(widths) + 1)
        if (last := first + len(widths))
    )


def are_parts_of_numbers(numbers: np.ndarray, lengths: np.ndarray, widths: tuple[int, ...]) -> bool:
    """Whether most rows of some columns make NHS numbers. Only groups of 3, 3 and 4, as they are
    printed, may have lost the zeros that a group begins with: others would be found by chance."""
    tens = np.array([10**width for width in widths])
    if widths == SPLITS[0]:
        fits = (numbers >= 0) & (numbers < tens)
        filled = fits.all(axis=1) & (numbers[:, 0] >= 100)
    else:
        filled = (lengths == np.array(widths)).all(axis=1)
        filled &= np.isin(numbers[:, 0] // 10 ** (widths[0] - 1), BEGINNINGS)
    if np.count_nonzero(filled) < FEWEST:
        return False
    whole = numbers[filled, 0]
    for place in range(1, len(widths)):
        whole = whole * tens[place] + numbers[filled, place]
    weighed = sum(whole // 10**place % 10 * (place + 1) for place in range(10))
    right = whole[(weighed % 11 == 0) & (whole % 1_111_111_111 != 0)]
    return np.unique(right).size >= FEWEST and 2 * right.size > whole.size


def is_pupil_number_split_over_columns(grid: Grid) -> bool:
    """Whether columns side by side hold the letter and the digits of pupil numbers: most rows that
    begin so carry the check letter."""
    begins = grid.mask(lambda content: is_half(UPN_BEGINNING, content.value))
    for column in np.nonzero(np.count_nonzero(begins, axis=0) >= FEWEST)[0].tolist():
        lines = np.nonzero(begins[:, column])[0][:MOST_ROWS].tolist()
        rows = (grid.codes[line, column:].tolist() for line in lines)
        numbers = [pupil_number([grid.contents[code].value for code in row]) for row in rows]
        made = [number for number in numbers if number]
        right = {number for number in made if is_pupil_number(number)}
        if len(right) >= FEWEST and 2 * len(right) > len(made):
            return True
    return False


def pupil_number(values: list[object]) -> str:
    """The letter and twelve digits that the first cells of a row make together; "" where they make
    something else."""
    found = ""
    for value in values:
        text = "" if value is None or isinstance(value, bool) else str(value).strip()
        if found and text and not (text.isascii() and text.isdecimal()):
            return ""
        found += text
        if len(found) > UPN_DIGITS:
            return found if len(found) == UPN_DIGITS + 1 else ""
    return ""


def is_pupil_number(number: str) -> bool:
    """Whether a letter and twelve digits carry the check letter of a unique pupil number."""
    total = sum(int(digit) * weight for weight, digit in enumerate(number[1:], 2))
    return number[0].upper() == UPN_LETTERS[total % 23] and len(set(number[1:])) > 1


def short_number(value: object) -> tuple[int, int]:
    """A whole number of at most nine digits, also as text, and how many it is written with; -1
    and 0 for anything else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip() if isinstance(value, str | int) else ""
    is_number = text.isascii() and text.isdecimal() and len(text) <= 9
    return (int(text), len(text)) if is_number else (-1, 0)


def is_postcode_split_over_columns(grid: Grid) -> bool:
    """Whether two columns side by side hold the halves of postcodes: "SR8" and "1AB"."""
    inward = grid.mask(lambda content: is_half(INWARD, content.value))
    if np.count_nonzero(inward) < FEWEST:
        return False
    outward = grid.mask(lambda content: is_half(OUTWARD, content.value))
    beside = outward[:, :-1] & inward[:, 1:]
    halves = np.where(beside, grid.codes[:, 1:], 0)
    return any(np.unique(column[column > 0]).size >= FEWEST for column in halves.T)


def is_half(half: re.Pattern[str], value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= UPN_DIGITS
        and half.fullmatch(value.strip()) is not None
    )
