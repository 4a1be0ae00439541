"""What the colours and the conditional formats of an .xlsx show otherwise than it is stored."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from dscp_data.intake.files import ooxml_looks
from dscp_data.intake.files.workbook_reader import read_workbook

UNSEEN = "in the colour of its background"
WHITE, DARK = "FFFFFFFF", "FF1F4E78"
Look = Callable[[Worksheet], object]


def looks(style: Look, numbers: tuple[int, ...] = (3, 12, 40)) -> dict[tuple[int, int], str]:
    """How the numbers in A1, B1 and C1 look in a workbook with some styles."""
    book = openpyxl.Workbook()
    book.active.append(numbers)
    style(book.active)
    made = io.BytesIO()
    book.save(made)
    return dict(read_workbook(made.getvalue(), "return.xlsx").sheets[0].looks)


def coloured(colour: str, fill: str | None = None) -> Look:
    def style(sheet: Worksheet) -> None:
        sheet["A1"].font = Font(color=colour)
        if fill:
            sheet["A1"].fill = PatternFill("solid", fgColor=fill)

    return style


def ruled(style: DifferentialStyle, cells: str = "A1:C1", **when: object) -> Look:
    return lambda sheet: sheet.conditional_formatting.add(cells, Rule(dxf=style, **when))


def below(number: str) -> dict[str, object]:
    return {"type": "cellIs", "operator": "lessThan", "formula": [number]}


SHOWN = DifferentialStyle(numFmt=NumberFormat(170, '"<5"'))


@pytest.mark.parametrize(
    "style",
    [
        coloured(WHITE),
        coloured(WHITE, WHITE),
        coloured(DARK, DARK),
        coloured("FF000000", "FF000000"),
    ],
)
def test_a_number_in_the_colour_of_its_background_is_seen_by_nobody(style: Look) -> None:
    assert looks(style) == {(1, 1): UNSEEN}


@pytest.mark.parametrize("style", [coloured(WHITE, DARK), coloured(DARK), coloured(DARK, WHITE)])
def test_a_number_that_stands_out_from_its_background_is_seen(style: Look) -> None:
    assert looks(style) == {}


def test_a_rule_that_shows_words_for_small_numbers_is_seen_where_it_holds() -> None:
    assert looks(ruled(SHOWN, **below("5"))) == {(1, 1): "as “<5”"}
    assert looks(ruled(SHOWN, "B1:C1", **below("5"))) == {}


@pytest.mark.parametrize(
    "when", [below("$Z$1"), {"type": "expression", "formula": ["A1<5"]}], ids=["cell", "formula"]
)
def test_a_rule_that_only_excel_can_work_out_may_hold_for_every_number(
    when: dict[str, object],
) -> None:
    assert looks(ruled(SHOWN, **when)) == dict.fromkeys([(1, 1), (1, 2), (1, 3)], "as “<5”")


def test_a_rule_that_makes_a_number_white_or_strikes_it_out_hides_it() -> None:
    white = DifferentialStyle(font=Font(color=WHITE))
    struck = DifferentialStyle(font=Font(strike=True))
    assert looks(ruled(white, **below("5"))) == {(1, 1): UNSEEN}
    assert looks(ruled(struck, **below("5"))) == {(1, 1): "with struck-out characters"}


def test_a_rule_that_only_colours_says_nothing_of_a_figure() -> None:
    red = DifferentialStyle(fill=PatternFill(bgColor="FFFF0000"), font=Font(color="FF9C0006"))
    assert looks(ruled(red, **below("5"))) == {}


def test_of_very_many_rules_none_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml_looks, "MOST_RULES", 2)

    def many(sheet: Worksheet) -> None:
        for number in range(4):
            ruled(SHOWN, "A1", **below(str(number)))(sheet)

    assert looks(many) == dict.fromkeys([(1, 1), (1, 2), (1, 3)], "as “<5”")
