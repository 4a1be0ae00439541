"""The contributors to each cell of the cube.

A part is a figure of one agency and place that no other figure is counted in: a month, or a
quarter or year that is not the sum of what was returned for its months.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dscp_data.aggregation.selection import ALL
from dscp_data.catalogue import Indicator
from dscp_data.model.periods import PeriodType, period_of

SERIES_KEY = ["indicator", "agency", "locality"]
CONTRIBUTION = ["indicator", "cell", "part"]


def contributors(cells: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """One row for each part that counts in a cell: CONTRIBUTION, both by their row in `cells`.

    `cells` has the columns of `cube.CELL` with numerator and denominator.
    """
    numbered = cells.assign(row=np.arange(len(cells)))
    own = numbered[(numbered["agency"] != ALL) & (numbered["locality"] != ALL)]
    within = contributors_by_period(own, {i.id: i.aggregation for i in indicators})
    apart = [i.id for i in indicators if i.across_agencies == "separate"]
    everywhere = pd.concat([within, within.assign(locality=ALL)], ignore_index=True)
    together = everywhere[~everywhere["indicator"].isin(apart)].assign(agency=ALL)
    places = pd.concat([everywhere, together], ignore_index=True)
    keyed = numbered[[*SERIES_KEY, "period_type", "period_start", "row"]].rename(
        columns={"row": "cell"}
    )
    return places.merge(keyed, on=[*SERIES_KEY, "period_type", "period_start"])[CONTRIBUTION]


def contributors_by_period(own: pd.DataFrame, aggregation: dict[str, str]) -> pd.DataFrame:
    """The parts of each figure of one agency and place: SERIES_KEY, period_type, period_start,
    part."""
    months, quarters, years = (
        own[own["period_type"] == type] for type in ("month", "quarter", "year")
    )
    of_months = own_contributor(months)
    of_quarters = rolled_up_contributors(quarters, months, of_months, "quarter", aggregation)
    of_years = rolled_up_contributors(years, quarters, of_quarters, "year", aggregation)
    return pd.concat([of_months, of_quarters, of_years], ignore_index=True)


def own_contributor(figures: pd.DataFrame) -> pd.DataFrame:
    """Each figure as its own and only part."""
    return figures[[*SERIES_KEY, "period_type", "period_start"]].assign(part=figures["row"])


def rolled_up_contributors(
    longer: pd.DataFrame,
    shorter: pd.DataFrame,
    of_shorter: pd.DataFrame,
    type: PeriodType,
    aggregation: dict[str, str],
) -> pd.DataFrame:
    """The parts of the figures of a longer period: those of the shorter ones it is made of, or
    itself where they do not make it."""
    inside = shorter.assign(
        longer_start=longer_period_start(shorter["period_start"], type),
        rule=shorter["indicator"].map(aggregation),
    )
    group = [*SERIES_KEY, "longer_start"]
    newest = inside.groupby(group)["period_start"].transform("max")
    counts_in = (inside["rule"] != "last") | (inside["period_start"] == newest)
    inside = inside[counts_in & inside["rule"].isin(["sum", "pool", "last"])]
    sums = inside.groupby(group)[["numerator", "denominator"]].sum(min_count=1)
    beside = longer[["numerator", "denominator"]].set_axis(longer_keys(longer))
    made = sums.reindex(beside.index)
    alike = np.isclose(made, beside, equal_nan=True).all(axis=1) & made.notna().any(axis=1)
    rolled_up = beside.index[alike]
    chain = inside[[*group, "period_start"]].merge(of_shorter, on=[*SERIES_KEY, "period_start"])
    chain = chain[pd.MultiIndex.from_frame(chain[group]).isin(rolled_up)]
    chain = chain.assign(period_start=chain["longer_start"], period_type=type)
    alone = own_contributor(longer[~longer_keys(longer).isin(rolled_up)])
    return pd.concat([chain[alone.columns], alone], ignore_index=True)


def longer_keys(longer: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(longer[[*SERIES_KEY, "period_start"]])


def longer_period_start(starts: pd.Series, type: PeriodType) -> pd.Series:
    """The first day of the quarter or council year that each day falls in."""
    longer = {day: period_of(day.date(), type).start for day in starts.drop_duplicates()}
    return pd.to_datetime(starts.map(longer)).astype(starts.dtype)
