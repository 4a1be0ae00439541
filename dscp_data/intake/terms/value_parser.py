"""Parses a figure's cell: a number, a percentage, or a symbol for why there is none."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import NamedTuple

from dscp_data.intake.cells.workbook import Cell, CellValue
from dscp_data.intake.terms.visible_text import visible
from dscp_data.model.returns import Status

NIL: Status = "nil"
SHORTHAND: dict[str, Status] = {
    **dict.fromkeys(("nil", "nil return", "none"), NIL),
    **dict.fromkeys(
        ("*", "**", "c", "[c]", "low", "[low]", "k", "[k]", "supp", "suppressed"), "suppressed"
    ),
    **dict.fromkeys(("z", "[z]", "n/a", "na", "n.a.", "n.a", "not applicable"), "not applicable"),
    **dict.fromkeys(
        (
            *("x", "[x]", "..", "...", "…", ":", "u", "[u]", "tbc", "tbd", "n/k", "nk", "unknown"),
            *("not known", "cannot report", "can't report", "can not report", "unable to report"),
            *("not available", "unavailable", "not collected", "no data", "data not available"),
            *("to be confirmed", "awaited", "awaiting data", "not recorded", "not reported"),
        ),
        "cannot report",
    ),
}
EXCEL_ERRORS = {"#div/0!", "#n/a", "#name?", "#null!", "#num!", "#ref!", "#value!"}
DASHES = {"-", "–", "—", "−", "--"}
FEWER = re.compile(r"(?:<|<=|≤|less than|fewer than|under) ?(\d{1,2})|(?:0|1) ?(?:-|–|to) ?(\d)")
PLAIN = re.compile(r"[-−]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?|[-−]?\.\d+")
"""A number; one with a plus in front is a change."""
PROVISIONAL = re.compile(r"\s*[(\[] ?(?:p|prov\.?|provisional) ?[)\]]$|(?<=\d)\s?p$")
REVISED = re.compile(r"\s*[(\[] ?(?:r|rev\.?|revised) ?[)\]]$")
THOUSANDS = re.compile(r"\d{1,3}(?:\.000)+")
"""A text that is 1 in English and 1,000 in most of Europe."""
FLOAT_NOISE = 1e-6


class ParsedValue(NamedTuple):
    """What a cell says. `number` is in percent where `percent` is true.

    `kind` is a status; or "blank"; or what is wrong: "dash", "error", "no value", "date",
    "unreadable".
    """

    kind: str
    number: float | None = None
    percent: bool = False
    provisional: bool = False


BLANK = ParsedValue("blank")
LONGEST_VALUE = 100
"""Characters of the longest text that can be a figure, spaces counted once."""


def parse_cell(cell: Cell) -> ParsedValue:
    """What a cell of a figure says."""
    if cell.error is not None:
        return ParsedValue("error")
    if cell.formula_without_value:
        return ParsedValue("no value")
    value: CellValue = cell.value
    if isinstance(value, str):
        return parse_text(value)
    if isinstance(value, bool):
        return ParsedValue("unreadable")
    if isinstance(value, int | float):
        if not isfinite(value):
            return ParsedValue("unreadable")
        return ParsedValue(
            "reported", without_float_noise(value * 100 if cell.percent else value), cell.percent
        )
    if isinstance(value, datetime | date | time | timedelta):
        return ParsedValue("date")
    return ParsedValue("unreadable")


class ValueParser:
    """Parses the cells of figures, each different content once."""

    def __init__(self) -> None:
        self.parsed: dict[tuple[object, ...], ParsedValue] = {}

    def __call__(self, cell: Cell) -> ParsedValue:
        content = (type(cell[2]), *cell[2:])
        found = self.parsed.get(content)
        if found is None:
            found = self.parsed[content] = parse_cell(cell)
        return found


def parse_text(text: str) -> ParsedValue:
    plain = " ".join(visible(text).casefold().split()).removeprefix("'")
    if len(plain) > LONGEST_VALUE:
        return ParsedValue("unreadable")
    plain = REVISED.sub("", plain)
    bare = PROVISIONAL.sub("", plain)
    mark = parse_normalised(bare)
    return mark if bare == plain else mark._replace(provisional=True)


def parse_normalised(text: str) -> ParsedValue:
    if not text:
        return BLANK
    if len(text) > LONGEST_VALUE:
        return ParsedValue("unreadable")
    if text in DASHES:
        return ParsedValue("dash")
    if text in EXCEL_ERRORS:
        return ParsedValue("error")
    if text in SHORTHAND:
        kind = SHORTHAND[text]
        return ParsedValue(kind, 0 if kind == NIL else None)
    fewer = FEWER.fullmatch(text)
    if fewer and (fewer[2] or int(fewer[1]) <= 20):
        return ParsedValue("suppressed")
    if text == "zero":
        return ParsedValue("reported", 0)
    percent = text.endswith("%")
    digits = text.removesuffix("%").strip()
    if PLAIN.fullmatch(digits) and (percent or not THOUSANDS.fullmatch(digits)):
        number = float(digits.replace(",", "").replace(" ", "").replace("−", "-"))
        return ParsedValue("reported", without_float_noise(number), percent)
    return ParsedValue("unreadable")


def without_float_noise(number: float) -> float:
    """`number` without the noise of binary fractions: 12.000000001 is 12."""
    nearest = round(number)
    return nearest if abs(number - nearest) < FLOAT_NOISE else round(number, 9)


def is_consistent_percentage(percentage: float, number: float, base: float) -> bool:
    """Whether a stated percentage (52 or 0.52) is number / base, as rounded as it is written."""
    return any(
        abs(stated - 100 * number / base) <= rounding_tolerance(stated) + FLOAT_NOISE
        for stated in ({percentage, percentage * 100} if abs(percentage) <= 1 else {percentage})
    )


def rounding_tolerance(stated: float) -> float:
    """Half of the last place that a percentage is written to, at most a half."""
    return 0.5 if stated == round(stated) else 0.05
