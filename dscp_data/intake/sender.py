"""Identifies the agency that sent a file, from its content, its name or the analyst's choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Protocol

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.figures.figure import Figure
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.period_parser import read_period
from dscp_data.model.faults import Fault, fault
from dscp_data.model.returns import Observation


class SheetReading(Protocol):
    """The part of a sheet's reading that says who sent it."""

    ledger: CellLedger
    context: TableContext
    figures: list[Figure]
    layout: list[str]
    agency_unknown: bool


@dataclass
class Sender:
    """Who sent a file: `agency` serves the figures that do not say themselves."""

    agency: str | None
    faults: list[Fault] = field(default_factory=list)

    def only_agency(self, observations: Iterable[Observation]) -> str | None:
        """The agency of every observation, where there is only one."""
        found = {observation.agency for observation in observations}
        return next(iter(found)) if len(found) == 1 else None


def resolve_agency(
    read: Sequence[SheetReading], file: str, chosen: str | None, names: NameMatcher
) -> Sender:
    """The agency of a file. Sources in their order: its tables' own words, a cover sheet, the
    file's name, the analyst's choice. A later source that disagrees is a query."""
    own: set[str] = {figure.agency for one in read for figure in one.figures if figure.agency}
    own |= {one.context.agency for one in read if one.context.agency and one.layout}
    cover = {one.context.agency for one in read if one.context.agency and not one.layout}
    named = names.agency_in(file_stem(file), file_name=True) or partnership_in_file_name(
        file, names
    )
    sources: list[tuple[str, set[str]]] = [
        ("The table", own),
        ("the cover sheet", cover),
        ("the file’s name", {named} if named else set()),
        ("the choice on upload", {chosen} if chosen else set()),
    ]
    sources = [(source, agencies) for source, agencies in sources if agencies]
    single = [next(iter(agencies)) for _, agencies in sources if len(agencies) == 1]
    sender = Sender(single[0] if single else None)
    if sources:
        source, agencies_named = sources[0]
        for other_source, others in sources[1:]:
            if not others & agencies_named:
                words = {
                    "first": source[0].upper() + source[1:],
                    "one": " and ".join(sorted(names.names[a] for a in agencies_named)),
                    "second": other_source,
                    "other": " and ".join(sorted(names.names[a] for a in others)),
                }
                sender.faults.append(fault(rules.AGENCIES_DISAGREE, "", "", **words))
    silent = any(figure.agency is None for one in read for figure in one.figures)
    if silent and sender.agency is None:
        unknown = any(one.agency_unknown for one in read)
        if not unknown:
            sender.faults.append(fault(rules.NO_AGENCY, "", ""))
        for one in read:
            unplaced = (f.cell for f in one.figures if f.agency is None)
            one.ledger.classify_all(unplaced, "not stored, because its agency is not known")
    return sender


def file_stem(file: str) -> str:
    return PurePath(file.replace("\\", "/")).stem


def partnership_in_file_name(file: str, names: NameMatcher) -> str | None:
    """The partnership's own office, where a file's name begins with it and names nobody else."""
    words = fold(file_stem(file)).split()
    dates = all(word[-1].isdigit() or read_period(word).has_meaning for word in words[1:])
    if words and words[0] == names.partnership and dates:
        found = names.find("agency", names.partnership)
        return found.id
    return None
