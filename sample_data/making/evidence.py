"""The invented evidence log: what agencies learnt other than by counting."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dscp_data.model.returns import Evidence

LINES = Path(__file__).with_suffix(".csv")


@dataclass(frozen=True)
class EvidenceLine:
    """A line as it stands above, before anyone has written it into a sheet."""

    day: date
    agency: str
    type: str
    outcomes: tuple[str, ...]
    threads: tuple[str, ...]
    finding: str
    rating: str
    indicator: str

    @property
    def evidence(self) -> Evidence:
        return Evidence(
            self.day,
            self.agency,
            self.type,
            self.outcomes,
            self.threads,
            self.finding,
            self.rating,
            self.indicator,
            sheet="",
            cell="",
        )


@cache
def evidence() -> tuple[EvidenceLine, ...]:
    """Every line, by date."""
    with LINES.open(encoding="utf-8", newline="") as file:
        return tuple(
            EvidenceLine(
                date.fromisoformat(line["date"]),
                line["agency"],
                line["type"],
                tuple(line["outcomes"].split()),
                tuple(line["golden_threads"].split()),
                line["finding"],
                line["rating"],
                line["indicator"],
            )
            for line in csv.DictReader(file)
        )
