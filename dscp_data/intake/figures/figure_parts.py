"""The parts of one observation, gathered from across a file: number, base, percentage, rate."""

from __future__ import annotations

from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.figures.figure_cells import Figure
from dscp_data.model.periods import Period

KeyOf = tuple[str, str, str, Period]
Placed = tuple[Figure, CellLedger]


class FigureParts:
    """What a file says of one key: its number, what goes with it, and what it says again."""

    __slots__ = ("again", "base", "number", "percent", "population", "rate")

    def __init__(self) -> None:
        self.number: Placed | None = None
        self.base: Placed | None = None
        self.percent: Placed | None = None
        self.population: Placed | None = None
        self.rate: Placed | None = None
        self.again: list[tuple[str, Placed, Placed]] | None = None

    def put(self, part: str, placed: Placed) -> None:
        held = getattr(self, part)
        if held is None:
            setattr(self, part, placed)
        else:
            if self.again is None:
                self.again = []
            self.again.append((part, held, placed))


PART_FIELDS = {
    "number": "number",
    "out of": "base",
    "percent": "percent",
    "population": "population",
    "per 1000": "rate",
    "per 10000": "rate",
    "per 100000": "rate",
}
