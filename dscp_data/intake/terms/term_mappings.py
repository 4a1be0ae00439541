"""Applies and describes saved terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.cells.workbook import Workbook
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_terms import KNOWN_ROLES
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.qualifiers import PLACE
from dscp_data.intake.terms.sender_terms import QUARTERS, TermKey
from dscp_data.model.faults import Fault, fault
from dscp_data.model.mappings import (
    CALENDAR_QUARTERS,
    COUNCIL_QUARTERS,
    IGNORED,
    TermKind,
    TermMapping,
    TermMappings,
    UnrecognisedText,
)
from dscp_data.model.text import join_list

QUARTER_MEANINGS = {
    COUNCIL_QUARTERS: "quarters of the council year: Q1 2025 is April to June 2025",
    CALENDAR_QUARTERS: "quarters of the calendar year: Q1 2025 is January to March 2025",
}
COLUMNS = {
    "indicator": "Indicator",
    "agency": "Agency",
    "locality": "Locality",
    "period": "Period",
    "year": "Year",
    "number": "Number",
    "out of": "Out of",
    "percent": "Percentage (checked, not stored)",
    "comment": "Comment",
    IGNORED: "Leave it out: it is a note",
}


def term_key(mapping: TermMapping) -> TermKey:
    return QUARTERS if mapping.kind == "period" else (mapping.kind, fold(mapping.text))


def meanings_by_key(mappings: Iterable[TermMapping]) -> dict[TermKey, str]:
    return {term_key(mapping): mapping.means for mapping in mappings}


def agency_name_mappings(mappings: TermMappings, catalogue: Catalogue) -> tuple[TermMapping, ...]:
    """How agencies write their own names: they say who sent a file, where no two agencies write
    the same, and the catalogue does not ask."""
    own = [m for m in mappings.held if m.kind == "agency" and m.means == m.agency]
    if not own:
        return ()
    names, written = NameMatcher(catalogue), Counter(term_key(mapping) for mapping in own)
    return tuple(
        mapping
        for mapping in own
        if written[term_key(mapping)] == 1 and not names.is_known("agency", mapping.text)
    )


def only_agency_in(workbook: Workbook, names: NameMatcher) -> str | None:
    """The agency whose name fills cells of a workbook, where there is only one."""
    found = {names.find("agency", text).id for text in texts_in(workbook)} - {None}
    return next(iter(found)) if len(found) == 1 else None


def occur_in(mappings: Sequence[TermMapping], workbook: Workbook) -> bool:
    """Whether any of these texts occurs in a workbook: most files need no second reading."""
    if not mappings:
        return False
    sheets = {sheet.name for sheet in workbook.sheets}
    texts = "\n".join(fold(text) for text in texts_in(workbook) | sheets)
    return any(term_key(mapping)[1] in texts for mapping in mappings)


def texts_in(workbook: Workbook) -> set[str]:
    contents = (content for sheet in workbook.sheets for content in sheet.grid.distinct)
    return {content.value for content in contents if isinstance(content.value, str)}


def describe_applied(
    mappings: Iterable[TermMapping], used: set[TermKey], catalogue: Catalogue
) -> tuple[str, ...]:
    """For each mapping that served, a phrase for the ledger of what was understood."""
    return tuple(
        f"“{mapping.text}” read as {describe_meaning(mapping.kind, mapping.means, catalogue)},"
        f" as saved for {catalogue.agency(mapping.agency).short_name}"
        for mapping in mappings
        if term_key(mapping) in used
    )


def unknown_term_faults(mappings: Iterable[TermMapping], missing: set[TermKey]) -> list[Fault]:
    """A mapping to a term that no longer exists is reported, and is not used."""
    return [
        fault(rules.MAPPING_GONE, "", "", text=mapping.text, means=mapping.means)
        for mapping in mappings
        if term_key(mapping) in missing
    ]


def qualified_term_faults(mappings: Iterable[TermMapping], names: NameMatcher) -> list[Fault]:
    """A saved term that drops a word which means another figure needs a reason in each return:
    "E08 Safeguarding referrals – target" that somebody saved as a name of E08."""
    found = []
    for mapping in mappings:
        if term_key(mapping) not in names.sender.used or mapping.means == IGNORED:
            continue
        own = names.own_words.get(mapping.means, frozenset())
        terms = {
            words: kind
            for words, kind in names.qualifiers.found_in(fold(mapping.text), own).items()
            if kind != PLACE or mapping.kind == "indicator"
        }
        if terms and mapping.kind != "agency":
            words, kind = "”, “".join(terms), join_list(sorted(set(terms.values())))
            name = names.names.get(mapping.means, mapping.means)
            about = {"text": mapping.text[:80], "means": name, "words": words, "kind": kind}
            found.append(fault(rules.QUALIFIED_TERM, "", "", **about))
    return found


def describe_meaning(kind: TermKind, means: str, catalogue: Catalogue) -> str:
    """What a mapping means, to follow "read as"; an id that is no longer known as it is."""
    names = meanings_by_name(kind, catalogue)
    if kind == "period":
        return names.get(means, means)
    if kind == "column":
        if means == IGNORED:
            return "a note, and left out"
        return f"the column “{names.get(means, means)}”"
    return f"the {kind} {names.get(means, means)}"


def meanings_by_name(kind: TermKind, catalogue: Catalogue) -> dict[str, str]:
    """Everything that a text of that kind can mean, by name."""
    if kind == "column":
        others = {role: role.capitalize() for role in sorted(KNOWN_ROLES - COLUMNS.keys())}
        return COLUMNS | others
    if kind == "period":
        return QUARTER_MEANINGS
    if kind == "indicator":
        return {one.id: f"{one.id} {one.name}" for one in catalogue.indicators}
    listed = catalogue.agencies if kind == "agency" else catalogue.localities
    return {one.id: one.name for one in listed}


def choices(unplaced: UnrecognisedText, catalogue: Catalogue) -> dict[tuple[TermKind, str], str]:
    """What a text could be said to mean, in words, the guess first.

    A heading may also be the name of a place or an indicator across the columns.
    """
    kind = unplaced.kind
    offered: dict[tuple[TermKind, str], str] = {
        (kind, means): name
        for means, name in meanings_by_name(kind, catalogue).items()
        if kind == "period" or not unplaced.could_mean or means in unplaced.could_mean
    }
    if kind == "column":
        across: tuple[TermKind, ...] = ("locality", "indicator", "agency")
        offered |= {
            (other, means): f"Figures of {name}"
            for other in across
            for means, name in meanings_by_name(other, catalogue).items()
        }
    first = (kind, unplaced.guess or "")
    return {first: offered[first], **offered} if first in offered else offered
