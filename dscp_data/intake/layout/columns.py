"""The role of each column of a table: label, figure, total or comment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column, Unclear, column_labels
from dscp_data.intake.layout.column_headings import parse_column
from dscp_data.intake.layout.column_values import classify_by_values, kinds_below
from dscp_data.intake.layout.header_rows import heading_stacks
from dscp_data.intake.layout.period_columns import broken_run, of_length, with_spans
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.layout.year_inference import YearInference, quarter_with_year
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.heading_terms import OVER_TIME
from dscp_data.intake.terms.parsed_period import NOT_A_PERIOD
from dscp_data.intake.terms.sender_terms import SenderTerms
from dscp_data.model.periods import Period
from dscp_data.model.text import join_list

LINE_NUMBERS = ("no", "num", "n", "number", "unnamed 0", "")


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
    marked = {column.number: column._replace(role="row number") for column in numbers}
    for column in others:
        unclear = Unclear("words", question, column.heading, column.cell) if column.cell else None
        marked[column.number] = column._replace(unclear=unclear) if len(others) > 1 else column
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


def with_lengths(columns: list[Column], table: Table, headings: HeadingParser) -> list[Column]:
    """Dates across under a corner that says how long a period is: "Quarter ending" over places."""
    lengths = [
        column.length
        for column in columns
        if column.length
        and column.length not in ("month", "from", "to")
        and not kinds_below(column.number, table, headings)["period"]
    ]
    if not lengths:
        return columns
    return [
        column._replace(period=of_length(column.period, lengths[0]))
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
        column._replace(period=NOT_A_PERIOD, unclear=broken[column.number])
        if column.number in broken
        else column
        for column in columns
    ]


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
            column = column._replace(total="subtotal" if len(years) > 1 else column.total)
        elif spelling.year and not (spelling.period or spelling.question or column.unclear):
            question = (
                f"Is {spelling.year} the council year {spelling.year - 1} to {spelling.year}, "
            )
            question += f"{spelling.year} to {spelling.year + 1}, or the calendar year?"
            spelling = spelling._replace(question=question)
        if spelling.question and column.cell:
            text = quarter_with_year(column.heading, spelling)
            unclear = Unclear("period", spelling.question, text, column.cell)
            column = column._replace(period=NOT_A_PERIOD, unclear=unclear)
        else:
            column = column._replace(period=spelling)
        if column.period.period:
            last = column
            bare.note(spelling, column_labels(column))
        dated.append(column)
    return dated


def with_totals(columns: list[Column]) -> list[Column]:
    """What each total column adds up: the dimension that is across and that it lacks."""
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
        return column._replace(role="description", total="")
    return (
        column._replace(over=over)
        if over
        else column._replace(total="", part=column.part or "number")
    )
