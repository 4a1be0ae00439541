"""Commands on meetings. Each checks the user's permission and is recorded under their name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dscp_data.access.authorisation import require
from dscp_data.access.permissions import Action
from dscp_data.access.signature import signed
from dscp_data.access.user import User
from dscp_data.meetings import record
from dscp_data.meetings.meeting import Meeting
from dscp_data.model.meetings import (
    AgendaItem,
    Draft,
    EntryStatus,
    MeetingDetails,
    MeetingEntry,
)
from dscp_data.records.author import Author
from dscp_data.records.typed_text import PersonalData, check_typed
from dscp_data.store import Store


def create_meeting(
    store: Store, user: User, day: date, author: Author, *, as_of: datetime | None = None,
    title: str = "", place: str = "", invited: Sequence[str] = (),
) -> Meeting:  # fmt: skip
    require(store, user, "prepare-meetings")
    return record.create_meeting(
        store, day, signed(author, user), as_of=as_of, title=title, place=place, invited=invited
    )


def prepare(store: Store, user: User, meeting: Meeting, author: Author) -> Meeting:
    require(store, user, "prepare-meetings")
    return record.prepare(store, meeting, signed(author, user))


def update_agenda(
    store: Store, user: User, meeting: Meeting, author: Author, as_of: datetime
) -> None:
    require(store, user, needed(meeting, "prepare-meetings"))
    record.update_agenda(store, meeting, signed(author, user), as_of)


def save_details(
    store: Store, user: User, meeting: Meeting, details: MeetingDetails, author: Author
) -> None:
    """Change the place, who was invited or who was present."""
    require(store, user, needed(meeting, "record-meetings"))
    record.save_details(store, meeting, details, signed(author, user))


def add_item(store: Store, user: User, meeting: Meeting, item: AgendaItem, author: Author) -> int:
    require(store, user, needed(meeting, "prepare-meetings"))
    return record.add_item(store, meeting, item, signed(author, user))


def change_item(
    store: Store, user: User, meeting: Meeting, item: AgendaItem, author: Author
) -> None:
    require(store, user, needed(meeting, "prepare-meetings"))
    record.change_item(store, meeting, item, signed(author, user))


def move_item(
    store: Store, user: User, meeting: Meeting, id: int, place: int, author: Author
) -> None:
    require(store, user, needed(meeting, "prepare-meetings"))
    record.move_item(store, meeting, id, place, signed(author, user))


def save_entry(
    store: Store, user: User, meeting: Meeting, entry: MeetingEntry, author: Author
) -> int:
    """Save a comment, a decision, an action, or what, so what and now what."""
    new_comment = entry.kind == "comment" and entry.id is None
    usual: Action = "comment-on-meetings" if new_comment else "record-meetings"
    require(store, user, needed(meeting, usual))
    return record.save_entry(store, meeting, entry, signed(author, user))


def draft_of(store: Store, user: User, item: int) -> Draft:
    """What a person typed themselves about an item and has not recorded."""
    require(store, user, "comment-on-meetings")
    return store.drafts.load(user.signature, item)


def save_draft(store: Store, user: User, item: int, draft: Draft) -> None:
    """Save what a person is typing. What identifies a child is not saved, and the draft before it
    is deleted. Raises TypedTextError for a text that is too long to record; the draft before it
    stays."""
    require(store, user, "comment-on-meetings")
    try:
        check_typed([draft.text], explanation="not recorded yet")
    except PersonalData:
        draft = Draft()
    store.drafts.save(user.signature, item, draft)


def follow_up(
    store: Store, user: User, entry: MeetingEntry, status: EntryStatus, author: Author
) -> None:  # fmt: skip
    """Say that an action or a comment is done, dropped or open again, at any time."""
    require(store, user, "record-meetings")
    record.follow_up(store, entry, status, signed(author, user))


def close(store: Store, user: User, meeting: Meeting, author: Author) -> Meeting:
    require(store, user, "close-meetings")
    return record.close(store, meeting, signed(author, user))


def needed(meeting: Meeting, usual: Action) -> Action:
    """What a change of a meeting needs: once it is closed, every change is a correction."""
    return "correct-meetings" if meeting.is_closed else usual
