"""A pack of the series of a store, and who made it."""

from datetime import datetime

import pytest

from dscp_data.exports.marked_csv import marking_of
from dscp_data.exports.pack import Pack, page_of
from dscp_data.trends import Selection, trends

AT = datetime(2026, 10, 16, 9, 5)
TITLE = "Think Tank, 16 October 2026"


@pytest.fixture
def pack_of(store):
    """A pack of all series of some indicators, for an audience."""

    def make(*ids, audience="exact"):
        plan = store.plan
        marking = marking_of(plan, audience, "A. Analyst", AT, ", ".join(ids), 12)
        found = trends(store, [plan.indicator(id) for id in ids], Selection(audience=audience))
        pages = tuple(page_of(one, plan) for one in found)
        return Pack(TITLE, marking, pages, "Sample data: these figures are invented")

    return make
