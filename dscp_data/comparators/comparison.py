"""Published figures as the lines of one chart: local, region, country, neighbours."""

from __future__ import annotations

import pandas as pd

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
    `with_value` how many of them have a figure.
    """
    named = published.assign(role=published["area_type"].map(ROLES)).dropna(subset=["value"])
    if not named["comparable"].any():
        named = named[named["role"] == "own"]
    own = named[named["role"] != "neighbours"].rename(columns={"area_name": "area"})
    own = own.assign(lower=float("nan"), upper=float("nan"), with_value=1)
    period = ["period_label", "period_end", "unit"]
    neighbours = (
        named[named["role"] == "neighbours"]
        .groupby(period, as_index=False)["value"]
        .agg(["median", "min", "max", "size"])
        .rename(columns={"median": "value", "min": "lower", "max": "upper", "size": "with_value"})
        .assign(area=NEIGHBOURS, role="neighbours")
    )
    parts = [part[COMPARISON] for part in (own, neighbours) if len(part)]
    return pd.concat(parts, ignore_index=True).sort_values(["period_end", "role"])
