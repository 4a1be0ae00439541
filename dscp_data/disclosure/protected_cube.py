"""Computes protected figures after the data or the method change, and stores them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dscp_data.catalogue import Indicator
from dscp_data.disclosure.audit_table import CELL, NUMBERS, Published
from dscp_data.disclosure.cube import PROTECTED_CELL, build_cube, exact_cells, has_mark
from dscp_data.disclosure.suppression import range_of_shown
from dscp_data.model.periods import PeriodType
from dscp_data.store import Store
from dscp_data.store.records.protected_figures import (
    ComputedFrom,
    protected_figures,
    protection_status,
    published_cells,
    published_contributors,
    replace_protected_figures,
    suppression_history,
)

METHOD = 4  # rises with every change of how figures are protected
PUBLISHED_CELL = [*PROTECTED_CELL, "revised"]


def protected_cells(
    store: Store, indicators: Sequence[Indicator], period_type: PeriodType
) -> pd.DataFrame:
    """The cells of some indicators by one type of period, with the columns of PUBLISHED_CELL, as
    `refresh_protected` last wrote them.

    `numerator_low` and `_high`, `denominator_low` and `_high` are the ranges that they show.
    """
    ids = [indicator.id for indicator in indicators]
    cells = protected_figures(store, ids, period_type)
    profile = store.plan.profile(store.plan.partnership.profile)
    for number in NUMBERS:
        shown = cells[number].to_numpy(dtype=float), cells[f"{number}_text"].to_numpy(dtype=object)
        cells[f"{number}_low"], cells[f"{number}_high"] = range_of_shown(*shown, profile)
    return cells


def refresh_protected(store: Store, indicators: Sequence[Indicator]) -> None:
    """Compute and store the protected figures of indicators whose figures or method have changed.

    Writers do not wait for it: if one commits meanwhile, it starts again.
    """
    while True:
        version = store.version
        made = protection_status(store)
        done = made[made["up_to_date"]]["made_with"]
        changed = [one for one in indicators if done.get(one.id) != method_fingerprint(store, one)]
        if not changed or save_protected(store, changed, version):
            return


def method_fingerprint(store: Store, indicator: Indicator) -> str:
    """All that decides how an indicator is protected, but for its figures."""
    profile = store.plan.profile(store.plan.partnership.profile)
    return f"{METHOD} {profile} {indicator.aggregation} {indicator.across_agencies}"


def save_protected(store: Store, indicators: Sequence[Indicator], version: int) -> bool:
    """Protect indicators as of a data version; False where it, or what is to stay hidden, has
    changed meanwhile."""
    ids = [indicator.id for indicator in indicators]
    profile = store.plan.profile(store.plan.partnership.profile)
    marks = suppression_history(store, ids)
    before = previously_published(store, indicators)
    published = published_before(store, ids)
    cube = build_cube(exact_cells(store, indicators), indicators, profile, marks, published)
    protected = cube.cells
    is_revised = revised_cells(protected, before) | has_mark(protected, marks, "revised")
    return replace_protected_figures(
        store,
        protected.assign(revised=is_revised),
        {one.id: method_fingerprint(store, one) for one in indicators},
        newly_published=cube.published,
        computed_from=ComputedFrom(version, len(marks), len(published.cells)),
    )


def published_before(store: Store, ids: list[str]) -> Published:
    """All that was ever published of some indicators."""
    return Published(
        published_contributors(store, ids),
        published_cells(store, ids),
    )


def previously_published(store: Store, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """The stored cells of the indicators whose method of protection has not changed. What another
    profile shows differently is not revised."""
    then = protection_status(store)["made_with"]
    alike = [one.id for one in indicators if then.get(one.id) == method_fingerprint(store, one)]
    return protected_figures(store, alike)


def revised_cells(protected: pd.DataFrame, before: pd.DataFrame) -> np.ndarray:
    """Whether each complete cell was complete before too, and shown differently."""
    names = ["numerator", "denominator", "numerator_text", "denominator_text"]
    both = protected[[*CELL, *names, "complete"]].merge(
        before[[*CELL, *names, "complete"]], on=CELL, how="left", suffixes=("", "_then")
    )
    same = pd.Series(True, index=both.index)
    for name in names:
        same &= (both[name] == both[f"{name}_then"]) | (
            both[name].isna() & both[f"{name}_then"].isna()
        )
    settled = both["complete"] & both["complete_then"].eq(True)
    return (settled & ~same).to_numpy(dtype=bool)
