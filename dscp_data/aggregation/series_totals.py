"""One series for each indicator: parts are added up, then divided; rates are never averaged.

A series has a row a period from its first to its last, missing ones included, with the columns
of FIGURES. `missing` says in plain words why a period is not complete, and
`composition` which agencies joined or left a total with that period.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from dscp_data.aggregation.agency_totals import (
    COMBINED,
    SERIES,
    agency_totals,
    series_index,
    with_reasons,
)
from dscp_data.aggregation.bit_sets import are_equal, members, singletons, sizes
from dscp_data.aggregation.completeness import (
    AGENCY_MISSING,
    NOT_ADDITIVE,
    NOT_SENT,
    REASON,
    REASONS,
)
from dscp_data.aggregation.figure_arrays import (
    Columns,
    IdIndex,
    concat_columns,
    id_index,
    rows_of,
)
from dscp_data.aggregation.group_sums import GroupedRows
from dscp_data.aggregation.selection import ALL, By, Selection
from dscp_data.catalogue import Indicator
from dscp_data.model.periods import PERIOD_TYPES, PeriodType
from dscp_data.model.text import join_list
from dscp_data.statistics.segments import starts_of
from dscp_data.store import Store

FIGURES = [
    *SERIES,
    "period_start",
    "numerator",
    "denominator",
    "complete",
    "missing",
    "provisional",
    "composition",
]
TYPES = {
    "period_start": "datetime64[us]",
    "numerator": float,
    "denominator": float,
    "complete": bool,
    "provisional": bool,
}


def series_totals(
    store: Store,
    indicators: Sequence[Indicator],
    period_types: Mapping[str, PeriodType],
    selection: Selection,
    by: By,
    *,
    counted_only: bool = False,
) -> pd.DataFrame:
    """The series of indicators that agencies return figures for, each by the type of period that
    `period_types` has for its id; see `agency_totals` for `counted_only`."""
    names = id_index(store)
    parts = [
        agency_totals(
            store, names, those, frequency, period_type, selection, by, counted_only=counted_only
        )
        for frequency in PERIOD_TYPES
        for period_type in PERIOD_TYPES
        if (those := indicators_returned_by(frequency, indicators, period_type, period_types))
    ]
    filled = [part for part in parts if len(part["month"])]
    if not filled:
        return no_figures()
    figures = with_reasons(concat_columns(filled), names)
    apart = names.places("indicators", indicators_shown_by_agency(indicators, by))[
        figures["indicator"]
    ]
    together = sum_over_agencies(rows_of(figures, ~apart), names)
    figures["agencies"] = np.zeros((len(apart), together["agencies"].shape[1]), dtype=np.int64)
    separate = {name: figures[name][apart] for name in together}
    return figures_frame(with_every_period(concat_columns([separate, together])), names)


@cache
def no_figures() -> pd.DataFrame:
    """No rows of FIGURES; made once, because giving columns their types takes a millisecond."""
    return pd.DataFrame(columns=FIGURES).astype(TYPES)


def indicators_returned_by(
    frequency: PeriodType,
    indicators: Sequence[Indicator],
    period_type: PeriodType,
    period_types: Mapping[str, PeriodType],
) -> list[str]:
    """The indicators returned by that frequency and shown by that type of period."""
    return [
        i.id for i in indicators if i.frequency == frequency and period_types[i.id] == period_type
    ]


def indicators_shown_by_agency(indicators: Sequence[Indicator], by: By) -> list[str]:
    """The indicators shown one series an agency."""
    return [i.id for i in indicators if by == "agency" or i.across_agencies == "separate"]


def sum_over_agencies(columns: Columns, names: IdIndex) -> Columns:
    """One series for each indicator and place: the sum of the agencies.

    An agency is expected from its first figure on, to the end if it still owes the indicator and
    else to its own last figure; a period that lacks one is not complete.
    """
    period = columns["month"] // columns["months"]
    step = period - first_periods(period, columns["months"])
    place = indicator_place_index(columns)
    expected = agencies_expected(columns, place, step, names)
    cells = GroupedRows(place * expected.shape[1] + step)
    agencies = expected.reshape(-1, expected.shape[2])[cells.held]
    lacks = cells.count < sizes(agencies)
    people = names.distinct[cells.shared(columns["indicator"])] & (cells.count > 1)
    reason = np.where(lacks, REASON[AGENCY_MISSING], cells.most(columns["reason"]))
    return {
        **{name: cells.shared(columns[name]) for name in ("indicator", "locality")},
        "agency": np.full(len(cells.held), COMBINED),
        **{name: cells.shared(columns[name]) for name in ("month", "months")},
        "numerator": np.where(people, np.nan, cells.total(columns["numerator"])),
        "denominator": cells.total(columns["denominator"]),
        "reason": np.where(people, REASON[NOT_ADDITIVE], reason),
        "provisional": cells.any(columns["provisional"]),
        "agencies": agencies,
    }


def indicator_place_index(columns: Columns) -> np.ndarray:
    """The number of each row's indicator and place."""
    series = series_index(columns)
    first = starts_of(series)
    indicator, place = columns["indicator"][first], columns["locality"][first]
    key = indicator * (place.max(initial=0) + 2) + place - COMBINED
    return np.unique(key, return_inverse=True)[1][series]


