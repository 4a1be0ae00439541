"""The words of titles, notes, sheet names and descriptive columns, compared with what is known.

The text around a table qualifies its figures: "Darlington only" in a line above, a sheet
named "Example", a column "Type" that says "Target". What is left of such a text when known names
are taken off is asked about here, at its own cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.column_headings import LABEL_ROLES
from dscp_data.intake.layout.comment_words import AT_FAULT, CODE_FOR_NOTHING
from dscp_data.intake.layout.table_context import KEY_VALUE, PIECES, key_of
from dscp_data.intake.layout.tables import NOTE_STARTS, Table
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.period_parser import read_period
from dscp_data.intake.terms.qualifiers import (
    ADDED_UP,
    NOT_WHAT_HAPPENED,
    PEOPLE,
    PLACE,
    stem,
)
from dscp_data.model.faults import Rule
from dscp_data.model.text import join_list

LONGEST_TITLE = 8
"""A text of more words is a sentence: of its words only those that are known to matter are asked
about."""
SHORTEST_NOTE = 3
"""A note of so few words is no sentence: "Note: planned"."""
SOMEBODY = re.compile(
    r"^(?:completed|prepared|submitted|returned|signed|checked|approved|authorised|sent|produced"
    r"|contact|email|e-mail|telephone|tel|phone|name|author|officer|lead|date|deadline|version"
    r"|run|extracted|last updated|updated|printed|created|issued|return by|address|website)\b",
    re.I,
)
INSTRUCTION = re.compile(
    r"^(?:please|fill|complete|enter|point|put|where|send|use|see|if|click|select|choose|write|add"
    r"|type|save|guidance|instructions?|how to|do not|don.t|contact|what)\b",
    re.I,
)
SOURCE = re.compile(r"(?:data |figures )?(?:source|suppl|provide|from\b|taken from|extract)", re.I)
LONGEST_SOURCE = 200
UNIT_ALONE = re.compile(r"\W*(?:k|m|mn|bn|days|hrs|£ ?k?)\W*", re.I)
"""A line that says nothing but a unit other than people or cases: "(k)" over thousands."""
COUNTED = re.compile(r"^(?:number|count|no|num|total|total number|volume|sum) of (.+)$")
AND_OVER = re.compile(r"\d+ ?\+")
SHEET_NAME = re.compile(r"^(?:sheet|tab|table|tabelle|hoja|feuil|data|return)[ _]?\d*$", re.I)


def check_lines(
    table: Table,
    columns: Sequence[Column],
    agency: str | None,
    indicators: Collection[str],
    headings: HeadingParser,
    ledger: CellLedger,
) -> None:
    """Ask about the words around a table of figures: above and below it, and in its corner.

    `agency` is the one that the text above the table names, `indicators` those of its figures.
    """
    names = headings.names
    own = frozenset().union(*(names.own_words[id] for id in indicators))
    first = min((c.number for c in columns if c.role == "figure"), default=0)
    over = table.header[0][0] - 1
    for number, cells in table.above:
        for cell, beside in with_their_keys(cells):
            is_heading = number == over and cell.column >= first > min(table.columns)
            check_text(cell, beside, names, ledger, is_heading=is_heading)
            check_counted(cell, own, names, ledger)
            check_source(cell, agency, names, ledger)
    for _, cells in table.below:
        for cell in cells.values():
            check_text(cell, False, names, ledger, is_note=True)
            check_counted(cell, own, names, ledger)
            check_source(cell, agency, names, ledger)
    labels = {*LABEL_ROLES, "measure"}
    for column in columns:
        corner = column.cell if column.role in labels else None
        if corner is not None and headings.of(corner).role not in labels:
            check_text(corner, False, names, ledger, is_heading=True)
        if column.role == "unknown" and column.cell and is_beside_table(column, table):
            check_text(column.cell, False, names, ledger)


def is_beside_table(column: Column, table: Table) -> bool:
    """Whether a heading over nothing is a text beside the table: a blank column is between, or it
    is longer than a heading."""
    is_apart = column.number - 1 not in table.columns or len(column.heading.split()) > 2
    return is_apart and not (table.lines and table.lines.codes(column.number).any())


def with_their_keys(cells: dict[int, Cell]) -> Iterator[tuple[Cell, bool]]:
    """The texts of a row but those that are read as a name, "Agency" beside its name: these are
    understood or at fault already. With each whether it stands beside a key of its own."""
    skip, beside = False, False
    last = max(cells)
    for cell in cells.values():
        if skip:
            skip = False
        elif not isinstance(cell.value, str):
            continue
        elif key_of(cell.value) and cell.column < last:
            skip = True
        else:
            yield cell, beside
            beside = cell.value.rstrip().endswith(":")


def check_sheet_name(name: str, names: NameMatcher, ledger: CellLedger) -> None:
    """Ask about the words in the name of a sheet that holds figures."""
    if SHEET_NAME.match(name.strip()):
        return
    own, names_something, rest = what_is_left(name, names)
    found = names.qualifiers.found_in(rest, own if names_something else frozenset())
    found |= dict.fromkeys(AND_OVER.findall(name), PEOPLE)
    if found:
        report(rules.QUALIFIED, None, name, found, ledger)
    elif left := names.qualifiers.left_over(rest, own):
        ledger.fault(rules.UNKNOWN_TITLE, None, text=name, words=" ".join(left))


def check_text(
    cell: Cell,
    beside: bool,
    names: NameMatcher,
    ledger: CellLedger,
    *,
    is_note: bool = False,
    is_heading: bool = False,
) -> None:
    """Ask about what is left of a text when the names it is known by are taken off.

    `beside` where a key like "Completed by:" stands before it; `is_heading` where it stands over
    figures and not over a whole table.
    """
    if not isinstance(cell.value, str) or ledger.has_fault_at(cell):
        return
    text = " ".join(cell.value.split())
    pair = KEY_VALUE.match(text)
    if any(term == fold(text) for _, term in names.sender.means):
        return
    if (pair and key_of(pair[1])) or (SOMEBODY.match(text) and not is_heading):
        return
    own, names_something, rest = what_is_left(text, names)
    words = len(text.split())
    sentence = words > (SHORTEST_NOTE if is_note else LONGEST_TITLE) or ". " in text
    # A title is compared with the words of the indicator that it names, and of no other.
    lenient = own if names_something or (sentence and not is_heading) else frozenset()
    found = names.qualifiers.found_in(rest, lenient)
    found |= dict.fromkeys(AND_OVER.findall(text), PEOPLE)
    if UNIT_ALONE.fullmatch(text):
        found[text] = "another kind of figure"
    if at_fault := AT_FAULT.search(fold(text)) or CODE_FOR_NOTHING.search(text):
        found[at_fault[0]] = NOT_WHAT_HAPPENED
    if INSTRUCTION.match(text) and sentence:
        found = {words: kind for words, kind in found.items() if kind in (ADDED_UP, PLACE)}
    if found:
        report(rules.QUALIFIED, cell, text, found, ledger)
        return
    is_note = is_note or text.casefold().startswith(NOTE_STARTS) or beside
    left = names.qualifiers.left_over(rest, own) if not is_note else ()
    if not left or (sentence and not is_heading and not names_something):
        return
    rule = rules.UNKNOWN_WORDS if names_something or is_heading else rules.UNKNOWN_TITLE
    ledger.fault(rule, cell, text=text[:80], words=" ".join(left)[:60])


def check_counted(cell: Cell, own: Collection[str], names: NameMatcher, ledger: CellLedger) -> None:
    """Ask about a line that says nothing but what is counted, where that is no word of the table's
    indicators: "(families)" over referrals. `own` are the stems of their words."""
    if not isinstance(cell.value, str) or not own or ledger.has_fault_at(cell):
        return
    text = " ".join(cell.value.split())[:LONGEST_SOURCE]
    left = names.qualifiers.left_over(names.without_agencies(fold(text)), ())
    if (
        len(left) == 1
        and left[0].endswith("s")
        and stem(left[0]) in names.all_words.difference(own)
    ):
        ledger.fault(rules.UNKNOWN_WORDS, cell, text=text[:80], words=left[0])


def check_source(cell: Cell, agency: str | None, names: NameMatcher, ledger: CellLedger) -> None:
    """Ask about a line that says the figures come from another agency than the one that is named
    above: "Source: Durham Constabulary" over figures of the council."""
    if not isinstance(cell.value, str) or agency is None or ledger.has_fault_at(cell):
        return
    text = " ".join(cell.value.split())[:LONGEST_SOURCE]
    other = names.agency_in(text) if SOURCE.match(text) else names.find("agency", text).id
    if other and other != agency:
        words = {"first": "The table", "one": names.names[agency], "second": f"“{text}”"}
        ledger.fault(rules.AGENCIES_DISAGREE, cell, **words, other=names.names[other])


def what_is_left(text: str, names: NameMatcher) -> tuple[frozenset[str], bool, str]:
    """The words that a text may use, whether it names an indicator or a place, and the folded text
    without the names in it."""
    own: frozenset[str] = frozenset()
    named = False
    rest = text
    for piece in [text, *PIECES.split(text)]:
        if piece.strip() and read_period(piece).has_meaning:
            rest = rest.replace(piece, " ")
            continue
        indicator = names.find("indicator", piece)
        place = names.find("locality", piece)
        for id in {indicator.id, *indicator.could_mean} - {None}:
            own |= names.own_words[id]  # type: ignore[index]
        if indicator.id or place.id:
            named = True
            rest = rest.replace(piece, " ")
    if not own:
        own = names.all_words
    return own, named, names.without_agencies(fold(rest))


def report(
    rule: Rule, cell: Cell | None, text: str, found: dict[str, str], ledger: CellLedger
) -> None:
    kinds = join_list(sorted(set(found.values())))
    words = "”, “".join(found)
    ledger.fault(rule, cell, text=text[:80], words=words, kind=kinds)


def check_number_headings(
    columns: Sequence[Column], indicators: Collection[str], names: NameMatcher, ledger: CellLedger
) -> None:
    """Ask about "Number of families" over figures of indicators that speak of no families."""
    own = frozenset().union(*(names.own_words[id] for id in indicators))
    for column in columns:
        counted = COUNTED.match(fold(column.heading)) if column.role == "figure" else None
        if counted is None or column.across:
            continue
        left = names.qualifiers.left_over(counted[1], own)
        if left and indicators and column.cell is not None and not column.unclear:
            text, words = column.heading[:80], " ".join(left)[:60]
            ledger.fault(rules.UNKNOWN_WORDS, column.cell, column.heading, text=text, words=words)
