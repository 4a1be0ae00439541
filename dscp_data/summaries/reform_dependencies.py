"""What the milestones of the reform plan depend on, and which of that is late for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dscp_data.model.frames import as_records
from dscp_data.model.text import format_date, pluralise

SEPARATOR = re.compile(r"[;\n]")


@dataclass(frozen=True)
class Dependency:
    """The milestone `key` depends on what is named `title`: the milestone `on`, or "" where the
    name is that of none. `problem` is why that is late for it, in words, or ""."""

    key: str
    on: str
    title: str
    problem: str

    @property
    def text(self) -> str:
        """As "Data agreed (14 days late)"."""
        return f"{self.title} ({self.problem})" if self.problem else self.title


def dependencies(found: pd.DataFrame) -> list[Dependency]:
    """Every dependency of a plan, in its order. `found` is of `reform_plan.milestones`; the names
    that a milestone depends on are separated by semicolons or lines."""
    rows = as_records(found)
    by_title = {name_of(row["title"]): row for row in rows}
    return [
        dependency_of(row, name, by_title.get(name_of(name)))
        for row in rows
        for name in names_in(row["dependencies"])
    ]


def names_in(text: str) -> Iterator[str]:
    return (name.strip() for name in SEPARATOR.split(text) if name.strip())


def name_of(title: str) -> str:
    return " ".join(title.casefold().rstrip(".").split())


def dependency_of(row: dict[str, Any], name: str, on: dict[str, Any] | None) -> Dependency:
    if on is None or on["key"] == row["key"]:
        return Dependency(row["key"], "", name, "")
    return Dependency(row["key"], on["key"], on["title"], problem_of(row, on))


def problem_of(row: dict[str, Any], on: dict[str, Any]) -> str:
    """Why a milestone that another one depends on is late for it; "" where it is not."""
    if "Complete" in (row["progress"], on["progress"]):
        return ""
    if on["progress"] == "Overdue":
        return f"{pluralise(int(on['days_late']), 'day')} late"
    if on["due"] > row["due"]:
        return f"not due until {format_date(on['due'].date())}"
    return ""


def texts_by_milestone(found: list[Dependency]) -> dict[str, str]:
    """By milestone, what it depends on, as "Data agreed (14 days late); Training"."""
    texts: dict[str, list[str]] = {}
    for one in found:
        texts.setdefault(one.key, []).append(one.text)
    return {key: "; ".join(of) for key, of in texts.items()}
