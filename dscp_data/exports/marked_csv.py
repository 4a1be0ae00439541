"""CSV files of figures: with a protective marking, their sources, and no live formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.disclosure.suppression import MARK_WORDS, NOT_AVAILABLE
from dscp_data.model.text import format_datetime
from dscp_data.trends import Trend

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width too
DECIMALS = 4
FIGURES = [
    "agency",
    "period_start",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "complete",
    "mean",
    "lower_limit",
    "upper_limit",
    "signal",
    "direction",
]


def as_text(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula, led by an apostrophe; all else as it is."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return "'" + value
    return value


def figures_of(trend: Trend) -> pd.DataFrame:
    """A trend's points with the columns of FIGURES; for a wider audience with words in place of
    small numbers, and a column `status` that says of a number that is missing why."""
    points = trend.points.assign(agency=trend.agency)
    if trend.audience == "exact":
        return points[FIGURES]
    shown = points[FIGURES].astype(dict.fromkeys(("numerator", "denominator", "value"), object))
    for name in ("numerator", "denominator", "value"):
        words = points[f"{name}_text"].where(~points[f"{name}_text"].str.startswith("["), "")
        small = (words != "") & points[name].notna() & ~words.str.endswith("%")
        shown[name] = shown[name].mask(small, words)
    return shown.assign(status=[status_of(row) for row in points.itertuples()])


def figures_as_shown(trend: Trend) -> pd.DataFrame:
    """The `figures_of` a trend for people to read: a percentage of few as "3 of 4"."""
    figures, words = figures_of(trend), trend.points["value_text"]
    is_few = (words != "") & figures["value"].notna()
    if trend.audience == "protected" or not is_few.any():
        return figures
    return figures.assign(value=figures["value"].astype(object).mask(is_few, words))


def status_of(row: Any) -> str:
    """As "[c] hidden; [p] provisional": of the number, then of the whole point."""
    missing = [(row.numerator_text or NOT_AVAILABLE) if np.isnan(row.numerator) else ""]
    marks = [mark for mark in [*missing, *row.marks.split()] if mark]
    return "; ".join(f"{mark} {MARK_WORDS[mark]}" for mark in marks)


@dataclass(frozen=True)
class Marking:
    """What leads an export: how it may be handled, and where it comes from. `made_at` is UTC."""

    marking: str
    handling: str
    made_by: str
    made_at: datetime
    filters: str
    data_version: int
    profile: str

    @property
    def lines(self) -> list[str]:
        return [
            self.marking,
            self.handling,
            f"Made by {self.made_by} on {format_datetime(self.made_at)}",
            f"Shows {self.filters}",
            f"Data version {self.data_version}",
            f"Figures: {self.profile}",
        ]


def marking_of(
    plan: Catalogue, audience: str, by: str, at: datetime, filters: str, data_version: int
) -> Marking:
    """The marking of exact figures for members, or of protected ones for a wider audience."""
    agreed = plan.partnership
    if audience == "exact":
        marking, handling, profile = agreed.marking, agreed.handling, "exact"
    else:
        settings = plan.profile(agreed.profile)
        marking, handling = agreed.wider_marking, agreed.wider_handling
        profile = f"protected ({settings.id}). {settings.name}"
    return Marking(marking, handling, by, at, filters, data_version, profile)


def marked_csv(figures: pd.DataFrame, marking: Marking) -> bytes:
    """A CSV file for Excel: comment lines with the marking, then the headings and the rows."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([[f"# {line}"] for line in marking.lines])
    writer.writerow([as_text(name) for name in figures.columns])
    for row in figures.itertuples(index=False, name=None):
        writer.writerow(["" if is_missing(value) else as_text(plain(value)) for value in row])
    return file.getvalue().encode("utf-8-sig")


def is_missing(value: Any) -> bool:
    return value is None or (not isinstance(value, str) and bool(pd.isna(value)))


def plain(value: Any) -> Any:
    """As a person would type it: whole numbers whole, others rounded, days without a time."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, DECIMALS)
    return value
