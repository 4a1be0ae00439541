"""Asks about people who are named in a sentence of a sheet, in a note or in the file's name.

One name is no list of children and may be a colleague's, so the sender is asked. A name right
behind a word for people at work ("Completed by Ann Smith") is not asked about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePath

from dscp_data.intake import rules
from dscp_data.intake.cells.workbook import Workbook, address
from dscp_data.intake.layout.child_level_headings import STAFF
from dscp_data.intake.layout.note_words import MOST_NOTES, notes_in
from dscp_data.intake.terms.child_identifiers import LONGEST, NOT_NAMES, is_person_name
from dscp_data.intake.terms.contact_details import has_mobile_number, has_private_email
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.person_detector import KNOWN, may_name_a_person
from dscp_data.model.faults import Fault, fault

FEWEST_WORDS = 4
"""Words of a sentence: what is shorter is a label."""
BEFORE = 40
"""Characters in which a word for people at work may be before a name."""
_WORD = r"[A-Z][a-z]+(?:[-’'][A-Z][a-z]+)?"
NAMED = re.compile(rf"\b({_WORD}) (?=({_WORD})\b)")
WITH_AGE = re.compile(rf"\b({_WORD}) ({_WORD}),? \(?aged \d{{1,2}}\b(?! (?:or|to|and)\b|-|–)")
OF_A_CHILD = re.compile(
    rf"\b(?i:child|pupil|young person|girl|boy|son|daughter|sibling|mother|father|victim)"
    rf"(?:,| called| named|:) ({_WORD}) ({_WORD})\b"
)
NO_WORDS = re.compile(r"[\d._()\-]+|\breturns?\b", re.IGNORECASE)
FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
AUTHOR = re.compile(r"^[^:]{1,40}: ?")
"""Who wrote a note: Excel begins it so."""


def people_in_notes(workbook: Workbook, file: str) -> Iterator[Fault]:
    """A query for the notes of a file and one for its name."""
    notes = sorted(set(notes_in(workbook)))[:MOST_NOTES]
    if any(names_somebody(AUTHOR.sub("", note)) for note in notes if not is_person_name(note)):
        yield fault(rules.PERSON_IN_NOTE, "", "")
    if names_somebody(words_of_file_name(file), fewest=2):
        yield fault(rules.PERSON_IN_FILE_NAME, "", "")


def words_of_file_name(file: str) -> str:
    """The words of a file's name: "CSC return - Liam Dixon Q1.xlsx" is "CSC Liam Dixon Q". Who it
    is from sent it, as "by" says."""
    words = NO_WORDS.sub(" ", PurePath(file).stem[:LONGEST])
    return " ".join(FROM.sub("by", words).split())


def people_in_texts(workbook: Workbook, asked: Collection[tuple[str, str]]) -> Iterator[Fault]:
    """A query for each different sentence on a sheet that names somebody, at the first cell that
    has it, unless that sheet and cell are `asked` about already."""
    for sheet in workbook.sheets:
        seen = set[object]()
        for cell in sheet.grid.filter(lambda content: isinstance(content.value, str)
                                      and names_somebody(content.value)):  # fmt: skip
            place = (sheet.name, address(cell.row, cell.column))
            if cell.value not in seen and place not in asked:
                yield fault(rules.PERSON_IN_TEXT, *place)
            seen.add(cell.value)


def names_somebody(text: str, fewest: int = FEWEST_WORDS) -> bool:
    """Whether a text of so many words or more names a person, or how to reach one."""
    if len(text) > LONGEST or len(text.split()) < fewest or text.islower():
        return False
    if not may_name_a_person(text):
        named = [*WITH_AGE.finditer(text), *OF_A_CHILD.finditer(text)]
        return any(map(is_a_name, named)) or is_reached_at(text)
    found = [one for one in NAMED.finditer(text) if one[1].casefold() in KNOWN]
    return not found or any(is_a_name(one) and not is_at_work(text, one.start()) for one in found)


def is_a_name(found: re.Match[str]) -> bool:
    return NOT_NAMES.isdisjoint((found[1].casefold(), found[2].casefold()))


def is_reached_at(text: str) -> bool:
    """Whether a text has a private telephone number or address of somebody who is not at work."""
    return (has_mobile_number(text) or has_private_email(text)) and not is_at_work(text, len(text))


def is_at_work(text: str, name: int) -> bool:
    """Whether words before a name say that it is of somebody at work."""
    return STAFF.search(fold(text[max(0, name - BEFORE) : name])) is not None
