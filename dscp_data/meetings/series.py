"""The series that an item of an agenda opens."""

from __future__ import annotations

from datetime import datetime

from dscp_data.aggregation.selection import Audience
from dscp_data.model.meetings import AgendaItem
from dscp_data.store import Store
from dscp_data.trends import ALL, Selection, Trend, trends


def series_of(
    store: Store, item: AgendaItem, as_of: datetime | None, audience: Audience = "exact"
) -> Trend | None:
    """The series of an item as at a time (UTC; None is now); None where the item has none.

    Protected figures are always those of now.
    """
    if not item.indicator:
        return None
    indicator = store.plan.indicator(item.indicator)
    selection = Selection(
        localities=(item.locality,) if item.locality else (),
        period_type=item.period_type or indicator.frequency,
        as_of=None if audience == "protected" else as_of,
        audience=audience,
    )
    found = trends(store, [indicator], selection)
    return next((one for one in found if one.agency == (item.agency or ALL)), None)
