"""Totals for each agency, indicator and period, with the reason if one is incomplete."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dscp_data.aggregation.bit_sets import are_equal, members, sizes
from dscp_data.aggregation.completeness import (
    LOOKS_BACK,
    NOT_ADDITIVE,
    NOT_APPLICABLE,
    PART_PERIOD,
    PLACE_MISSING,
    REASON,
    SUPPRESSED_BY_AGENCY,
)
from dscp_data.aggregation.figure_arrays import Columns, IdIndex, figure_arrays, rows_of
from dscp_data.aggregation.group_sums import GroupedRows
from dscp_data.aggregation.selection import By, Selection
from dscp_data.model.periods import MONTHS_IN, PeriodType
from dscp_data.statistics.segments import starts_of
from dscp_data.store import Store

SERIES = ["indicator", "agency", "locality"]
COMBINED = -1  # in place of the number of an agency or a locality: all of them


def agency_totals(
    store: Store,
    names: IdIndex,
    indicators: Sequence[str],
    frequency: PeriodType,
    period_type: PeriodType,
    selection: Selection,
    by: By,
    *,
    counted_only: bool = False,
) -> Columns:
    """What each agency says of each indicator in each period: its localities added up, or each on
    its own; in order of indicator, agency, locality and month. `frequency` is by what they are
    returned. Under `counted_only` a figure that has no part in a total is left out everywhere.

    `month` is the first of the period, counted from January 1970, and `months` its length; `given`
    has the set of the localities that gave a figure, `county` whether the whole county did, and
    `added` whether different people were added up. The other columns are those of HeldFigures.
    """
    arrays = figure_arrays(store, frequency, period_type, selection.as_of)
    rows = selected_rows(arrays.columns, names, indicators, selection)
    figures = rows_of(arrays.columns, rows)
    if counted_only or (by != "locality" and has_county_and_district(names, selection)):
        figures = rows_of(figures, figures["counted"])
    is_apart, months = by == "locality", MONTHS_IN[period_type]
    cells = GroupedRows(figures["place_cell" if is_apart else "cell"])
    indicators_of, agencies_of, localities_of, periods_of = arrays.shape
    shape = (indicators_of, agencies_of, localities_of if is_apart else 1, periods_of)
    indicator, agency, place, step = np.unravel_index(cells.held, shape)
    return {
        "indicator": indicator,
        "agency": agency,
        "locality": place if is_apart else np.full(len(place), COMBINED),
        "month": arrays.first + step * months,
        "months": np.full(len(step), months),
        "numerator": cells.total(figures["numerator"]),
        "denominator": cells.total(figures["denominator"]),
        "added": names.distinct[indicator] & (cells.count > 1),
        "county": cells.any(names.county[figures["locality"]]),
        "given": cells.union(names.expected[figures["locality"]]),
        "known": ~cells.any(~figures["known"]),
        "applies": ~cells.any(~figures["applies"]),
        "whole": ~cells.any(~figures["whole"]),
        "provisional": cells.any(figures["provisional"]),
    }


def has_county_and_district(names: IdIndex, selection: Selection) -> bool:
    """Whether the whole county and a district are both among the localities chosen."""
    if not selection.localities:
        return True
    mine = names.places("localities", selection.localities)
    return bool((mine & names.county).any() and (mine & names.districts.any(axis=1)).any())


def selected_rows(
    figures: Columns, names: IdIndex, indicators: Sequence[str], selection: Selection
) -> np.ndarray | slice:
    """The rows of some indicators, of the agencies and localities that the reader chose."""
    keep = names.places("indicators", indicators)[figures["indicator"]]
    if selection.agencies:
        keep &= names.places("agencies", selection.agencies)[figures["agency"]]
    if selection.localities:
        keep &= names.places("localities", selection.localities)[figures["locality"]]
    return slice(None) if keep.all() else np.flatnonzero(keep)  # a slice copies nothing


def with_reasons(columns: Columns, names: IdIndex) -> Columns:
    """Adds why each figure of an agency is not complete, by its number in REASONS."""
    short = sizes(columns["given"]) < localities_expected(columns)
    short &= ~columns["county"] & ~has_all_localities(columns)
    is_early = columns["month"] < names.valid_from[columns["indicator"], columns["agency"]]
    reasons = (
        NOT_ADDITIVE,
        SUPPRESSED_BY_AGENCY,
        NOT_APPLICABLE,
        PART_PERIOD,
        LOOKS_BACK,
        PLACE_MISSING,
    )
    reason = np.select(
        [
            columns["added"],
            ~columns["known"],
            ~columns["applies"],
            ~columns["whole"],
            is_early,
            short,
        ],
        [REASON[words] for words in reasons],
        default=REASON[""],
    )
    numerator = np.where(columns["added"], np.nan, columns["numerator"])
    return {**columns, "reason": reason, "numerator": numerator}


def has_all_localities(columns: Columns) -> np.ndarray:
    """Whether a figure has two localities or more, and all that its series ever names beside the
    whole county: such a month needs no county-wide figure, though the month before had one."""
    series = series_index(columns)
    sets = np.where(columns["county"][:, None], 0, columns["given"])
    every = np.bitwise_or.reduceat(sets, starts_of(series)) if len(sets) else sets
    return (sizes(sets) > 1) & are_equal(sets, every[series])


def localities_expected(columns: Columns) -> np.ndarray:
    """How many localities are to be in each figure of an agency; series in order.

    A locality is expected from its first figure to its last, and one that has only just fallen out
    is expected still.

    One agency, rows of January to May, and localities A (bit 1), B (bit 2) and C (bit 4):

        given   A+B  A  A+B+C  A+B  A      bits 3, 1, 7, 3, 1
        first   A 0, B 0, C 2              the first row that has each
        last    A 4, B 3 → 4, C 2          B ends one row before the end, so it is expected still
        answer  2    2  3      2    2
    """
    series = series_index(columns)
    starts = starts_of(series)
    ends = np.append(starts[1:], len(series))[:, None] - 1
    row = np.arange(len(series), dtype=np.int32)[:, None]
    has = members(columns["given"])  # a column a locality
    first = np.minimum.reduceat(np.where(has, row, len(row)), starts)
    last = np.maximum.reduceat(np.where(has, row, -1), starts)
    last = np.where(last == ends - 1, ends, last)
    return ((row >= first[series]) & (row <= last[series])).sum(axis=1)


def series_index(columns: Columns) -> np.ndarray:
    """The number of each row's series, from 0; series in order."""
    changes = np.zeros(len(columns["month"]), dtype=bool)
    for name in SERIES:
        changes[1:] |= np.diff(columns[name]) != 0
    return np.cumsum(changes)
