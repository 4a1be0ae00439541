"""What the minutes of a meeting say, before it is known how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dscp_data.catalogue import Catalogue
from dscp_data.exports.marked_csv import Marking, marking_of
from dscp_data.exports.pack.contents import PackPage, page_of, sample_notice
from dscp_data.meetings.actions import format_owner
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import entries
from dscp_data.meetings.revised import RevisedFigure, revised_figures
from dscp_data.meetings.series import series_of
from dscp_data.model.clock import utc_now
from dscp_data.model.meetings import AgendaItem, MeetingEntry
from dscp_data.model.text import format_date, format_datetime, join_list
from dscp_data.store import Store
from dscp_data.store.records.meetings import statuses_at_closing


@dataclass(frozen=True)
class MinutedItem:
    """An item with its series as the meeting saw it (None for one that has none), what was revised
    since, and what was said."""

    item: AgendaItem
    page: PackPage | None
    revised: tuple[RevisedFigure, ...]
    entries: tuple[MeetingEntry, ...]

    def entries_of(self, kind: str) -> list[MeetingEntry]:
        """The entries of one kind, in order."""
        return [one for one in self.entries if one.kind == kind and one.text]


@dataclass(frozen=True)
class MinutedAction:
    """An action as a row of a table: text, owner, due day, its status at the meeting, and what has
    become of it since, "" where that is nothing."""

    text: str
    owner: str
    due: str
    status: str
    since: str = ""


@dataclass(frozen=True)
class Minutes:
    """`facts` are lines below the title. `synthetic` says that the figures are invented."""

    title: str
    facts: tuple[str, ...]
    marking: Marking
    items: tuple[MinutedItem, ...]
    actions: tuple[MinutedAction, ...]
    synthetic: str = ""


def minutes_of(store: Store, meeting: Meeting, by: str) -> Minutes:
    """The minutes of a meeting from its record, in exact figures as at its time."""
    plan, recorded = store.plan, entries(store, meeting)
    items = agenda(store, meeting)
    shows = f"the agenda of {meeting.name}"
    return Minutes(
        f"Minutes: {meeting.name}",
        tuple(facts_of(meeting, recorded, plan)),
        marking_of(plan, "exact", by, utc_now(), shows, store.version),
        tuple(minuted_items(store, items, recorded)),
        tuple(minuted_actions(store, meeting, recorded)),
        sample_notice(store),
    )


def minuted_actions(
    store: Store, meeting: Meeting, recorded: Sequence[MeetingEntry]
) -> Iterable[MinutedAction]:
    """The actions of a meeting; of one that is closed with their status at its closing."""
    at_closing = statuses_at_closing(store, meeting.id)
    for one in recorded:
        if one.kind == "action":
            status = at_closing.get(one.id or 0, one.status)
            since = one.status if one.status != status else ""
            due = format_date(one.due) if one.due else ""
            yield MinutedAction(one.text, format_owner(one.owner, store.plan), due, status, since)


def facts_of(meeting: Meeting, recorded: Sequence[MeetingEntry], plan: Catalogue) -> Iterable[str]:
    """Place, who was invited and present, as at when figures are, and which version it is."""
    details = meeting.details
    if details and details.place:
        yield f"Place: {details.place}"
    if details and details.invited:
        yield f"Invited: {join_list([format_owner(one, plan) for one in details.invited])}"
    if details and details.present:
        yield f"Present: {join_list([format_owner(one, plan) for one in details.present])}"
    yield f"Figures as at {format_datetime(meeting.as_of)}"
    if not meeting.is_closed:
        yield "Draft: the meeting is not closed"
    elif meeting.versions == 1:
        yield "Version 1"
    else:
        corrected = [one.changed_at for one in recorded if one.changed_at]
        newest = f", last corrected on {format_date(max(corrected))}" if corrected else ""
        yield f"Version {meeting.versions}{newest}"


def minuted_items(
    store: Store, items: Sequence[AgendaItem], recorded: Sequence[MeetingEntry]
) -> Iterable[MinutedItem]:
    for item in items:
        then, now = (series_of(store, item, at) for at in (item.as_of, None))
        revised = tuple(revised_figures(then, now)) if then and now else ()
        marks = tuple(one.mark for one in revised)
        yield MinutedItem(
            item,
            page_of(then, store.plan, marks=marks) if then else None,
            revised,
            tuple(one for one in recorded if one.item_id == item.id),
        )
