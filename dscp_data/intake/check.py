"""Checks a return: from a workbook to observations, register rows and faults, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from hashlib import sha256 as digest
from operator import itemgetter

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import MOST_FAULTS, NOT_READ
from dscp_data.intake.cells.workbook import Refused, Workbook
from dscp_data.intake.faults import condense
from dscp_data.intake.figures.observation_builder import ObservationBuilder
from dscp_data.intake.figures.period_sums import sums_that_disagree
from dscp_data.intake.files.gc_pause import gc_paused
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.intake.layout.child_level_lists import find_child_level_list
from dscp_data.intake.layout.sheet_notes import classify_remaining_cells
from dscp_data.intake.layout.tables import find_tables
from dscp_data.intake.registers.registers import Registers
from dscp_data.intake.rules.rule import fault
from dscp_data.intake.sender import resolve_agency
from dscp_data.intake.sheet_reader import SheetContents, SheetReader
from dscp_data.intake.terms import term_mappings as remembered
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.unrecognised import unrecognised_texts
from dscp_data.model.mappings import NO_MAPPINGS, TermMapping, TermMappings
from dscp_data.model.periods import Period
from dscp_data.model.returns import CheckedReturn, Fault, Observation


def check_file(
    data: bytes,
    file: str,
    *,
    catalogue: Catalogue,
    today: date,
    agency: str | None = None,
    mappings: TermMappings = NO_MAPPINGS,
) -> CheckedReturn:
    """Read and check the bytes of a file. A file that is refused says so in one fault."""
    sha256 = digest(data).hexdigest()
    try:
        workbook = read_workbook(data, file)
    except Refused as refused:
        why = Fault("", "", "", refused.code, "error", refused.message, refused.fix)
        return refused_return(file, sha256, why)
    return check_workbook(
        workbook,
        file=file,
        sha256=sha256,
        catalogue=catalogue,
        today=today,
        agency=agency,
        mappings=mappings,
    )


def refused_return(file: str, sha256: str, why: Fault) -> CheckedReturn:
    return CheckedReturn(file, sha256, None, (), (), (), (), (), (why,), None, refused=True)


def check_workbook(
    workbook: Workbook,
    *,
    file: str,
    sha256: str,
    catalogue: Catalogue,
    today: date,
    agency: str | None = None,
    mappings: TermMappings = NO_MAPPINGS,
) -> CheckedReturn:
    """What a workbook says, and every fault in it, each with its sheet and cell.

    Whose mappings count is known only when a file has been read once: where the sender's stand in
    it, it is read again with them.
    """
    with gc_paused():
        read = partial(run_checks, workbook, file, sha256, catalogue, today, agency)
        found = read(remembered.agency_name_mappings(mappings, catalogue))
        mine = mappings.of(found.terms_agency)
        return read(mine) if not found.refused and remembered.occur_in(mine, workbook) else found


def run_checks(
    workbook: Workbook,
    file: str,
    sha256: str,
    catalogue: Catalogue,
    today: date,
    agency: str | None,
    mappings: tuple[TermMapping, ...],
    *,
    by_columns: bool = True,
) -> CheckedReturn:
    """`by_columns` is whether plain lines go the short way."""
    names = NameMatcher(catalogue, remembered.meanings_by_key(mappings))
    headings = HeadingParser(names)
    found = [(sheet, find_tables(sheet, headings)) for sheet in workbook.sheets]
    # What children are called must not become harmless by being said to mean something else.
    plain = HeadingParser(NameMatcher(catalogue)) if mappings else headings
    listed = find_child_level_list(workbook, file, plain)
    if listed is not None:
        return refused_return(
            file, sha256, fault(rules.CHILD_LEVEL, listed.sheet, "", what=listed.what)
        )
    registers = Registers(catalogue, headings, today)
    checker = ObservationBuilder(catalogue, today)
    reader = SheetReader(headings, registers, checker, by_columns)
    read = [reader.read(sheet, tables) for sheet, tables in found]
    sent = resolve_agency(read, file, agency, names)
    observations = build_observations(read, sent.agency, checker)
    if observations is None:
        return run_checks(
            workbook, file, sha256, catalogue, today, agency, mappings, by_columns=False
        )
    lists = registers.finish(observations, sent.agency)
    sent.faults += sums_that_disagree(observations, catalogue)
    sent.faults += remembered.unknown_term_faults(mappings, names.sender.gone)
    if not any(one.layout for one in read):
        sent.faults.append(fault(rules.NO_TABLES, "", ""))
    for one in read:
        if one.ledger.is_full:
            one.ledger.classify_if_new(one.sheet.cells, NOT_READ)
            sent.faults.append(
                fault(
                    rules.UNREAD, one.sheet.name, "", name=one.sheet.name, most=f"{MOST_FAULTS:,}"
                )
            )
        else:
            classify_remaining_cells(one.sheet, one.ledger, observations)
    agency_of_file = sent.agency or sent.only_agency(observations)
    return CheckedReturn(
        file,
        sha256,
        agency_of_file,
        (
            *(phrase for one in read for phrase in one.layout),
            *remembered.describe_applied(mappings, names.sender.used, catalogue),
        ),
        tuple(observations),
        lists.concerns,
        lists.evidence,
        lists.actions,
        condense((*sent.faults, *(f for one in read for f in one.ledger.faults))),
        lists.cut_off,
        recognised=tuple(entry for one in read for entry in one.ledger.ranges()),
        meetings=lists.meetings,
        unrecognised=unrecognised_texts(
            ((one.sheet, one.ledger.questions) for one in read), headings
        ),
        terms_agency=agency_of_file or remembered.only_agency_in(workbook, names),
    )


def build_observations(
    read: Sequence[SheetContents], sender: str | None, checker: ObservationBuilder
) -> list[Observation] | None:
    """The observations of a file in the order of their cells; None where its plain lines turn out
    to be none: the sender does not owe them, or another table says the same again."""
    plain = [lines for one in read for lines in one.plain]
    figures = [
        (figure, agency, one.ledger)
        for one in read
        for figure in one.figures
        if (agency := figure.agency or sender)
    ]
    if not all(lines.can_be_from(sender, checker) for lines in plain):
        return None
    placed = [placed for lines in plain for placed in lines.observations(sender)]
    keys = {(f.indicator, agency, f.locality, f.period) for f, agency, _ in figures}
    if is_duplicated([observation for _, observation in placed], keys, tables=len(plain)):
        return None
    placed += checker.observations(figures)
    order = {one.sheet.name: number for number, one in enumerate(read)}
    placed.sort(key=itemgetter(0))
    if len(order) > 1:
        placed.sort(key=lambda found: order[found[1].sheet])
    return [observation for _, observation in placed]


def is_duplicated(
    plain: Sequence[Observation], others: set[tuple[str, str, str, Period | None]], tables: int
) -> bool:
    """Whether a plain line has the key of another figure of the file, or of a plain line of another
    table. Periods are compared last: they are many times as slow as names."""
    places = {key[:3] for key in others}
    return any(one[:3] in places and one[:4] in others for one in plain) or (
        tables > 1 and len({one[:4] for one in plain}) < len(plain)
    )
