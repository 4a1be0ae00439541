"""The columnar path reads long tables exactly as the general path does."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import Workbook
from dscp_data.intake.check import ReturnCheck
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.intake.sheet_reader import SheetReader
from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, TODAY, VALID, Error, Percent, Rows, check, sheet
from tests.intake.damaged_sheets import BOOKS, damaged

SAMPLES = Path(__file__).parents[3] / "sample_data" / "returns"
LABELS = {
    "Indicator": ["H02", "H03", "E08", "h02", "N/A", "Total", "Easington", "Z99", "E01", None],
    "Indicator name": ["Whatever", "Police referrals", "H02", "Total", None],
    "Agency": ["Durham Constabulary", "TEWV", "Durham", "nobody", "Children's Social Care", None],
    "Locality": ["Easington", "Sedgefield", "County Durham", "Durham", "Total", "nowhere", " "],
    "Period": ["Apr 2026", "May 2026", "Q1 2026-27", "June", "Oct 2026", "Sep 2031", "YTD", 2026,
               date(2026, 4, 1), "Apr 2026 (p)", None],
    "Month": ["Apr 2026", "Q1", None],
    "Number": [5, 10, 0, -1, 2.5, 1e9, "7", "nil", "*", "n/a", "-", "52%", Percent(0.5),
               Error("#N/A"), True, "6 (p)", "x", None],
    "Out of": [10, 20, 0, 2.5, "12", "*", "-", None],
    "%": [50, 0.5, Percent(0.5), "12%", "n/a", 7, None],
    "Comment": ["Late entries", "Apr 2026: a new form", "Asked Mrs Smith", "  ", None],
    "Status": ["reported", "nil", "provisional", "suppressed", None],
    "Provisional": ["yes", "no", None],
    "Colour": ["red", 5, None],
    "Definition": ["how it is counted", None],
}  # fmt: skip


def both_ways(
    book: Workbook, agency: str | None = None, file: str = "a.xlsx"
) -> list[CheckedReturn]:
    check = ReturnCheck(book, file, "", catalogue(), TODAY, agency)
    return [check.run(by_columns=by_columns) for by_columns in (True, False)]


def taken(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many rows of a table take the columnar path."""
    seen: list[int] = []
    split = SheetReader.read_table

    def counting(self: Any, table: Any, read: Any, **more: Any) -> None:
        split(self, table, read, **more)
        seen.extend(len(lines.places) for lines in read.columnar)

    monkeypatch.setattr(SheetReader, "read_table", counting)
    check(rows)
    return sum(seen)


@st.composite
def long_tables(draw: st.DrawFn) -> Rows:
    """Long tables of mostly valid lines, each with a chance to be wrong in any way."""
    headings = draw(st.permutations(list(LABELS)))[: draw(st.integers(4, len(LABELS)))]
    needed = [heading for heading in HEADINGS[:5] if heading not in headings]
    headings = [*headings, *(h for h in needed if draw(st.integers(0, 9)))]
    valid = dict(zip(HEADINGS, VALID, strict=True))
    oddness = draw(st.sampled_from([0, 1, 3, 10]))

    def value(heading: str) -> Any:
        if draw(st.integers(0, 20)) < oddness:
            return draw(st.sampled_from(LABELS[heading]))
        if heading in ("Indicator", "Locality", "Period"):
            return draw(st.sampled_from(LABELS[heading][:2]))
        return valid.get(heading) or None

    lines = [[value(h) for h in headings] for _ in range(draw(st.integers(1, 12)))]
    return [*draw(st.sampled_from([[], [["Agency: TEWV"]], [["H02"]]])), headings, *lines]


@settings(max_examples=300, deadline=None)
@given(st.lists(long_tables(), min_size=1, max_size=2), st.sampled_from([None, "tewv"]))
def test_both_paths_give_the_same_for_any_long_tables(
    tables: list[Rows], agency: str | None
) -> None:
    book = Workbook(tuple(sheet(f"Sheet {n}", rows) for n, rows in enumerate(tables)))
    short, general = both_ways(book, agency)
    assert short == general


@pytest.mark.parametrize("seed", range(40))
def test_both_paths_give_the_same_for_a_damaged_return(seed: int) -> None:
    chance = random.Random(seed)
    book = chance.choice(BOOKS)
    short, general = both_ways(Workbook(tuple(damaged(one, chance) for one in book.sheets)))
    assert short == general


def test_both_paths_give_the_same_for_sample_returns() -> None:
    for path in sorted(SAMPLES.rglob("*.xlsx"))[::4]:
        short, general = both_ways(read_workbook(path.read_bytes(), path.name), file=path.name)
        assert short == general


def line(**differs: Any) -> list[Any]:
    valid = dict(zip(HEADINGS, VALID, strict=True))
    return list(
        (valid | {key.replace("_", " ").capitalize(): v for key, v in differs.items()}).values()
    )


def test_valid_lines_go_the_short_way_and_a_fault_costs_only_its_own_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    months = ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026"]
    rows = [HEADINGS, *(line(period=month) for month in months), line(period="Jun 2026", number=-1)]
    assert taken(rows, monkeypatch) == len(months)


@pytest.mark.parametrize(
    "other",
    [
        line(),
        line(locality="County Durham", period="May 2026"),
        line(period="Q1 2026-27"),
    ],
    ids=["the same again", "the county beside a locality", "a quarter beside a month"],
)
def test_rows_that_affect_each_other_take_the_general_path(
    other: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert taken([HEADINGS, line(), other], monkeypatch) == 0


def test_a_fault_reported_once_is_at_its_first_line(monkeypatch: pytest.MonkeyPatch) -> None:
    agencies = ["TEWV", "TEWV", "Durham Constabulary"]
    months = ["Jan 2026", "Feb 2026", "Mar 2026"]
    said = zip(agencies, months, strict=True)
    rows = [HEADINGS, *(line(indicator="E08", agency=who, period=when) for who, when in said)]
    assert taken(rows, monkeypatch) == 1
    assert {found.cell for found in check(rows).faults} == {"A2", "A4"}


def test_a_blank_label_sends_the_whole_table_down_the_general_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert taken([HEADINGS, line(), line(period="May 2026", locality="")], monkeypatch) == 0


def test_a_second_table_that_says_a_line_again_is_heard() -> None:
    rows = [HEADINGS, line()]
    checked = check({"One": rows, "Two": rows})
    assert [found.code for found in checked.faults] == ["duplicate-same"]
