"""Revised points of series calculated from a register.

A register grows: a concern that is resolved later, or a milestone that falls due, is news and no
revision. So a point is first given by the first return with which it was complete: its concerns
followed up for the whole window, its period over. It is revised where lines that came later, or
lines that were corrected or taken out, have changed it since.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dscp_data.aggregation.register_series import register_series
from dscp_data.aggregation.selection import Selection, display_period_type
from dscp_data.catalogue import Indicator
from dscp_data.store import Store

PARTS = ["numerator", "denominator"]


def revised_points(store: Store, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    """One row a revised point: agency, period_start, numerator, denominator, first_numerator,
    first_denominator, first_known and first_at."""
    wanted = selection.with_period_type(display_period_type(indicator, selection.period_type)[0])
    now = figures_at(store, indicator, wanted)
    both = now.merge(first_published(store, indicator, wanted), on=["agency", "period_start"])
    same = [same_numbers(both[part], both[f"first_{part}"]) for part in PARTS]
    return both[~(same[0] & same[1])].assign(first_known=True)


def first_published(store: Store, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    """Each point as it was when it was first complete: agency, period_start, first_numerator,
    first_denominator, first_at."""
    times = store.query(
        "registers_accepted", register=indicator.worked_out_from, as_of=selection.as_of
    )["changed_at"]
    revised = [
        complete_figures(store, indicator, replace(selection, as_of=at.to_pydatetime()))
        for at in times
    ]
    columns = ["agency", "period_start", *(f"first_{part}" for part in PARTS), "first_at"]
    if not revised:
        return pd.DataFrame(columns=columns)
    return pd.concat(revised).drop_duplicates(["agency", "period_start"])[columns]


def complete_figures(store: Store, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    figures = figures_at(store, indicator, selection)
    final = figures["complete"].astype(bool) & ~figures["provisional"].astype(bool)
    complete = figures[final]
    named = complete.rename(columns={part: f"first_{part}" for part in PARTS})
    return named.assign(first_at=pd.Timestamp(selection.as_of))


def figures_at(store: Store, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    return register_series(store, indicator, selection, "total")


def same_numbers(one: pd.Series, other: pd.Series) -> pd.Series:
    return (one == other) | (one.isna() & other.isna())
