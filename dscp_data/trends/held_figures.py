"""Every figure that is held, as columns of numbers: what each selection is added up from.

They are read once of each data version. A question for each selection took longer to plan than
all that is then done with its answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.periods import PeriodType
from dscp_data.store import Store

Columns = dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Names:
    """The ids that stand behind numbers: sorted, so that numbers sort as they do.

    `bits` has for each locality a bit of its own; 0 for those that are named only when there is
    something to count (out of county, not known), so that nobody misses them. `owed` tells of each
    indicator (rows) and agency (columns) whether the plan has the one from the other.
    """

    indicators: np.ndarray
    agencies: np.ndarray
    localities: np.ndarray
    bits: np.ndarray
    owed: np.ndarray

    def places(self, name: str, ids: Sequence[str]) -> np.ndarray:
        """For each agency ("agencies") or other name, whether it is one of these ids."""
        return np.isin(getattr(self, name), list(ids))


def names_held(store: Store) -> Names:
    return store.remembered.answer("names held", partial(read_names, store))


def read_names(store: Store) -> Names:
    held = store.ask("names_held")
    indicators = sorted(indicator.id for indicator in store.plan.indicators)
    agencies, localities = (sorted(held[name].unique()) for name in ("agency", "locality"))
    return Names(
        np.array(indicators, dtype=object),
        np.array(agencies, dtype=object),
        np.array(localities, dtype=object),
        bits_of(localities, store.plan),
        owed_by(indicators, agencies, store.plan),
    )


def bits_of(localities: Sequence[str], plan: Catalogue) -> np.ndarray:
    missed = {place.id for place in plan.localities if place.kind not in ("outside", "unknown")}
    return np.array([(id in missed) << bit for bit, id in enumerate(localities)], dtype=np.int64)


def owed_by(indicators: Sequence[str], agencies: Sequence[str], plan: Catalogue) -> np.ndarray:
    return np.array(
        [[agency in plan.indicator(id).agencies for agency in agencies] for id in indicators],
        dtype=bool,
    ).reshape(len(indicators), len(agencies))


def held_figures(
    store: Store, frequency: PeriodType, period_type: PeriodType, as_of: datetime | None
) -> Columns:
    """A row for each figure by one type of period, of all indicators that are returned by that
    frequency, in order of indicator, agency, month and locality.

    The names are numbers (see Names), `month` is the first of the period, counted from January
    1970. `known` is false where a count is held back or could not be given; `whole` is false where
    a part is missing.
    """
    asked = (frequency, period_type, as_of)
    return store.figures.answer(asked, partial(read_figures, store, *asked))


def read_figures(
    store: Store, frequency: PeriodType, period_type: PeriodType, as_of: datetime | None
) -> Columns:
    names = names_held(store)
    of_frequency = {i.id for i in store.plan.indicators if i.frequency == frequency}
    answered: pd.DataFrame = store.ask(
        "held_figures",
        period_type=period_type,
        as_of=as_of,
        wanted=[id for id in names.indicators if id in of_frequency],
        indicators=list(names.indicators),
        agencies=list(names.agencies),
        localities=list(names.localities),
    )
    return {name: answered[name].to_numpy() for name in answered}


def rows_of(columns: Columns, rows: np.ndarray) -> Columns:
    return {name: column[rows] for name, column in columns.items()}


def one_after_another(parts: Sequence[Columns]) -> Columns:
    if len(parts) == 1:
        return parts[0]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
