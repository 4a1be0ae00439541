"""Reads a register row by column: each field is a value, or a fault at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import NOT_UNDERSTOOD, CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.table_context import UNCLEAR, UNKNOWN
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.registers.field_values import match_option, read_date
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.person_detector import may_name_a_person
from dscp_data.intake.terms.value_parser import BLANK, parse_cell, parse_text
from dscp_data.model.faults import Rule
from dscp_data.model.text import format_number

LARGEST_COUNT = 10_000
NOT_YET_DATED = {"", "open", "ongoing", "n/a", "-", "tbc", "not yet", "none", "still open"}


class RegisterReader:
    """Reads the lines of one register: knows its columns and where its faults go."""

    def __init__(
        self,
        table: Table,
        catalogue: Catalogue,
        headings: HeadingParser,
        today: date,
        ledger: CellLedger,
        also: Mapping[str, str] | None = None,
    ) -> None:
        self.catalogue, self.headings, self.today = catalogue, headings, today
        self.ledger, self.table = ledger, table
        self.columns: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.asked: set[str] = set()
        self.heads: dict[str, Cell] = {}
        self.unknown: list[Cell] = []
        for _, cells in table.header:
            for cell in cells.values():
                role = (also or {}).get(fold(str(cell.value))) or headings.of(cell).role
                name = fold(str(cell.value)) if role == "description" else role
                name = {"outcomes": "outcome", "lead": "lead agency"}.get(name, name)
                if not name or name in self.columns:
                    self.unknown.append(cell)
                    continue
                self.columns[name], self.heads[name] = cell.column, cell
                self.titles[name] = str(cell.value).strip()

    def line(self, number: int, cells: dict[int, Cell]) -> RegisterRow:
        line = RegisterRow(self, number, cells)
        self.ledger.classify_all((cells[c] for c in self.columns.values() if c in cells), "line")
        for role, column in self.columns.items():
            cell = cells.get(column)
            if cell is not None and cell.error:
                line.reject(rules.EXCEL_ERROR, cell, role, text=cell.error)
            elif cell is not None and cell.formula_without_value:
                line.reject(rules.NO_FORMULA_VALUE, cell, role)
        return line

    def report_columns(self) -> None:
        """Columns that are not read, once each: no such register has them."""
        unread = [head for role, head in self.heads.items() if role not in self.asked]
        for cell in (*self.unknown, *unread):
            below = [row[cell.column] for _, row in self.table.lines if cell.column in row]
            self.ledger.classify_all(below, NOT_UNDERSTOOD)
            if below:
                text = str(cell.value).strip()
                self.ledger.fault(rules.IGNORED_COLUMN, cell, text, text=text)


@dataclass
class RegisterRow:
    """One line of a register. Each question gives a value, or puts a fault to account."""

    reader: RegisterReader
    number: int
    cells: dict[int, Cell]
    is_valid: bool = True

    @property
    def first(self) -> Cell:
        return self.cells[min(self.cells)]

    def cell(self, *roles: str) -> Cell | None:
        for role in roles:
            self.reader.asked.add(role)
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

    def reject(self, rule: Rule, cell: Cell | None, role: str, **words: object) -> None:
        heading = self.reader.titles.get(role, role)
        at = cell or Cell(self.number, self.reader.columns.get(role, self.first.column), "")
        self.reader.ledger.fault(rule, at, heading, **words)
        self.is_valid = False

    def query(self, rule: Rule, cell: Cell | None, **words: object) -> None:
        """A query or a warning: the line is stored as it is."""
        at = cell or self.first
        heading = next((self.reader.titles[role] for role, column in self.reader.columns.items()
                        if column == at.column), "")  # fmt: skip
        self.reader.ledger.fault(rule, at, heading, **words)

    def parse_count(self, role: str) -> int | None:
        """How many; None where the cell is blank or says that nothing is known."""
        cell = self.cell(role)
        if cell is None or cell.error or cell.formula_without_value:
            return None
        found = parse_cell(cell)
        if found.kind == "blank":
            return None
        if found.number is None or found.percent:
            self.reject(rules.NOT_A_COUNT, cell, role, text=self.text(role))
        elif found.number < 0:
            self.reject(rules.NEGATIVE, cell, role, number=format_number(found.number))
        elif not float(found.number).is_integer():
            self.reject(rules.NOT_WHOLE, cell, role, number=format_number(found.number))
        elif found.number > LARGEST_COUNT:
            self.reject(rules.IMPOSSIBLE, cell, role, number=format_number(found.number))
        else:
            return int(found.number)
        return None

    def free_text(self, role: str) -> str:
        """A text of sentences, which may name a person."""
        cell = self.cell(role)
        if cell is not None and may_name_a_person(str(cell.value)):
            heading = self.reader.titles.get(role, role)
            self.reader.ledger.fault(rules.PERSON, cell, heading)
        return self.text(role)

    def required_text(self, role: str, *others: str) -> str:
        found = self.text(role, *others)
        if not found:
            heading = self.reader.titles.get(role, role.capitalize())
            self.reject(rules.MISSING_IN_LINE, None, role, heading=heading)
        return found

    def parse_date(self, role: str, *, needed: bool = False, past: bool = True) -> date | None:
        cell = self.cell(role)
        text = self.text(role)
        if cell is None or text.casefold() in NOT_YET_DATED or parse_text(text) == BLANK:
            if needed:
                heading = self.reader.titles.get(role, role.capitalize())
                self.reject(rules.MISSING_IN_LINE, cell, role, heading=heading)
            return None
        found = read_date(cell.value)
        if found is None:
            self.reject(rules.NOT_A_DATE, cell, role, text=text)
        elif past and found > self.reader.today:
            self.reject(rules.FUTURE_DATE, cell, role, day=f"{found:%-d %B %Y}")
        return found

    def check_date_order(
        self, earlier: str, later: str, one: date | None, other: date | None
    ) -> None:
        if one and other and other < one:
            titles = self.reader.titles
            words = {"later": titles[later], "one": f"{other:%-d %B %Y}",
                     "earlier": titles[earlier], "other": f"{one:%-d %B %Y}"}  # fmt: skip
            self.reject(rules.DATES_REVERSED, self.cell(later), later, **words)

    def match_name(self, kind: str, role: str, otherwise: str = "") -> str:
        cell, text = self.cell(role), self.text(role)
        if not text:
            return otherwise
        found = self.reader.headings.names.find(kind, text)
        if found.id:
            return found.id
        if found.question:
            self.reject(UNCLEAR[kind], cell, role, text=text, question=found.question)
        else:
            self.reject(
                UNKNOWN[kind],
                cell,
                role,
                text=text,
                hint=self.reader.headings.names.hint(kind, text),
            )
        return ""

    def match_option(self, role: str, options: dict[str, list[str]], text: str = "") -> str:
        text = text or self.text(role)
        if not text:
            return ""
        found = match_option(text, dict(options))
        if found is None:
            names = ", ".join(words[-1] for words in options.values())
            self.reject(rules.NOT_ON_LIST, self.cell(role), role, text=text, options=names)
        return found or ""
