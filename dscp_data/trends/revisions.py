"""Figures revised since they were first accepted, marked [r].

A figure is revised where it is not what was first accepted for its key, whatever has become of
that return since, and where it is held no more. A point that is added up is revised where any
figure in it is, and its first value is what the figures first accepted add up to. A point that is
worked out from a register has a rule of its own: see `revised_registers`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dscp_data.aggregation.selection import Selection, display_period_type
from dscp_data.aggregation.series_totals import indicators_shown_by_agency
from dscp_data.catalogue import Indicator
from dscp_data.model.text import format_date, format_number, pluralise
from dscp_data.store import Store
from dscp_data.trends.register_revisions import revised_points
from dscp_data.trends.trend import Trend
from dscp_data.trends.values import with_values

REVISIONS = [
    "agency",
    "period_start",
    "numerator",
    "denominator",
    "first_numerator",
    "first_denominator",
    "first_value",
    "first_at",
]


def revisions(store: Store, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    """One row a revised point, with the columns of REVISIONS: `agency` is an id or "all",
    `first_value` is in the indicator's unit and NaN where a part was not known then, `first_at`
    is UTC."""
    of = revised_sums if indicator.worked_out_from == "returns" else revised_points
    answered = of(store, indicator, selection)
    if answered.empty:
        return pd.DataFrame(columns=REVISIONS)
    first = {
        "indicator": np.full(len(answered), indicator.id, dtype=object),
        "numerator": answered["first_numerator"].to_numpy(dtype=float),
        "denominator": answered["first_denominator"].to_numpy(dtype=float),
        "missing": np.full(len(answered), "", dtype=object),
        "complete": np.ones(len(answered), dtype=bool),
    }
    value = with_values(first, {indicator.id: indicator})["value"]
    known = answered["first_known"].to_numpy(dtype=bool)
    return answered.assign(first_value=np.where(known, value, np.nan))[REVISIONS]


def revised_sums(store: Store, indicator: Indicator, selection: Selection) -> pd.DataFrame:
    """The revised points of an indicator that is returned: the answer of question `revised`."""
    asked = {
        "indicator": indicator.id,
        "agencies": list(selection.agencies) or None,
        "localities": list(selection.localities) or None,
        "as_of": selection.as_of,
    }
    reach = store.query("revised_reach", **asked).iloc[0]
    if pd.isna(reach["first_day"]):
        return pd.DataFrame()
    return store.query(
        "revised",
        **asked,
        **reach,
        period_type=display_period_type(indicator, selection.period_type)[0],
        apart=bool(indicators_shown_by_agency([indicator], "total")),
        aggregation=indicator.aggregation,
        county=[place.id for place in store.plan.localities if place.kind == "whole"],
        districts=[place.id for place in store.plan.localities if place.kind == "district"],
    )


def revision_texts(trend: Trend, revised: pd.DataFrame) -> list[str]:
    """For each point of a trend the first figure and its day, or "" where it was not revised."""
    if revised.empty:
        return [""] * len(trend.points)
    own = revised[revised["agency"] == trend.agency]
    parts = (own["period_start"], own["first_value"], own["first_at"])
    texts = {
        start: format_first_published(value, at, trend.indicator.unit)
        for start, value, at in zip(*parts, strict=True)
    }
    return [texts.get(start, "") for start in trend.points["period_start"]]


def format_first_published(value: float, at: pd.Timestamp, unit: str) -> str:
    """ "212 on 16 July 2025"."""
    shown = "not fully known" if np.isnan(value) else format_number(value, unit)
    return f"{shown} on {format_date(at)}"


def describe_revision(words: list[str]) -> str:
    """ "3 figures have been revised since they were first given."; "" where there are none."""
    count = sum(bool(one) for one in words)
    if not count:
        return ""
    has = "has" if count == 1 else "have"
    was = "it was" if count == 1 else "they were"
    return (
        f"{pluralise(count, 'figure')} {has} been revised since {was} first reported, marked [r]."
    )
