"""Infers the year of a month written without one, or asks."""

from __future__ import annotations

from collections.abc import Sequence

from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.parsed_period import NOT_A_PERIOD, ParsedPeriod
from dscp_data.intake.terms.period_parser import in_year, read_period
from dscp_data.model.periods import Period, PeriodType, add_months, period_of, quarter_of

PERIOD_TYPE_LASTING: dict[int, PeriodType] = {1: "month", 3: "quarter", 12: "year"}
"""The type of a period by its months."""


class YearInference:
    """Gives months written without their year the year that they must have, from first to last.

    `of` is the year that the lines above name; `named` whether some labels name their own.
    """

    def __init__(self, of: Period | int | None, *, named: bool) -> None:
        self.of, self.named = of, named
        self.first: Period | None = None
        self.last: Period | None = None
        self.whose: object = None
        self.by_calendar = False

    def note(self, dated: ParsedPeriod, whose: object) -> None:
        """A dated label, and what its figures are of beside the period."""
        self.first, self.last, self.whose = self.first or dated.period, dated.period, whose
        self.by_calendar = dated.period in dated.could_mean[1:]

    def of_part(self, part: ParsedPeriod, whose: object) -> ParsedPeriod:
        """A month goes on from the one before, a quarter as that one was counted. Where the figures
        of another place begin, it could as well begin anew: asked, unless both are the same."""
        if isinstance(self.of, Period) and not self.named:
            return in_year(part, self.of)._replace(provisional=part.provisional)
        if part.numbered and part.first_month and self.by_calendar:
            part = part._replace(first_month=3 * quarter_of(part.first_month) - 2)
        found = following(part, self.last, self.of, back=whose == self.whose)
        own = in_year(part, self.of).period if isinstance(self.of, int) else None
        turns = own and found.period and own.type == "month" and found.period != own
        if own and found.period and turns and not self.named:
            found = ParsedPeriod(question=f"Is it {found.period.name}, or {own.name}?")
        if self.last is not None and whose != self.whose:
            anew = following(part, self.first, self.of)
            if anew.period != found.period:
                return ParsedPeriod(question="Which year is this? The months begin again here.")
        return found


def following(
    part: ParsedPeriod, last: Period | None, of: Period | int | None, *, back: bool = False
) -> ParsedPeriod:
    """`part` written without its year: the next one from `last` on, or the one in the year `of`.

    With `back` the one right before `last` counts as next: some write the newest first.
    "Q1" alone is only dated as the quarter of the month before it or the quarter after another:
    anything else could be the calendar's.
    """
    found = NOT_A_PERIOD
    if last is not None and part.first_month is not None:
        kind = PERIOD_TYPE_LASTING[part.months]
        period = period_of(last.start, kind)
        if period.start.month != part.first_month:
            ahead = (part.first_month - period.start.month) % 12
            if back and ahead == 12 - part.months:
                # The newest first: the months of a line run by one, up or down.
                ahead = -part.months
            known = not part.numbered or last.type == "quarter"
            next_one = period_of(add_months(period.start, ahead), kind)
            turns = next_one.start.year != period.start.year
            if known and part.months == 1 and ahead > 1 and turns:
                return ParsedPeriod(question="Which year is this? The months do not run on.")
            found = ParsedPeriod(next_one) if known else NOT_A_PERIOD
        else:
            found = ParsedPeriod(period)
    if not found.period and of is not None:
        found = in_year(part, of)
    if not found.has_meaning:
        found = ParsedPeriod(question="Which year is this?")
    return found._replace(provisional=part.provisional)


def join_periods(upper: ParsedPeriod, lower: ParsedPeriod) -> ParsedPeriod:
    """A heading below another: "2025/26" over "Apr" is April 2025."""
    if not lower.has_meaning:
        return upper
    if not upper.has_meaning:
        return lower
    provisional = upper.provisional or lower.provisional
    joined = lower
    if lower.first_month and not lower.period:
        if upper.period and upper.period.type == "year":
            joined = in_year(lower, upper.period)
        elif upper.year:
            joined = in_year(lower, upper.year)
    elif lower.year and upper.first_month:
        joined = in_year(upper, lower.year)
    return joined._replace(provisional=provisional)


def quarter_with_year(text: str, quarter: ParsedPeriod) -> str:
    """The words of a quarter with its year: "Q1" under 2025 is "Q1 2025". Other words stay."""
    if not quarter.could_mean or read_period(text).could_mean:
        return text
    return f"Q{quarter_of(quarter.could_mean[0].start.month)} {quarter.year}"


def names_years(table: Table, columns: Sequence[int], headings: HeadingParser) -> bool:
    """Whether a label in one of these columns says its whole period."""
    return bool(columns) and any(
        headings.of(cells[number]).period.period
        for _, cells in table.lines
        for number in columns
        if number in cells
    )
