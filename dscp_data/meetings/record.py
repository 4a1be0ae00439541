"""Writes the record of a meeting. Who may do so is checked in `dscp_data.access.meetings`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from dscp_data.meetings.meeting import Meeting, MeetingError, all_meetings, find_meeting
from dscp_data.meetings.preparation import drafted_items
from dscp_data.model.clock import utc_now
from dscp_data.model.commentary import Commentary
from dscp_data.model.meetings import (
    AgendaItem,
    EntryKind,
    EntryStatus,
    MeetingDetails,
    MeetingEntry,
)
from dscp_data.model.settings import NewSetting
from dscp_data.model.text import format_date
from dscp_data.records.author import Author
from dscp_data.records.typed_text import check_typed
from dscp_data.settings import save_setting
from dscp_data.store import Store
from dscp_data.store.records.commentary import read_commentary
from dscp_data.store.records.meetings import Row, read_items, read_notes, save_rows

CLOSED = "This meeting is closed. A steward can correct its record and has to give a reason."
NOTES = ("what", "so what", "now what")
FOLLOWED_UP = ("action", "comment")  # open until somebody says otherwise


def create_meeting(
    store: Store, day: date, author: Author, *, as_of: datetime | None = None,
    title: str = "", place: str = "", invited: Sequence[str] = (),
) -> Meeting:  # fmt: skip
    """Add a meeting and its agenda, as at a time (UTC), now unless given. Raises MeetingError where
    there is one on that day."""
    if any(one.day == day for one in all_meetings(store)):
        raise MeetingError(f"There is already a meeting on {format_date(day)}.")
    check_typed([title, place, *invited], author.explanation)
    setting = NewSetting("meeting", day, text=title or store.plan.partnership.group)
    id = save_setting(store, setting, by=author.by, reason=author.reason or "Meeting added")
    details = MeetingDetails(id, as_of or utc_now(), place.strip(), tuple(invited))
    return prepare(store, find_meeting(store, str(id)), author, details)


def prepare(
    store: Store, meeting: Meeting, author: Author, details: MeetingDetails | None = None
) -> Meeting:
    """Store the agenda of a meeting that has none yet, with its details. What was written about an
    item's series is where the meeting begins with what, so what and now what."""
    details = details or MeetingDetails(meeting.id, min(meeting.as_of, utc_now()))
    items = drafted_items(store, replace(meeting, details=details))
    _, *ids = save(store, meeting, "meeting prepared", [details, *items], author)
    found = read_commentary(store, as_of=details.as_of)
    if notes := [
        note
        for id, item in zip(ids, items, strict=True)
        for note in notes_from(newest_about(item, found), id, meeting)
    ]:
        save_rows(
            store, "commentary taken over", notes, by=author.by, reason="Commentary", at=utc_now()
        )
    return find_meeting(store, str(meeting.id))


def newest_about(item: AgendaItem, found: Iterable[Commentary]) -> Commentary | None:
    """The commentary on an item's series for the newest period, of those with the newest first."""
    about = (item.indicator, item.agency, item.locality)
    return next((one for one in found if (one.indicator, one.agency, one.locality) == about), None)


def notes_from(one: Commentary | None, item: int, meeting: Meeting) -> list[MeetingEntry]:
    if one is None:
        return []
    texts: dict[EntryKind, str] = {
        "what": one.what, "so what": one.so_what, "now what": one.now_what
    }  # fmt: skip
    return [MeetingEntry(kind, text, item, meeting.id) for kind, text in texts.items() if text]


def update_agenda(store: Store, meeting: Meeting, author: Author, as_of: datetime) -> None:
    """Show an agenda's figures as at another time (UTC): what is new is added after the last item,
    and the items that are there say what holds at that time. None goes away."""
    details = replace(details_of(meeting), as_of=as_of)
    stored = read_items(store, meeting.id)
    known = {identity(one): one for one in stored}
    last, changed = max((one.position for one in stored), default=0), list[AgendaItem]()
    for item in drafted_items(store, replace(meeting, details=details)):
        old = known.get(identity(item))
        if old is None:
            last += 1
            changed.append(replace(item, position=last))
        else:
            changed.append(replace(old, title=item.title, detail=item.detail, as_of=as_of))
    save(store, meeting, "agenda updated", [details, *changed], author)


def identity(item: AgendaItem) -> tuple[object, ...]:
    """What an item is about, whatever it says of it."""
    about = (item.kind, item.indicator, item.agency, item.locality, item.entry_id)
    return about if item.indicator or item.entry_id else (*about, item.title)


def save_details(store: Store, meeting: Meeting, details: MeetingDetails, author: Author) -> None:
    """Change the place, who was invited or who was present."""
    save(store, meeting, "meeting changed", [details], author)


