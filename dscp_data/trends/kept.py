"""Protected figures, kept in the store: worked out once for what is held, and only read then."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dscp_data.catalogue import Indicator
from dscp_data.periods import PeriodType
from dscp_data.store import Store
from dscp_data.trends.lattice import CELL, TOLD, protected_lattice

METHOD = 1  # rises with every change of how figures are protected
KEPT = [*TOLD, "revised"]


def protected_cells(
    store: Store, indicators: Sequence[Indicator], period_type: PeriodType
) -> pd.DataFrame:
    """The cells of some indicators by one type of period, with the columns of KEPT."""
    ids = [indicator.id for indicator in indicators]
    protect_what_changed(store, indicators)
    return store.ask("protected", indicators=ids, period_type=period_type)


def protect_what_changed(store: Store, indicators: Sequence[Indicator]) -> None:
    """Work out the protected figures of those whose figures or settings have changed.

    No writer waits for it: where one comes in between, it begins again.
    """
    while True:
        version = store.version
        held = store.ask("protected_indicators")
        done = set(held.itertuples(index=False, name=None))
        changed = [one for one in indicators if (one.id, made_with(store, one)) not in done]
        if not changed or keep(store, changed, version):
            return


def made_with(store: Store, indicator: Indicator) -> str:
    """All that decides how an indicator is protected, but for its figures."""
    profile = store.plan.profile(store.plan.partnership.profile)
    return f"{METHOD} {profile} {indicator.aggregation} {indicator.across_agencies}"


def keep(store: Store, indicators: Sequence[Indicator], version: int) -> bool:
    """Protect indicators as of a data version; False where it has passed meanwhile."""
    ids = [indicator.id for indicator in indicators]
    profile = store.plan.profile(store.plan.partnership.profile)
    before = store.ask("protected", indicators=ids, period_type=None)
    told = protected_lattice(store, indicators, profile, before)
    incoming = told.assign(revised=revised(told, before))
    with store.change(new_version=False) as cursor:
        if cursor.execute("SELECT version FROM data_version").fetchall()[0][0] != version:
            return False
        cursor.execute("DELETE FROM protected_figure WHERE list_contains(?, indicator)", [ids])
        cursor.register("incoming", incoming)
        cursor.execute("INSERT INTO protected_figure BY NAME SELECT * FROM incoming")
        cursor.unregister("incoming")
        cursor.executemany(
            "INSERT OR REPLACE INTO protected_indicator VALUES (?, ?)",
            [[one.id, made_with(store, one)] for one in indicators],
        )
    return True


def revised(told: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """Whether each cell told as complete was told differently before, when it was complete too."""
    names = ["numerator", "denominator", "numerator_says", "denominator_says"]
    both = told[[*CELL, *names, "complete"]].merge(
        before[[*CELL, *names, "complete", "revised"]], on=CELL, how="left", suffixes=("", "_then")
    )
    same = pd.Series(True, index=both.index)
    for name in names:
        same &= (both[name] == both[f"{name}_then"]) | (
            both[name].isna() & both[f"{name}_then"].isna()
        )
    settled = both["complete"] & both["complete_then"].eq(True)
    return (both["revised"].eq(True) | (settled & ~same)).to_numpy()
