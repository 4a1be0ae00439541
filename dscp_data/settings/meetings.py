"""Meeting dates; "new since" starts from the last one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dscp_data.model.settings import Setting


def meetings(settings: Iterable[Setting]) -> list[date]:
    """The days of the meetings, the newest first."""
    return sorted({one.day for one in settings if one.kind == "meeting"}, reverse=True)


def last_meeting(settings: Iterable[Setting], day: date) -> date | None:
    """The last meeting before a day: on the day of a meeting that is the one before it."""
    return next(
        (day_of_meeting for day_of_meeting in meetings(settings) if day_of_meeting < day), None
    )
