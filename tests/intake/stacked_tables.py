"""Workbooks of tables one under another, in mixed layouts, each with the figures that it says.

Everything is invented. A seed gives the same workbook again.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dscp_data.catalogue import Indicator, catalogue
from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Cell, Sheet, Workbook
from dscp_data.intake.check import check_workbook
from dscp_data.model.periods import Period, month, quarter
from tests.intake.books import TODAY

Figure = tuple[str, str, Period, float | None, float | None]
"""Indicator, locality, period, number and base."""
AGENCY = "Durham Constabulary"
COUNTS = ("H01", "H03", "H04", "H06")
SHARES = ("H02", "H14", "H12", "E13")
PLACES = {
    "easington": "Easington", "sedgefield": "Sedgefield", "teesdale": "Teesdale",
    "wear-valley": "Wear Valley", "durham-city": "Durham City", "derwentside": "Derwentside",
    "out-of-county": "Out of county", "not-known": "Not known",
}  # fmt: skip
HEADS = {
    "indicator": ("Indicator", "KPI", "Measure", "indicator "),
    "locality": ("Locality", "Area", "District", "LOCALITY"),
    "period": ("Period", "Month", "Reporting period"),
    "number": ("Number", "Count", "Value", "Numerator"),
    "out of": ("Out of", "Denominator", "Base"),
    "comment": ("Comment", "Notes"),
}  # fmt: skip
BETWEEN = (
    [], [None], [None, None], ["Source: case management system"],
    [None, "Note: counts are of events and not of children"], ["Source: local report", None],
    [None, "Source: local performance report", None, None],
)  # fmt: skip


@dataclass
class Stack:
    """A sheet being written from the top down, and what it says."""

    chance: random.Random
    rows: list[list[Any]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def pick(self, options: Any) -> Any:
        return self.chance.choice(list(options))

    def name(self, indicator: Indicator) -> str:
        names = (indicator.id, indicator.name, indicator.plan_wording, indicator.name.upper())
        return self.pick((*names, f"{indicator.id} {indicator.name}"))

    def head(self, role: str) -> str:
        return self.pick(HEADS[role])

    def number(self, indicator: Indicator) -> tuple[int, int | None]:
        base = self.chance.randint(1, 400) if indicator.has_denominator else None
        return self.chance.randint(0, base or 400), base


def periods(stack: Stack, indicator: Indicator) -> list[Period]:
    count = stack.chance.randint(2, 4)
    if indicator.frequency == "quarter":
        return [quarter(2025, number) for number in range(1, count + 1)]
    first = stack.chance.choice((month(2025, 4), month(2025, 9), month(2026, 1)))
    found = [first]
    while len(found) < count:
        found.append(found[-1].next)
    return found


def long_table(stack: Stack, indicators: list[Indicator], places: list[str]) -> None:
    """A line a figure, its columns in any order."""
    roles = ["indicator", "locality", "period", "number"]
    if any(indicator.has_denominator for indicator in indicators):
        roles.append("out of")
    if stack.chance.random() < 0.3:
        roles.append("comment")
    stack.chance.shuffle(roles)
    stack.rows.append([stack.head(role) for role in roles])
    for indicator in indicators:
        name = stack.name(indicator)
        for place in places:
            for period in periods(stack, indicator):
                number, base = stack.number(indicator)
                said = {
                    "indicator": name, "locality": PLACES[place], "period": spelt(stack, period),
                    "number": number, "out of": base, "comment": None,
                }  # fmt: skip
                stack.rows.append([said[role] for role in roles])
                stack.figures.append((indicator.id, place, period, number, base))


def wide_table(stack: Stack, indicators: list[Indicator], places: list[str]) -> None:
    """Periods across; the number and what it is out of as lines, or as columns in pairs."""
    across = periods(stack, indicators[0])
    indicators = [one for one in indicators if one.frequency == indicators[0].frequency]
    shares = any(one.has_denominator for one in indicators)
    indicators = [one for one in indicators if one.has_denominator == shares]
    in_pairs = shares and stack.chance.random() < 0.5
    part = [""] if shares and not in_pairs else []
    totals = stack.chance.random() < 0.5
    head: list[Any] = [stack.head("indicator"), stack.head("locality"), *part]
    lower: list[Any] = [None, None]
    for period in across:
        head += [spelt(stack, period), *([None] if in_pairs else [])]
        lower += ["Number", "Out of"]
    if totals and not in_pairs:
        head.append("Total")
    stack.rows.append(head)
    if in_pairs:
        stack.rows.append(lower)
    for indicator in indicators:
        name = stack.name(indicator)
        block: list[list[tuple[int, int | None]]] = []
        for place in places:
            numbers = [stack.number(indicator) for _ in across]
            block.append(numbers)
            for period, (number, base) in zip(across, numbers, strict=True):
                stack.figures.append((indicator.id, place, period, number, base))
            write_line(stack, name, PLACES[place], numbers, shares, in_pairs, totals)
        if totals and len(places) > 1:
            sums = [
                (sum(line[at][0] for line in block), sum(line[at][1] or 0 for line in block))
                for at in range(len(across))
            ]
            write_line(stack, name, "Total", sums, shares, in_pairs, totals)


def write_line(
    stack: Stack, name: str, place: str, numbers: Any, shares: bool, in_pairs: bool, totals: bool
) -> None:
    """One place's figures: a line, or one for the number and one for what it is out of."""
    if in_pairs:
        stack.rows.append([name, place, *(value for pair in numbers for value in pair)])
        return
    for at, part in enumerate(("Number", "Out of") if shares else ("",)):
        values = [pair[at] for pair in numbers]
        end = [sum(values)] if totals else []
        stack.rows.append([name, place, *([part] if part else []), *values, *end])


