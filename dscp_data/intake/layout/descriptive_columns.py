"""The columns beside figures that describe them: what a line's words say of what it counts.

A column that nobody knows, or one like "Outcome" whose words differ between the lines of an
indicator, says that each figure is a part of something: it is asked about and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np

from dscp_data.intake import rules
from dscp_data.intake.cells.cell import column_letters
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.column_headings import LABEL_ROLES
from dscp_data.intake.layout.comment_words import (
    changes_the_figure,
)
from dscp_data.intake.layout.descriptive_column import (
    STATES,
    Counted,
    DescribedFigure,
    DescriptiveColumn,
    FiguresBeside,
    is_label,
)
from dscp_data.intake.layout.line_words import AND_OVER
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.qualifiers import (
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


def check_columns(
    table: Table,
    columns: Sequence[Column],
    figures: Callable[[Collection[int]], Iterable[DescribedFigure]],
    headings: HeadingParser,
    ledger: CellLedger,
) -> None:
    """Ask about words beside the figures of a table that say what a line's figures are. `figures`
    gives those of some rows."""
    for column in columns:
        if column.role == "period" and column.unclear:
            details = {"text": column.heading[:80], "words": column.heading[:60]}
            ledger.fault(rules.UNKNOWN_WORDS, column.unclear.cell, column.heading, **details)
    known = {*LABEL_ROLES, "figure", "measure"} - {"status"}
    describing = [c for c in columns if c.role not in known and not is_asked(c, table, ledger)]
    if not (describing and table.lines):
        return
    indicators: dict[int, set[str]] = {}
    periods: dict[int, set[Period]] = {}
    numbers: set[int] = set()
    filled = np.stack([table.lines.codes(column.number) > 0 for column in describing]).any(axis=0)
    rows = set(table.lines.numbers[filled].tolist())
    for row, indicator, period, is_number in figures(rows):
        indicators.setdefault(row, set()).add(indicator)
        periods.setdefault(row, set()).update([period] if period else ())
        numbers.update([row] if is_number else ())
    counted = {row: frozenset(of) for row, of in indicators.items()}
    beside = FiguresBeside(counted, periods, numbers)
    for column in describing:
        described = DescriptiveColumn(table, column, beside, headings.names)
        ask_about(described, ledger)
        if described.heading == "frequency":
            described.report(described.other_lengths(), ledger)


def is_asked(column: Column, table: Table, ledger: CellLedger) -> bool:
    """Whether it was asked already what a column is."""
    filled = table.lines.select(table.lines.codes(column.number) > 0)
    at = column.cell or (filled[0][1][column.number] if filled else None)
    return at is not None and any(
        ledger.has_fault_at(at, rule) for rule in (rules.UNKNOWN_COLUMN, rules.UNKNOWN_LABELS)
    )


def ask_about(one: DescriptiveColumn, ledger: CellLedger) -> None:
    """Ask about the texts of a column that say what the figures beside them count."""
    if one.column.role == "comment":
        odd = one.odd_texts(lambda text, _: changes_the_figure(text, one.names.qualifiers))
        one.report(odd | one.of_another_period() | one.of_no_figure(), ledger)
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


def defines_another(text: str, of: Counted, names: NameMatcher) -> bool:
    """Whether a definition beside an indicator has another one's words, or none of its own and one
    that means another figure."""
    if not of:
        return False
    folded = fold(text)
    own = own_words(of, names)
    left = names.qualifiers.left_over(folded, own)
    others = (words for id, words in names.own_words.items() if id not in of)
    if (
        left
        and len(folded.split()) > 1
        and any(not names.qualifiers.left_over(folded, words) for words in others)
    ):
        return True
    shared = {
        stem(word) for word in folded.split() if word not in names.qualifiers.plain_words
    } & own
    return not shared and bool(names.qualifiers.found_in(folded, own))


def own_words(of: Counted, names: NameMatcher) -> frozenset[str]:
    """The words of the indicators of a line; those of all where it has none."""
    return frozenset().union(*(names.own_words[id] for id in of)) if of else names.all_words


def says_another_figure(text: str, of: Counted, *, is_splitting: bool, names: NameMatcher) -> bool:
    """Whether a word beside a figure can mean that it is another kind of figure."""
    folded = fold(text)
    plain = " ".join(text.casefold().split())
    if is_splitting and plain.strip("'’") == "000":
        return True
    if not folded or plain in SHORTHAND or parse_normalised(plain).kind in STATES:
        return False
    if names.qualifiers.found_in(folded, OWN_FIGURE_WORDS) or AND_OVER.search(text):
        return True
    if not is_splitting or names.find("indicator", text).id in of:
        return False
    return bool(names.qualifiers.left_over(folded, OWN_FIGURE_WORDS | own_words(of, names)))


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