def add_item(store: Store, meeting: Meeting, item: AgendaItem, author: Author) -> int:
    """Add an item after the last one, and give its id."""
    if not item.title.strip():
        raise MeetingError("Enter a title for the item.")
    last = max((one.position for one in read_items(store, meeting.id)), default=0)
    new = replace(item, meeting_id=meeting.id, position=last + 1, as_of=details_of(meeting).as_of)
    return save(store, meeting, "agenda item added", [new], author)[0]


def change_item(store: Store, meeting: Meeting, item: AgendaItem, author: Author) -> None:
    """Store an item as it now is: its heading, owner, minutes, or that it is left out."""
    save(store, meeting, "agenda item changed", [item], author)


def move_item(store: Store, meeting: Meeting, id: int, place: int, author: Author) -> None:
    """Move an item to a place in the order, counted from 1."""
    items = list(read_items(store, meeting.id))
    moved = next(one for one in items if one.id == id)
    items.remove(moved)
    items.insert(max(place, 1) - 1, moved)
    changed = [replace(one, position=at) for at, one in enumerate(items, 1) if one.position != at]
    if changed:
        save(store, meeting, "agenda ordered", changed, author)


def save_entry(store: Store, meeting: Meeting, entry: MeetingEntry, author: Author) -> int:
    """Store a decision, an action, a comment, or what, so what and now what, and give its id.

    An action or a comment without a status is open. What, so what and now what may be emptied.
    Raises MeetingError for anything else that says nothing.
    """
    is_cleared = entry.id is not None and entry.kind in NOTES
    if not entry.text.strip() and not is_cleared:
        raise MeetingError("Write what was said before you save it.")
    if entry.kind == "action" and not entry.owner.strip():
        raise MeetingError("Choose the role or agency that owns the action.")
    status = entry.status or ("open" if entry.kind in FOLLOWED_UP else "")
    new = replace(entry, meeting_id=meeting.id, status=status)
    return save(store, meeting, f"{entry.kind} recorded", [new], author)[0]


def follow_up(store: Store, entry: MeetingEntry, status: EntryStatus, author: Author) -> None:
    """Say what has become of an action or a comment. It is no correction where the meeting is
    closed: what was agreed there stays as it was."""
    if entry.kind not in FOLLOWED_UP:
        raise MeetingError("Only an action or a comment is followed up.")
    check_typed([author.reason], author.explanation)
    save_rows(
        store, f"{entry.kind} followed up", [replace(entry, status=status)], by=author.by,
        reason=author.reason.strip(), at=utc_now(),
    )  # fmt: skip


def close(store: Store, meeting: Meeting, author: Author) -> Meeting:
    """Close a meeting. From then on its figures are those as at its time, or as at now where that
    is earlier."""
    if meeting.is_closed:
        raise MeetingError("This meeting is closed already.")
    if meeting.details is None:
        meeting = prepare(store, meeting, author)
    details = details_of(meeting)
    closed = replace(details, state="closed", as_of=min(details.as_of, utc_now()))
    save(store, meeting, "meeting closed", [closed], author)
    return find_meeting(store, str(meeting.id))


def save(
    store: Store, meeting: Meeting, what: str, rows: Sequence[Row], author: Author
) -> list[int]:
    """Check what was typed and store rows. A change of a closed meeting is a correction: it needs a
    reason, and makes a new version of the minutes. Gives the ids of the rows."""
    for row in rows:
        check_typed(typed_texts(row), author.explanation)
    check_typed([author.reason], author.explanation)
    if meeting.is_closed:
        if not author.reason.strip():
            raise MeetingError(CLOSED)
        what = f"{what} after closing"
        if not any(isinstance(row, MeetingDetails) for row in rows):
            rows = [*rows, details_of(meeting)]
    return save_rows(store, what, rows, by=author.by, reason=author.full_reason, at=utc_now())


def typed_texts(row: Row) -> list[str]:
    """What a person typed in a row. The text of an item that is not free comes from figures or from
    an entry that was checked when it was typed."""
    if isinstance(row, MeetingDetails):
        return [row.place, *row.invited, *row.present]
    if isinstance(row, MeetingEntry):
        return [row.text, row.owner]
    return [row.heading, row.owner, *([row.title, row.detail] if row.kind == "free" else [])]


def details_of(meeting: Meeting) -> MeetingDetails:
    if meeting.details is None:
        raise MeetingError("Prepare the agenda of this meeting first.")
    return meeting.details


def entries(store: Store, meeting: Meeting) -> tuple[MeetingEntry, ...]:
    """What was said at a meeting, in the order in which it was first written."""
    return read_notes(store, meeting.id)
