"""Builds an agency's template for a council year, as the bytes of an .xlsx.

It holds only the agency's own indicators and is filled in with what is held already, so that
what comes back says the same unless somebody changed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dscp_data.catalogue import Agency, Catalogue
from dscp_data.model.periods import format_council_year, year
from dscp_data.model.returns import Action, Concern, Evidence, MappingMeeting, Observation
from dscp_data.templates import register_sheets as registers
from dscp_data.templates import styles as style
from dscp_data.templates.figure_sheets import add_figure_sheets, localities_in
from dscp_data.templates.notation import SHORTHAND_HELP
from dscp_data.templates.print_header import add_print_header

ABOUT = "About"


def template(
    agency: str,
    council_year: int,
    catalogue: Catalogue,
    latest: Iterable[Observation] = (),
    concerns: Iterable[Concern] = (),
    evidence: Iterable[Evidence] = (),
    actions: Iterable[Action] = (),
    cut_off: date | None = None,
    meetings: Iterable[MappingMeeting] = (),
) -> bytes:
    """The return of one agency for the council year that begins in April of `council_year`.

    `latest` are the figures held (those of other agencies and years are left out); `cut_off` is
    the day up to which `concerns` is complete. Raises CatalogueError for an unknown agency.
    """
    sender = catalogue.agency(agency)
    workbook = Workbook()
    workbook.properties.creator = catalogue.partnership.name
    workbook.properties.title = f"Return of {sender.name}, {format_council_year(council_year, '-')}"
    drop_downs = style.DropDowns(workbook)
    add_about(workbook.active, sender, council_year, catalogue)
    add_figure_sheets(workbook, sender, council_year, catalogue, latest, drop_downs)
    places = [place.name for place in localities_in(council_year, catalogue)]
    lists = [registers.evidence_sheet(catalogue, sender, evidence)]
    if registers.returns_register(agency, catalogue, "concerns"):
        lists[:0] = [
            registers.concerns_sheet(catalogue, concerns, cut_off, places),
            registers.meetings_sheet(catalogue, meetings, places),
        ]
    if registers.returns_register(agency, catalogue, "actions"):
        lists.append(registers.actions_sheet(catalogue, actions))
    for wanted in lists:
        registers.add_list_sheet(workbook, sender, wanted, drop_downs)
    drop_downs.move_lists_last()
    add_print_header(workbook, catalogue.partnership)
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def describe_council_year(council_year: int) -> str:
    """2026 is "2026-27 (1 April to 31 March)"."""
    period = year(council_year)
    days = f"{period.start.day} {period.start:%B} to {period.end.day} {period.end:%B}"
    return f"{format_council_year(council_year, '-')} ({days})"


def add_about(sheet: Worksheet, agency: Agency, council_year: int, catalogue: Catalogue) -> None:
    sheet.title = ABOUT
    partnership = catalogue.partnership
    lines: list[tuple[str, bool]] = [
        (f"{partnership.name}: return of figures", True),
        (f"Agency: {agency.name}", False),
        (f"Council year: {describe_council_year(council_year)}", False),
        ("", False),
        ("How to fill it in", True),
        *((line, False) for line in how_to_fill_in(agency)),
        ("", False),
        ("What to write in a cell", True),
        *((f"{mark}: {words}", False) for mark, words in SHORTHAND_HELP),
        ("", False),
        ("Who to ask", True),
        (f"Contact the person at the {partnership.name} who sent you this workbook.", False),
    ]
    for row, (line, is_heading) in enumerate(lines, start=1):
        cell = style.put(sheet, row, 1, line)
        cell.alignment = style.WRAPPED
        if is_heading:
            cell.font = Font(bold=True, size=14 if row == 1 else 11)
    style.set_widths(sheet, [110])
    style.protect(sheet)


def how_to_fill_in(agency: Agency) -> list[str]:
    lines = [
        "Fill in the white cells of each sheet and send the workbook back after each quarter.",
        "Figures you have sent before are filled in. Correct any that have changed.",
        "Count what happened in the period, not since the start of the year.",
        "Give numbers, never percentages: Number, and Out of if there is a row for it.",
        "Give each figure once: by locality, or as County-wide if you cannot split it.",
        "Leave out totals. We calculate them.",
        "Never enter names, dates of birth, addresses or any number that identifies a child.",
    ]
    if agency.covers:
        lines.append(
            f"You also serve people elsewhere ({agency.covers}). If a figure includes them, say so "
            "in the comment."
        )
    return lines
