"""Published figures as a tidy CSV (what the product ships) and as a frame."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path

import pandas as pd

from dscp_data.comparators.model import Comparator
from dscp_data.comparators.table import PublishedRow, PublishedTable, read_number, read_table
from dscp_data.model.faults import Fault

LICENCE = "Crown copyright, Open Government Licence v3.0"
FIELDS = tuple(field.name for field in fields(Comparator))
_NUMBERS = ("numerator", "denominator", "value")
_DATES = ("period_start", "period_end", "published_on")
_OPTIONAL = frozenset((*_NUMBERS, "published_on"))


class TidyFileError(ValueError):
    """A tidy file that is not as this product writes it: names the cell."""


def is_tidy(table: PublishedTable) -> bool:
    """Whether the table is one that `write_tidy` made."""
    return table.has("indicator", "area_type", "period_label", "publication", "licence")


def read_tidy(path: Path) -> list[Comparator]:
    """The figures of a tidy CSV, in its order. TidyFileError names the cell that is wrong."""
    table = read_table(path, path.name)
    if isinstance(table, Fault):
        raise TidyFileError(f"{path}: {table.message}")
    return parse_tidy(table)


def parse_tidy(table: PublishedTable) -> list[Comparator]:
    """As `read_tidy`, from a table already read."""
    missing = [name for name in FIELDS if not table.has(name)]
    if missing:
        raise TidyFileError(f"{table.file}: the column {missing[0]} is missing")
    return [_figure(table, row) for row in table.rows]


def write_tidy(path: Path, comparators: Iterable[Comparator], licence: str = LICENCE) -> None:
    """Write figures as a tidy CSV, one a row, whole numbers without a decimal point."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*FIELDS, "licence"))
        for comparator in comparators:
            texts = [_text(getattr(comparator, name)) for name in FIELDS]
            writer.writerow((*texts, licence))


def comparators_frame(comparators: Iterable[Comparator]) -> pd.DataFrame:
    """One row a figure, one column a field, and `comparable`; the same columns when empty."""
    rows = [asdict(figure) | {"comparable": figure.comparable} for figure in comparators]
    figures = pd.DataFrame(rows, columns=[*FIELDS, "comparable"])
    for name in _NUMBERS:
        figures[name] = figures[name].astype("float64")
    for name in _DATES:
        figures[name] = pd.to_datetime(figures[name])
    figures["comparable"] = figures["comparable"].astype("bool")
    return figures


def _figure(table: PublishedTable, row: PublishedRow) -> Comparator:
    values: dict[str, object] = {}
    for name in FIELDS:
        text = table.text(row, name)
        try:
            values[name] = _value(name, text)
        except ValueError:
            cell = table.cell(row, name)
            raise TidyFileError(f"{table.file}, {cell}: {text!r} is not a {name}") from None
    try:
        return Comparator(**values)  # type: ignore[arg-type]
    except ValueError as error:
        raise TidyFileError(f"{table.file}, row {row.number}: {error}") from None


def _value(name: str, text: str) -> object:
    if not text and name in _OPTIONAL:
        return None
    if name in _DATES:
        return dt.date.fromisoformat(text)
    if name in _NUMBERS:
        number, mark = read_number(text)
        if mark:
            raise ValueError(text)
        return number
    return text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return str(value)
