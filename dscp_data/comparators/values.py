"""Parses one row's figure: its number or symbol, its parts, and whether it is possible."""

from __future__ import annotations

from dataclasses import dataclass

from dscp_data.comparators.measures import Measure
from dscp_data.comparators.model import MARKS
from dscp_data.comparators.table import PublishedRow, PublishedTable, read_number
from dscp_data.model.text import format_exact


@dataclass(frozen=True)
class PublishedValue:
    """A value or a mark, and the numerator and denominator where both are published."""

    value: float | None
    mark: str
    numerator: float | None
    denominator: float | None


class ValueFault(Exception):
    """A cell that cannot be a figure: the rule it breaks, its column and the rule's words."""

    def __init__(self, code: str, column: str, **words: str) -> None:
        super().__init__(code, column, words)
        self.code = code
        self.column = column
        self.words = words


def parse_value(
    table: PublishedTable, row: PublishedRow, measure: Measure
) -> PublishedValue | None:
    """The figure of a row; None when its cell is blank. FigureError when it cannot be one."""
    value, mark = _number(table, row, measure.value)
    if value is None and not mark and measure.mark:
        mark = _mark(table, row, measure.mark)
    if value is None and not mark:
        return None
    numerator, _ = _number(table, row, measure.numerator)
    denominator, _ = _number(table, row, measure.denominator)
    figure = PublishedValue(value, mark, numerator, denominator)
    _check(table, row, measure, figure)
    return figure


def disagreement(figure: PublishedValue, unit: str) -> dict[str, str] | None:
    """The words of the difference when numerator ÷ denominator is not the percentage shown.

    Allows for the percentage's one decimal and for parts that were rounded to tens, as DfE
    does for regions and England: then each part may be 5 off.
    """
    value, top, bottom = figure.value, figure.numerator, figure.denominator
    if unit != "%" or value is None or top is None or not bottom:
        return None
    worked = 100 * top / bottom
    slack = 0.051
    if top % 10 == 0 and bottom % 10 == 0:
        slack += 100 * 5 / bottom * (1 + worked / 100)
    if abs(worked - value) <= slack:
        return None
    return {
        "value": f"{value:g}",
        "numerator": format_exact(top),
        "denominator": format_exact(bottom),
        "worked": f"{worked:.1f}",
    }


def _number(table: PublishedTable, row: PublishedRow, column: str) -> tuple[float | None, str]:
    if not column:
        return None, ""
    text = table.text(row, column)
    try:
        return read_number(text)
    except ValueError:
        raise ValueFault("not-a-number", column, text=text) from None


def _mark(table: PublishedTable, row: PublishedRow, column: str) -> str:
    """A mark kept in a column of its own, beside a blank value."""
    text = table.text(row, column)
    try:
        _, mark = read_number(text)
    except ValueError:
        mark = ""
    if text and mark not in MARKS:
        raise ValueFault("not-a-number", column, text=text)
    return mark


def _check(
    table: PublishedTable, row: PublishedRow, measure: Measure, figure: PublishedValue
) -> None:
    """FigureError when the figure is not possible, at the cell that makes it so."""
    value, top, bottom = figure.value, figure.numerator, figure.denominator
    numbers = ((measure.value, value), (measure.numerator, top), (measure.denominator, bottom))
    wrong = [(column, "it is below zero") for column, number in numbers if (number or 0) < 0]
    if measure.unit == "%" and value is not None and value > 100:
        wrong.append((measure.value, "a percentage lies between 0 and 100"))
    if top is not None and bottom is not None and top > bottom:
        wrong.append((measure.numerator, "the part is larger than the whole"))
    for column, why in wrong:
        text = table.text(row, column)
        raise ValueFault("out-of-range", column, text=text, measure=measure.measure, why=why)
