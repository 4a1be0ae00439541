"""A figure that was revised, as a mark on a chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RevisedMark:
    """A period by its first day, what its figure is now (NaN where there is none any more), and
    both values in words."""

    start: date
    now: float
    words: str
