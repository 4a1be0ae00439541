"""The template's figure sheets: localities down, periods across, one sheet for each frequency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dscp_data.catalogue import Agency, Catalogue, Indicator, Locality
from dscp_data.model.periods import (
    Period,
    PeriodType,
    period_of,
    periods_between,
    quarter,
    year,
)
from dscp_data.model.returns import Observation
from dscp_data.templates import styles as style
from dscp_data.templates.notation import (
    SHORTHAND_HELP,
    period_heading,
    row_comment,
    without_decimal_point,
    written_number,
)

SHEETS: dict[PeriodType, str] = {
    "month": "Figures",
    "quarter": "Quarterly figures",
    "year": "Annual figures",
}
LABELS = ("Indicator", "Name", "Locality", "Measure")
LABEL_WIDTHS = (10.0, 42.0, 18.0, 10.0)
COMMENT = "Comment"
NUMBER, OUT_OF = "Number", "Out of"
COUNTS = "#,##0"
AGES = "#,##0.0"

Place = tuple[str, str]
FiguresByKey = dict[tuple[str, str, Period], Observation]


@dataclass(frozen=True)
class FigureRow:
    indicator: Indicator
    locality: Locality
    measure: str


def indicators_returned(
    agency: str, catalogue: Catalogue, frequency: PeriodType
) -> list[Indicator]:
    """The indicators of one frequency whose figures the agency itself returns."""
    return [
        indicator
        for indicator in catalogue.indicators_owed_by(agency)
        if indicator.worked_out_from == "returns" and indicator.frequency == frequency
    ]


def periods_of(council_year: int, frequency: PeriodType) -> list[Period]:
    """The periods of a council year, in order."""
    if frequency == "year":
        return [year(council_year)]
    if frequency == "quarter":
        return [quarter(council_year, number) for number in (1, 2, 3, 4)]
    period = year(council_year)
    return list(periods_between(period_of(period.start, "month"), period_of(period.end, "month")))


def localities_in(council_year: int, catalogue: Catalogue) -> list[Locality]:
    """The localities in use on any day of a council year, in the catalogue's order."""
    period = year(council_year)
    return [
        place
        for place in catalogue.localities
        if place.valid_from <= period.end
        and (place.valid_to is None or period.start <= place.valid_to)
    ]


def add_figure_sheets(
    workbook: Workbook,
    agency: Agency,
    council_year: int,
    catalogue: Catalogue,
    latest: Iterable[Observation],
    drop_downs: style.DropDowns,
) -> None:
    """Add a sheet for each frequency that the agency owes, filled in with what is held."""
    known: FiguresByKey = {
        (o.indicator, o.locality, o.period): o for o in latest if o.agency == agency.id
    }
    places = localities_in(council_year, catalogue)
    for frequency, name in SHEETS.items():
        indicators = indicators_returned(agency.id, catalogue, frequency)
        if not indicators:
            continue
        sheet = workbook.create_sheet(name)
        periods = periods_of(council_year, frequency)
        top = style.put_title(
            sheet,
            f"{name}: {agency.name}",
            [
                f"Agency: {agency.name}",
                f"Council year: {period_heading(year(council_year))}",
                "Fill in the white cells. Point to a heading or name to see what it means.",
            ],
        )
        rows = list(figure_rows(indicators, places))
        put_column_headings(sheet, top, periods, catalogue.partnership.short_name)
        for row, line in enumerate(rows, start=top + 1):
            put_figure_row(sheet, row, line, periods, known)
        note_definitions(sheet, top, rows, catalogue.partnership.short_name)
        set_layout(sheet, top, len(rows), len(periods), places, drop_downs)


def figure_rows(indicators: Iterable[Indicator], places: list[Locality]) -> Iterator[FigureRow]:
    for indicator in indicators:
        for place in places:
            yield FigureRow(indicator, place, NUMBER)
            if indicator.has_denominator:
                yield FigureRow(indicator, place, OUT_OF)


def put_column_headings(sheet: Worksheet, top: int, periods: list[Period], author: str) -> None:
    headings = [*LABELS, *(period_heading(period) for period in periods), COMMENT]
    style.put_headings(sheet, top, headings)
    marks = "Write a number, or:\n" + "\n".join(f"{m} = {w}" for m, w in SHORTHAND_HELP)
    style.note(sheet.cell(top, len(LABELS) + 1), marks, author)
    style.note(
        sheet.cell(top, len(headings)),
        f"A comment on the whole row. For one period, start a line with its heading: "
        f'"{period_heading(periods[0])}: new form".',
        author,
    )


def put_figure_row(
    sheet: Worksheet, row: int, line: FigureRow, periods: list[Period], known: FiguresByKey
) -> None:
    labels = (line.indicator.id, line.indicator.name, line.locality.name, line.measure)
    for column, label in enumerate(labels, start=1):
        cell = style.put(sheet, row, column, label)
        cell.fill, cell.border = style.LABEL_FILL, style.BOXED
    ages = line.indicator.kind == "mean" and line.measure == NUMBER
    there = [known.get((line.indicator.id, line.locality.id, period)) for period in periods]
    for column, observation in enumerate(there, start=len(LABELS) + 1):
        cell = style.put(sheet, row, column, figure(observation, line.measure))
        cell.number_format = AGES if ages else COUNTS
        cell.protection, cell.border = style.OPEN, style.BOXED
    comment = row_comment([o for o in there if o], len(periods)) if line.measure == NUMBER else ""
    cell = style.put(sheet, row, len(LABELS) + len(periods) + 1, comment)
    cell.protection, cell.border, cell.alignment = style.OPEN, style.BOXED, style.WRAPPED


def figure(observation: Observation | None, measure: str) -> float | str | None:
    if observation is None:
        return None
    if measure == NUMBER:
        return written_number(observation)
    return without_decimal_point(observation.denominator)


def note_definitions(sheet: Worksheet, top: int, rows: list[FigureRow], author: str) -> None:
    """Put an indicator's definition and caveat on the name in its first row."""
    noted: set[str] = set()
    for row, line in enumerate(rows, start=top + 1):
        if line.indicator.id not in noted:
            noted.add(line.indicator.id)
            style.note(sheet.cell(row, 2), definition(line.indicator), author)


def definition(indicator: Indicator) -> str:
    lines = [f"{NUMBER}: {indicator.numerator}."]
    if indicator.has_denominator:
        lines.append(f"{OUT_OF}: {indicator.denominator}.")
    if indicator.caveat:
        lines.append(f"Take care: {indicator.caveat}.")
    return "\n".join(lines)


def set_layout(
    sheet: Worksheet,
    top: int,
    row_count: int,
    period_count: int,
    places: list[Locality],
    drop_downs: style.DropDowns,
) -> None:
    last = top + row_count
    # Locked as handed out; they help a person who unprotects the sheet to add a row.
    drop_downs.add(sheet, f"C{top + 1}:C{last}", [place.name for place in places])
    drop_downs.add(sheet, f"D{top + 1}:D{last}", [NUMBER, OUT_OF])
    style.set_widths(sheet, [*LABEL_WIDTHS, *[11.0] * period_count, 40.0])
    comment_column = get_column_letter(len(LABELS) + period_count + 1)
    sheet.freeze_panes = f"{get_column_letter(len(LABELS) + 1)}{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{comment_column}{last}"
    style.set_print_layout(sheet, top)
    style.protect(sheet)
