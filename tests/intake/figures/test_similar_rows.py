"""Rows that are left out because they are similar to one before are read as if none were."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.returns import long_return
from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import Workbook
from dscp_data.intake.check import ReturnCheck
from dscp_data.intake.figures import similar_rows
from dscp_data.intake.figures.similar_rows import EveryRowNeeded
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.intake.sheet_reader import SheetReader
from dscp_data.model.returns import CheckedReturn
from tests.intake.books import (
    HEADINGS,
    TODAY,
    VALID,
    Error,
    Percent,
    Rows,
    assert_all_accounted,
    sheet,
)
from tests.intake.damaged_sheets import BOOKS, damaged

PLACES = ["Easington", "Sedgefield", "Derwentside", "Durham City", "easington "]
USUAL: dict[str, list[Any]] = {
    "Indicator": ["H02", "E08"],
    "Agency": ["Durham Constabulary", "TEWV"],
    "Locality": PLACES,
    "Period": ["Apr 2026", "May 2026"],
    "Number": [0, 5, 7, 10],
    "Out of": [10, 20],
}
ODD: dict[str, list[Any]] = {
    "Indicator": ["Z99", "Total", "E01", "h02", "H02 target", None],
    "Agency": ["nobody", "Children's Social Care", "Total", None],
    "Locality": ["County-wide", "Durham", "Not known", "Total", "nowhere", " ", None],
    "Period": ["Q1 2026-27", "June", "Oct 2026", "Sep 2031", "YTD", 2026, date(2026, 4, 1),
               "Apr 2026 (p)", None],
    "Number": [-1, 2.5, 1e9, 999, "7", "nil", "*", "n/a", "-", "52%", Percent(0.5), Error("#N/A"),
               True, "6 (p)", "x", None],
    "Out of": [0, 2.5, "12", "*", "-", None],
    "%": [50, 0.5, Percent(0.5), "12%", 7, None],
    "Comment": ["Late entries", "Apr 2026: a new form", "Asked Mrs Smith", "  ", None],
    "Status": ["reported", "nil", "suppressed", None],
    "Colour": ["red", 5, None],
}  # fmt: skip


@pytest.fixture(autouse=True)
def short_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of a few rows, so that a test can try many."""
    monkeypatch.setattr(similar_rows, "FEWEST", 1)


def check_of(book: Workbook, agency: str | None = None) -> ReturnCheck:
    return ReturnCheck(book, "a.xlsx", "", catalogue(), TODAY, agency)


def both_ways(book: Workbook, agency: str | None = None) -> list[CheckedReturn]:
    check = check_of(book, agency)
    return [check.run(), check.read((), leaves_out_similar=False)]


def left_out(rows: Rows, monkeypatch: pytest.MonkeyPatch, **more: Any) -> int:
    """How many rows of a table are not read, and that all of its cells have a use."""
    seen: list[int] = []
    read = SheetReader.read

    def counting(self: Any, *args: Any) -> Any:
        contents = read(self, *args)
        seen.append(len(contents.similar.rows) if contents.similar else 0)
        return contents

    monkeypatch.setattr(SheetReader, "read", counting)
    book = Workbook((sheet("Data", rows, **more),))
    assert_all_accounted(book, check_of(book).run())
    return seen[-1]


@st.composite
def long_tables(draw: st.DrawFn) -> Rows:
    """Long tables of mostly valid lines, each with a chance to be wrong in any way."""
    more = draw(st.lists(st.sampled_from(["%", "Comment", "Status", "Colour"]), unique=True))
    headings = draw(st.permutations([*USUAL, *more]))
    if draw(st.integers(0, 5)) == 0:
        headings = headings[:-1]
    oddness = draw(st.sampled_from([0, 0, 1, 3]))

    def value(heading: str) -> Any:
        if draw(st.integers(0, 30)) < oddness:
            return draw(st.sampled_from(ODD[heading]))
        return draw(st.sampled_from(USUAL[heading])) if heading in USUAL else None

    lines = [[value(heading) for heading in headings] for _ in range(draw(st.integers(1, 25)))]
    return [*draw(st.sampled_from([[], [["Agency: TEWV"]], [["H02"]]])), headings, *lines]


@settings(max_examples=300, deadline=None)
@given(long_tables(), st.sampled_from([None, "tewv"]))
def test_any_long_table_is_read_as_if_no_row_were_left_out(table: Rows, agency: str | None) -> None:
    quick, plain = both_ways(Workbook((sheet("Data", table),)), agency)
    assert quick == plain


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_return_is_read_as_if_no_row_were_left_out(seed: int) -> None:
    chance = random.Random(seed)
    book = chance.choice(BOOKS)
    quick, plain = both_ways(Workbook(tuple(damaged(one, chance) for one in book.sheets)))
    assert quick == plain


def test_an_export_of_many_rows_is_read_as_if_no_row_were_left_out() -> None:
    book = read_workbook(long_return(catalogue(), 1_500), "a.xlsx")
    quick, plain = both_ways(book)
    assert quick == plain
    assert len(quick.observations) == 1_500


def line(**differs: Any) -> list[Any]:
    valid = dict(zip(HEADINGS, VALID, strict=True))
    return list(
        (valid | {key.replace("_", " ").capitalize(): v for key, v in differs.items()}).values()
    )


def test_a_row_of_another_place_is_left_out_and_one_that_breaks_a_rule_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [HEADINGS, *(line(locality=place, number=7) for place in PLACES[:3])]
    assert left_out(rows, monkeypatch) == 2
    wrong = [line(locality="Durham City", number=11), line(locality="Wear Valley", comment="Late")]
    assert left_out([*rows, *wrong], monkeypatch) == 2


@pytest.mark.parametrize(
    "other",
    [
        line(locality="Sedgefield"),
        line(locality="County-wide"),
        line(locality="Durham City", period="Q1 2026-27"),
        line(locality="Durham City", period=""),
    ],
    ids=["the same again", "the county beside a locality", "a quarter beside a month", "a blank"],
)
def test_rows_that_affect_each_other_are_read(
    other: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [HEADINGS, line(), line(locality="Sedgefield"), other]
    assert left_out(rows, monkeypatch) == 0


def test_no_row_is_left_out_beside_hidden_or_merged_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [HEADINGS, line(), line(locality="Sedgefield")]
    assert left_out(rows, monkeypatch, hidden_rows=frozenset({3})) == 0
    assert left_out(rows, monkeypatch, merged=((2, 1, 3, 1),)) == 0


def test_every_row_is_read_where_a_first_one_is_not_stored() -> None:
    rows = [HEADINGS, line(period="Sep 2031"), line(period="Sep 2031", locality="Sedgefield")]
    check = check_of(Workbook((sheet("Data", rows),)))
    with pytest.raises(EveryRowNeeded):
        check.read((), leaves_out_similar=True)
    assert {found.code for found in check.run().faults} == {"future-period"}
