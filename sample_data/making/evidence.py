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
    priorities: tuple[str, ...]
    other_indicators: tuple[str, ...]
    recommendation: str
    owner: str
    due: date | None
    done: date | None
    document: str

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
            priorities=self.priorities,
            other_indicators=self.other_indicators,
            recommendation=self.recommendation,
            owner=self.owner,
            recommendation_due=self.due,
            recommendation_done=self.done,
            document=self.document,
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
                tuple(line["priorities"].split()),
                tuple(line["other_indicators"].split()),
                line["recommendation"],
                line["owner"],
                day_or_none(line["due"]),
                day_or_none(line["done"]),
                line["document"],
            )
            for line in csv.DictReader(file)
        )


def day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
