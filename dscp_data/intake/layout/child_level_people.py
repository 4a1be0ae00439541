"""Columns of people: names, initials or "Child A" below a heading for one person, and addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.child_level_headings import (
    is_child_heading,
    is_name_heading,
    is_staff_heading,
)
from dscp_data.intake.terms.child_identifiers import (
    NOT_NAMES,
    bare_name,
    has_known_forename,
    has_postcode,
    is_forename,
    is_in_another_alphabet,
    is_initials,
    is_person_name,
    names_in,
    ten_digits,
)
from dscp_data.intake.terms.contact_details import has_mobile_number, has_private_email
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.qualifiers import GENERAL

LONGEST_CHILD_HEADING = 20
LONGEST_LOOKED_UP = 100
LONGEST_CELL = 100
FEWEST = 3
FEWEST_SURE = 2
"""So many names make a list where the heading or a known forename says that they are names."""
LETTERED = re.compile(r"(?:child|yp|young person|baby|twin|sibling|pupil) ?[a-z0-9]{1,3}")
_NAME = r"[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?"
PART_OF_A_NAME = re.compile(
    rf"(?![NSEW]\b)[A-Z]\.? ({_NAME})|({_NAME}), ?[A-Z]\.?"
    rf"|(?:Mr|Mrs|Ms|Miss|Mstr|Master)\.? ({_NAME})"
    rf"|(?:Baby|Unborn(?: Baby)?|UBB)(?: of)? ({_NAME})(?: {_NAME})?|(?:The )?({_NAME}) [Ff]amily"
)
KINDS_OF_FAMILIES = {"foster", "birth", "extended", "adoptive", "immediate", "kinship", "whole",
                     "blended", "single", "own", "wider", "step", "host", "early", "level",
                     "levels"}  # fmt: skip
FLAT = re.compile(r"(?:flat|apt|apartment|unit|room) \w{1,4} ")
ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]? (?:\w+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|close|drive|terrace"
    r"|crescent|gardens|court|grove|view|way|place|walk)\b"
)


def are_people(texts: Sequence[Cell], grid: Grid, headings: HeadingParser) -> bool:
    """Whether the texts of a column, from the top down, are people below a heading for them."""
    at = next((n for n, cell in enumerate(texts) if is_heading(cell)), None)
    if at is None:
        return False
    heading, below = texts[at], texts[at + 1 :]
    of_child = is_child_heading(heading.value)
    people = [
        cell for cell in below
        if is_somebody(str(cell.value), of_child=of_child) and headings.of(cell).shape == "text"
    ]  # fmt: skip
    sure = of_child or (
        all(has_known_forename(str(cell.value)) for cell in people)
        and not any(is_staff_heading(cell.value) for cell in grid.select_rows([heading.row]))
    )
    fewest = FEWEST_SURE if sure else FEWEST
    return len(people) >= fewest and 2 * len(people) > len(below)


def is_heading(cell: Cell) -> bool:
    return is_name_heading(cell.value) or is_child_heading(cell.value)


def is_somebody(text: str, *, of_child: bool) -> bool:
    """Whether a text below a heading for people can be one of them."""
    if is_person_name(text) or is_in_another_alphabet(text):
        return True
    if not of_child:
        return False
    folded = fold(text)
    return (
        is_forename(text)
        or LETTERED.fullmatch(folded) is not None
        or (is_initials(text) and not GENERAL.found_in(folded))
    )


def is_part_of_a_name(text: str) -> bool:
    """Whether a text is a name with an initial or a title, or a family's: "K. Dixon", "Dixon, K",
    "Mrs Dixon", "Baby of Kayleigh Dixon", "Dixon family"."""
    found = PART_OF_A_NAME.fullmatch(bare_name(text)) if len(text) <= LONGEST_CELL else None
    if found is None:
        return False
    word = next(filter(None, found.groups())).casefold()
    return word not in NOT_NAMES and word not in KINDS_OF_FAMILIES


def is_address(text: str) -> bool:
    """Whether a text is a house of a street: "12 High Street, Peterlee"."""
    if len(text) > LONGEST_CELL or not text[:1].isalnum():
        return False
    folded = fold(text)
    return (text[0].isdigit() or FLAT.match(folded) is not None) and bool(ADDRESS.search(folded))


def is_worth_a_look(value: object) -> bool:
    """Whether a value could be a name, holds a postcode or could be an NHS number."""
    if not isinstance(value, str):
        return ten_digits(value) is not None
    return len(value) >= 2 and (
        may_be_of_a_child(value) if len(value) <= LONGEST_LOOKED_UP else may_be_in_a_list(value)
    )


@lru_cache(maxsize=10_000)
def may_be_of_a_child(text: str) -> bool:
    """The same of a short text: files of an agency repeat theirs."""
    return ten_digits(text) is not None or may_be_in_a_list(text)


def may_be_in_a_list(text: str) -> bool:
    return (
        is_person_name(text)
        or is_forename(text)
        or has_postcode(text)
        or has_mobile_number(text)
        or has_private_email(text)
        or is_in_another_alphabet(text)
        or is_address(text)
        or is_part_of_a_name(text)
        or (len(text) <= LONGEST_CHILD_HEADING and is_child_heading(text))
        or any(map(is_person_name, names_in(text)))
    )
