"""Saved views as rows: each change is the next version, never overwritten."""

from __future__ import annotations

from datetime import datetime

from dscp_data.model.saved_views import SavedView
from dscp_data.store.engine.store import Store
from dscp_data.store.records.versions import read_versions, save_versions


def save_view_row(store: Store, what: str, one: SavedView, *, by: str, at: datetime) -> int:
    """Store the next version of a view, and give its id; see `save_versions`."""
    row = [("saved_view", one)]
    return save_versions(store, what, row, subject=f"view {one.name}", by=by, reason="", at=at)[0]


def read_views(store: Store, person: str) -> tuple[SavedView, ...]:
    """The views that a person saved themselves, and those for all, by name."""
    return read_versions(store, SavedView, "saved_views", person=person)
