"""Commentary on series as rows: each change is the next version, never overwritten."""

from __future__ import annotations

from datetime import datetime

from dscp_data.model.commentary import Commentary
from dscp_data.store.engine.store import Store
from dscp_data.store.records.versions import read_versions, save_versions


def save_commentary(
    store: Store, what: str, one: Commentary, *, by: str, reason: str, at: datetime
) -> int:
    """Store the next version of a commentary, and give its id; see `save_versions`."""
    about = f"indicator {one.indicator}"
    return save_versions(
        store, what, [("commentary", one)], subject=about, by=by, reason=reason, at=at
    )[0]


def read_commentary(
    store: Store, indicator: str | None = None, as_of: datetime | None = None
) -> tuple[Commentary, ...]:
    """The commentary on an indicator, or on all, as at a time (UTC), the newest period first."""
    return read_versions(store, Commentary, "commentary", indicator=indicator, as_of=as_of)


def commentary_versions(store: Store, id: int) -> tuple[Commentary, ...]:
    """Every version of a commentary, the oldest first."""
    return read_versions(store, Commentary, "commentary_versions", id=id)
