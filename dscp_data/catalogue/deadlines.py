"""When returns are due."""

from __future__ import annotations

from datetime import date, timedelta

from dscp_data.catalogue.entries import Partnership
from dscp_data.model.periods import period_of


def due_date(period_end: date, partnership: Partnership) -> date:
    """`due_days` after the end of the return that carries a period."""
    closes = period_of(period_end, partnership.returns_every).end
    return closes + timedelta(days=partnership.due_days)


def last_day_due(day: date, partnership: Partnership) -> date:
    """The last day of the newest return whose deadline has passed on a day."""
    end = period_of(day, partnership.returns_every).end
    while due_date(end, partnership) >= day:
        end = period_of(end, partnership.returns_every).start - timedelta(days=1)
    return end
