"""Protected series for a selection: protected cells and sums of them, nothing else.

Summing exact figures and then rounding would let a reader work small counts out from two sums
that differ in one place. So what is not in the cube is the sum of what is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dscp_data.aggregation.agency_totals import SERIES
from dscp_data.aggregation.completeness import NOT_ADDITIVE, NOT_SENT, PLACE_MISSING
from dscp_data.aggregation.selection import ALL, By, Selection
from dscp_data.aggregation.series_totals import FIGURES
from dscp_data.catalogue import Indicator
from dscp_data.disclosure import HIDDEN, NOT_AVAILABLE
from dscp_data.disclosure.protected_cube import protected_cells
from dscp_data.model.periods import MONTHS_IN, PeriodType
from dscp_data.store import Store

TEXTS = ["numerator_text", "denominator_text"]
RANGES = ["numerator_low", "numerator_high", "denominator_low", "denominator_high"]
PROTECTED = [*FIGURES, *TEXTS, *RANGES, "revised", "composed"]


class NotDisclosable(ValueError):
    """The selection cannot be shown as protected figures; the message says why."""


def is_publishable(indicator: Indicator) -> bool:
    """Whether a wider audience sees an indicator: lines of a register are not protected, so what
    is worked out from one is not shown."""
    return indicator.worked_out_from == "returns"


def protected_figures(
    store: Store, indicators: Sequence[Indicator], selection: Selection, by: By
) -> pd.DataFrame:
    """The series that a wider audience sees, with the columns of PROTECTED.

    They are read from the protected cube as `refresh_protected` last wrote it. `…_text` are the
    words in place of a number, or "". `composed` marks a sum of protected figures. Raises
    NotDisclosable for an earlier state: its difference from what is shown now could give away
    what neither shows.
    """
    if selection.as_of is not None:
        raise NotDisclosable("Protected figures cannot be shown as at an earlier date.")
    shown = [indicator for indicator in indicators if is_publishable(indicator)]
    if not shown:
        return pd.DataFrame(columns=PROTECTED)
    cells = protected_cells(store, shown, selection.period_type)
    apart = [i.id for i in shown if by == "agency" or i.across_agencies == "separate"]
    parts = pd.concat(
        [
            select_cells(cells[cells["indicator"].isin(apart)], selection, True, by),
            select_cells(cells[~cells["indicator"].isin(apart)], selection, False, by),
        ],
        ignore_index=True,
    )
    distinct = [i.id for i in shown if i.aggregation == "none"]
    return without_sums_of_people(combine_cells(parts, selection.period_type), distinct)


def without_sums_of_people(series: pd.DataFrame, distinct: Sequence[str]) -> pd.DataFrame:
    """Counts of different people do not add up: a sum of several cells has no number."""
    wrong = series["composed"].astype(bool) & series["indicator"].isin(distinct)
    wrong &= series["numerator_text"] != NOT_AVAILABLE
    if not wrong.any():
        return series
    series.loc[wrong, "numerator"] = np.nan
    series.loc[wrong, ["numerator_text", "missing"]] = [NOT_AVAILABLE, NOT_ADDITIVE]
    series.loc[wrong, "complete"] = False
    return series


def select_cells(
    cells: pd.DataFrame, selection: Selection, each_agency: bool, by: By
) -> pd.DataFrame:
    """The cells that a selection is made of, each with the series that it counts in."""
    each_place = by == "locality"
    chosen = matches_choice(cells["agency"], selection.agencies, each_agency)
    chosen &= matches_choice(cells["locality"], selection.localities, each_place)
    parts = cells[chosen]
    parts = parts.assign(part_agency=parts["agency"], part_locality=parts["locality"])
    if not each_agency:
        parts["agency"] = ALL
    if not each_place:
        parts["locality"] = ALL
    return parts


def matches_choice(names: pd.Series, chosen: Sequence[str], each: bool) -> pd.Series:
    """The rows of the names chosen; where none is, of each name or of all together."""
    if chosen:
        return names.isin(chosen)
    return names != ALL if each else names == ALL


def combine_cells(parts: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    """One row for each series and period: the sum of its parts."""
    many = parts.groupby(SERIES)[["part_agency", "part_locality"]].transform("nunique")
    composed = many.gt(1).any(axis=1)
    single = parts[~composed].assign(composed=False)
    sums = [
        sum_of_cells(rows, period_type).assign(**dict(zip(SERIES, key, strict=True)))
        for key, rows in parts[composed].groupby(SERIES)
    ]
    found = [frame.assign(composition="")[PROTECTED] for frame in [single, *sums] if len(frame)]
    if not found:
        return pd.DataFrame(columns=PROTECTED)
    return pd.concat(found, ignore_index=True).sort_values(
        [*SERIES, "period_start"], ignore_index=True
    )


def sum_of_cells(rows: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    """One series from several cells: hidden where one of them is, "1 to 7" where that and nothing
    else is in it. A cell is expected from its first figure to its last."""
    cells = rows.assign(part=rows.groupby(["part_agency", "part_locality"]).ngroup())
    step = pd.DateOffset(months=MONTHS_IN[period_type])
    starts = cells["period_start"]
    every = pd.date_range(starts.min(), starts.max(), freq=step, name="period_start")
    grouped = cells.groupby("period_start")
    sums = pd.DataFrame(
        {
            "missing": grouped["missing"].max(),
            "provisional": grouped["provisional"].any(),
            "revised": grouped["revised"].any(),
        }
    ).reindex(every)
    sums[RANGES] = grouped[RANGES].sum().reindex(every)
    for number in ("numerator", "denominator"):
        sums[number], sums[f"{number}_text"] = sum_of_numbers(cells, number, every)
    spans = cells.groupby("part")["period_start"].agg(["min", "max"])
    expected = sum((every >= low) & (every <= high) for low, high in spans.to_numpy())
    short = grouped.size().reindex(every).fillna(0).to_numpy() < expected
    missing = sums["missing"].fillna(NOT_SENT)
    missing = missing.mask((missing == "") & short, PLACE_MISSING)
    return sums.assign(
        missing=missing,
        complete=missing == "",
        provisional=sums["provisional"].eq(True),
        revised=sums["revised"].eq(True),
        composed=True,
    ).reset_index()


def sum_of_numbers(
    cells: pd.DataFrame, number: str, every: pd.DatetimeIndex
) -> tuple[pd.Series, pd.Series]:
    """The sums of the protected numbers of each period, and the words in place of them."""
    starts, texts = cells["period_start"], cells[f"{number}_text"]
    above_0 = cells[number] > 0
    grouped = pd.DataFrame({"number": cells[number], "above_0": above_0}).groupby(starts)
    sums = grouped["number"].sum(min_count=1).reindex(every)
    alone = (grouped["above_0"].sum() == 1).reindex(every).eq(True)
    its_words = texts.where(above_0, "").groupby(starts).max().reindex(every)
    hidden = (texts == HIDDEN).groupby(starts).any().reindex(every).eq(True)
    words = np.select(
        [hidden, sums.isna(), alone], [HIDDEN, NOT_AVAILABLE, its_words.fillna("")], default=""
    )
    return sums.mask(hidden), pd.Series(words, index=every)
