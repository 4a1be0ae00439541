"""Published figures as the lines of one chart: local, region, country, neighbours."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dscp_data.model.periods import PERIOD_TYPES, period_of
from dscp_data.model.text import format_number

ROLES = {
    "local authority": "own",
    "police force area": "own",
    "region": "region",
    "country": "country",
    "neighbour": "neighbours",
}
COMPARISON = [
    "area",
    "role",
    "period_label",
    "period",
    "period_end",
    "value",
    "lower",
    "upper",
    "with_value",
    "unit",
]
NEIGHBOURS = "Statistical neighbours (median)"


def comparable_measures(published: pd.DataFrame) -> list[str]:
    """The measures that may be compared, rates before counts of our own place alone."""
    if published.empty:
        return []
    return list(published.sort_values("comparable", ascending=False)["measure"].unique())


def comparison(published: pd.DataFrame) -> pd.DataFrame:
    """The lines of one measure, with the columns of COMPARISON.

    Counts of places of other sizes are left out: only shares and rates are compared. The
    neighbours are one line, their median, with `lower` and `upper` the range among them and
    `with_value` how many of them have a figure. `period` is what an axis says: "Q2 23/24".
    """
    spans = zip(*(published[f"period_{name}"] for name in ("start", "end", "label")), strict=True)
    periods = [short_period(start.date(), end.date(), label) for start, end, label in spans]
    named = published.assign(role=published["area_type"].map(ROLES), period=periods)
    named = named.dropna(subset=["value"])
    if not named["comparable"].any():
        named = named[named["role"] == "own"]
    own = named[named["role"] != "neighbours"].rename(columns={"area_name": "area"})
    own = own.assign(lower=float("nan"), upper=float("nan"), with_value=1)
    period = ["period_label", "period", "period_end", "unit"]
    neighbours = (
        named[named["role"] == "neighbours"]
        .groupby(period, as_index=False)["value"]
        .agg(["median", "min", "max", "size"])
        .rename(columns={"median": "value", "min": "lower", "max": "upper", "size": "with_value"})
        .assign(area=NEIGHBOURS, role="neighbours")
    )
    parts = [part[COMPARISON] for part in (own, neighbours) if len(part)]
    return pd.concat(parts, ignore_index=True).sort_values(["period_end", "role"])


def short_period(start: date, end: date, label: str) -> str:
    """A month, quarter or council year as an axis says it; another span as it is published."""
    for type in PERIOD_TYPES:
        own = period_of(start, type)
        if (own.start, own.end) == (start, end):
            return own.short_name
    return label


def format_published(value: float, unit: str) -> str:
    """A published figure: counts whole, percentages and rates to one decimal."""
    is_count = unit != "%" and " per " not in f" {unit}"
    return format_number(value, "%" if unit == "%" else "", 0 if is_count else 1)


def published_table(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """A `comparison` as text: a row a place, a column a period, the newest first."""
    named = frame.rename(columns={"area": "Place"})
    wide = named.pivot_table(index="Place", columns="period_label", values="value", sort=False)
    newest_first = frame.sort_values("period_end", ascending=False)["period_label"].unique()
    ordered = wide[list(newest_first)].rename_axis(columns=None)
    return ordered.map(lambda value: format_published(value, unit)).reset_index()
