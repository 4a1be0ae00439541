"""One line of a register to one value; what is missing or wrong is put to account at its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.account import Account
from dscp_data.intake.context import UNCLEAR, UNKNOWN
from dscp_data.intake.faults import Rule
from dscp_data.intake.headings import Headings
from dscp_data.intake.marks import BLANK, of_text
from dscp_data.intake.names import fold
from dscp_data.intake.people import may_name_a_person
from dscp_data.intake.register_values import one_of_list, read_date
from dscp_data.intake.tables import Table
from dscp_data.intake.workbook import Cell
from dscp_data.returns import Action, Concern, Evidence

NOT_YET = {"", "open", "ongoing", "n/a", "-", "tbc", "not yet", "none", "still open"}
OUTCOME_WORDS = {"closed": "resolved", "complete": "resolved", "yes": "resolved"}
PARTS = re.compile(r"[;,\n|]+")


class Reader:
    """Reads the lines of one register: knows its columns and where its faults go."""

    def __init__(
        self,
        table: Table,
        catalogue: Catalogue,
        headings: Headings,
        today: date,
        account: Account,
    ) -> None:
        self.catalogue, self.headings, self.today = catalogue, headings, today
        self.account, self.table = account, table
        self.columns: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.unknown: list[Cell] = []
        for _, cells in table.header:
            for cell in cells.values():
                role = headings.of(cell).role
                if role:
                    name = fold(str(cell.value)) if role == "description" else role
                    name = {"outcomes": "outcome", "lead": "lead agency"}.get(name, name)
                    self.columns.setdefault(name, cell.column)
                    self.titles.setdefault(name, str(cell.value).strip())
                else:
                    self.unknown.append(cell)

    def line(self, number: int, cells: dict[int, Cell]) -> Line:
        line = Line(self, number, cells)
        for role, column in self.columns.items():
            cell = cells.get(column)
            if cell is not None and cell.error:
                line.wrong(rules.EXCEL_ERROR, cell, role, text=cell.error)
            elif cell is not None and cell.formula_without_value:
                line.wrong(rules.NO_FORMULA_VALUE, cell, role)
        return line

    def report_columns(self) -> None:
        """Columns that no register has, once each."""
        for cell in self.unknown:
            below = [row[cell.column] for _, row in self.table.lines if cell.column in row]
            self.account.note_all(below, "in a column that was not understood")
            if below:
                text = str(cell.value).strip()
                self.account.fault(rules.IGNORED_COLUMN, cell, text, text=text)


@dataclass
class Line:
    """One line of a register. Each question gives a value, or puts a fault to account."""

    reader: Reader
    number: int
    cells: dict[int, Cell]
    fine: bool = True

    @property
    def first(self) -> Cell:
        return self.cells[min(self.cells)]

    def cell(self, *roles: str) -> Cell | None:
        for role in roles:
            column = self.reader.columns.get(role)
            if column in self.cells:
                return self.cells[column]
        return None

    def text(self, *roles: str) -> str:
        cell = self.cell(*roles)
        if cell is None:
            return ""
        if isinstance(cell.value, float) and cell.value.is_integer():
            return str(int(cell.value))
        return " ".join(str(cell.value).split())

    def wrong(self, rule: Rule, cell: Cell | None, role: str, **words: object) -> None:
        heading = self.reader.titles.get(role, role)
        at = cell or Cell(self.number, self.reader.columns.get(role, self.first.column), "")
        self.reader.account.fault(rule, at, heading, **words)
        self.fine = False

    def prose(self, role: str) -> str:
        """A text of sentences, which may name a person."""
        cell = self.cell(role)
        if cell is not None and may_name_a_person(str(cell.value)):
            heading = self.reader.titles.get(role, role)
            self.reader.account.fault(rules.PERSON, cell, heading)
        return self.text(role)

    def need(self, role: str, *others: str) -> str:
        found = self.text(role, *others)
        if not found:
            heading = self.reader.titles.get(role, role.capitalize())
            self.wrong(rules.MISSING_IN_LINE, None, role, heading=heading)
        return found

    def day(self, role: str, *, needed: bool = False, past: bool = True) -> date | None:
        cell = self.cell(role)
        text = self.text(role)
        if cell is None or text.casefold() in NOT_YET or of_text(text) == BLANK:
            if needed:
                heading = self.reader.titles.get(role, role.capitalize())
                self.wrong(rules.MISSING_IN_LINE, cell, role, heading=heading)
            return None
        found = read_date(cell.value)
        if found is None:
            self.wrong(rules.NOT_A_DATE, cell, role, text=text)
        elif past and found > self.reader.today:
            self.wrong(rules.FUTURE_DATE, cell, role, day=f"{found:%-d %B %Y}")
        return found

    def in_order(self, earlier: str, later: str, one: date | None, other: date | None) -> None:
        if one and other and other < one:
            titles = self.reader.titles
            words = {"later": titles[later], "one": f"{other:%-d %B %Y}",
                     "earlier": titles[earlier], "other": f"{one:%-d %B %Y}"}  # fmt: skip
            self.wrong(rules.DATES_REVERSED, self.cell(later), later, **words)

    def name(self, kind: str, role: str, otherwise: str = "") -> str:
        cell, text = self.cell(role), self.text(role)
        if not text:
            return otherwise
        found = self.reader.headings.names.find(kind, text)
        if found.id:
            return found.id
        if found.question:
            self.wrong(UNCLEAR[kind], cell, role, text=text, question=found.question)
        else:
            self.wrong(UNKNOWN[kind], cell, role, text=text, hint=found.hint)
        return ""

    def listed(self, role: str, options: dict[str, list[str]], text: str = "") -> str:
        text = text or self.text(role)
        if not text:
            return ""
        found = one_of_list(text, dict(options))
        if found is None:
            names = ", ".join(words[-1] for words in options.values())
            self.wrong(rules.NOT_ON_LIST, self.cell(role), role, text=text, options=names)
        return found or ""


def read_concern(line: Line) -> Concern | None:
    reference = line.need("indicator")
    area = line.text("area of concern")
    if not area and line.reader.columns.get("area of concern") is not None:
        line.need("area of concern")
    locality = line.name("locality", "locality", "not-known")
    opened = line.day("opened", needed=True)
    resolved = line.day("resolved")
    line.in_order("opened", "resolved", opened, resolved)
    outcome = line.text("outcome", "status").casefold()
    outcome = OUTCOME_WORDS.get(outcome, "" if outcome in NOT_YET else outcome)
    if resolved and not outcome:
        outcome = "resolved"
    repeat = line.text("repeat of")
    repeat = "" if repeat.casefold() in {*NOT_YET, "no", "n"} else repeat
    if repeat.casefold() in ("yes", "y"):
        repeat = reference
    if not line.fine or opened is None:
        return None
    return Concern(
        reference, area, locality, opened, resolved, outcome, repeat,
        line.reader.account.sheet, line.first.address,
    )  # fmt: skip


def read_evidence(line: Line) -> Evidence | None:
    catalogue = line.reader.catalogue
    day = line.day("period", needed=True)
    agency = line.name("agency", "agency")
    types = {t.id: [t.id, t.name] for t in catalogue.evidence_types}
    type_ = line.listed("type", types)
    if not line.text("type"):
        line.need("type")
    known = {outcome.id: [outcome.id] for outcome in catalogue.outcomes}
    outcomes = tuple(
        found for text in parts(line.text("outcome")) if (found := outcome_of(line, known, text))
    )
    by_name = {t.id: [t.id, t.name] for t in catalogue.golden_threads}
    threads = tuple(
        found
        for text in thread_parts(line.text("golden threads"), by_name)
        if (found := line.listed("golden threads", by_name, text))
    )
    finding = line.need("finding") and line.prose("finding")
    indicator = line.name("indicator", "indicator")
    if not line.fine or day is None:
        return None
    return Evidence(
        day, agency, type_, outcomes, threads, finding, line.text("rating"), indicator,
        line.reader.account.sheet, line.first.address,
    )  # fmt: skip


def parts(text: str) -> list[str]:
    """The entries of a cell that lists several: "1.1; 2.3" or "1.1 2.3"."""
    found = [part.strip() for part in PARTS.split(text) if part.strip()]
    if len(found) == 1 and all(re.fullmatch(r"[\d.]+", word) for word in found[0].split()):
        return found[0].split()
    return found


def outcome_of(line: Line, known: dict[str, list[str]], text: str) -> str:
    number = re.match(r"\d\.\d", text)
    return line.listed("outcome", known, number[0] if number else text)


def thread_parts(text: str, known: dict[str, list[str]]) -> list[str]:
    """Threads in one cell: by semicolons, or by spaces where each is an id."""
    if text and all(word in known for word in text.split()):
        return text.split()
    return [part.strip() for part in re.split(r"[;,\n|]+", text) if part.strip()]


def read_action(line: Line) -> Action | None:
    terms = line.reader.catalogue.reform_terms
    options = {kind: {t.id: [t.id, t.name] for t in terms(kind)}
               for kind in ("strand", "workstream", "status")}  # fmt: skip
    title = line.need("title")
    strand = line.listed("strand", options["strand"])
    workstream = line.listed("workstream", options["workstream"])
    lead = line.name("agency", "lead agency") or line.name("agency", "agency")
    start = line.day("start", past=False)
    due = line.day("due", needed=True, past=False)
    completed = line.day("completed")
    line.in_order("start", "due", start, due)
    line.in_order("start", "completed", start, completed)
    status = line.listed("status", options["status"])
    if not status:
        status = "complete" if completed else ""
        if not line.text("status") and not completed:
            line.need("status")
    if not line.fine or due is None:
        return None
    return Action(
        strand, workstream, title, lead, start, due, completed, status, line.prose("position"),
        line.text("evidence"), line.text("funding"),
        line.reader.account.sheet, line.first.address,
    )  # fmt: skip
