"""The shapes in which agencies lay their figures out: long, wide, and in paired columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from dscp_data.catalogue import Indicator, catalogue
from dscp_data.model.periods import Period
from dscp_data.model.returns import Status
from sample_data.making.figures import Figure

Content = str | int | float | date | None
BOLD = Font(bold=True)
PERCENT = "0.0%"
MARKS: dict[Status, str] = {
    "nil": "Nil",
    "suppressed": "c",
    "not applicable": "n/a",
    "cannot report": "cannot report",
}


@dataclass(frozen=True)
class Habits:
    """How one agency writes: its words for places, periods, indicators and marks."""

    period: Callable[[Period], Content]
    label: Callable[[Indicator], str] = lambda indicator: indicator.name
    places: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[Status, str] = field(default_factory=dict)
    number: Callable[[float], Content] = lambda value: int(value) if value == int(value) else value
    provisional_heading: bool = False

    def place(self, id: str) -> str:
        return self.places.get(id) or catalogue().locality(id).name

    def heading(self, period: Period, figures: Iterable[Figure]) -> Content:
        written = self.period(period)
        marked = self.provisional_heading and any(f.provisional for f in figures)
        return f"{written} (p)" if marked else written

    def numerator(self, figure: Figure | None) -> Content:
        if figure is None:
            return None
        if figure.status != "reported":
            return self.marks.get(figure.status) or MARKS[figure.status]
        if figure.numerator is None:
            return None
        number = self.number(figure.numerator)
        marked = figure.provisional and not self.provisional_heading
        return f"{number} (p)" if marked else number

    def denominator(self, figure: Figure | None) -> Content:
        if figure is None or figure.denominator is None:
            return None
        return self.number(figure.denominator)


def put_lines(sheet: Worksheet, top: int, lines: Sequence[str]) -> int:
    """Write lines of text down the first column. Returns the row below them."""
    for row, line in enumerate(lines, start=top):
        sheet.cell(row, 1, line or None)
    return top + len(lines)


def put_row(sheet: Worksheet, row: int, values: Sequence[Content], bold: bool = False) -> None:
    for column, value in enumerate(values, start=1):
        if value is None:
            continue
        cell = sheet.cell(row, column, value)
        if isinstance(value, date):
            cell.number_format = "mmm-yy" if bold or value.day == 1 else "dd/mm/yyyy"
        if bold:
            cell.font = BOLD


def long(
    sheet: Worksheet,
    top: int,
    figures: Sequence[Figure],
    columns: Sequence[tuple[str, Callable[[Figure], Content]]],
) -> int:
    """One row a figure, in columns of the agency's choice. Returns the row below."""
    put_row(sheet, top, [heading for heading, _ in columns], bold=True)
    for row, figure in enumerate(figures, start=top + 1):
        put_row(sheet, row, [content(figure) for _, content in columns])
        for column, (heading, _) in enumerate(columns, start=1):
            if heading.startswith("%") and isinstance(sheet.cell(row, column).value, float):
                sheet.cell(row, column).number_format = PERCENT
    return top + 1 + len(figures)


@dataclass(frozen=True)
class Wide:
    """How a wide table is laid out.

    `measures` are the words for number and base, or () where the table has counts only.
    `once`: labels stand in the first row of their block; `merged`: and are merged down.
    """

    labels: tuple[str, ...] = ("Indicator", "Locality", "Measure")
    measures: tuple[str, ...] = ("Number", "Out of")
    total_row: str = ""
    total_column: str = ""
    year_row: bool = False
    once: bool = True
    merged: bool = False


def wide(sheet: Worksheet, top: int, figures: Sequence[Figure], habits: Habits, look: Wide) -> int:
    """Localities down, periods across. Returns the row below the table."""
    periods = sorted({f.period for f in figures})
    left = len(look.labels)
    if look.year_row:
        put_years(sheet, top, left, periods)
        top += 1
    headings = [habits.heading(p, [f for f in figures if f.period == p]) for p in periods]
    if look.year_row:
        headings = [f"{p.start:%b}" for p in periods]
    extra = [look.total_column] if look.total_column else []
    put_row(sheet, top, [*look.labels, *headings, *extra], bold=True)
    row = top + 1
    for indicator in distinct(f.indicator for f in figures):
        own = [f for f in figures if f.indicator == indicator]
        row = put_block(sheet, row, own, periods, habits, look)
    return row


