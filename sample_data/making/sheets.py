"""Sheets that many agencies share: the register, the evidence log, the reform plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dscp_data.catalogue import catalogue
from sample_data.making.concerns import register
from sample_data.making.evidence import EvidenceLine
from sample_data.making.figures import INVENTED
from sample_data.making.layouts import Content, put_lines, put_row
from sample_data.making.meetings import meetings
from sample_data.making.reform import actions


def new_sheet(workbook: Workbook, title: str) -> Worksheet:
    """The next sheet; the one that a workbook is born with is used first."""
    first = workbook.worksheets[0]
    if workbook.worksheets == [first] and first.max_row == 1 and first["A1"].value is None:
        first.title = title
        return first
    return workbook.create_sheet(title)


def put_list(
    sheet: Worksheet, top: int, headings: Sequence[str], rows: Sequence[Sequence[Content]]
) -> int:
    put_row(sheet, top, headings, bold=True)
    for row, values in enumerate(rows, start=top + 1):
        put_row(sheet, row, values)
        for cell in sheet[row]:
            if cell.is_date:
                cell.number_format = "dd/mm/yyyy"
    return top + 1 + len(rows)


def add_register(workbook: Workbook, as_at: date) -> None:
    sheet = new_sheet(workbook, "Areas of concern")
    agency = catalogue().agency("dcc-csc")
    lines = [
        "Register of areas of concern (places), one list kept by the police and social care",
        f"Agency: {agency.name}",
        f"As at {as_at.day} {as_at:%B %Y}",
        INVENTED,
        "",
    ]
    headings = (
        "Reference", "Area of concern", "Locality", "Date opened", "Date resolved", "Outcome",
        "Repeat of",
    )  # fmt: skip
    rows = [
        (
            c.reference,
            c.area,
            catalogue().locality(c.locality).name,
            c.opened,
            c.resolved,
            c.outcome.capitalize() or None,
            c.repeat_of or None,
        )
        for c in register(as_at)
    ]
    put_list(sheet, put_lines(sheet, 1, lines), headings, rows)
    widths(sheet, (14, 34, 20, 14, 14, 14, 14))


def add_meetings(workbook: Workbook, as_at: date) -> None:
    sheet = new_sheet(workbook, "Mapping meetings")
    agencies = {agency.id: agency.short_name for agency in catalogue().agencies}
    lines = ["Mapping meetings", f"Agency: {catalogue().agency('dcc-csc').name}", INVENTED, ""]
    headings = (
        "Date of meeting", "Locality", "Areas of concern discussed", "Areas of concern opened",
        "Children discussed", "Agencies present",
    )  # fmt: skip
    rows = [
        (
            m.held_on,
            catalogue().locality(m.locality).name,
            m.concerns_discussed,
            m.concerns_opened,
            m.children_discussed,
            ", ".join(agencies[agency] for agency in m.agencies),
        )
        for m in meetings(as_at)
    ]
    put_list(sheet, put_lines(sheet, 1, lines), headings, rows)
    widths(sheet, (16, 20, 26, 24, 18, 60))


def add_evidence(workbook: Workbook, agency: str, lines: Sequence[EvidenceLine]) -> None:
    if not lines:
        return
    sheet = new_sheet(workbook, "Evidence")
    types = {t.id: t.name for t in catalogue().evidence_types}
    threads = {t.id: t.name for t in catalogue().golden_threads}
    name = catalogue().agency(agency).name
    top = put_lines(sheet, 1, ["Evidence log", f"Agency: {name}", ""])
    headings = (
        "Date", "Agency", "Type", "Outcomes", "Golden threads", "Finding", "Rating", "Indicator",
        "Priorities", "Recommendation", "Recommendation owner", "Recommendation due",
        "Recommendation completed", "Document reference",
    )  # fmt: skip
    rows = [
        (
            line.day,
            name,
            types[line.type],
            "; ".join(line.outcomes),
            "; ".join(threads[t] for t in line.threads),
            line.finding,
            line.rating or None,
            "; ".join(filter(None, (line.indicator, *line.other_indicators))) or None,
            "; ".join(line.priorities) or None,
            line.recommendation or None,
            line.owner or None,
            line.due,
            line.done,
            line.document or None,
        )
        for line in lines
    ]
    below = put_list(sheet, top, headings, rows)
    put_lines(sheet, below + 1, [INVENTED])
    widths(sheet, (12, 34, 30, 12, 40, 70, 20, 10, 10, 50, 24, 14, 14, 22))


def add_reform_plan(workbook: Workbook, as_at: date) -> None:
    sheet = new_sheet(workbook, "Reform plan")
    terms = {term.id: term.name for term in catalogue().reform}
    agency = catalogue().agency("dscp")
    lines = ["Reform action plan", f"Agency: {agency.name}", INVENTED, ""]
    headings = (
        "Strand", "Workstream", "Milestone", "Lead agency", "Start", "Due", "Completed", "Status",
        "Position statement", "Evidence", "Funding note", "Lead role", "Dependencies", "Readiness",
    )  # fmt: skip
    rows = [
        (
            terms[a.strand],
            terms[a.workstream],
            a.title,
            catalogue().agency(a.lead_agency).name,
            a.start,
            a.due,
            a.completed,
            terms[a.status],
            a.position,
            a.evidence or None,
            a.funding or None,
            a.role or None,
            a.dependencies or None,
            terms.get(a.readiness),
        )
        for a in actions(as_at)
    ]
    put_list(sheet, put_lines(sheet, 1, lines), headings, rows)
    widths(sheet, (34, 40, 48, 34, 12, 12, 12, 12, 50, 24, 24, 30, 44, 14))


def widths(sheet: Worksheet, sizes: Sequence[float]) -> None:
    for column, size in zip("ABCDEFGHIJKLMNOP", sizes, strict=False):
        sheet.column_dimensions[column].width = size
