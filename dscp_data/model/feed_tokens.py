"""Who may read the feed of news without signing in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FeedToken:
    """`name` says what it is for; `digest` is the sha256 of the token, which is not stored."""

    name: str
    digest: str
    ended: bool = False
    id: int | None = None
    step: int = 0
