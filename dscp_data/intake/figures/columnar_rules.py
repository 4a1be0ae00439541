"""Which rows of a long table the columnar path may read.

The rules of ``observations`` and ``totals`` over whole columns, stricter where that is simpler: a
line that fails here is only read the general way, which says what is wrong with it.
"""

from __future__ import annotations

import numpy as np

from dscp_data.intake.figures.columnar_labels import AT_FAULT, ColumnarLabels
from dscp_data.intake.figures.columnar_values import Figures
from dscp_data.intake.figures.observation_builder import ObservationBuilder
from dscp_data.intake.figures.plausibility import LARGEST_FIGURE
from dscp_data.intake.terms.value_parser import is_consistent_percentage
from dscp_data.model.periods import PERIOD_TYPES


def are_independent(labels: ColumnarLabels, whole: str) -> np.ndarray:
    """Where no other line says the same again, or may be a part or a total of it: a quarter beside
    its months, the county (`whole`) beside its localities."""
    type_ = labels.period.map(lambda period: PERIOD_TYPES.index(period.type))
    type_ = np.where(labels.period.at == AT_FAULT, len(PERIOD_TYPES), type_)
    is_whole = labels.locality.map(lambda place: place == whole) & (labels.locality.at != AT_FAULT)
    return ~(
        is_repeated(labels)
        | mixed(labels.indicator.at, type_)
        | mixed(labels.indicator.at, is_whole)
    )


def is_repeated(labels: ColumnarLabels) -> np.ndarray:
    """Where another line has the same key."""
    key = np.zeros(len(labels.valid), np.int64)
    for dimension in (labels.indicator, labels.agency, labels.locality, labels.period):
        if dimension is not None:
            key = key * (len(dimension.values) + 1) + dimension.at + 1
    _, which, times = np.unique(key, return_inverse=True, return_counts=True)
    return times[which] > 1


def mixed(indicator: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Where an indicator has lines of several kinds."""
    first, last = (np.full(indicator.max() + 2, start) for start in (np.iinfo(int).max, -1))
    np.minimum.at(first, indicator, kind)
    np.maximum.at(last, indicator, kind)
    return (first != last)[indicator]


def are_expected(labels: ColumnarLabels, builder: ObservationBuilder) -> np.ndarray:
    """Where the indicator is one that agencies return figures of, and the period is over."""
    plan = builder.indicators
    returned = labels.indicator.map(lambda id: plan[id].worked_out_from == "returns")
    return returned & labels.period.map(lambda period: period.end < builder.today)


def firsts_to_report(
    columnar: np.ndarray, labels: ColumnarLabels, builder: ObservationBuilder
) -> np.ndarray:
    """The first of the columnar rows with each unusual length of period of an indicator, and with
    each indicator that its agency does not owe: both are reported once a sheet."""
    plan = [builder.indicators[id] for id in labels.indicator.values]
    indicator, type_ = labels.indicator.at, labels.period.map(lambda p: PERIOD_TYPES.index(p.type))
    usual = np.array([PERIOD_TYPES.index(one.frequency) for one in plan])
    firsts = first_of_each(columnar & (type_ != usual[indicator]), indicator, type_)
    if labels.agency is not None:
        agency = labels.agency
        owed = np.array([[sender in one.agencies for sender in agency.values] for one in plan])
        firsts |= first_of_each(columnar & ~owed[indicator, agency.at], indicator, agency.at)
    return firsts


def first_of_each(lines: np.ndarray, *kinds: np.ndarray) -> np.ndarray:
    """The first of some lines for each combination of their kinds."""
    places = np.nonzero(lines)[0]
    first = np.zeros(len(lines), bool)
    if len(places):
        _, found = np.unique(np.stack(kinds)[:, places], axis=1, return_index=True)
        first[places[found]] = True
    return first


def are_possible(
    labels: ColumnarLabels,
    number: Figures,
    base: Figures,
    percent: Figures,
    builder: ObservationBuilder,
) -> np.ndarray:
    """Where number, base and percentage are all readable and can be true together."""
    is_mean = labels.indicator.map(lambda id: builder.indicators[id].kind == "mean")
    is_share = labels.indicator.map(lambda id: builder.indicators[id].has_denominator)
    counted = number.counted
    n, of = np.nan_to_num(number.number, nan=-1), np.nan_to_num(base.number, nan=-1)
    possible = number.has_value & ~number.percent
    possible &= ~counted | ((n >= 0) & (n <= LARGEST_FIGURE) & (is_mean | (n == np.floor(n))))
    possible &= ~base.filled | (
        base.reported & ~base.percent & (of >= 0) & (of <= LARGEST_FIGURE) & (of == np.floor(of))
    )
    possible &= ~counted | base.filled | ~is_share | ~number.reported
    possible &= ~counted | ~base.filled | (((n == 0) | (of > 0)) & (is_mean | (n <= of)))
    return possible & (~percent.filled | percent.reported)


def have_right_percentages(
    candidates: np.ndarray,
    labels: ColumnarLabels,
    number: Figures,
    base: Figures,
    percent: Figures,
    builder: ObservationBuilder,
) -> np.ndarray:
    """The candidates but those whose stated percentage disagrees with its parts."""
    is_percentage = labels.indicator.map(lambda id: builder.indicators[id].is_percentage)
    stated = candidates & is_percentage & percent.filled & number.counted & base.filled
    stated &= np.nan_to_num(base.number) > 0
    lines = np.nonzero(stated)[0]
    parts = (figures.number[lines].tolist() for figures in (percent, number, base))
    right = candidates.copy()
    right[lines] = [is_consistent_percentage(*three) for three in zip(*parts, strict=True)]
    return right
