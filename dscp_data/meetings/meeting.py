"""The meetings there are. The date of each is a setting; its details are a record of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dscp_data.model.clock import end_of_day
from dscp_data.model.meetings import MeetingDetails, MeetingState
from dscp_data.model.periods import add_months
from dscp_data.model.text import format_date
from dscp_data.settings import settings_at
from dscp_data.store import Store, StoreError
from dscp_data.store.records.meetings import read_details

FIRST_LOOKS_BACK = 3  # months, where no meeting came before


class MeetingError(StoreError):
    """A meeting cannot be found or changed so; the message says what to do."""


@dataclass(frozen=True)
class Meeting:
    """`details` is None where only the date was ever set. `versions` counts how many times it was
    closed or its closed record corrected: the version of its minutes."""

    id: int
    day: date
    title: str
    details: MeetingDetails | None = None
    versions: int = 0

    @property
    def state(self) -> MeetingState:
        return self.details.state if self.details else "open"

    @property
    def is_closed(self) -> bool:
        return self.state == "closed"

    @property
    def as_of(self) -> datetime:
        """The time as at which its figures are shown: the end of its day unless another is set."""
        return self.details.as_of if self.details else end_of_day(self.day)

    @property
    def name(self) -> str:
        """As "Think Tank, 7 October 2026"."""
        return f"{self.title or 'Meeting'}, {format_date(self.day)}"


def all_meetings(store: Store) -> list[Meeting]:
    """Every meeting, the newest first."""
    details = read_details(store)
    found = [
        Meeting(one.id, one.day, one.text, *details.get(one.id, (None, 0)))
        for one in settings_at(store)
        if one.kind == "meeting"
    ]
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def find_meeting(store: Store, reference: str) -> Meeting:
    """The meeting with an id or on a date (ISO). Raises MeetingError naming the nearest."""
    meetings = all_meetings(store)
    for one in meetings:
        if reference.strip() in (str(one.id), one.day.isoformat()):
            return one
    raise MeetingError(
        f"There is no meeting {reference!r}. {describe_nearest(reference, meetings)}"
    )


def describe_nearest(reference: str, meetings: Sequence[Meeting]) -> str:
    if not meetings:
        return "None has been set yet. Add one with: meeting new --date YYYY-MM-DD"
    near = min(meetings, key=lambda one: distance(reference, one))
    return f"The nearest is {near.id}, on {format_date(near.day)}."


def distance(reference: str, meeting: Meeting) -> float:
    """How far a meeting is from what was asked for, in ids or days; the same for anything else."""
    try:
        if reference.strip().isdecimal():
            return abs(int(reference) - meeting.id)
        return abs((date.fromisoformat(reference.strip()) - meeting.day).days)
    except ValueError:
        return 0


def previous_meeting(meetings: Sequence[Meeting], day: date) -> Meeting | None:
    """The last meeting before a day, of meetings with the newest first."""
    return next((one for one in meetings if one.day < day), None)


def looks_back_to(previous: Meeting | None, day: date) -> datetime:
    """From when on something is new at a meeting: the time as at which the one before was shown its
    figures (UTC)."""
    return previous.as_of if previous else end_of_day(add_months(day, -FIRST_LOOKS_BACK))
