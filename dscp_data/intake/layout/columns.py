"""The role of each column of a table: label, figure, total or comment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.header_rows import heading_stacks
from dscp_data.intake.layout.period_columns import broken_run, of_length, with_spans
from dscp_data.intake.layout.tables import DIMENSION_OF, Table
from dscp_data.intake.layout.year_inference import YearInference, join_periods, quarter_with_year
from dscp_data.intake.terms.heading_parser import HeadingParser, Meaning, is_bare_number
from dscp_data.intake.terms.name_matcher import fold
from dscp_data.intake.terms.period_parser import NOT_A_PERIOD, ParsedPeriod, length_in
from dscp_data.intake.terms.qualifiers import left_over, qualifiers_in
from dscp_data.intake.terms.sender_terms import SenderTerms
from dscp_data.model.periods import Period
from dscp_data.model.text import join_list

SAMPLE = 60
LABEL_ROLES = {*DIMENSION_OF, "status", "provisional"}
# What goes with one figure and no other: it says nothing beside the figures of many periods.
BESIDE = ("population", "per 1000", "per 10000", "per 100000")
LINE_NUMBERS = ("no", "num", "n", "number", "")
OVER_TIME = ("ytd", "rolling")
LABEL_KINDS = ("indicator", "agency", "locality", "period", "part")


class Unclear(NamedTuple):
    """A heading that could mean two things: the dimension, what to ask, its text and its cell."""

    dimension: str
    question: str
    text: str
    cell: Cell


@dataclass(frozen=True)
class Column:
    """One column. `role` is a label's role, "comment", "description", "figure" or "unknown".

    A figure column says which part it is of, the values its headings give, and which dimension
    a total heading adds up (`total`, `over`). `cell` is its lowest heading; `period_from`,
    `indicator_from` and `year_from` are those that name its period, indicator and calendar year.
    `length` is how long its heading says that periods are ("quarter"), or which end of one its
    dates are ("from", "to").
    """

    number: int
    heading: str
    role: str
    part: str = ""
    indicator: str | None = None
    agency: str | None = None
    locality: str | None = None
    period: ParsedPeriod = NOT_A_PERIOD
    total: str = ""
    over: str = ""
    unclear: Unclear | None = None
    cell: Cell | None = None
    year_from: Cell | None = None
    period_from: Cell | None = None
    indicator_from: Cell | None = None
    length: str = ""

    @property
    def across(self) -> set[str]:
        """The dimensions that the headings give."""
        given = {d for d in ("indicator", "agency", "locality") if getattr(self, d)}
        return given | ({"period"} if self.period.has_meaning else set())


def read_columns(table: Table, headings: HeadingParser, year: Period | int | None) -> list[Column]:
    """The columns of a table, left to right. `year` is the one that the lines above it name."""
    stacks = heading_stacks(table, headings)
    columns = [parse_column(number, stacks.get(number, []), headings) for number in table.columns]
    columns = with_spans(columns)
    columns = with_lengths(columns, table, headings)
    columns = infer_years(columns, year, headings.names.sender)
    columns = with_runs(columns)
    first_figure = min((c.number for c in columns if c.role == "figure"), default=0)
    is_wide = any(column.across for column in columns)
    columns = [classify_by_values(c, first_figure, is_wide, table, headings) for c in columns]
    return with_totals(with_one_number(columns, table))


def with_one_number(columns: list[Column], table: Table) -> list[Column]:
    """A long table with one column of numbers: what counts its lines is none, and of two that both
    could be the number neither is taken."""
    numbers = [
        column
        for column in columns
        if column.role == "figure" and column.part == "number"
        and not (column.across or column.total or column.unclear)
    ]  # fmt: skip
    if not numbers or any(c.across for c in columns):
        return columns
    others = [column for column in numbers if not counts_lines(column, table, len(numbers))]
    question = f"So do {join_list([f'“{column.heading}”' for column in others])}."
    marked = {column.number: replace(column, role="row number") for column in numbers}
    for column in others:
        unclear = Unclear("words", question, column.heading, column.cell) if column.cell else None
        marked[column.number] = replace(column, unclear=unclear) if len(others) > 1 else column
    return [marked.get(column.number, column) for column in columns]


def counts_lines(column: Column, table: Table, numbers: int) -> bool:
    """Whether a column headed "No" counts 1, 2, 3 down the left of a table."""
    if fold(column.heading) not in LINE_NUMBERS or column.number != min(table.columns):
        return False
    contents, codes = table.sheet.grid.contents, table.lines.codes(column.number)
    values = [as_number(contents[code].value) for code in codes.tolist() if code]
    running = values in (list(range(1, len(values) + 1)), list(range(len(values))))
    return running and (len(values) > 1 or numbers > 1)


def as_number(value: object) -> object:
    """A number written as text as a number, everything else as it is."""
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else value


def parse_column(number: int, stack: Sequence[Cell], headings: HeadingParser) -> Column:
    """A column as the headings over it say, read from the top down."""
    text = " ".join(str(cell.value).strip() for cell in stack if cell.value is not None)
    column = Column(number, " ".join(text.split()), "unknown" if stack else "")
    column = replace(column, cell=stack[-1] if stack else None)
    for cell in stack:
        meaning = headings.of(cell)
        column = with_meaning(column, meaning, cell)
    if not (column.across or column.part or column.total or column.unclear):
        length = length_in(column.heading) if column.role == "period" else ""
        return replace(column, length=length)
    odd = next((cell for cell in stack if is_unknown_over_figures(cell, headings)), None)
    if odd is not None and column.unclear is None:
        question = "They are not stored."
        column = replace(column, unclear=Unclear("words", question, cell_text(odd), odd))
    return replace(column, role="figure")


def is_unknown_over_figures(cell: Cell, headings: HeadingParser) -> bool:
    """Whether a heading in a stack over figures says nothing that is known of figures."""
    meaning = headings.of(cell)
    if meaning.shape == "text":
        return bool(left_over(fold(str(cell.value)), headings.names.all_words)) or bool(
            qualifiers_in(fold(str(cell.value)))
        )
    return bool(meaning.role) and not meaning.part and meaning.role not in LABEL_ROLES


def with_meaning(column: Column, meaning: Meaning, cell: Cell) -> Column:
    if meaning.role and not meaning.part:
        return replace(column, role=meaning.role)
    if meaning.unclear:
        return replace(column, unclear=Unclear(*meaning.unclear, cell_text(cell), cell))
    if meaning.period.question:
        question = meaning.period.question
        return replace(column, unclear=Unclear("period", question, cell_text(cell), cell))
    return replace(
        column,
        part=meaning.part or column.part,
        total=meaning.total or column.total,
        indicator=meaning.indicator or column.indicator,
        agency=meaning.agency or column.agency,
        locality=meaning.locality or column.locality,
        period=join_periods(column.period, meaning.period),
        year_from=cell if meaning.period.year else column.year_from,
        period_from=cell if meaning.period.has_meaning else column.period_from,
        indicator_from=cell if meaning.indicator else column.indicator_from,
    )


def with_lengths(columns: list[Column], table: Table, headings: HeadingParser) -> list[Column]:
    """Dates across under a corner that says how long a period is: "Quarter ending" over places."""
    lengths = [
        column.length
        for column in columns
        if column.length in ("week", "fortnight", "quarter", "year")
        and not kinds_below(column.number, table, headings)["period"]
    ]
    if not lengths:
        return columns
    return [
        replace(column, period=of_length(column.period, lengths[0]))
        if column.role == "figure"
        else column
        for column in columns
    ]


def with_runs(columns: list[Column]) -> list[Column]:
    """Months that run by one, and whose years do not, are asked about from where they break."""
    lines: dict[object, list[Column]] = {}
    for column in columns:
        period = column.period.period
        if column.role == "figure" and period and period.type == "month" and not column.total:
            lines.setdefault(column_labels(column), []).append(column)
    broken: dict[int, Unclear] = {}
    for line in lines.values():
        periods = [key for key, _ in groupby(column.period.period for column in line)]
        place = broken_run([period for period in periods if period])
        if place is None:
            continue
        late = set(periods[place:])
        for column in line:
            if column.period.period in late and column.cell is not None:
                question = "The months of this line run on, and with their years they do not."
                broken[column.number] = Unclear("period", question, column.heading, column.cell)
    return [
        replace(column, period=NOT_A_PERIOD, unclear=broken[column.number])
        if column.number in broken
        else column
        for column in columns
    ]


def cell_text(cell: Cell) -> str:
    return " ".join(str(cell.value).split())


def infer_years(
    columns: list[Column], year: Period | int | None, sender: SenderTerms
) -> list[Column]:
    """Months written without their year get it from the left, or from the lines above; the
    quarters of a year like 2025 are counted as the sender counts them.

    Whether a calendar year written once over April to March turns with January is asked.
    """
    dated: list[Column] = []
    last: Column | None = None
    bare = YearInference(year, named=any(column.period.period for column in columns))
    years = {column.year_from for column in columns if column.year_from}
    turned: set[Cell | None] = set()
    for column in columns:
        spelling = sender.dated(column.period)
        if spelling.first_month and spelling.period is None:
            spelling = sender.dated(bare.of_part(spelling, column_labels(column)))
        elif last and spelling.period and last.period.period:
            under_one = column.year_from is not None and column.year_from is last.year_from
            if under_one and spelling.period.start < last.period.period.start:
                turned.add(column.year_from)
            if column.year_from in turned:
                after = spelling.period.year_after
                question = f"Is it {spelling.period.name} or {after.name}?"
                spelling = spelling._replace(question=question)
        elif spelling.year and not spelling.period and column.total:
            spelling = NOT_A_PERIOD
            column = replace(column, total="subtotal" if len(years) > 1 else column.total)
        elif spelling.year and not (spelling.period or spelling.question or column.unclear):
            question = (
                f"Is {spelling.year} the council year {spelling.year - 1} to {spelling.year}, "
            )
            question += f"{spelling.year} to {spelling.year + 1}, or the calendar year?"
            spelling = spelling._replace(question=question)
        if spelling.question and column.cell:
            text = quarter_with_year(column.heading, spelling)
            unclear = Unclear("period", spelling.question, text, column.cell)
            column = replace(column, period=NOT_A_PERIOD, unclear=unclear)
        else:
            column = replace(column, period=spelling)
        if column.period.period:
            last = column
            bare.note(spelling, column_labels(column))
        dated.append(column)
    return dated


def column_labels(column: Column) -> tuple[str | None, ...]:
    """What a column's figures are of, beside the period."""
    return column.indicator, column.agency, column.locality


