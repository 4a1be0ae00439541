"""One workbook with a dozen different faults, each at a known cell."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.workbook import Workbook

from sample_data.making.figures import INVENTED
from sample_data.making.layouts import Content, put_lines, put_row
from sample_data.making.sheets import new_sheet, widths

NAME = "Durham Constabulary Q2 2026-27 faulty.xlsx"
AGENCY = "durham-constabulary"


@dataclass(frozen=True)
class Planted:
    """A fault on purpose: where it is, and what is wrong there."""

    sheet: str
    cell: str
    wrong: str


HEADINGS = ("Ref", "Measure", "Area", "Month", "Number", "Out of", "Notes")
# The row's figures, and what is wrong: the column's letter and the words ("" where it is right).
ROWS: list[tuple[tuple[Content, ...], str, str]] = [
    (("H01", "Partnership intelligence forms", "Easington", "Jul-26", 14, None, None), "", ""),
    (("H99", "Partnership forms", "Easington", "Jul-26", 3, None, None), "A",
     "an indicator that the plan does not have"),
    (("H01", "Partnership intelligence forms", "Spennymoor North", "Jul-26", 5, None, None), "C",
     "a locality that the plan does not have"),
    (("H01", "Partnership intelligence forms", "Durham", "Jul-26", 6, None, None), "C",
     "a place that could be the city or the county"),
    (("H04", "Dispersal orders", "Derwentside", "Q1 2025", 2, None, None), "D",
     "a quarter that could be of the calendar or of the council year"),
    (("H04", "Dispersal orders", "Derwentside", "Jan-28", 2, None, None), "D",
     "a period that has not ended"),
    (("H02", "Schools informed of HOtH episodes", "Easington", "Jul-26", 19, 12, None), "E",
     "a number larger than what it is out of"),
    (("H06", "Offending at age 18 to 24", "Easington", "Jul-26", -4, None, None), "E",
     "a number below zero"),
    (("H06", "Offending at age 18 to 24", "Sedgefield", "Jul-26", "about 50", None, None), "E",
     "words where a number should be"),
    (("H06", "Offending at age 18 to 24", "Teesdale", "Jul-26", "-", None, None), "E",
     "a dash that could mean zero or missing"),
    (("H20", "Community disruption plans", "Teesdale", "Jul-26", "#DIV/0!", None, None), "E",
     "an Excel error"),
    (("H20", "Community disruption plans", "Sedgefield", "Jul-26", "=E5+1", None, None), "E",
     "a formula that was saved without its result"),
    (("H01", "Partnership intelligence forms", "Easington", "Jul-26", 17, None, None), "E",
     "a second, different figure for the same place and month"),
    (("E15", "Early Help referrals", "Easington", "Jul-26", 40, None, None), "A",
     "an indicator that this agency does not owe"),
    (("H14", "Repeat CEVT entries below threshold", "Easington", "Jul-26", 2, None, None), "F",
     "a share without what it is out of"),
    (("H01", "Partnership intelligence forms", "Wear Valley", "Jul-26", 7.5, None, None), "E",
     "half a form"),
]  # fmt: skip
FIRST_ROW = 5
PLANTED = (
    *(
        Planted("Data", f"{column}{row}", wrong)
        for row, (_, column, wrong) in enumerate(ROWS, start=FIRST_ROW)
        if column
    ),
    Planted("Totals", "C8", "a total that is not the sum of its parts"),
)


def faulty() -> Workbook:
    """The faulty workbook. What is not in PLANTED is as it should be."""
    workbook = Workbook()
    sheet = new_sheet(workbook, "Data")
    top = put_lines(sheet, 1, ["Agency: Durham Constabulary", INVENTED, ""])
    put_row(sheet, top, HEADINGS, bold=True)
    for row, (values, _, _) in enumerate(ROWS, start=FIRST_ROW):
        put_row(sheet, row, values)
    widths(sheet, (10, 40, 20, 12, 12, 10, 30))
    sheet = new_sheet(workbook, "Totals")
    top = put_lines(sheet, 1, ["Agency: Durham Constabulary", INVENTED, ""])
    put_row(sheet, top, ["Indicator", "Locality", "Aug-26", "Sep-26"], bold=True)
    put_row(sheet, top + 1, ["H04", "Derwentside", 2, 1])
    put_row(sheet, top + 2, ["H04", "Easington", 3, 2])
    put_row(sheet, top + 3, ["H04", "Sedgefield", 1, 0])
    put_row(sheet, top + 4, ["H04", "Total", 9, 3])
    widths(sheet, (12, 20))
    return workbook
