"""Generated returns of any length: one row a figure, as a records system would export it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice, product
from typing import Any

from openpyxl import Workbook

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import add_months, month

HEADINGS = ("Indicator", "Agency", "Locality", "Period", "Number", "Out of", "Comment")
LAST_MONTH = month(2026, 6)
YEARS = 40
COMMENT_EVERY = 50


def long_return(plan: Catalogue, rows: int, agency: str | None = None) -> bytes:
    """An .xlsx with that many rows, of every agency or of one."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Returns")
    sheet.append(HEADINGS)
    written = 0
    for line in islice(lines(plan, agency), rows):
        sheet.append(line)
        written += 1
    if written < rows:
        raise ValueError(f"there are only {written:,} different keys")
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def lines(plan: Catalogue, agency: str | None) -> Iterator[tuple[Any, ...]]:
    """Valid lines, newest month first: counts of a few dozen, a comment now and then."""
    starts = [add_months(LAST_MONTH.start, -back) for back in range(YEARS * 12)]
    indicators = [i for i in plan.indicators if i.worked_out_from == "returns"]
    places = [place for place in plan.localities if place.kind != "whole"]
    keys = (
        (start, indicator, sender, place)
        for start, indicator in product(starts, indicators)
        for sender, place in product(indicator.agencies, places)
        if agency in (None, sender)
    )
    for number, (start, indicator, sender, place) in enumerate(keys):
        count = number * 7919 % 40
        base = 40 + count if indicator.has_denominator else None
        comment = (
            f"Late entries for {place.name}, {start:%b %Y}" if number % COMMENT_EVERY == 0 else None
        )
        who, when = plan.agency(sender).name, f"{start:%b %Y}"
        yield indicator.id, who, place.name, when, count, base, comment