def first_periods(period: np.ndarray, months: np.ndarray) -> np.ndarray:
    """For each period the first one of its length."""
    first = np.zeros_like(period)
    for length in set(months.tolist()):
        first[months == length] = period[months == length].min()
    return first


def agencies_expected(
    columns: Columns, place: np.ndarray, step: np.ndarray, names: IdIndex
) -> np.ndarray:
    """The set of the agencies that are to give a figure, by place (rows) and step (columns), as the
    words of `bit_sets`.

    One place over steps 0 to 4. Agency P (bit 1) has figures at 0 to 4, and Q (bit 2) at 1 to 2.
    Each adds its bit where it begins and takes it away after its end; the running sum has the bits
    of those expected.

        Q owes the indicator no more      changes  1 2 0 −2 0 −1   answer 1 3 3 1 1
        Q owes it still (to the end)      changes  1 2 0  0 0 −3   answer 1 3 3 3 3
    """
    sets = singletons(len(names.agencies))
    if not len(step):
        return np.zeros((1, 1, sets.shape[1]), dtype=np.int64)
    starts = starts_of(series_index(columns))
    ends = np.append(starts[1:], len(step)) - 1
    steps = step.max() + 1
    still = names.owed[columns["indicator"][starts], columns["agency"][starts]]
    bits = sets[columns["agency"][starts]]
    changes = np.zeros((place.max() + 1, steps + 1, sets.shape[1]), dtype=np.int64)
    np.add.at(changes, (place[starts], step[starts]), bits)
    np.add.at(changes, (place[starts], np.where(still, steps, step[ends] + 1)), -bits)
    return changes.cumsum(axis=1)[:, :-1]


def with_every_period(columns: Columns) -> Columns:
    """Each series in order, with a row for every period between its first and its last."""
    order = np.lexsort([columns[name] for name in ("month", *reversed(SERIES))])
    ordered = rows_of(columns, order)
    number, month, months = series_index(ordered), ordered["month"], ordered["months"]
    first = starts_of(number)
    last = np.append(first[1:], len(month)) - 1
    lengths = (month[last] - month[first]) // months[first] + 1
    before = np.cumsum(lengths) - lengths
    place = before[number] + (month - month[first][number]) // months
    return ordered if lengths.sum() == len(month) else with_gaps(ordered, place, first, lengths)


def with_gaps(
    columns: Columns, place: np.ndarray, first: np.ndarray, lengths: np.ndarray
) -> Columns:
    """Series of these lengths as rows without a gap: `place` is where each row belongs, and `first`
    the first row of each series."""
    every = {name: np.repeat(column[first], lengths, axis=0) for name, column in columns.items()}
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    every["month"] = every["month"] + every["months"] * within
    nothing = {"numerator": np.nan, "denominator": np.nan, "provisional": False}
    for name, none in {**nothing, "reason": REASON[NOT_SENT]}.items():
        every[name] = np.full(len(within), none, dtype=columns[name].dtype)
        every[name][place] = columns[name]
    row_before = np.zeros(len(within), dtype=np.intp)  # a missing period has the agencies before it
    row_before[place] = np.arange(len(place))
    every["agencies"] = columns["agencies"][np.maximum.accumulate(row_before)]
    return every


def figures_frame(series: Columns, names: IdIndex) -> pd.DataFrame:
    """The columns of FIGURES, from series whose names and reasons are numbers."""
    labels = {"agency": [*names.agencies, ALL], "locality": [*names.localities, ALL]}
    start = series["month"].astype("datetime64[M]").astype("datetime64[us]")
    return pd.DataFrame(
        {
            "indicator": names.indicators[series["indicator"]],
            **{name: np.array(ids, dtype=object)[series[name]] for name, ids in labels.items()},
            "period_start": start,
            "numerator": series["numerator"],
            "denominator": series["denominator"],
            "complete": series["reason"] == REASON[""],
            "missing": REASONS[series["reason"]],
            "provisional": series["provisional"],
            "composition": compositions(series, names.short_names),
        }
    )


def compositions(series: Columns, short_names: Sequence[str]) -> np.ndarray:
    """Which agencies joined or left a total with each period: "HDFT joined", "Schools left"; ""
    where they are those of the period before."""
    agencies, texts = series["agencies"], np.full(len(series["agencies"]), "", dtype=object)
    number = series_index(series)
    changes = ~are_equal(agencies[1:], agencies[:-1]) & (np.diff(number) == 0)
    for place in np.flatnonzero(changes) + 1:
        now, before = agencies[place], agencies[place - 1]
        parts = [
            f"{join_list([short_names[bit] for bit in bits])} {word}"
            for some, word in ((now & ~before, "joined"), (before & ~now, "left"))
            if (bits := np.flatnonzero(members(some[None])).tolist())
        ]
        texts[place] = "; ".join(parts)
    return texts
