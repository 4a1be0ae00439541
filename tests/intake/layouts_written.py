"""The layouts: long, wide with parts as rows or in pairs, tables one under another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Sheet, Workbook
from tests.intake.books import cell
from tests.intake.layouts import (
    OTHER,
    SENDER,
    SENDERS,
    Fact,
    Look,
    Page,
    Writer,
    looks,
    truths,
)


@dataclass(frozen=True)
class Drawn:
    """A workbook, how it was written, what it says at each cell, and how it was sent."""

    book: Workbook
    look: Look
    said: dict[str, Fact]
    file: str
    choice: str | None
    disagree: int


def labels(writer: Writer, row: int, column: int, names: Sequence[Any], height: int = 1) -> None:
    """Labels down a column, each over `height` rows: repeated, written once, or merged."""
    for number, name in enumerate(names):
        first = row + number * height
        rows = range(first, first + height) if writer.look.down == "plain" else [first]
        for at in rows:
            writer.page.put(at, column, name)
        if writer.look.down == "merged" and height > 1:
            writer.page.merged.append((first, column, first + height - 1, column))


def long(writer: Writer) -> None:
    look, page, pick = writer.look, writer.page, writer.pick
    roles = ["indicator", "locality", "period", "number"]
    has_base = any(f.base is not None for f in writer.facts)
    roles += ["out of"] * has_base + ["percent"] * (has_base and look.percent != "no")
    roles += ["agency"] * (look.table_agency == "column")
    roles = pick([roles, roles[::-1], sorted(roles), roles[2:] + roles[:2]])
    for column, role in enumerate(roles, look.left + 1):
        page.put(page.row, column, writer.heading(role))
    sender = pick(SENDERS)
    for row, fact in enumerate(writer.facts, page.row + 1):
        page.lines.append(row)
        names = {
            "indicator": writer.name(fact.indicator),
            "locality": writer.place(fact.locality),
            "period": writer.period(fact.period),
            "agency": sender,
        }
        for column, role in enumerate(roles, look.left + 1):
            if role in names:
                page.put(row, column, names[role])
            else:
                writer.put_fact(fact, row, column, role)
    page.row += len(writer.facts) + 1


def months_across(writer: Writer, first: int, width: int) -> None:
    """One or two rows of headings: a year over the months where these are bare."""
    page = writer.page
    if writer.look.bare_months == "row":
        page.put(page.row, first, "2025/26")
        page.row += 1
    for number, period in enumerate(writer.months):
        column = first + number * width
        page.put(page.row, column, writer.period(period))
        if width > 1 and writer.look.down == "merged":
            page.merged.append((page.row, column, page.row, column + width - 1))
        elif width > 1 and writer.look.down == "plain":
            page.put(page.row, column + 1, page.cells[page.row, column])


def measures(writer: Writer) -> None:
    """Places down, months across, number and base as rows; a total over months and over places."""
    look, page = writer.look, writer.page
    left = look.left + 1
    totals = look.totals
    months_across(writer, left + 3, 1)
    for column, role in enumerate(("indicator", "locality", "measure"), left):
        page.put(page.row, column, writer.heading(role))
    last = left + 3 + len(writer.months)
    if totals:
        page.put(page.row, last, writer.pick(["Total", "YTD", "Year to date"]))
    page.row += 1
    for id in writer.ids:
        parts = writer.parts(id)
        places = [*writer.places, "total"] if totals and len(writer.places) > 1 else writer.places
        labels(writer, page.row, left, [writer.name(id)], len(places) * len(parts))
        spelt = ["Total" if place == "total" else writer.place(place) for place in places]
        labels(writer, page.row, left + 1, spelt, len(parts))
        for place in places:
            for part in parts:
                page.put(page.row, left + 2, {"number": "Number", "out of": "Out of"}[part])
                page.lines.append(page.row)
                line_of(writer, id, place, part, left + 3)
                page.row += 1


def line_of(writer: Writer, id: str, place: str, part: str, first: int) -> None:
    """One row of figures by month, and what they come to."""
    page, everywhere = writer.page, writer.places if place == "total" else [place]
    for column, period in enumerate(writer.months, first):
        if place == "total":
            keys = ((p, period) for p in everywhere)
            page.put(page.row, column, writer.sum_of(id, part, keys))
        else:
            writer.put_fact(writer.by_key.get((id, place, period)), page.row, column, part)
    if writer.look.totals:
        keys = ((p, period) for p in everywhere for period in writer.months)
        page.put(page.row, first + len(writer.months), writer.sum_of(id, part, keys))


def pairs(writer: Writer) -> None:
    """Number and base (and the percentage) in columns under each month."""
    page, left = writer.page, writer.look.left + 1
    roles = ["number", "out of"] + ["percent"] * (writer.look.percent != "no")
    months_across(writer, left + 2, len(roles))
    page.row += 1
    for column, role in enumerate(("indicator", "locality"), left):
        page.put(page.row, column, writer.heading(role))
    for number in range(len(writer.months)):
        for step, role in enumerate(roles):
            page.put(page.row, left + 2 + number * len(roles) + step, writer.heading(role))
    page.row += 1
    for id in writer.ids:
        labels(writer, page.row, left, [writer.name(id)], len(writer.places))
        for place in writer.places:
            page.put(page.row, left + 1, writer.place(place))
            page.lines.append(page.row)
            for number, period in enumerate(writer.months):
                fact = writer.by_key.get((id, place, period))
                for step, role in enumerate(roles):
                    column = left + 2 + number * len(roles) + step
                    writer.put_fact(fact, page.row, column, role)
            page.row += 1


def stacked(writer: Writer) -> None:
    """A table for each indicator, named above it, places down and months across."""
    page, left = writer.page, writer.look.left + 1
    for id in writer.ids:
        parts = writer.parts(id)
        page.put(page.row, left, writer.name(id))
        page.row += 1
        months_across(writer, left + 2, 1)
        page.put(page.row, left, writer.heading("locality"))
        page.put(page.row, left + 1, "Measure")
        page.row += 1
        labels(writer, page.row, left, [writer.place(p) for p in writer.places], len(parts))
        for place in writer.places:
            for part in parts:
                page.put(page.row, left + 1, {"number": "Number", "out of": "Out of"}[part])
                page.lines.append(page.row)
                for column, period in enumerate(writer.months, left + 2):
                    fact = writer.by_key.get((id, place, period))
                    writer.put_fact(fact, page.row, column, part)
                page.row += 1
        page.row += writer.look.gap


LAYOUTS = {"long": long, "measures": measures, "pairs": pairs, "stacked": stacked}


@st.composite
def books(draw: st.DrawFn) -> Drawn:
    """A workbook that says drawn figures in a drawn look."""
    look, truth = draw(looks()), draw(truths().filter(bool))
    writer = Writer(draw, look, truth)
    page = writer.page
    page.lines_of(*look.titles, *([] for _ in range(look.top)))
    if look.table_agency == "line":
        page.lines_of([f"Agency: {writer.pick(SENDERS)}"])
    if look.bare_months == "line":
        page.lines_of([writer.pick(["Council year: 2025-26", "Year 2025/26", "2025 to 2026"])])
    page.row += look.gap
    LAYOUTS[look.layout](writer)
    page.row += 1
    page.lines_of(*look.notes)
    sheets = [written(page, "Data", look)]
    if look.note_sheet:
        sheets.insert(
            0, Sheet("Notes", True, Grid.of([cell(1, 1, "Please ring us with questions")]))
        )
    file = {"right": "Durham Police return.xlsx", "wrong": f"{OTHER} return.xlsx"}
    choice = {"right": SENDER, "wrong": "tewv"}
    return Drawn(
        Workbook(tuple(sheets)), look, page.said,
        file.get(look.file_agency, "return.xlsx"), choice.get(look.choice), wrong(look),
    )  # fmt: skip


def wrong(look: Look) -> int:
    """How many of those who say who sent it do not agree with the first."""
    return [look.file_agency, look.choice].count("wrong")


def written(page: Page, name: str, look: Look) -> Sheet:
    grid = Grid.of(cell(r, c, value) for (r, c), value in page.cells.items())
    hidden = frozenset(page.lines[1:2]) if look.hidden_rows else frozenset()
    return Sheet(name, not look.hidden_sheet, grid, merged=tuple(page.merged), hidden_rows=hidden)


def kept(found: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    """Observations by their cell, as far as a return can say them."""
    return {
        o.cell: (o.agency, o.indicator, o.locality, o.period, o.numerator, o.denominator,
                 o.status, o.provisional)
        for o in found
    }  # fmt: skip


def meant(said: dict[str, Fact]) -> dict[str, tuple[Any, ...]]:
    return {
        place: (SENDER, f.indicator, f.locality, f.period, f.number, f.base, f.status,
                f.provisional)
        for place, f in said.items()
    }  # fmt: skip
