"""What each agency says of each indicator in each period, and why it is not complete."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dscp_data.periods import MONTHS_IN, PeriodType
from dscp_data.statistics.series import starts_of
from dscp_data.store import Store
from dscp_data.trends.cells import Cells
from dscp_data.trends.held_figures import Columns, Names, held_figures
from dscp_data.trends.reasons import HELD_BACK, PART_PERIOD, PLACE_MISSING, REASON
from dscp_data.trends.selection import By, Selection

SERIES = ["indicator", "agency", "locality"]
LATER = np.iinfo(np.int64).max
TOGETHER = -1  # in place of the number of an agency or a locality: all of them


def given_by_agencies(
    store: Store,
    names: Names,
    indicators: Sequence[str],
    frequency: PeriodType,
    period_type: PeriodType,
    selection: Selection,
    by: By,
) -> Columns:
    """What each agency says of each indicator in each period: its localities added up, or each on
    its own; in order of indicator, agency, locality and month. `frequency` is by what they are
    returned.

    Beside what `held_figures` has: `months` is the length of the period, `given` has the bits of
    the localities that gave a figure.
    """
    held = held_figures(store, frequency, period_type, selection.as_of)
    rows = chosen(held, names, indicators, selection)
    named = {name: held[name][rows].astype(np.int64) for name in (*SERIES, "month")}
    apart = by == "locality"
    place = named["locality"] if apart else np.zeros(len(rows), dtype=np.int64)
    step = steps_of(named["month"], MONTHS_IN[period_type])
    key = (named["indicator"], named["agency"], place, step)
    shape = [int(part.max(initial=0)) + 1 for part in key]
    cells = Cells(np.ravel_multi_index(key, shape), int(np.prod(shape)))
    return {
        "indicator": cells.shared(named["indicator"]),
        "agency": cells.shared(named["agency"]),
        "locality": cells.shared(place) if apart else np.full(len(cells.held), TOGETHER),
        "month": cells.shared(named["month"]),
        "months": np.full(len(cells.held), MONTHS_IN[period_type]),
        "numerator": cells.total(held["numerator"][rows]),
        "denominator": cells.total(held["denominator"][rows]),
        "given": cells.all_bits(names.bits[named["locality"]]),
        "known": ~cells.any(~held["known"][rows]),
        "whole": ~cells.any(~held["whole"][rows]),
        "provisional": cells.any(held["provisional"][rows]),
    }


def chosen(
    held: Columns, names: Names, indicators: Sequence[str], selection: Selection
) -> np.ndarray:
    """The rows of some indicators, of the agencies and localities that the reader chose."""
    keep = names.places("indicators", indicators)[held["indicator"]]
    if selection.agencies:
        keep &= names.places("agencies", selection.agencies)[held["agency"]]
    if selection.localities:
        keep &= names.places("localities", selection.localities)[held["locality"]]
    return np.flatnonzero(keep)


def steps_of(month: np.ndarray, months: int) -> np.ndarray:
    """Each figure's period, counted from the first one."""
    period = month // months
    return period - period.min(initial=LATER)


def with_reasons(given: Columns) -> Columns:
    """Adds why each figure of an agency is not complete, by its number in REASONS."""
    short = np.bitwise_count(given["given"]) < localities_expected(given)
    numbers = [REASON[HELD_BACK], REASON[PART_PERIOD], REASON[PLACE_MISSING]]
    reason = np.select([~given["known"], ~given["whole"], short], numbers, default=REASON[""])
    return {**given, "reason": reason}


def localities_expected(given: Columns) -> np.ndarray:
    """How many localities are to be in each figure of an agency; series in order.

    A locality is expected from its first figure to its last, and one that has only just fallen out
    is expected still.
    """
    series = numbered(given)
    starts = starts_of(series)
    ends = np.append(starts[1:], len(series))[:, None] - 1
    bits = given["given"][:, None]
    row = np.arange(len(series), dtype=np.int32)[:, None]
    has = (bits >> np.arange(int(bits.max()).bit_length())) & 1 == 1  # a column a locality
    first = np.minimum.reduceat(np.where(has, row, len(row)), starts)
    last = np.maximum.reduceat(np.where(has, row, -1), starts)
    last = np.where(last == ends - 1, ends, last)
    return ((row >= first[series]) & (row <= last[series])).sum(axis=1)


def numbered(columns: Columns) -> np.ndarray:
    """The number of each row's series, from 0; series in order."""
    changes = np.zeros(len(columns["month"]), dtype=bool)
    for name in SERIES:
        changes[1:] |= np.diff(columns[name]) != 0
    return np.cumsum(changes)
