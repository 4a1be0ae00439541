"""Commentary on a series in one period: what it shows, so what, and now what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dscp_data.model.periods import PeriodType


@dataclass(frozen=True)
class Commentary:
    """`agency` and `locality` are None for all together. `author` wrote the text as it is, and
    `reviewed_by` is the second person who signed it off, "" while nobody has. `changed_at` (UTC)
    and `changed_by` are those of the version that was read, of which `step` is the number."""

    indicator: str
    period_type: PeriodType
    period_start: date
    what: str = ""
    so_what: str = ""
    now_what: str = ""
    agency: str | None = None
    locality: str | None = None
    author: str = ""
    reviewed_by: str = ""
    id: int | None = None
    step: int = 0
    changed_at: datetime | None = None
    changed_by: str = ""
    reason: str = ""

    @property
    def is_reviewed(self) -> bool:
        return bool(self.reviewed_by)
