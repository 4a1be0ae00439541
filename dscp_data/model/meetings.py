"""The record of a meeting: its details, the items of its agenda and what was said about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dscp_data.model.periods import PeriodType

MeetingState = Literal["open", "closed"]
ItemKind = Literal["action", "signal", "outlier", "return", "milestone", "comment", "free"]
EntryKind = Literal["decision", "action", "comment", "what", "so what", "now what"]
EntryStatus = Literal["", "open", "done", "dropped"]
ROLES = ("Chair", "Vice chair", "Business manager", "Analyst")
"""Who takes part beside agencies, and may own an item or an action. Never a name."""


@dataclass(frozen=True)
class MeetingDetails:
    """`id` is that of the setting with its date. `invited` and `present` are roles and agencies.
    `as_of` (UTC) is the time as at which its figures are shown.

    Of these rows `step` is the version that was read, 0 for what is not stored yet.
    """

    id: int
    as_of: datetime
    place: str = ""
    invited: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    state: MeetingState = "open"
    step: int = 0


@dataclass(frozen=True)
class AgendaItem:
    """One item: its kind, what it says, and the view (indicator, agency, locality by id) it opens.

    `heading` groups items; `entry_id` is the action or comment that an item follows up; `owner` is
    a role or an agency; `minutes` is the time set for it. `id` is None until it is stored.
    """

    kind: ItemKind
    title: str
    as_of: datetime
    detail: str = ""
    heading: str = ""
    indicator: str | None = None
    agency: str | None = None
    locality: str | None = None
    period_type: PeriodType | None = None
    priority: str | None = None
    entry_id: int | None = None
    owner: str = ""
    minutes: int | None = None
    left_out: bool = False
    position: int = 0
    meeting_id: int = 0
    id: int | None = None
    step: int = 0


@dataclass(frozen=True)
class Draft:
    """The text and the owner of a decision or an action that has not been recorded."""

    text: str = ""
    owner: str | None = None


@dataclass(frozen=True)
class MeetingEntry:
    """A decision, an action, a comment, or one of "what, so what, now what", about an item.

    `owner` is a role or an agency. `changed_at` (UTC), `changed_by` and `reason` are those of the
    version that was read.
    """

    kind: EntryKind
    text: str
    item_id: int
    meeting_id: int
    owner: str = ""
    due: date | None = None
    status: EntryStatus = ""
    id: int | None = None
    step: int = 0
    changed_at: datetime | None = None
    changed_by: str = ""
    reason: str = ""
