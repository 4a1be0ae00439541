"""The shapes of workbook of the council's services, the schools and the police."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.workbook import Workbook

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import PeriodType
from sample_data.making import layouts
from sample_data.making.figures import INVENTED, Figure
from sample_data.making.files import File
from sample_data.making.habits import HABITS, percentage
from sample_data.making.house import COUNTS_ONLY, about, agency_line, of_type, plain
from sample_data.making.layouts import Content, Wide, put_lines, wide
from sample_data.making.sheets import new_sheet, widths


def constabulary(workbook: Workbook, file: File) -> None:
    """The long list: one row a figure. Its headings changed in April 2025."""
    habits = HABITS[file.agency]
    sheet = new_sheet(workbook, "Data")

    def month_as_sent(figure: Figure) -> Content:
        return habits.heading(figure.period, [figure])

    def date_as_sent(figure: Figure) -> Content:
        return figure.period.start if figure.period.type == "month" else month_as_sent(figure)

    def wording(figure: Figure) -> str:
        return catalogue().indicator(figure.indicator).name

    place: tuple[Callable[[Figure], Content], ...] = (lambda f: habits.place(f.locality),)
    number, out_of = habits.numerator, habits.denominator
    if file.kind == "annual":
        columns: list[tuple[str, Callable[[Figure], Content]]] = [
            ("Organisation", lambda _: "Durham Police"),
            ("KPI", wording),
            ("District", place[0]),
            ("Date", date_as_sent),
            ("Count", number),
            ("Cohort", out_of),
        ]
        lines = ["Performance data", INVENTED, ""]
    else:
        columns = [
            ("Ref", lambda f: f.indicator),
            ("Measure", wording),
            ("Area", place[0]),
            ("Month", month_as_sent),
            ("Number", number),
            ("Out of", out_of),
            ("Notes", lambda f: f.comment or None),
        ]
        lines = [agency_line(file), f"Figures for {file.title}", INVENTED, ""]
    layouts.long(sheet, put_lines(sheet, 1, lines), file.figures, columns)
    widths(sheet, (14, 44, 20, 12, 10, 10, 50))


def social_care(workbook: Workbook, file: File) -> None:
    """Wide: months across, localities down, number and base as rows, and a total."""
    look = Wide(total_row="Total", merged=True)
    habits = HABITS[file.agency]
    monthly = of_type(file.figures, "month")
    sheets = [
        ("Referrals", about(monthly, "E02", "E04", "E08", "E10", "E11")),
        ("Exploitation", about(monthly, "H02", "H03", "H14", "H15", "H17")),
        ("Quarterly measures", of_type(file.figures, "quarter")),
    ]
    for title, figures in sheets:
        sheet = new_sheet(workbook, title)
        lines = [agency_line(file), f"{title}, {file.title}", INVENTED, ""]
        wide(sheet, put_lines(sheet, 1, lines), figures, habits, look)
        widths(sheet, (40, 20, 10))


def early_help(workbook: Workbook, file: File) -> None:
    """Number and base in paired columns under two heading rows."""
    habits = HABITS[file.agency]
    types: tuple[tuple[str, PeriodType], ...] = (("Monthly", "month"), ("Quarterly", "quarter"))
    for title, type in types:
        sheet = new_sheet(workbook, title)
        lines = [f"Early Help performance return {file.title}", agency_line(file, "Service"), ""]
        top = put_lines(sheet, 1, lines)
        below = layouts.paired(sheet, top, of_type(file.figures, type), habits, "Total")
        put_lines(sheet, below + 1, [f"Note: {INVENTED}"])
        widths(sheet, (40, 20))


def education(workbook: Workbook, file: File) -> None:
    """A snapshot sheet with real dates and percentages, and a sheet of audits."""
    habits = HABITS[file.agency]
    sheet = new_sheet(workbook, "NEET snapshot")
    lines = [agency_line(file), "Young people aged 16 and 17, counted at month end", INVENTED, ""]
    columns: list[tuple[str, Callable[[Figure], Content]]] = [
        ("Indicator", lambda f: f.indicator),
        ("Area", lambda f: habits.place(f.locality)),
        ("Date", lambda f: f.period.start),
        ("Numerator", habits.numerator),
        ("Denominator", habits.denominator),
        ("%", percentage),
    ]
    layouts.long(sheet, put_lines(sheet, 1, lines), of_type(file.figures, "month"), columns)
    widths(sheet, (12, 20, 12, 12, 12, 10))
    sheet = new_sheet(workbook, "Audits and surveys")
    top = put_lines(sheet, 1, [agency_line(file), INVENTED, ""])
    wide(sheet, top, of_type(file.figures, "quarter"), habits, Wide(once=False))
    widths(sheet, (44, 16, 10))


def housing(workbook: Workbook, file: File) -> None:
    """A title and notes above, a source line below."""
    habits = HABITS[file.agency]
    sheet = new_sheet(workbook, "Monthly")
    lines = [
        "Young people who presented as homeless or rough sleeping",
        agency_line(file),
        "Ages 16 to 24 on the day. A person who comes twice in a month is counted twice.",
        "",
        "",
    ]
    below = wide(sheet, put_lines(sheet, 1, lines), of_type(file.figures, "month"), habits,
                 COUNTS_ONLY)  # fmt: skip
    put_lines(sheet, below + 1, ["Source: case management system, run after month end", INVENTED])
    sheet = new_sheet(workbook, "Quarterly")
    top = put_lines(sheet, 1, [agency_line(file), ""])
    below = wide(sheet, top, of_type(file.figures, "quarter"), habits, Wide())
    put_lines(sheet, below + 1, ["Source: audit and survey files", INVENTED])
    widths(sheet, (44, 20, 10))


def schools(workbook: Workbook, file: File) -> None:
    """Months under a year row, a total column, and two rows that somebody hid."""
    habits = HABITS[file.agency]
    sheet = new_sheet(workbook, "Early help")
    top = put_lines(sheet, 1, [agency_line(file), INVENTED, ""])
    look = Wide(("Indicator", "Locality"), (), total_column="Total", total_row="Total",
                year_row=True)  # fmt: skip
    wide(sheet, top, of_type(file.figures, "month"), habits, look)
    if file.kind == "annual":
        sheet.row_dimensions[top + 4].hidden = True
        sheet.row_dimensions[top + 5].hidden = True
    widths(sheet, (44, 20))
    plain(workbook, file)
