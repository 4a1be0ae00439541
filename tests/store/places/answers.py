"""What a store answers, as CSV by name: to be compared byte for byte between places."""

from datetime import datetime

import pandas as pd

from dscp_data.store.event_log.digests import return_digests
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection, trends

EARLIER = datetime(2026, 2, 1)
EVERYTHING = dict.fromkeys(("indicators", "agencies", "localities", "first", "last"))
REGISTERS = {
    "concerns": {"localities": None},
    "mapping_meetings": {"localities": None},
    "evidence": {},
    "actions": {},
    "returns": {},
    "settings": {},
}


def points(store, selection):
    """A row a point of every trend."""
    return pd.concat(
        trend.points.assign(indicator=trend.indicator.id, agency=trend.agency)
        for trend in trends(store, store.plan.indicators, selection)
    )


def answers(store):
    indicators = store.plan.indicators
    ids = [indicator.id for indicator in indicators]
    found = {
        f"observations {as_of}": store.query("observations", **EVERYTHING, as_of=as_of)
        for as_of in (None, EARLIER)
    }
    for name, about in REGISTERS.items():
        for as_of in (None, EARLIER):
            found[f"{name} {as_of}"] = store.query(name, **about, as_of=as_of)
    for period_type in ("month", "quarter", "year"):
        for audience in ("exact", "protected"):
            chosen = Selection(period_type=period_type, audience=audience)
            found[f"trends {period_type} {audience}"] = points(store, chosen)
    found["trends earlier"] = points(store, Selection(audience="exact", as_of=EARLIER))
    found["overview"] = overview(store, indicators, Selection(audience="exact"))
    found["protected cells"] = store.query("protected", indicators=ids, period_type=None)
    with store.cursor() as cursor:
        found["returns as read"] = pd.DataFrame(return_digests(cursor)).T.sort_index()
    return {name: rows.to_csv() for name, rows in found.items()}
