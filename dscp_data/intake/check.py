"""Checks a return: from a workbook to observations, register rows and faults, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256 as digest
from operator import attrgetter

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import MOST_FAULTS, NOT_READ
from dscp_data.intake.cells.workbook import Refused, Workbook
from dscp_data.intake.faults import condense
from dscp_data.intake.figures.figure_parts import LocatedFigure
from dscp_data.intake.figures.missing_codes import codes_for_missing
from dscp_data.intake.figures.observation_builder import ObservationBuilder
from dscp_data.intake.figures.period_sums import sums_that_disagree
from dscp_data.intake.figures.similar_rows import EveryRowNeeded
from dscp_data.intake.files.gc_pause import gc_paused
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.intake.layout.child_level_lists import find_child_level_list
from dscp_data.intake.layout.file_name_words import file_name_faults
from dscp_data.intake.layout.named_people import people_in_notes, people_in_texts
from dscp_data.intake.layout.note_words import note_faults
from dscp_data.intake.layout.sheet_notes import classify_remaining_cells
from dscp_data.intake.layout.tables import find_tables
from dscp_data.intake.registers.registers import Registers
from dscp_data.intake.sender import resolve_agency
from dscp_data.intake.sheet_reader import SheetContents, SheetReader
from dscp_data.intake.terms import term_mappings as terms
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.unrecognised import unrecognised_texts
from dscp_data.model.faults import Fault, fault
from dscp_data.model.mappings import NO_MAPPINGS, TermMapping, TermMappings
from dscp_data.model.periods import set_year_start
from dscp_data.model.returns import CheckedReturn, Observation


def check_file(
    data: bytes,
    file: str,
    *,
    catalogue: Catalogue,
    today: date,
    agency: str | None = None,
    mappings: TermMappings = NO_MAPPINGS,
) -> CheckedReturn:
    """Read and check the bytes of a file. A file that is refused has one fault, the reason."""
    set_year_start(catalogue.partnership.year_starts_in)
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
    """The return of a file that is refused: nothing but the reason."""
    return CheckedReturn(file, sha256, faults=(why,), refused=True)


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
    """What a workbook contains, and every fault in it, each with its sheet and cell.

    Whose saved terms apply is known only once a file has been read: if the sender's occur in it,
    it is read again with them.
    """
    with gc_paused():
        check = ReturnCheck(workbook, file, sha256, catalogue, today, agency)
        found = check.run(terms.agency_name_mappings(mappings, catalogue))
        saved = mappings.of(found.terms_agency)
        return check.run(saved) if not found.refused and terms.occur_in(saved, workbook) else found


@dataclass(frozen=True)
class ReturnCheck:
    """The check of one workbook. `agency` is the sender that the analyst chose, if any."""

    workbook: Workbook
    file: str
    sha256: str
    catalogue: Catalogue
    today: date
    agency: str | None = None

    def run(self, mappings: tuple[TermMapping, ...] = ()) -> CheckedReturn:
        """Read the workbook with the saved terms of one sender."""
        try:
            return self.read(mappings, leaves_out_similar=True)
        except EveryRowNeeded:
            return self.read(mappings, leaves_out_similar=False)

    def read(self, mappings: tuple[TermMapping, ...], *, leaves_out_similar: bool) -> CheckedReturn:
        """As `run`. Raises EveryRowNeeded where similar rows of a table must not be left out."""
        catalogue = self.catalogue
        names = NameMatcher(catalogue, terms.meanings_by_key(mappings))
        headings = HeadingParser(names)
        # What children are called must not become harmless by being mapped to something else.
        unmapped = HeadingParser(NameMatcher(catalogue)) if mappings else headings
        tables = [(sheet, find_tables(sheet, headings)) for sheet in self.workbook.sheets]
        listed = find_child_level_list(self.workbook, self.file, unmapped)
        if listed is not None:
            why = fault(rules.CHILD_LEVEL, listed.sheet, "", what=listed.what)
            return refused_return(self.file, self.sha256, why)
        registers = Registers(catalogue, headings, self.today)
        builder = ObservationBuilder(catalogue, self.today)
        leaves_out_similar &= sum(len(found.tables) for _, found in tables) == 1
        reader = SheetReader(headings, registers, catalogue, leaves_out_similar)
        contents = [reader.read(sheet, found) for sheet, found in tables]
        sender = resolve_agency(contents, self.file, self.agency, names)
        observations = build_observations(contents, sender.agency, builder)
        lists = registers.finish(observations, sender.agency)
        faults = [
            *sender.faults,
            *(file_name_faults(self.file, names) if observations else ()),
            *people_in_notes(self.workbook, self.file),
            *note_faults(self.workbook, {one.period for one in observations}, names.qualifiers),
            *sums_that_disagree(observations, catalogue),
            *codes_for_missing(observations, catalogue),
            *terms.unknown_term_faults(mappings, names.sender.gone),
            *terms.qualified_term_faults(mappings, names),
        ]
        if not any(sheet.layout for sheet in contents):
            faults.append(fault(rules.NO_TABLES, "", ""))
        for sheet in contents:
            if sheet.ledger.is_full:
                faults.append(unread(sheet))
            else:
                classify_remaining_cells(sheet.sheet, sheet.ledger)
        asked = {(f.sheet, f.cell) for sheet in contents for f in sheet.ledger.faults}
        faults += people_in_texts(self.workbook, asked)
        agency = sender.agency or sender.only_agency(observations)
        return CheckedReturn(
            file=self.file,
            sha256=self.sha256,
            agency=agency,
            layout=(
                *(phrase for sheet in contents for phrase in sheet.layout),
                *terms.describe_applied(mappings, names.sender.used, catalogue),
            ),
            observations=tuple(observations),
            concerns=lists.concerns,
            evidence=lists.evidence,
            actions=lists.actions,
            faults=condense((*faults, *(f for sheet in contents for f in sheet.ledger.faults))),
            cut_off=lists.cut_off,
            recognised=tuple(entry for sheet in contents for entry in sheet.ledger.ranges()),
            meetings=lists.meetings,
            unrecognised=unrecognised_texts(
                ((sheet.sheet, sheet.ledger.questions) for sheet in contents), headings
            ),
            terms_agency=agency or terms.only_agency_in(self.workbook, names),
        )


def unread(contents: SheetContents) -> Fault:
    """The fault of a sheet that was not read to its end."""
    contents.ledger.classify_if_new(contents.sheet.cells, NOT_READ)
    name = contents.sheet.name
    return fault(rules.UNREAD, name, "", name=name, most=f"{MOST_FAULTS:,}")


def build_observations(
    contents: Sequence[SheetContents], sender: str | None, builder: ObservationBuilder
) -> list[Observation]:
    """The observations of a file in the order of their cells."""
    figures = [
        LocatedFigure(figure, agency, sheet.ledger)
        for sheet in contents
        for figure in sheet.figures
        if (agency := figure.agency or sender)
    ]
    found = builder.observations(figures)
    for sheet in contents:
        if sheet.similar is not None:
            stored = {place: one for place, one in found if one.sheet == sheet.sheet.name}
            found += sheet.similar.observations(stored, sheet.ledger)
    order = {sheet.sheet.name: number for number, sheet in enumerate(contents)}
    found.sort(key=attrgetter("place"))
    if len(order) > 1:
        found.sort(key=lambda located: order[located.observation.sheet])
    return [located.observation for located in found]
