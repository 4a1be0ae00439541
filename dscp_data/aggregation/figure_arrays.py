"""All stored figures as numeric arrays, read once for each data version.

They are read once of each data version. A question for each selection took longer to plan than
all that is then done with its answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import numpy as np
import pandas as pd

from dscp_data.aggregation.bit_sets import singletons
from dscp_data.aggregation.county_or_districts import counted_in_totals
from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import MONTHS_IN, PeriodType
from dscp_data.store import Store

Columns = dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class IdIndex:
    """The ids by number: sorted, so that numbers sort as they do.

    `expected` has for each locality the set of itself alone (see `bit_sets`); none for those that
    are named only when there is something to count (out of county, not known), so that nobody
    misses them. `owed` tells of each indicator (rows) and agency (columns) whether the plan has the
    one from the other. `county` tells of each locality whether it is the whole county; `districts`
    is as `expected`, of districts only; `distinct` tells of each indicator whether it counts
    different people. `valid_from` has for each indicator and agency the first month, counted from
    January 1970, whose figures can be judged: before it, records do not go back far enough.
    `short_names` are those of the agencies.
    """

    indicators: np.ndarray
    agencies: np.ndarray
    localities: np.ndarray
    expected: np.ndarray
    owed: np.ndarray
    county: np.ndarray
    districts: np.ndarray
    distinct: np.ndarray
    valid_from: np.ndarray
    short_names: tuple[str, ...]

    def places(self, name: str, ids: Sequence[str]) -> np.ndarray:
        """For each agency ("agencies") or other name, whether it is one of these ids."""
        return np.isin(getattr(self, name), list(ids))


def id_index(store: Store) -> IdIndex:
    return store.cache.get_or_compute("names held", partial(read_id_index, store))


def read_id_index(store: Store) -> IdIndex:
    in_use = store.query("ids_in_use")
    indicators = sorted(indicator.id for indicator in store.plan.indicators)
    agencies, localities = (sorted(in_use[name].unique()) for name in ("agency", "locality"))
    return IdIndex(
        np.array(indicators, dtype=object),
        np.array(agencies, dtype=object),
        np.array(localities, dtype=object),
        sets_of(localities, store.plan, ("district", "whole")),
        owed_by(indicators, agencies, store.plan),
        np.array([store.plan.locality(id).kind == "whole" for id in localities], dtype=bool),
        sets_of(localities, store.plan, ("district",)),
        np.array([store.plan.indicator(id).aggregation == "none" for id in indicators], dtype=bool),
        first_valid_months(indicators, agencies, store.plan),
        tuple(store.plan.agency(id).short_name for id in agencies),
    )


def first_valid_months(
    indicators: Sequence[str], agencies: Sequence[str], plan: Catalogue
) -> np.ndarray:
    months = np.zeros((len(indicators), len(agencies)), dtype=int)
    for one in plan.source_starts:
        if one.agency in agencies:
            start = one.valid_from
            place = indicators.index(one.indicator), agencies.index(one.agency)
            months[place] = 12 * (start.year - 1970) + start.month - 1
    return months


def sets_of(localities: Sequence[str], plan: Catalogue, kinds: Iterable[str]) -> np.ndarray:
    """The set of itself alone for each locality of some kinds; the empty set for the others."""
    of_kind = [plan.locality(id).kind in kinds for id in localities]
    return singletons(len(localities)) * np.array(of_kind, dtype=np.int64)[:, None]


def owed_by(indicators: Sequence[str], agencies: Sequence[str], plan: Catalogue) -> np.ndarray:
    return np.array(
        [[agency in plan.indicator(id).agencies for agency in agencies] for id in indicators],
        dtype=bool,
    ).reshape(len(indicators), len(agencies))


@dataclass(frozen=True, eq=False)
class FigureArrays:
    """Figures by one type of period, a row each: `columns` has indicator, agency and locality as
    numbers (see Names), numerator, denominator, provisional, `known` (false where a count is
    suppressed or could not be reported), `applies` (false where it does not apply for a while
    only), `whole` (false where a part is missing) and `counted` (false where it has no part in a
    total over places; see `counted_in_totals`).

    `cell` numbers the indicator, agency and period of each, and `place_cell` the locality besides,
    in that order, as places in an array of `shape` (indicators, agencies, localities, periods).
    `first` is the first month of the first period, counted from January 1970.
    """

    columns: Columns
    shape: tuple[int, int, int, int]
    first: int


def figure_arrays(
    store: Store, frequency: PeriodType, period_type: PeriodType, as_of: datetime | None
) -> FigureArrays:
    """The figures of all indicators that are returned by that frequency."""
    asked = (frequency, period_type, as_of)
    return store.figure_cache.get_or_compute(asked, partial(read_figures, store, *asked))


def read_figures(
    store: Store, frequency: PeriodType, period_type: PeriodType, as_of: datetime | None
) -> FigureArrays:
    names = id_index(store)
    of_frequency = {i.id for i in store.plan.indicators if i.frequency == frequency}
    asked = {
        "as_of": as_of,
        "wanted": [id for id in names.indicators if id in of_frequency],
        "indicators": list(names.indicators),
        "agencies": list(names.agencies),
        "localities": list(names.localities),
    }
    answered: pd.DataFrame = store.query(f"figures_by_{period_type}", **asked)
    columns = {name: answered[name].to_numpy() for name in answered}
    month = columns.pop("month")
    first = month.min() if len(month) else 0
    step = (month - first) // MONTHS_IN[period_type]
    periods = int(step.max(initial=0)) + 1
    shape = (len(names.indicators), len(names.agencies), len(names.localities), periods)
    columns |= cells_of(columns, step, shape)
    counted = counted_in_totals(columns, columns["cell"], names.county, names.districts)
    del columns["return_id"]
    not_applicable = store.query("not_applicable", period_type=period_type, **asked)
    unused = {name: not_applicable[name].to_numpy() for name in not_applicable}
    unused |= cells_of(unused, (unused["month"] - first) // MONTHS_IN[period_type], shape)
    applies = ~np.isin(columns["place_cell"], unused["place_cell"])
    judged = {"known": columns["known"] | ~applies, "applies": applies, "counted": counted}
    return FigureArrays({**columns, **judged}, shape, int(first))


def cells_of(columns: Columns, step: np.ndarray, shape: tuple[int, int, int, int]) -> Columns:
    _, agencies, localities, periods = shape
    fits = math.prod(shape) <= np.iinfo(np.int32).max  # half the memory
    indicator = columns["indicator"].astype(np.int32 if fits else np.int64)
    pair = indicator * agencies + columns["agency"]
    return {
        "cell": pair * periods + step,
        "place_cell": (pair * localities + columns["locality"]) * periods + step,
    }


def rows_of(columns: Columns, rows: np.ndarray | slice) -> Columns:
    return {name: column[rows] for name, column in columns.items()}


def concat_columns(parts: Sequence[Columns]) -> Columns:
    if len(parts) == 1:
        return parts[0]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
