"""Which series have no final figure as new as it should have by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.aggregation.selection import Selection
from dscp_data.catalogue import Indicator
from dscp_data.catalogue.deadlines import last_day_due
from dscp_data.model.clock import day_shown
from dscp_data.model.periods import PeriodType, period_of
from dscp_data.store import Store
from dscp_data.trends.signals import is_stale
from dscp_data.trends.values import complete_values


def stale_series(
    points: Columns,
    indicators: Sequence[Indicator],
    types: Mapping[str, PeriodType],
    spans: Sequence[slice],
    newest: date | None,
) -> np.ndarray:
    """Whether the series of each row has no final figure as new as it should have by now. Cohorts
    are complete only after their follow-up, and never stale."""
    known = ~np.isnan(complete_values(points))
    stale = np.zeros(len(known), dtype=bool)
    starts = points["period_start"].astype("datetime64[D]")
    for indicator, span in zip(indicators, spans, strict=True):
        final = np.flatnonzero(known[span])
        if len(final) and indicator.kind != "cohort":
            type, own = types[indicator.id], starts[span]
            own_end = period_of(own[-1].item(), type).end
            due = max(own_end, newest) if newest else own_end
            stale[span] = is_stale(own[final[-1]].item(), due, type)
    return stale


def newest_day(store: Store, selection: Selection) -> date | None:
    """The day that figures should go to: the last of the newest month that any agency has sent, or
    of the newest return that was due by the day shown where that is later, in the periods that the
    reader chose; None without figures."""
    found = store.cache.get_or_compute(
        ("newest period", selection.as_of),
        lambda: store.query("newest_period", as_of=selection.as_of)["newest"].iloc[0],
    )
    if pd.isna(found):
        return None
    sent = found.date() if hasattr(found, "date") else found
    newest = max(sent, last_day_due(day_shown(selection.as_of), store.plan.partnership))
    return period_of(min(newest, selection.last or newest), "month").end
