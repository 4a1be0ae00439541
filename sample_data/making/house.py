"""What the shapes of the agencies' workbooks share, and the plainest of them."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.workbook import Workbook

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import PeriodType
from sample_data.making.figures import INVENTED, Figure
from sample_data.making.files import File
from sample_data.making.habits import HABITS
from sample_data.making.layouts import Wide, put_lines, wide
from sample_data.making.sheets import new_sheet, widths

COUNTS_ONLY = Wide(labels=("Indicator", "Locality"), measures=(), once=False)


def of_type(figures: Sequence[Figure], type: PeriodType) -> list[Figure]:
    return [f for f in figures if f.period.type == type]


def about(figures: Sequence[Figure], *indicators: str) -> list[Figure]:
    return [f for f in figures if f.indicator in indicators]


def agency_line(file: File, word: str = "Agency") -> str:
    return f"{word}: {catalogue().agency(file.agency).name}"


def plain(workbook: Workbook, file: File) -> None:
    """A simple wide sheet for each frequency."""
    habits = HABITS[file.agency]
    titles: dict[PeriodType, str] = {"month": "Months", "quarter": "Quarters", "year": "Year"}
    for type, title in titles.items():
        figures = of_type(file.figures, type)
        if not figures or (file.agency == "schools" and type == "month"):
            continue
        sheet = new_sheet(workbook, title)
        top = put_lines(sheet, 1, [agency_line(file), INVENTED, ""])
        wide(sheet, top, figures, habits, Wide())
        widths(sheet, (44, 20, 10))
