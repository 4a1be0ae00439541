"""Term mappings: an agency's own terms and what they mean in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TermKind = Literal["column", "indicator", "agency", "locality", "period"]
IGNORED = "description"
"""What a column means that is left out: words or figures that no indicator is made of."""
COUNCIL_QUARTERS, CALENDAR_QUARTERS = "council", "calendar"
"""What "Q1 2025" can mean, in the order in which `Spelling.could_mean` holds the two."""


@dataclass(frozen=True)
class TermMapping:
    """What a text means where one agency writes it.

    `means` is a column's role ("locality", "out of") for the kind "column", else an id of the
    catalogue. For the kind "period" it says whose quarters "Q1 2025" counts, and holds for every
    quarter that the agency writes that way.
    """

    agency: str
    kind: TermKind
    text: str
    means: str


@dataclass(frozen=True)
class TermMappings:
    """The mappings of every agency."""

    held: tuple[TermMapping, ...] = ()

    def of(self, agency: str | None) -> tuple[TermMapping, ...]:
        """The mappings of one agency."""
        return tuple(mapping for mapping in self.held if mapping.agency == agency)


NO_MAPPINGS = TermMappings()


@dataclass(frozen=True)
class UnrecognisedText:
    """A text that could not be placed, at the first cell that has it.

    `could_mean` holds the ids of a text with several meanings, `guess` the id or the column's role
    that it is nearest to. `sample` holds the first values below a column's heading.
    """

    kind: TermKind
    text: str
    sheet: str
    cell: str
    could_mean: tuple[str, ...] = ()
    guess: str | None = None
    sample: tuple[str, ...] = ()
