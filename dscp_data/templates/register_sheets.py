"""The template's registers: areas of concern, mapping meetings, evidence, the reform plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from dscp_data.catalogue import Agency, Catalogue
from dscp_data.model.returns import Action, Concern, Evidence, MappingMeeting
from dscp_data.templates import styles as style

CONCERNS, MEETINGS = "Areas of concern", "Mapping meetings"
EVIDENCE, ACTIONS = "Evidence", "Reform plan"
AS_AT = "As at"
ENDINGS = ("resolved", "merged", "moved", "aged out")
DATE_FORMAT = "dd/mm/yyyy"


@dataclass(frozen=True)
class ListColumn:
    """A column of a list. `strict` choices take no other words."""

    heading: str
    width: float
    choices: Sequence[str] = ()
    strict: bool = True
    is_date: bool = False
    hint: str = ""


@dataclass(frozen=True)
class ListSheet:
    name: str
    lines: Sequence[str]
    columns: Sequence[ListColumn]
    rows: Sequence[Sequence[style.CellContent]]
    as_at: date | None = None
    has_as_at: bool = field(default=False)


def returns_register(agency: str, catalogue: Catalogue, worked_out_from: str) -> bool:
    """Whether the agency owes an indicator that is worked out from that register."""
    return any(
        indicator.worked_out_from == worked_out_from
        for indicator in catalogue.indicators_owed_by(agency)
    )


def add_list_sheet(
    workbook: Workbook, agency: Agency, wanted: ListSheet, drop_downs: style.DropDowns
) -> None:
    sheet = workbook.create_sheet(wanted.name)
    lines = [f"Agency: {agency.name}", *wanted.lines]
    top = style.put_title(sheet, f"{wanted.name}: {agency.name}", lines)
    if wanted.has_as_at:
        style.put(sheet, top - 1, 1, AS_AT)
        cell = style.put(sheet, top - 1, 2, wanted.as_at)
        cell.protection, cell.number_format, cell.border = style.OPEN, DATE_FORMAT, style.BOXED
        top += 1
    style.set_widths(sheet, [column.width for column in wanted.columns])
    for number, column in enumerate(wanted.columns, start=1):
        letter = get_column_letter(number)
        # A style on the column opens the rows still to come without writing empty cells.
        sheet.column_dimensions[letter].protection = style.OPEN
        sheet.column_dimensions[letter].number_format = DATE_FORMAT if column.is_date else "General"
        if column.choices:
            cells = f"{letter}{top + 1}:{letter}{style.LAST_ROW}"
            drop_downs.add(sheet, cells, column.choices, strict=column.strict, hint=column.hint)
    style.put_headings(sheet, top, [column.heading for column in wanted.columns])
    for row, values in enumerate(wanted.rows, start=top + 1):
        for number, value in enumerate(values, start=1):
            cell = style.put(sheet, row, number, value)
            cell.protection, cell.alignment = style.OPEN, style.WRAPPED
            if wanted.columns[number - 1].is_date:
                cell.number_format = DATE_FORMAT
    sheet.freeze_panes = f"B{top + 1}"
    sheet.protection.insertRows = False
    sheet.protection.sort = False
    style.set_print_layout(sheet, top)
    style.protect(sheet)


def concerns_sheet(
    catalogue: Catalogue, concerns: Iterable[Concern], cut_off: date | None, places: Sequence[str]
) -> ListSheet:
    names = {place.id: place.name for place in catalogue.localities}
    return ListSheet(
        CONCERNS,
        [
            "Use one line for each area of concern: a place, never a person. Leave the date "
            "resolved blank while it is open.",
            "If an area becomes a concern again, add a new line and enter the earlier reference "
            "under Repeat of.",
            "The date below is the last day for which this list is complete.",
        ],
        [
            ListColumn("Reference", 14),
            ListColumn("Area of concern", 34),
            ListColumn("Locality", 18, places),
            ListColumn("Date opened", 14, is_date=True),
            ListColumn("Date resolved", 14, is_date=True),
            ListColumn("Outcome", 16, ENDINGS, strict=False),
            ListColumn("Repeat of", 14),
        ],
        [
            (
                c.reference,
                c.area,
                names.get(c.locality, c.locality),
                c.opened,
                c.resolved,
                c.outcome,
                c.repeat_of,
            )
            for c in concerns
        ],
        as_at=cut_off,
        has_as_at=True,
    )


def meetings_sheet(
    catalogue: Catalogue, meetings: Iterable[MappingMeeting], places: Sequence[str]
) -> ListSheet:
    agencies = {a.id: a.name for a in catalogue.agencies}
    names = {place.id: place.name for place in catalogue.localities}
    return ListSheet(
        MEETINGS,
        [
            "Use one line for each meeting and locality. Enter how many, never who.",
            "Leave a number blank if it is not known or is suppressed.",
        ],
        [
            ListColumn("Date of meeting", 16, is_date=True),
            ListColumn("Locality", 18, places),
            ListColumn("Areas of concern discussed", 18),
            ListColumn("Areas of concern opened", 18),
            ListColumn("Children discussed", 14),
            ListColumn(
                "Agencies present",
                60,
                list(agencies.values()),
                strict=False,
                hint="Choose one, or enter several separated by semicolons.",
            ),
        ],
        [
            (
                m.held_on,
                names.get(m.locality, m.locality),
                m.concerns_discussed,
                m.concerns_opened,
                m.children_discussed,
                "; ".join(agencies.get(a, a) for a in m.agencies),
            )
            for m in meetings
        ],
    )


def evidence_sheet(catalogue: Catalogue, agency: Agency, evidence: Iterable[Evidence]) -> ListSheet:
    agencies = {a.id: a.name for a in catalogue.agencies}
    types = {t.id: t.name for t in catalogue.evidence_types}
    threads = {t.id: t.name for t in catalogue.golden_threads}
    return ListSheet(
        EVIDENCE,
        [
            "What you have learnt from audits, training and children’s own views, beyond counts.",
            "If there are several outcomes or threads, separate them with semicolons.",
            "The owner of a recommendation is a role or an agency, never a person. Refer to the "
            "report; do not attach it.",
        ],
        [
            ListColumn("Date", 14, is_date=True),
            ListColumn("Agency", 34, list(agencies.values())),
            ListColumn("Type", 30, list(types.values())),
            ListColumn("Outcomes", 14),
            ListColumn(
                "Golden threads",
                36,
                list(threads.values()),
                strict=False,
                hint="Choose one, or enter several separated by semicolons.",
            ),
            ListColumn("Finding", 60),
            ListColumn("Rating", 16),
            ListColumn(
                "Indicator",
                12,
                [i.id for i in catalogue.indicators],
                strict=False,
                hint="Choose one, or enter several separated by semicolons.",
            ),
            ListColumn("Priorities", 12),
            ListColumn("Recommendation", 50),
            ListColumn("Recommendation owner", 30),
            ListColumn("Recommendation due", 18, is_date=True),
            ListColumn("Recommendation completed", 18, is_date=True),
            ListColumn("Document reference", 24),
        ],
        [
            (
                e.date,
                agencies.get(e.agency, e.agency),
                types.get(e.type, e.type),
                "; ".join(e.outcomes),
                "; ".join(threads.get(t, t) for t in e.golden_threads),
                e.finding,
                e.rating,
                "; ".join(filter(None, (e.indicator, *e.other_indicators))),
                "; ".join(e.priorities),
                e.recommendation,
                e.owner,
                e.recommendation_due,
                e.recommendation_done,
                e.document,
            )
            for e in evidence
            if e.agency == agency.id
        ],
    )


def actions_sheet(catalogue: Catalogue, actions: Iterable[Action]) -> ListSheet:
    agencies = {a.id: a.name for a in catalogue.agencies}
    terms = {(t.kind, t.id): t.name for t in catalogue.reform}

    def names(kind: str) -> list[str]:
        return [term.name for term in catalogue.reform if term.kind == kind]

    return ListSheet(
        ACTIONS,
        [
            "Use one line for each milestone. It is on time if completed by its due date.",
            "The lead role is a post, never a person. Under Dependencies, enter what must happen "
            "first.",
        ],
        [
            ListColumn("Strand", 30, names("strand")),
            ListColumn("Workstream", 36, names("workstream")),
            ListColumn("Milestone", 44),
            ListColumn("Lead agency", 34, list(agencies.values())),
            ListColumn("Start", 14, is_date=True),
            ListColumn("Due", 14, is_date=True),
            ListColumn("Completed", 14, is_date=True),
            ListColumn("Status", 14, names("status")),
            ListColumn("Position statement", 50),
            ListColumn("Evidence", 30),
            ListColumn("Funding note", 30),
            ListColumn("Lead role", 30),
            ListColumn("Dependencies", 40),
            ListColumn("Readiness", 16, names("readiness")),
        ],
        [
            (
                terms.get(("strand", a.strand), a.strand),
                terms.get(("workstream", a.workstream), a.workstream),
                a.title,
                agencies.get(a.lead_agency, a.lead_agency),
                a.start,
                a.due,
                a.completed,
                terms.get(("status", a.status), a.status),
                a.position,
                a.evidence,
                a.funding,
                a.role,
                a.dependencies,
                terms.get(("readiness", a.readiness), a.readiness),
            )
            for a in actions
        ],
    )