def classify_by_values(
    column: Column, first_figure: int, is_wide: bool, table: Table, headings: HeadingParser
) -> Column:
    """A column with no heading, or with one of two meanings, is what its values are."""
    if column.role == "year" and is_wide and column.number > first_figure:
        kinds = kinds_below(column.number, table, headings)
        if kinds["number"] and not kinds["period"]:
            return replace(column, role="figure", total="total")
    if column.role == "measure":
        kinds = kinds_below(column.number, table, headings)
        return replace(
            column, role="measure" if kinds["part"] > kinds["indicator"] else "indicator"
        )
    if column.role == "figure" and not column.part and not column.total:
        kinds = kinds_below(column.number, table, headings)
        labels = {kind: kinds[kind] for kind in LABEL_KINDS}
        if sum(labels.values()) > kinds["number"] + kinds["mark"] and not kinds["number"]:
            best = max(labels, key=lambda kind: labels[kind])
            return replace(column, role="measure" if best == "part" else best)
    if column.part in BESIDE and not column.across and is_wide:
        return replace(column, role="description", part="")
    if column.role == "figure" and column.part and not column.across and is_wide:
        kinds = kinds_below(column.number, table, headings)
        if kinds["text"] > sum(kinds.values()) / 2:
            return replace(column, role="description", part="")
    if column.role == "" or (column.role == "unknown" and column.number < first_figure):
        kinds = kinds_below(column.number, table, headings)
        known = {
            kind: kinds[kind] for kind in ("indicator", "agency", "locality", "period", "part")
        }
        best = max(known, key=lambda kind: known[kind])
        if column.number < first_figure and known[best] and known[best] >= kinds["text"] / 2:
            return replace(column, role="measure" if best == "part" else best)
        return replace(column, role=column.role or "unknown")
    return column


