"""The labels of a row: its indicator, agency, locality, period and part.

LabelParser may be merged or written once and fill down. A blank cell takes the name above it as
long as nothing left of it is written anew: "H03" in a new line leaves the locality out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dscp_data.intake import rules
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.columns import OVER_TIME
from dscp_data.intake.layout.complete_rows import CompleteRows, Labels
from dscp_data.intake.layout.label_parser import Label, LabelParser
from dscp_data.intake.layout.row_period import CurrentLabel, RowPeriodReader, heading_of
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.layout.tables import Row, Table
from dscp_data.intake.layout.year_inference import YearInference, names_years
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.parsed_period import ParsedPeriod
from dscp_data.model.periods import Period

CODE = re.compile(r"[A-Za-z]\d{1,3}")
NAMED = ("indicator", "agency", "locality")
OF_ONE_LINE = {"part", "year", "period", "period end", "worked out"}


class RowLabels(NamedTuple):
    """What the labels of one row say. `wrong` holds the labels that say nothing usable;
    `period_from`, `indicator_from` and `part_from` are the cells that name these."""

    indicator: str | None
    agency: str | None
    locality: str | None
    period: Period | None
    provisional: bool
    part: str
    total: str
    over: str
    wrong: tuple[tuple[Cell, str, Label], ...]
    period_from: Cell | None
    indicator_from: Cell | None
    part_from: Cell | None


class RowLabelReader:
    """Reads the labels of a table's rows from the top down."""

    def __init__(
        self, table: Table, columns: list[Column], context: TableContext, headings: HeadingParser
    ) -> None:
        roles = ("indicator", "agency", "locality", "period", "year", "measure", "period type")
        self.columns = [column for column in columns if column.role in roles]
        self.context = context
        self.place_first = bool(self.columns) and self.columns[0].role == "locality"
        self.labels = LabelParser(headings)
        self.merged = {
            (row, column): (first, column)
            for first, column, last, _ in table.sheet.merged
            for row in range(first + 1, min(last, table.lines[-1][0]) + 1)
        } if table.lines else {}  # fmt: skip
        self.sheet = table.sheet
        self.seen: dict[tuple[str, object], Label] = {}
        self.now: dict[str, CurrentLabel] = {}
        self.complete = CompleteRows(self.columns, self.label_of)
        self.last_complete: tuple[Labels, dict[int, Cell]] | None = None
        dated = [column.number for column in self.columns if column.role == "period"]
        years = YearInference(context.year, named=names_years(table, dated, headings))
        self.periods = RowPeriodReader(self.columns, years, headings.names.sender)
        self.filled: dict[int, int] = {}

    def read(self, row: Row) -> RowLabels:
        """The labels of the next row."""
        number, cells = row
        labels = self.complete.labels(cells)
        if labels and (self.last_complete or self.nothing_remains()):
            self.last_complete = (labels, cells)
            return self.complete_line(labels, cells)
        if self.last_complete:
            self.now = self.current_of(*self.last_complete)
            self.last_complete = None
        written = False
        for column in self.columns:
            cell = cells.get(column.number)
            if cell is None and written and (number, column.number) in self.merged:
                cell = self.sheet.at(*self.merged[number, column.number])
            if cell is None:
                continue
            if not written:
                if self.place_first and column is not self.columns[0]:
                    self.note_filled(column)
                self.forget(column.number)
                written = True
            self.write(column, cell, alone=len(cells) == 1)
        return self.line(cells)

    def nothing_remains(self) -> bool:
        """Whether a complete row replaces all labels that are current."""
        return self.complete.replaces({kind: one.column for kind, one in self.now.items()})

    def complete_line(self, labels: Labels, cells: dict[int, Cell]) -> RowLabels:
        """What a row says that has all of its labels itself."""
        at = self.complete.places
        indicator, agency = name_of(labels.get("indicator")), name_of(labels.get("agency"))
        locality = name_of(labels.get("locality"))
        period, provisional, period_from = None, False, None
        if "period" in labels and isinstance(dated := labels["period"].value, ParsedPeriod):
            period, provisional = dated.period, dated.provisional
            period_from = cells[at["period"]]
            self.periods.years.note(dated, (indicator, agency, locality))
        return RowLabels(
            indicator, agency, locality, period, provisional, "", "", "", (),
            period_from, cells[at["indicator"]] if indicator else None, None,
        )  # fmt: skip

    def current_of(self, labels: Labels, cells: dict[int, Cell]) -> dict[str, CurrentLabel]:
        """The labels of a complete row, to fill down from it."""
        return {
            column.role: CurrentLabel(labels[column.role], cells[column.number], column.number)
            for column in self.columns
        }

    def label_of(self, column: Column, cell: Cell) -> Label:
        """What a cell says under its column's heading. Each different content is read once."""
        key = (column.role + column.length, cell.value)
        label = self.seen.get(key)
        if label is None:
            label = self.seen[key] = self.labels.read(column.role, cell, column.length)
        return label

    def note_filled(self, written: Column) -> None:
        """A place at the left that is blank beside a new indicator may have been left out."""
        first = self.columns[0]
        is_filled = any(one.column == first.number for one in self.now.values())
        if written.role in ("indicator", "agency") and is_filled:
            self.filled[first.number] = self.filled.get(first.number, 0) + 1

    def forget(self, column: int) -> None:
        """A new label in a column ends what stood there, and right of it."""
        ended = [
            dimension
            for dimension, label in self.now.items()
            if label.column > column or (label.column == column and dimension in OF_ONE_LINE)
        ]
        for dimension in ended:
            del self.now[dimension]

    def write(self, column: Column, cell: Cell, *, alone: bool) -> None:
        label = self.label_of(column, cell)
        named = self.now.get("indicator")
        if alone and label.problem and named and named.column == column.number:
            label = label._replace(dimension="indicator", problem=rules.UNKNOWN_INDICATOR)
        if column.length == "to" and label.dimension == "period":
            label = label._replace(dimension="period end")
        dimension = label.dimension
        current = self.now.get(dimension)
        place = self.now.get("locality")
        if (
            label.total
            and dimension == "indicator"
            and current
            and place
            and place.column == current.column
        ):
            of_place = label._replace(dimension="locality")
            self.now["locality"] = CurrentLabel(of_place, cell, column.number)
            return
        if current and current.column < column.number and dimension == "indicator":
            self.second_name(current, label, cell, column)
            return
        under = dimension == "indicator" and current and current.column == column.number
        if under and place and place.column == column.number:
            del self.now["locality"]
        if label.part:
            self.now["part"] = CurrentLabel(label, cell, column.number)
        self.now[dimension] = CurrentLabel(label, cell, column.number)

    def second_name(self, current: CurrentLabel, label: Label, cell: Cell, column: Column) -> None:
        """An indicator's name beside its number: it serves where that is no number of the plan's
        kind (a line number)."""
        first = current.label
        if label.total in (*OVER_TIME, "derived"):
            # "Year to date" beside a name says what its figures are.
            self.now["worked out"] = CurrentLabel(label, cell, column.number)
            return
        numbered = CODE.fullmatch(str(current.cell.value).strip())
        if label.problem and isinstance(first.value, str):
            wrong = self.labels.beside_its_number(first.value, cell)
            if wrong is not None:
                self.now["indicator"] = CurrentLabel(wrong, cell, current.column)
        elif label.problem or label.total:
            return
        elif first.problem and not numbered:
            self.now["indicator"] = CurrentLabel(label, cell, current.column)
        elif label.part and label.value == first.value:
            self.now["part"] = CurrentLabel(label, cell, column.number)
        elif label.value != first.value and isinstance(label.value, str):
            names = self.labels.names.names
            words = {
                "text": str(cell.value).strip(),
                "other": label.value,
                "one": f"{first.value} ({names.get(str(first.value), '')})",
            }
            wrong = Label(
                "indicator", problem=rules.INDICATORS_DISAGREE, words=tuple(words.items())
            )
            self.now["indicator"] = CurrentLabel(wrong, cell, current.column)

    def line(self, cells: dict[int, Cell]) -> RowLabels:
        values: dict[str, str | None] = dict.fromkeys(NAMED)
        wrong = []
        part = total = over = ""
        for dimension, (label, cell, column) in self.now.items():
            if label.problem:
                wrong.append((cell, heading_of(self.columns, column), label))
            elif label.total:
                total, over = label.total, dimension
                if total in OVER_TIME and isinstance(label.value, str):
                    values[dimension] = label.value
                    over = "period"
            elif dimension in values:
                values[dimension] = label.value  # type: ignore[assignment]
            if dimension == "part":
                part = label.part
        period, provisional = None, False
        spelling, question = self.periods.read(self.now, cells)
        if question:
            wrong.append(question)
        elif spelling:
            period, provisional = spelling.period, spelling.provisional
            if period:
                self.periods.years.note(spelling, tuple(values.values()))
        return RowLabels(
            values["indicator"], values["agency"], values["locality"], period, provisional,
            part, total, over, tuple(wrong),
            self.cell_of("period") or self.cell_of("year"), self.cell_of("indicator"),
            self.cell_of("part"),
        )  # fmt: skip

    def cell_of(self, dimension: str) -> Cell | None:
        current = self.now.get(dimension)
        return current.cell if current else None


def name_of(label: Label | None) -> str | None:
    """The id that a label names."""
    return label.value if label and isinstance(label.value, str) else None
