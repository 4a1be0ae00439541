"""A view of the dashboard that somebody saved by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SavedView:
    """`address` is a page with its filters, as "priority_two?indicator=E04&as_of=2026-10-07".
    `owner` is who saved it, and `for_all` whether everybody is offered it."""

    name: str
    address: str
    owner: str
    for_all: bool = False
    ended: bool = False
    id: int | None = None
    step: int = 0
