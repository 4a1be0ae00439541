"""The columns beside figures that describe them: what a line's words say of what it counts.

A column that nobody knows, or one like "Outcome" whose words differ between the lines of an
indicator, says that each figure is a part of something: it is asked about and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np

from dscp_data.intake import rules
from dscp_data.intake.cells.cell import column_letters
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell, address
from dscp_data.intake.faults import listed_places
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.column_headings import LABEL_ROLES
from dscp_data.intake.layout.comment_words import changes_the_figure
from dscp_data.intake.layout.line_words import AND_OVER
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.period_parser import length_in
from dscp_data.intake.terms.qualifiers import (
    PLAIN_WORDS,
    left_over,
    qualifiers_in,
    stem,
    words_of,
)
from dscp_data.intake.terms.value_parser import SHORTHAND, parse_normalised, parse_text
from dscp_data.model.periods import Period

OF_EACH_LINE = frozenset({
    "cell", "direction of travel", "file", "id", "lead", "line", "owner", "previous year", "rag",
    "rag rating", "ref", "reference", "row", "sheet", "target", "trend",
})  # fmt: skip
"""Columns that may say something else in each line, and nothing of what its figures count."""
OF_AN_INDICATOR = frozenset({
    "data source", "desired direction", "direction", "frequency", "good is", "outcome", "outcomes",
    "polarity", "priorities", "priority",
})  # fmt: skip
"""Columns that describe an indicator: they say the same in each of its lines."""
DEFINITIONS = frozenset({"definition", "indicator description", "plan wording"})
SPLITTING_COLUMNS = frozenset({
    "age", "age band", "age group", "age range", "basis", "breakdown", "category",
    "characteristic", "cohort", "coverage", "data type", "dimension", "disability",
    "ethnic group", "ethnicity", "figure status", "figure type", "filter", "gender", "group",
    "key stage", "legal status", "measure type", "metric", "nationality", "need", "need type",
    "placement", "placement type", "population group", "religion", "risk level", "scenario",
    "school type", "scope", "sex", "status", "sub group", "subgroup", "tenure", "theme", "type",
    "unit", "units", "value type", "year group",
})  # fmt: skip
STATES = ("reported", "nil", "blank", "dash", "not applicable", "cannot report")
FIGURE_WORDS = frozenset({
    "active", "actual", "actuals", "all", "applicable", "available", "complete", "count",
    "counts", "current", "everybody", "everyone", "false", "figure", "figures", "final",
    "in-period", "live", "month", "monthly", "n", "na", "no", "not", "number", "numbers", "p",
    "provisional", "quarter", "quarterly", "r", "reported", "revised", "total", "true", "y",
    "year", "yes",
})  # fmt: skip
OWN_FIGURE_WORDS = words_of(FIGURE_WORDS)
OF_STAFF = re.compile(
    r"\b(?:lead|officer|owner|contact|manager|author|worker|chair|director|analyst|reporter|email"
    r"|telephone|by)\b"
)
"""Headings over the names of people at work, which say nothing of what a figure counts."""
LONGEST_LABEL = 4
"""A text of more words is a sentence, and no label of a part."""
Counted = frozenset[str]
"""The indicators that the figures of one line are of."""


def check_columns(
    table: Table,
    columns: Sequence[Column],
    figures: Iterable[tuple[int, str, Period | None]],
    headings: HeadingParser,
    ledger: CellLedger,
) -> None:
    """Ask about words beside figures that say what a line's figures are.

    `figures` are the row, the indicator and the period of each figure of the table.
    """
    for column in columns:
        if column.role == "period" and column.unclear:
            details = {"text": column.heading[:80], "words": column.heading[:60]}
            ledger.fault(rules.UNKNOWN_WORDS, column.unclear.cell, column.heading, **details)
    known = {*LABEL_ROLES, "figure", "measure"} - {"status"}
    describing = [c for c in columns if c.role not in known and not is_asked(c, table, ledger)]
    if not (describing and table.lines):
        return
    indicators: dict[int, set[str]] = {}
    lengths: dict[int, set[str]] = {}
    filled = np.stack([table.lines.codes(column.number) > 0 for column in describing]).any(axis=0)
    rows = set(table.lines.numbers[filled].tolist())
    for row, indicator, period in figures:
        if row in rows:
            indicators.setdefault(row, set()).add(indicator)
            lengths.setdefault(row, set()).add(period.type if period else "")
    counted = {row: frozenset(of) for row, of in indicators.items()}
    for column in describing:
        described = DescriptiveColumn(table, column, counted, headings.names)
        ask_about(described, ledger)
        if described.heading == "frequency":
            described.report(described.other_lengths(lengths), ledger)


def is_asked(column: Column, table: Table, ledger: CellLedger) -> bool:
    """Whether it was asked already what a column is."""
    filled = table.lines.select(table.lines.codes(column.number) > 0)
    at = column.cell or (filled[0][1][column.number] if filled else None)
    return at is not None and any(
        ledger.has_fault_at(at, rule) for rule in (rules.UNKNOWN_COLUMN, rules.UNKNOWN_LABELS)
    )


class DescriptiveColumn:
    """The texts of one column, each with the indicators of the lines it stands in."""

    def __init__(
        self, table: Table, column: Column, counted: Mapping[int, Counted], names: NameMatcher
    ) -> None:
        self.table, self.column, self.names = table, column, names
        self.heading = fold(column.heading)
        self.codes = table.lines.codes(column.number).tolist()
        self.numbers = table.lines.numbers.tolist()
        self.contents = table.sheet.grid.contents
        self.counted = counted

    def text_of(self, code: int) -> str:
        """A content as a text; "" of anything else."""
        value = self.contents[code].value if code else None
        return value if isinstance(value, str) else ""

    def texts(self) -> Iterable[tuple[int, str, Counted]]:
        """Each different text with each set of indicators that it stands beside."""
        nothing: Counted = frozenset()
        pairs = {
            (code, self.counted.get(number, nothing))
            for number, code in zip(self.numbers, self.codes, strict=True)
            if code
        }
        return ((code, text, of) for code, of in pairs if (text := self.text_of(code)))

    def odd_texts(self, is_asked_about: Callable[[str, Counted], bool]) -> set[int]:
        return {code for code, text, of in self.texts() if is_asked_about(text, of)}

    def splitting_texts(self) -> set[int]:
        """The texts where those beside one indicator differ and are labels: each of its figures is
        a part."""
        texts: dict[Counted, set[int]] = {}
        for code, text, of in self.texts():
            if of and is_label(text):
                texts.setdefault(of, set()).add(code)
        return set().union(*(codes for codes in texts.values() if len(codes) > 1))

    def other_lengths(self, lengths: Mapping[int, Collection[str]]) -> set[int]:
        """The texts that name another length of period than a figure beside them is of:
        "Quarterly" beside June. `lengths` are those of the figures of each row."""
        named = {code: length_in(self.text_of(code)) for code in {*self.codes} - {0}}
        return {
            code
            for number, code in zip(self.numbers, self.codes, strict=True)
            if named.get(code) and {*lengths.get(number, ())} - {named[code]}
        }

    def report(self, odd: Collection[int], ledger: CellLedger) -> None:
        """Ask once about some texts, with all their cells."""
        lines = [pair for pair in zip(self.numbers, self.codes, strict=True) if pair[1] in odd]
        if not lines:
            return
        texts = dict.fromkeys(" ".join(self.text_of(code).split())[:40] for _, code in lines)
        (first, code), number, heading = lines[0], self.column.number, self.column.heading
        ledger.fault(
            rules.QUALIFIED_LINE, Cell(first, number, *self.contents[code]), heading,
            heading=heading or "without a heading", text="”, “".join(list(texts)[:4]),
            cells=listed_places(address(row, number) for row, _ in lines),
        )  # fmt: skip


def ask_about(one: DescriptiveColumn, ledger: CellLedger) -> None:
    """Ask about the texts of a column that say what the figures beside them count."""
    if one.column.role == "comment":
        one.report(one.odd_texts(lambda text, _: changes_the_figure(text)), ledger)
    elif one.heading in DEFINITIONS:
        one.report(one.odd_texts(lambda text, of: defines_another(text, of, one.names)), ledger)
    elif one.heading not in OF_EACH_LINE:
        describes = one.heading in OF_AN_INDICATOR
        splits = one.heading in SPLITTING_COLUMNS
        odd = set() if describes else one.odd_texts(
            lambda text, of: says_another_figure(text, of, is_splitting=splits, names=one.names)
            or (one.heading == "description" and defines_another(text, of, one.names))
        )  # fmt: skip
        if describes or one.column.role == "description":
            odd |= one.splitting_texts()
        one.report(odd, ledger)


def is_label(text: str) -> bool:
    """Whether a text is so short that it can be the name of a part, and is no figure or mark."""
    plain = " ".join(text.casefold().split())
    return (
        len(plain.split()) <= LONGEST_LABEL
        and plain not in SHORTHAND
        and parse_text(plain).kind not in STATES
    )


def defines_another(text: str, of: Counted, names: NameMatcher) -> bool:
    """Whether a definition beside an indicator has another one's words, or none of its own and one
    that means another figure."""
    if not of:
        return False
    folded = fold(text)
    own = own_words(of, names)
    left = left_over(folded, own)
    others = (words for id, words in names.own_words.items() if id not in of)
    if left and len(folded.split()) > 1 and any(not left_over(folded, words) for words in others):
        return True
    shared = {stem(word) for word in folded.split() if word not in PLAIN_WORDS} & own
    return not shared and bool(qualifiers_in(folded, own))


def own_words(of: Counted, names: NameMatcher) -> frozenset[str]:
    """The words of the indicators of a line; those of all where it has none."""
    return frozenset().union(*(names.own_words[id] for id in of)) if of else names.all_words


def says_another_figure(text: str, of: Counted, *, is_splitting: bool, names: NameMatcher) -> bool:
    """Whether a word beside a figure can mean that it is another kind of figure."""
    folded = fold(text)
    plain = " ".join(text.casefold().split())
    if not folded or plain in SHORTHAND or parse_normalised(plain).kind in STATES:
        return False
    if qualifiers_in(folded, OWN_FIGURE_WORDS) or AND_OVER.search(text):
        return True
    if not is_splitting or names.find("indicator", text).id in of:
        return False
    return bool(left_over(folded, OWN_FIGURE_WORDS | own_words(of, names)))


def report_unknown_column(
    column: Column, table: Table, ledger: CellLedger, *, is_label_column: bool
) -> None:
    """What a column that nobody knows may be, asked at its heading. `is_label_column` where it is
    headed, or stands left of the figures: words there name what a line is of."""
    filled = table.lines.select(table.lines.codes(column.number) > 0)
    if not filled:
        return
    contents = table.sheet.grid.contents
    values = [contents[code].value for code in dict.fromkeys(filled.codes(column.number).tolist())]
    text = column.heading or f"column {column_letters(column.number)}"
    cell = column.cell or filled[0][1][column.number]
    if any(is_number(value) for value in values):
        ledger.fault(rules.UNKNOWN_COLUMN, cell, column.heading, text=text)
        return
    labels = [value for value in values if isinstance(value, str) and is_label(value)]
    sentences = 2 * len(labels) <= len(values)
    if sentences or not is_label_column or OF_STAFF.search(fold(column.heading)):
        ledger.fault(rules.IGNORED_COLUMN, cell, column.heading, text=text)
        return
    examples = "”, “".join(" ".join(label.split())[:40] for label in labels[:4])
    ledger.fault(rules.UNKNOWN_LABELS, cell, column.heading, text=text, labels=examples)


def is_number(value: object) -> bool:
    """Whether a value is a number, as a number or, in a .csv, as text."""
    if isinstance(value, str):
        return parse_text(value).number is not None
    return isinstance(value, int | float)