def kinds_below(number: int, table: Table, headings: HeadingParser) -> Counter[str]:
    """What the first values of a column are, counted."""
    kinds: Counter[str] = Counter()
    for _, cells in table.lines:
        cell = cells.get(number)
        if cell is None:
            continue
        kinds[value_kind(cell, headings)] += 1
        if sum(kinds.values()) >= SAMPLE:
            break
    return kinds


def value_kind(cell: Cell, headings: HeadingParser) -> str:
    """What one value of a column could be: a dimension's value, a part, a number or a mark."""
    if is_bare_number(cell.value):
        return "number"
    meaning = headings.of(cell)
    if meaning.could_be_mark:
        return "mark"
    if meaning.part and not meaning.dimension:
        return "part"
    return meaning.dimension or meaning.shape or ("total" if meaning.total else "text")


def with_totals(columns: list[Column]) -> list[Column]:
    """What each total column adds up: the dimension that stands across and that it lacks."""
    figures = [column for column in columns if column.role == "figure"]
    across = set().union(*(column.across for column in figures if not column.total))
    order = [d for d in ("period", "locality", "agency", "indicator") if d in across]
    return [with_total(column, order) if column.total else column for column in columns]


def with_total(column: Column, order: Sequence[str]) -> Column:
    period = column.period.period
    limits = "period" in order and period is not None and period.type == "year"
    over = "period" if limits else next((d for d in order if d not in column.across), "")
    over = "period" if column.total in OVER_TIME else over
    if not over and column.total == "derived":
        return replace(column, role="description", total="")
    return (
        replace(column, over=over)
        if over
        else replace(column, total="", part=column.part or "number")
    )