def spelt(stack: Stack, period: Period) -> str:
    if period.type == "quarter":
        number = {4: 1, 7: 2, 10: 3, 1: 4}[period.start.month]
        return f"Q{number} 2025-26"
    return f"{period.start:%b-%y}" if stack.chance.random() < 0.7 else f"{period.start:%B %Y}"


def stacked_workbook(seed: int) -> tuple[Workbook, list[Figure]]:
    """A workbook of a sheet with two to five tables, and the figures that stand in it."""
    stack = Stack(random.Random(seed))
    plan = catalogue()
    ids = stack.chance.sample([*COUNTS, *SHARES], 6)
    stack.rows.append([f"Agency: {AGENCY}"])
    stack.rows += stack.pick(([], [[]], [["Safeguarding performance return"], []]))
    tables: tuple[Callable[..., None], ...] = (long_table, wide_table, wide_table)
    while ids:
        chosen = [ids.pop() for _ in range(min(len(ids), stack.chance.randint(1, 3)))]
        places = stack.chance.sample([*PLACES], stack.chance.randint(1, 4))
        stack.pick(tables)(stack, [plan.indicator(id) for id in chosen], places)
        stack.rows += [[text] if text else [] for text in stack.pick(BETWEEN)]
    cells = [
        Cell(row, column, value)
        for row, values in enumerate(stack.rows, 1)
        for column, value in enumerate(values, 1)
        if value not in (None, "")
    ]
    return Workbook((Sheet("Return", True, Grid.of(cells)),)), stack.figures


def outcome(seed: int) -> str:
    """How a stacked workbook was read: "exact", "asked", or "wrong" where a figure that it does
    not say would be stored without a word."""
    book, figures = stacked_workbook(seed)
    checked = check_workbook(
        book, file="return.xlsx", sha256="0" * 64, catalogue=catalogue(), today=TODAY
    )
    read = {(o.indicator, o.locality, o.period, o.numerator, o.denominator)
            for o in checked.observations}  # fmt: skip
    asked = any(found.severity != "warning" for found in checked.faults)
    if read == set(figures) and not asked:
        return "exact"
    return "asked" if asked else "wrong"
