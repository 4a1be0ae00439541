"""Reads the registers of a workbook: areas of concern, meetings, evidence, the reform plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.table_context import LONGEST_LINE
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.registers import mapping_meetings as meetings
from dscp_data.intake.registers.field_values import read_date
from dscp_data.intake.registers.row_reader import RegisterReader
from dscp_data.intake.registers.row_types import read_action, read_concern, read_evidence
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.model.returns import Action, Concern, Evidence, MappingMeeting, Observation

CONCERNS, MEETINGS = "areas of concern", "mapping meetings"
EVIDENCE, ACTIONS = "evidence", "reform plan"
CUT_OFF = re.compile(
    r"\b(?:as at|as of|position at|position as at|data to|complete to|correct at|correct to"
    r"|up to|to the end of|cut[- ]?off(?: date)?|data as at)\b:?\s*(.*)$", re.I
)  # fmt: skip


def register_kind(table: Table, headings: HeadingParser) -> str:
    """Which register a table is, by its headings; "" for a table of figures."""
    roles = {headings.of(cell).role for _, cells in table.header for cell in cells.values()}
    if meetings.is_meeting_list(table, headings):
        return MEETINGS
    if "opened" in roles and ({"area of concern", "resolved"} & roles):
        return CONCERNS
    if "due" in roles and {"strand", "workstream", "title"} & roles:
        return ACTIONS
    if "finding" in roles and {"type", "rating", "golden threads", "period"} & roles:
        return EVIDENCE
    return ""


@dataclass(frozen=True)
class RegisterContents:
    """What the registers of a file hold."""

    concerns: tuple[Concern, ...]
    meetings: tuple[MappingMeeting, ...]
    evidence: tuple[Evidence, ...]
    actions: tuple[Action, ...]
    cut_off: date | None


@dataclass
class Registers:
    """Gathers the registers of a file, sheet by sheet."""

    catalogue: Catalogue
    headings: HeadingParser
    today: date
    concerns: list[tuple[Concern, Cell, CellLedger]] = field(default_factory=list)
    meetings: list[tuple[MappingMeeting, Cell, CellLedger]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    said_cut_off: date | None = None
    register: tuple[CellLedger, Cell] | None = None
    silent: list[tuple[str, int]] = field(default_factory=list)

    def read(self, kind: str, table: Table, ledger: CellLedger) -> None:
        """Read every line of a register."""
        also = meetings.HEADINGS if kind == MEETINGS else None
        reader = RegisterReader(table, self.catalogue, self.headings, self.today, ledger, also)
        for number, cells in table.lines:
            line = reader.line(number, cells)
            if kind == CONCERNS:
                concern = read_concern(line)
                if concern is not None:
                    self.concerns.append((concern, line.first, ledger))
            elif kind == MEETINGS:
                if self.headings.of(line.first).total:
                    meetings.check_total(line, self.meetings)
                    continue
                meeting = meetings.read_meeting(line)
                if meeting is not None:
                    self.meetings.append((meeting, line.first, ledger))
            elif kind == EVIDENCE:
                evidence = read_evidence(line)
                self.evidence += [evidence] if evidence else []
            else:
                action = read_action(line)
                self.actions += [action] if action else []
        reader.report_columns()
        if kind == CONCERNS:
            self.register = (ledger, next(iter(table.header[0][1].values())))
            self.said_cut_off = find_cut_off(table) or self.said_cut_off

    def finish(self, observations: Iterable[Observation], agency: str | None) -> RegisterContents:
        """The registers as a whole: references checked, the cut-off day worked out."""
        self.check_references()
        meetings.check_meetings(self.meetings)
        cut_off = self.said_cut_off
        if self.concerns and cut_off is None and self.register is not None:
            cut_off = self.assumed_cut_off(observations)
            ledger, cell = self.register
            ledger.fault(rules.NO_CUT_OFF, cell, day=f"{cut_off:%-d %B %Y}")
        return RegisterContents(
            tuple(link_repeats([concern for concern, _, _ in self.concerns])),
            tuple(meeting for meeting, _, _ in self.meetings),
            tuple(fill_in_agency(self.evidence, agency)),
            tuple(self.actions),
            cut_off if self.concerns else None,
        )

    def assumed_cut_off(self, observations: Iterable[Observation]) -> date:
        ends = [o.period.end for o in observations if o.period.end <= self.today]
        if ends:
            return max(ends)
        days = [concern.opened for concern, _, _ in self.concerns]
        days += [c.resolved for c, _, _ in self.concerns if c.resolved]
        return max(days)

    def check_references(self) -> None:
        known = {concern.reference for concern, _, _ in self.concerns}
        first: dict[tuple[str, date], Concern] = {}
        for concern, cell, ledger in self.concerns:
            earlier = first.setdefault((concern.reference, concern.opened), concern)
            if earlier is not concern:
                place = f"{earlier.sheet}!{earlier.cell}"
                ledger.fault(rules.REPEATED_LINE, cell, text=concern.reference, place=place)
            if concern.repeat_of and concern.repeat_of not in known:
                ledger.fault(rules.UNKNOWN_REFERENCE, cell, text=concern.repeat_of)


def link_repeats(concerns: list[Concern]) -> list[Concern]:
    """The same reference opened again is a repeat of itself."""
    opened: dict[str, list[date]] = {}
    for concern in concerns:
        opened.setdefault(concern.reference, []).append(concern.opened)
    return [
        replace(c, repeat_of=c.reference)
        if not c.repeat_of and c.opened > min(opened[c.reference])
        else c
        for c in concerns
    ]


def fill_in_agency(evidence: list[Evidence], agency: str | None) -> list[Evidence]:
    return [replace(e, agency=e.agency or agency or "") for e in evidence]


def find_cut_off(table: Table) -> date | None:
    """The day that a line above a register says it is complete to."""
    for _, cells in table.above:
        ordered: list[Cell] = [cells[column] for column in sorted(cells)]
        for at, cell in enumerate(ordered):
            found = (
                CUT_OFF.search(" ".join(cell.value.split())[:LONGEST_LINE])
                if isinstance(cell.value, str)
                else None
            )
            if not found:
                continue
            beside = ordered[at + 1].value if at + 1 < len(ordered) else None
            day = read_date(found[1].strip(" .)")) or (read_date(beside) if beside else None)
            if day:
                return day
    return None
