"""Reads the list of mapping meetings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.registers.row_reader import RegisterRow
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.person_detector import may_name_a_person
from dscp_data.model.returns import MappingMeeting
from dscp_data.model.text import format_number

# Words that mean something else, or nothing, over any other table.
HEADINGS = {
    **dict.fromkeys(("date", "day", "held", "held on"), "met"),
    **dict.fromkeys(("discussed", "concerns"), "concerns discussed"),
    **dict.fromkeys(("opened", "new"), "concerns opened"),
    **dict.fromkeys(
        (
            *("children discussed", "number of children discussed", "no of children discussed"),
            *("children", "number of children", "young people discussed", "distinct children"),
            *("children and young people discussed", "children discussed in mapping meetings"),
            *("distinct children discussed", "number of young people discussed"),
        ),
        "children discussed",
    ),
    **dict.fromkeys(("agencies", "partners", "organisations", "partner agencies"), "present"),
}
PARTS_OF_A_NAME = 5
"""How many commas may part the name of one agency, and one more."""
TELLING = {"concerns discussed", "concerns opened", "present"}


def is_meeting_list(table: Table, headings: HeadingParser) -> bool:
    """Whether a table has a day of meeting, and what only such meetings have."""
    cells = [cell for _, row in table.header for cell in row.values()]
    roles = {headings.of(cell).role for cell in cells}
    dated = "met" in roles or any(fold(str(cell.value)) == "date" for cell in cells)
    return dated and bool(TELLING & roles)


def read_meeting(line: RegisterRow) -> MappingMeeting | None:
    day = line.parse_date("met", needed=True)
    locality = line.match_name("locality", "locality", line.reader.headings.names.unknown)
    discussed = line.parse_count("concerns discussed")
    opened = line.parse_count("concerns opened")
    children = line.parse_count("children discussed")
    agencies = agencies_present(line)
    if discussed is not None and opened is not None and opened > discussed:
        cell = line.cell("concerns opened")
        line.query(rules.OPENED_NOT_DISCUSSED, cell, opened=opened, discussed=discussed)
    if not line.is_valid or day is None:
        return None
    return MappingMeeting(
        day, locality, discussed, opened, children, agencies,
        line.reader.ledger.sheet, line.first.address,
    )  # fmt: skip


def agencies_present(line: RegisterRow) -> tuple[str, ...]:
    """The agencies that a line names, in its order. What is no agency is never kept."""
    cell, found = line.cell("present"), dict[str, None]()
    if cell is None:
        return ()
    for text in attendees(str(cell.value), line):
        name = line.reader.headings.names.find("agency", text)
        if name.id:
            found[name.id] = None
        elif may_name_a_person(text):
            line.query(rules.PERSON, cell)
        else:
            hint = f" {name.question}" if name.question else ""
            line.query(rules.NOT_AN_AGENCY, cell, text=text, hint=hint)
    return tuple(found)


def attendees(text: str, line: RegisterRow) -> Iterator[str]:
    """The names of a list. A comma may be part of one: "Tees, Esk and Wear Valleys"."""
    known = line.reader.headings.names
    for entry in re.split(r"[;\n|]+", text):
        words = [part.strip() for part in entry.split(",") if part.strip()]
        while words:
            taken = next(
                (n for n in range(min(len(words), PARTS_OF_A_NAME), 1, -1)
                 if known.find("agency", ", ".join(words[:n])).id),
                1,
            )  # fmt: skip
            yield ", ".join(words[:taken])
            words = words[taken:]


def check_total(
    line: RegisterRow, before: Iterable[tuple[MappingMeeting, Cell, CellLedger]]
) -> None:
    """A line of totals under the meetings of its sheet: checked against them and not stored."""
    ledger = line.reader.ledger
    above = [meeting for meeting, _, at in before if at is ledger]
    for role in ("concerns discussed", "concerns opened", "children discussed"):
        cell, total = line.cell(role), line.parse_count(role)
        parts = sum(getattr(meeting, role.replace(" ", "_")) or 0 for meeting in above)
        if total is not None and total != parts:
            line.query(
                rules.TOTAL_DISAGREES, cell, total=format_number(total), parts=format_number(parts)
            )
    ledger.classify_all(line.cells.values(), "total")


def check_meetings(read: Iterable[tuple[MappingMeeting, Cell, CellLedger]]) -> None:
    """One meeting a place and day."""
    first: dict[tuple[object, str], MappingMeeting] = {}
    for meeting, cell, ledger in read:
        earlier = first.setdefault((meeting.held_on, meeting.locality), meeting)
        if earlier is not meeting:
            day, place = f"{meeting.held_on:%-d %B %Y}", f"{earlier.sheet}!{earlier.cell}"
            ledger.fault(rules.REPEATED_MEETING, cell, day=day, place=place)