def put_years(sheet: Worksheet, row: int, left: int, periods: Sequence[Period]) -> None:
    """A calendar year over the first of its months, and then blanks."""
    written = None
    for column, period in enumerate(periods, start=left + 1):
        if period.start.year != written:
            written = period.start.year
            sheet.cell(row, column, written).font = BOLD


def put_block(
    sheet: Worksheet,
    top: int,
    figures: Sequence[Figure],
    periods: Sequence[Period],
    habits: Habits,
    look: Wide,
) -> int:
    """The rows of one indicator, and its total row where the agency adds one."""
    indicator = catalogue().indicator(figures[0].indicator)
    places = distinct(f.locality for f in figures)
    by_place = {(f.locality, f.period): f for f in figures}
    measures = look.measures if indicator.has_denominator else look.measures[:1]
    row = top
    totalled = places if len(places) > 1 and look.total_row else []
    for place in [*places, *([None] if totalled else [])]:
        for number in range(max(1, len(measures))):
            name = look.total_row if place is None else habits.place(place)
            labels: list[Content] = [
                habits.label(indicator) if row == top or not look.once else None,
                name if number == 0 or not look.once else None,
                *measures[number : number + 1],
            ]
            values: list[Content] = []
            for period in periods:
                there = [by_place[(p, period)] for p in (places if place is None else [place])
                         if (p, period) in by_place]  # fmt: skip
                values.append(cell_content(there, number, habits, adds=place is None))
            if look.total_column and indicator.kind == "count":
                values.append(sum(v for v in values if isinstance(v, int | float)))
            put_row(sheet, row, [*labels, *values])
            row += 1
    if look.merged and row - top > 1:
        sheet.merge_cells(start_row=top, end_row=row - 1, start_column=1, end_column=1)
        sheet.cell(top, 1).alignment = Alignment(vertical="top", wrap_text=True)
    return row


def cell_content(figures: Sequence[Figure], measure: int, habits: Habits, adds: bool) -> Content:
    """A figure's number (0) or base (1), or the sum of several in a total row."""
    if not adds:
        figure = figures[0] if figures else None
        return habits.denominator(figure) if measure else habits.numerator(figure)
    parts = [f.denominator if measure else f.numerator for f in figures]
    if any(part is None for part in parts):
        return None
    return habits.number(sum(part for part in parts if part is not None))


def paired(
    sheet: Worksheet, top: int, figures: Sequence[Figure], habits: Habits, total_row: str
) -> int:
    """Number and base side by side under each period, which is merged over the two."""
    periods = sorted({f.period for f in figures})
    by_key = {(f.indicator, f.locality, f.period): f for f in figures}
    put_row(sheet, top, ["Indicator", "Locality"], bold=True)
    for number, period in enumerate(periods):
        column = 3 + 2 * number
        sheet.cell(top, column, habits.heading(period, [])).font = BOLD
        sheet.merge_cells(start_row=top, end_row=top, start_column=column, end_column=column + 1)
        sheet.cell(top + 1, column, "Number").font = BOLD
        sheet.cell(top + 1, column + 1, "Out of").font = BOLD
    row = top + 2
    for indicator in distinct(f.indicator for f in figures):
        places = distinct(f.locality for f in figures if f.indicator == indicator)
        first = row
        for place in places:
            label = habits.label(catalogue().indicator(indicator)) if row == first else None
            values: list[Content] = [label, habits.place(place)]
            for period in periods:
                figure = by_key.get((indicator, place, period))
                values += [habits.numerator(figure), habits.denominator(figure)]
            put_row(sheet, row, values)
            row += 1
        if len(places) > 1:
            values = [None, total_row]
            for period in periods:
                there = [by_key[(indicator, place, period)] for place in places]
                values += [cell_content(there, measure, habits, adds=True) for measure in (0, 1)]
            put_row(sheet, row, values)
            row += 1
        if row - first > 1:
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=1, end_column=1)
    return row


def distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
