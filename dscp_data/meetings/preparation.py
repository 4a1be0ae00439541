"""The agenda of a meeting: as stored, or drafted from what is new."""

from __future__ import annotations

from dataclasses import replace

from dscp_data.meetings.actions import actions, unanswered_comments
from dscp_data.meetings.agenda import draft_agenda
from dscp_data.meetings.changes import changes_between
from dscp_data.meetings.meeting import Meeting, all_meetings, looks_back_to, previous_meeting
from dscp_data.model.meetings import AgendaItem
from dscp_data.store import Store
from dscp_data.store.records.commentary import read_commentary
from dscp_data.store.records.meetings import read_items


def agenda(store: Store, meeting: Meeting) -> list[AgendaItem]:
    """The items of a meeting in order, without those left out; drafted where none is stored."""
    stored = read_items(store, meeting.id) if meeting.details else drafted_items(store, meeting)
    return [one for one in stored if not one.left_out]


def drafted_items(store: Store, meeting: Meeting) -> list[AgendaItem]:
    """The agenda made from what is new since the meeting before, as at this meeting's time."""
    meetings = all_meetings(store)
    since = looks_back_to(previous_meeting(meetings, meeting.day), meeting.day)
    earlier = [one for one in actions(store) if one.is_open and one.meeting.day < meeting.day]
    comments = [one for one in unanswered_comments(store) if one.meeting.day < meeting.day]
    changes = changes_between(store, since, meeting.as_of)
    found = draft_agenda(
        changes, earlier, comments, store.plan, meeting.as_of, meeting.day,
        [one for one in read_commentary(store, as_of=meeting.as_of) if not one.is_reviewed],
    )  # fmt: skip
    return [replace(one, meeting_id=meeting.id) for one in found]
