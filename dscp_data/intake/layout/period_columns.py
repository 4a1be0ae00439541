"""What headings say of the length and the order of the periods under or beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dscp_data.intake.layout.column import Column
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.parsed_period import ParsedPeriod
from dscp_data.model.periods import Period, add_months, period_of

STARTS = frozenset(("start", "starts", "from", "begin", "beginning", "commencing"))
ENDS = frozenset(("end", "ends", "to", "ending", "ended"))
SPANS = {1: "month", 3: "quarter", 12: "year"}


def of_length(spelling: ParsedPeriod, length: str) -> ParsedPeriod:
    """A period under a heading that says how long it is: 30 June under "Quarter ending" is April to
    June. A week is no period that figures are stored for."""
    if length in ("week", "fortnight", "half-year", "half year") and spelling.has_meaning:
        return ParsedPeriod(
            question=f"The heading says “{length}”, and figures are for whole months."
        )
    if length not in ("quarter", "year"):
        return spelling
    if spelling.period and spelling.period.type == "month":
        period = period_of(spelling.period.start, length)  # type: ignore[arg-type]
        if period.end == spelling.period.end or period.start == spelling.period.start:
            return ParsedPeriod(period, provisional=spelling.provisional)
        return ParsedPeriod(question=f"The heading says “{length}”, and no {length} ends then.")
    if spelling.first_month and spelling.months == 1:
        return ParsedPeriod(question=f"The heading says “{length}”, and this is a month.")
    return spelling


def span(first: ParsedPeriod, last: ParsedPeriod) -> ParsedPeriod:
    """The period from one date to another, as "From" and "To" say it."""
    if not first.period or not last.period:
        return first if first.question else ParsedPeriod(question=last.question or "Until when?")
    start, end = first.period.start, last.period.start
    months = 12 * (end.year - start.year) + end.month - start.month + 1
    kind = SPANS.get(months)
    period = period_of(start, kind) if kind else None  # type: ignore[arg-type]
    if period is None or period.start != start:
        question = f"It runs to {last.period.name}, which makes no month, quarter or council year."
        return ParsedPeriod(question=question)
    return ParsedPeriod(period, provisional=first.provisional or last.provisional)


def with_spans(columns: list[Column]) -> list[Column]:
    """Two columns of dates, "From" and "To", marked as the two ends of one period."""
    dated = [column for column in columns if is_date_column(column)]
    starts = [column for column in dated if STARTS & set(fold(column.heading).split())]
    ends = [column for column in dated if ENDS & set(fold(column.heading).split())]
    if len(dated) != 2 or len(starts) != 1 or len(ends) != 1:
        return columns
    lengths = {starts[0].number: "from", ends[0].number: "to"}
    return [
        column._replace(role="period", length=lengths[column.number])
        if column.number in lengths
        else column
        for column in columns
    ]


def is_date_column(column: Column) -> bool:
    """Whether a column holds dates that can be a period's: "Start date" is one beside figures."""
    return column.role == "period" or (
        column.role in ("start", "due") and fold(column.heading) in ("start date", "end date")
    )


def broken_run(periods: Sequence[Period]) -> int | None:
    """Where months that run by one do not run by one with their years: the place of the first that
    breaks the run; None where all is well.

    March 2025, April 2024, May 2025 is a slip, and so is June 2023, May 2024.
    """
    for step in (1, -1):
        runs = all((b.start.month - a.start.month - step) % 12 == 0 for a, b in pairwise(periods))
        if len(periods) > 1 and runs:
            return next(
                (
                    place + 1
                    for place, (a, b) in enumerate(pairwise(periods))
                    if add_months(a.start, step) != b.start
                ),
                None,
            )
    return None
