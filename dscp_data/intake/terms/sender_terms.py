"""The saved terms of a sender, in use while reading."""

from __future__ import annotations

from collections.abc import Container, Mapping

from dscp_data.intake.terms.parsed_period import ParsedPeriod
from dscp_data.model.mappings import CALENDAR_QUARTERS, COUNCIL_QUARTERS

TermKey = tuple[str, str]
"""The kind of a mapping and the folded text; every quarter has the text ""."""
QUARTERS: TermKey = ("period", "")


class SenderTerms:
    """The mappings of one sender while a file of theirs is read.

    `used` are those that served; `gone` those whose meaning is no longer known.
    """

    def __init__(self, means: Mapping[TermKey, str]) -> None:
        self.means = means
        self.used: set[TermKey] = set()
        self.gone: set[TermKey] = set()

    def meaning(self, term: TermKey, known: Container[str]) -> str | None:
        """What a text was said to mean, or None where it was not said or is no longer known."""
        means = self.means.get(term)
        if means is None:
            return None
        is_known = means in known
        (self.used if is_known else self.gone).add(term)
        return means if is_known else None

    def dated(self, spelling: ParsedPeriod) -> ParsedPeriod:
        """A quarter of "2025" as the sender counts its quarters, where that was said; what else it
        could mean stays with it."""
        if not spelling.could_mean:
            return spelling
        whose = (COUNCIL_QUARTERS, CALENDAR_QUARTERS)
        means = self.meaning(QUARTERS, whose)
        if means is None:
            return spelling
        quarter = spelling.could_mean[whose.index(means)]
        return ParsedPeriod(
            quarter, provisional=spelling.provisional, could_mean=spelling.could_mean
        )
