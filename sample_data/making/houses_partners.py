"""The shapes of workbook of the health bodies and of the voluntary sector."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.workbook import Workbook

from dscp_data.catalogue import catalogue
from sample_data.making import layouts
from sample_data.making.figures import INVENTED, Figure
from sample_data.making.files import File
from sample_data.making.habits import HABITS, percentage_as_text
from sample_data.making.house import COUNTS_ONLY, about, agency_line, of_type
from sample_data.making.layouts import Content, Wide, put_lines, wide
from sample_data.making.sheets import new_sheet, widths


def stacked(workbook: Workbook, file: File, look: Wide, sheet_title: str) -> None:
    """Several tables one under another on a sheet, each with its title."""
    habits = HABITS[file.agency]
    sheet = new_sheet(workbook, sheet_title)
    row = put_lines(sheet, 1, [agency_line(file, "Organisation"), file.title, INVENTED, ""])
    indicators = layouts.distinct(f.indicator for f in file.figures)
    for number, indicator in enumerate(indicators, start=1):
        own = about(file.figures, indicator)
        monthly = own[0].period.type == "month"
        row = put_lines(sheet, row, [f"Table {number}"])
        years = Wide(**(look.__dict__ | {"year_row": look.year_row and monthly}))
        row = wide(sheet, row, own, habits, years) + 1
    widths(sheet, (44, 20, 12))


def county_durham_trust(workbook: Workbook, file: File) -> None:
    stacked(workbook, file, Wide(year_row=True, merged=True, total_row="Sub-total"), "Return")


def tees_esk_trust(workbook: Workbook, file: File) -> None:
    look = Wide(("KPI", "Area", "Measure"), ("Numerator", "Denominator"))
    stacked(workbook, file, look, "DATA")


def harrogate_trust(workbook: Workbook, file: File) -> None:
    """One sheet, real dates over the months."""
    habits = HABITS[file.agency]
    sheet = new_sheet(workbook, "Sheet1")
    row = put_lines(sheet, 1, ["HDFT", f"0-19 service, {file.title}", INVENTED, ""])
    row = wide(sheet, row, of_type(file.figures, "month"), habits, COUNTS_ONLY)
    wide(sheet, row + 2, of_type(file.figures, "quarter"), habits, Wide(once=False))
    widths(sheet, (44, 20, 10))


def charities(workbook: Workbook, file: File) -> None:
    """A long table with percentages and comments, numbers as text, stray spaces."""
    habits = HABITS[file.agency]
    sheet = new_sheet(workbook, "data")
    columns: list[tuple[str, Callable[[Figure], Content]]] = [
        ("Indicator ", lambda f: habits.label(catalogue().indicator(f.indicator))),
        ("Organisation", lambda _: "VCS "),
        ("Area", lambda f: habits.place(f.locality)),
        ("Period", lambda f: habits.period(f.period)),
        ("Number", habits.numerator),
        ("Out of", habits.denominator),
        ("%", percentage_as_text),
        ("Comment", lambda f: f.comment or None),
    ]
    below = layouts.long(sheet, 1, file.figures, columns)
    put_lines(sheet, below + 1, [INVENTED])
    widths(sheet, (44, 14, 20, 14, 10, 10, 8, 50))


def health_board(workbook: Workbook, file: File) -> None:
    habits = HABITS[file.agency]
    sheet = new_sheet(workbook, "Return")
    columns: list[tuple[str, Callable[[Figure], Content]]] = [
        ("Quarter", lambda f: habits.period(f.period)),
        ("Measure", lambda f: habits.label(catalogue().indicator(f.indicator))),
        ("Locality", lambda f: habits.place(f.locality)),
        ("Denominator", habits.denominator),
        ("Numerator", habits.numerator),
        ("Commentary", lambda f: f.comment or None),
    ]
    top = put_lines(sheet, 1, [agency_line(file, "Organisation"), INVENTED, ""])
    layouts.long(sheet, top, file.figures, columns)
    widths(sheet, (14, 50, 16, 14, 14, 50))
