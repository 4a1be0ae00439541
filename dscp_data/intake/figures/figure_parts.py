"""The parts of one observation, gathered from across a file: number, base, percentage, rate."""

from __future__ import annotations

from typing import NamedTuple

from dscp_data.intake.cells.cell import Cell
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.figures.figure import Figure
from dscp_data.model.faults import Rule
from dscp_data.model.returns import Key


class LocatedFigure(NamedTuple):
    """A figure, the agency that it is from, and the ledger of its sheet."""

    figure: Figure
    agency: str
    ledger: CellLedger

    @property
    def key(self) -> Key:
        """What it is of, as `Observation.key`: a file gives one observation for each key.

        Raises AssertionError for a figure without a period, which is only part of a total.
        """
        figure = self.figure
        period = figure.period
        assert period is not None
        return figure.indicator, self.agency, figure.locality, period.start, period.type

    @property
    def number(self) -> float | None:
        return self.figure.value.number

    @property
    def place(self) -> str:
        """Its sheet and cell, "Sheet1!B7"."""
        return f"{self.ledger.sheet}!{self.figure.cell.address}"

    def classify(self, what: str) -> None:
        self.ledger.classify(self.figure.cell, what)

    def fault(self, rule: Rule, **words: object) -> None:
        self.ledger.fault(rule, self.figure.cell, self.figure.heading, **words)

    def fault_at(self, rule: Rule, cell: Cell | None, **words: object) -> None:
        """A fault at the label, heading or title that is to be corrected; at the sheet as a whole
        where its name is (no cell)."""
        heading = self.figure.heading if cell and cell[1] == self.figure.cell[1] else ""
        self.ledger.fault(rule, cell, heading, **words)


class Duplicate(NamedTuple):
    """A part that a file gives more than once for a key."""

    part: str
    first: LocatedFigure
    second: LocatedFigure


class FigureParts:
    """What a file gives for one key: its number, what goes with it, and what it repeats."""

    __slots__ = ("base", "duplicates", "number", "percent", "population", "rate")

    def __init__(self) -> None:
        self.number: LocatedFigure | None = None
        self.base: LocatedFigure | None = None
        self.percent: LocatedFigure | None = None
        self.population: LocatedFigure | None = None
        self.rate: LocatedFigure | None = None
        self.duplicates: list[Duplicate] | None = None

    def add(self, part: str, figure: LocatedFigure) -> None:
        first = getattr(self, part)
        if first is None:
            setattr(self, part, figure)
        else:
            if self.duplicates is None:
                self.duplicates = []
            self.duplicates.append(Duplicate(part, first, figure))


PART_FIELDS = {
    "number": "number",
    "out of": "base",
    "percent": "percent",
    "population": "population",
    "per 1000": "rate",
    "per 10000": "rate",
    "per 100000": "rate",
}
