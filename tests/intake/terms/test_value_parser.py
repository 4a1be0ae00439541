"""Each mark to its own status: zero, nil, blank, suppressed, not applicable, cannot report."""

from datetime import date

import pytest

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.terms.value_parser import (
    ParsedValue,
    is_consistent_percentage,
    parse_cell,
    parse_text,
)


def read(value: object, **more: object) -> ParsedValue:
    return parse_cell(Cell(1, 1, value, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "number"),
    [(12, 12), (12.0, 12), ("12", 12), (" 1,234 ", 1234), ("1,234.5", 1234.5), ("12\xa0", 12),
     (12.000000001, 12), (0, 0), ("0", 0), (-3, -3), ("-3", -3), ("−3", -3), ("zero", 0),
     ("'7", 7), (12.5, 12.5), ("1 234", 1234), ("1,234,567", 1234567)],
)  # fmt: skip
def test_a_number_is_reported(value: object, number: float) -> None:
    assert read(value) == ParsedValue("reported", number)


@pytest.mark.parametrize(
    "value", ["<5", "<10", "< 5", "less than 5", "*", "c", "C", "[c]", "low", "k", "1-4", "1 to 4"]
)
def test_a_suppressed_count_has_no_number(value: str) -> None:
    assert read(value) == ParsedValue("suppressed")


@pytest.mark.parametrize("value", ["z", "[z]", "n/a", "N/A", "NA", "not applicable"])
def test_a_figure_that_does_not_apply_has_its_own_status(value: str) -> None:
    assert read(value) == ParsedValue("not applicable")


@pytest.mark.parametrize(
    "value", ["x", "[x]", "..", "…", "tbc", "TBC", "u", "N/K", "cannot report", "Can’t report"]
)
def test_a_figure_that_cannot_be_reported_has_its_own_status(value: str) -> None:
    assert read(value) == ParsedValue("cannot report")


@pytest.mark.parametrize("value", ["nil", "Nil", "Nil return", "NIL "])
def test_nil_is_a_state_of_its_own_with_a_number_of_zero(value: str) -> None:
    assert read(value) == ParsedValue("nil", 0)


@pytest.mark.parametrize("value", ["-", "–", " - "])
def test_a_dash_is_asked_about(value: str) -> None:
    assert read(value) == ParsedValue("dash")


@pytest.mark.parametrize("value", ["", " ", "\xa0"])
def test_a_blank_is_not_a_shorthand_symbol(value: str) -> None:
    assert read(value) == ParsedValue("blank")


@pytest.mark.parametrize("value", ["12 (p)", "12p", "12 [p]", "12 (provisional)", "12 (p) (r)"])
def test_a_number_marked_provisional_is_read_as_provisional(value: str) -> None:
    assert read(value) == ParsedValue("reported", 12, provisional=True)


def test_a_revised_number_is_a_number() -> None:
    assert read("12 (r)") == ParsedValue("reported", 12)


@pytest.mark.parametrize(
    ("value", "percent"), [("52%", False), ("52 %", False), (0.52, True), ("52.0%", False)]
)
def test_a_percentage_in_every_form(value: object, percent: bool) -> None:
    assert read(value, percent=percent) == ParsedValue("reported", 52, percent=True)


@pytest.mark.parametrize(
    "value", ["about 12", "12*", "+12", "12+", "5 or 6", ">5", "1e3", "12,34", "(5)", True]
)
def test_what_we_do_not_know_is_unreadable(value: object) -> None:
    assert read(value).kind == "unreadable"


def test_excel_errors_formulas_and_dates_each_have_their_kind() -> None:
    assert read("#DIV/0!", error="#DIV/0!").kind == "error"
    assert read("#REF!").kind == "error"
    assert read("", formula_without_value=True).kind == "no value"
    assert read(date(2025, 4, 1)).kind == "date"


@pytest.mark.parametrize("percentage", [52, 52.4, 0.524, 0.52381, 52.38, 52.381])
def test_a_percentage_agrees_as_it_is_rounded(percentage: float) -> None:
    assert is_consistent_percentage(percentage, 11, 21)


@pytest.mark.parametrize("percentage", [51, 53, 52.5, 0.53, 5.2])
def test_a_percentage_that_disagrees(percentage: float) -> None:
    assert not is_consistent_percentage(percentage, 11, 21)


@pytest.mark.parametrize("text", ["1.000", "12.000", "1.234.000"])
def test_a_text_that_may_be_one_or_a_thousand_is_asked_about(text: str) -> None:
    assert parse_text(text).kind == "unreadable"
    assert parse_text(f"{text.partition('.')[0]}.00").kind == "reported"
