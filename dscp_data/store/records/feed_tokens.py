"""Tokens of feeds as rows: each change is the next version, never overwritten."""

from __future__ import annotations

from datetime import datetime

from dscp_data.model.feed_tokens import FeedToken
from dscp_data.store.engine.store import Store
from dscp_data.store.records.versions import read_versions, save_versions


def save_token(store: Store, what: str, one: FeedToken, *, by: str, at: datetime) -> int:
    """Store the next version of a token, and give its id; see `save_versions`."""
    row, subject = [("feed_token", one)], f"feed {one.name}"
    return save_versions(store, what, row, subject=subject, by=by, reason="", at=at)[0]


def read_tokens(store: Store) -> tuple[FeedToken, ...]:
    """The tokens that have not ended, by name."""
    return read_versions(store, FeedToken, "feed_tokens")
