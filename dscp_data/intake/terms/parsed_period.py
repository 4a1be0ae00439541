"""What a text says of a period: all of it, or what is there."""

from __future__ import annotations

from typing import NamedTuple

from dscp_data.model.periods import Period


class ParsedPeriod(NamedTuple):
    """What a text says of a period. `period` where it is whole; otherwise what is there of it.

    `first_month` of the `months` it lasts, `numbered` where it only says "Q1"; a calendar
    `year`; `question` where it could mean two periods. `could_mean` holds a quarter of the council
    year and of the calendar year, where it is one of them.
    """

    period: Period | None = None
    first_month: int | None = None
    months: int = 1
    numbered: bool = False
    year: int | None = None
    provisional: bool = False
    question: str = ""
    could_mean: tuple[Period, ...] = ()

    @property
    def has_meaning(self) -> bool:
        return bool(self.period or self.first_month or self.year or self.question)


NOT_A_PERIOD = ParsedPeriod()
