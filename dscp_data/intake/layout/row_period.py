"""The period of a row: its year is taken from a year column, the row above or the context."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dscp_data.intake import rules
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.label_parser import Label
from dscp_data.intake.layout.period_columns import broken_run, span
from dscp_data.intake.layout.year_inference import YearInference, quarter_with_year
from dscp_data.intake.terms.parsed_period import ParsedPeriod
from dscp_data.intake.terms.period_parser import in_year
from dscp_data.intake.terms.sender_terms import SenderTerms
from dscp_data.model.periods import year_start


class CurrentLabel(NamedTuple):
    """A label that holds for a row, with the cell and the number of the column it was read from."""

    label: Label
    cell: Cell
    column: int


@dataclass
class RowPeriodReader:
    """Reads the periods of a table's rows from the top down."""

    columns: Sequence[Column]
    years: YearInference
    sender: SenderTerms

    def read(
        self, now: Mapping[str, CurrentLabel], cells: dict[int, Cell]
    ) -> tuple[ParsedPeriod | None, tuple[Cell, str, Label] | None]:
        """The line's period, its year taken from a year column, the line above or the context."""
        current, year = now.get("period"), now.get("year")
        if current is None and year is None:
            return None, None
        if current and current.label.total:
            limit = current.label.value
            return (limit if isinstance(limit, ParsedPeriod) else None), None
        own = current.label.value if current else None
        end = now.get("period end")
        if (
            current
            and end
            and isinstance(own, ParsedPeriod)
            and isinstance(end.label.value, ParsedPeriod)
        ):
            period = span(own, end.label.value)
            return (period, None) if period.period else (None, self.asked(current, period))
        of = year.label.value if year else None
        if isinstance(own, ParsedPeriod) and own.period:
            return as_type(own, now), None
        if not isinstance(own, ParsedPeriod) and isinstance(of, ParsedPeriod) and current is None:
            if of.period:
                return of, None
            own = of
            current = year
        if not isinstance(own, ParsedPeriod) or current is None:
            return None, None
        period = self.sender.dated(self.dated(own, of, now, cells))
        if period.period:
            return period, None
        return None, self.asked(current, period)

    def asked(self, current: CurrentLabel, period: ParsedPeriod) -> tuple[Cell, str, Label]:
        """A period's label that has to be asked about."""
        text = quarter_with_year(str(current.cell.value).strip(), period)
        question = period.question or (
            f"Is it a council year (from {month_name[year_start()]}) or a calendar year?"
        )
        words = (("text", text), ("question", question))
        label = Label("period", problem=rules.AMBIGUOUS_PERIOD, words=words)
        return current.cell, heading_of(self.columns, current.column), label

    def dated(
        self,
        own: ParsedPeriod,
        of: str | ParsedPeriod | None,
        now: Mapping[str, CurrentLabel],
        cells: dict[int, Cell],
    ) -> ParsedPeriod:
        year = now.get("year")
        if own.first_month is None:
            return ParsedPeriod()
        if isinstance(of, ParsedPeriod) and year is not None:
            turned = (
                of.period is None
                and year.column not in cells
                and self.years.last is not None
                and self.years.last.start.month > own.first_month
            )
            if turned:
                return ParsedPeriod(
                    question="Which year is this? The year is written only above it."
                )
            return in_year(own, of.period or of.year or 0)
        whose = tuple(value_of(now.get(kind)) for kind in ("indicator", "agency", "locality"))
        found, last = self.years.of_part(own, whose), self.years.last
        if found.period and last and last.type == found.period.type == "month":
            broken = self.years.whose == whose and broken_run([last, found.period])
            if broken:
                return ParsedPeriod(question="Which year is this? The months run on.")
        return found


def heading_of(columns: Sequence[Column], number: int) -> str:
    return next((column.heading for column in columns if column.number == number), "")


def value_of(current: CurrentLabel | None) -> object:
    return current.label.value if current else None


def as_type(spelling: ParsedPeriod, now: Mapping[str, CurrentLabel]) -> ParsedPeriod:
    """A period of the type that its row names."""
    type_ = value_of(now.get("period type"))
    if spelling.period and type_ in ("month", "quarter", "year"):
        return spelling._replace(period=spelling.period.containing(type_))
    return spelling
