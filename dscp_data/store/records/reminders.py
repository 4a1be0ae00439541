"""The record that agencies were reminded of figures that are late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import record

SENT = "reminder sent"


class ReminderSent(NamedTuple):
    """When an agency was last reminded (UTC), and by whom."""

    at: datetime
    by: str


def record_reminders(store: Store, agencies: Sequence[str], *, by: str) -> None:
    """Record that these agencies were reminded; the messages go out by e-mail, not from here."""
    with store.transaction(new_version=False) as cursor:
        record(cursor, SENT, who=by, subjects=agencies, detail={"agencies": list(agencies)})


def reminders_sent(store: Store) -> dict[str, ReminderSent]:
    """The last reminder of each agency that was reminded."""
    found = store.query("reminders_sent")
    return {
        one.agency: ReminderSent(one.sent_at.to_pydatetime(), one.sent_by)
        for one in found.itertuples()
    }
