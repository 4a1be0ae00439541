"""How many series have each verdict: variation down, assurance across, as Making Data Count sums up
a table of icons."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dscp_data.summaries.indicator_table import ORDER

VARIATION: dict[str, tuple[str, ...]] = {
    "Concern": ("concern",),
    "Improvement": ("improvement",),
    "Higher or lower": ("up", "down"),
    "Usual range": ("common cause",),
    "Cannot tell": tuple(
        one for one in ORDER if one not in ("concern", "improvement", "up", "down", "common cause")
    ),
}
"""The rows, each with the statuses that it counts; together all of them."""
ASSURANCE: dict[str, tuple[str, ...]] = {
    "Meets target": ("consistently passes",),
    "Hit and miss": ("hit and miss",),
    "Misses target": ("consistently fails",),
    "No verdict": ("",),
}
"""The columns: what the usual range says of the target. Without a target there is no verdict."""


@dataclass(frozen=True)
class GridCell:
    """The series with one pair of verdicts; `names` are those of their indicators and agencies."""

    variation: str
    assurance: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)


def verdict_grid(table: pd.DataFrame) -> list[list[GridCell]]:
    """A row for each of VARIATION, a cell for each of ASSURANCE, of an indicator table."""
    verdicts = list(zip(table["status"], table["assurance"], table["name"], strict=True))
    return [
        [
            GridCell(variation, assurance, names_with(verdicts, statuses, targets))
            for assurance, targets in ASSURANCE.items()
        ]
        for variation, statuses in VARIATION.items()
    ]


def names_with(
    verdicts: list[tuple[str, str, str]], statuses: tuple[str, ...], targets: tuple[str, ...]
) -> tuple[str, ...]:
    return tuple(
        name for status, target, name in verdicts if status in statuses and target in targets
    )
