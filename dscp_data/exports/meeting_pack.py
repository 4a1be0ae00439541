"""The pack of a meeting: a page for each item that has a chart, then the others, then actions."""

from __future__ import annotations

from collections.abc import Sequence

from dscp_data.aggregation.selection import Audience
from dscp_data.exports.marked_csv import marking_of
from dscp_data.exports.pack.contents import Pack, PackPage, TextPage, page_of, sample_notice
from dscp_data.exports.pack.coverage import coverage_page
from dscp_data.meetings.actions import Action, actions, describe_action
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.series import series_of
from dscp_data.model.clock import today, utc_now
from dscp_data.model.meetings import AgendaItem
from dscp_data.model.text import format_date
from dscp_data.store import Store

OTHERS, ACTIONS = "Also on the agenda", "Actions"


def meeting_pack(store: Store, meeting: Meeting, audience: Audience, by: str) -> Pack:
    """The pack of a meeting. `by` is who asks for it."""
    plan, day = store.plan, format_date(meeting.day)
    pages, text_pages = meeting_pages(store, meeting, audience)
    shows = f"the agenda of {day}"
    marking = marking_of(plan, audience, by, utc_now(), shows, store.version)
    title = f"{plan.partnership.group}, {day}"
    return Pack(title, marking, tuple(pages), sample_notice(store), tuple(text_pages))


def meeting_pages(
    store: Store, meeting: Meeting, audience: Audience
) -> tuple[list[PackPage], list[TextPage]]:
    """The pages of a meeting's pack with a chart, and those of text with the actions last.

    For a wider audience there is no text: a title of the agenda and what people typed may hold a
    count that no rule protects. Its figures are those of now, as protected figures always are.
    """
    items = agenda(store, meeting)
    if audience == "protected":
        return protected_pages(store, items), []
    pages = [
        page_of(series, store.plan, item.title)
        for item in items
        if (series := series_of(store, item, item.as_of)) is not None
    ]
    others = [
        f"{one.title} ({one.detail})" if one.detail else one.title
        for one in items
        if not one.indicator and one.kind != "action"
    ]
    found = [one for one in actions(store) if one.is_open or one.meeting.id == meeting.id]
    text = [TextPage(OTHERS, tuple(others))] if others else []
    covered = coverage_page(store, meeting.as_of)
    return pages, [*text, covered, TextPage(ACTIONS, action_lines(store, found))]


def action_lines(store: Store, found: Sequence[Action]) -> tuple[str, ...]:
    lines = [f"{one.entry.text} · {describe_action(one, store.plan, today())}" for one in found]
    return tuple(lines) or ("No actions are open.",)


def protected_pages(store: Store, items: Sequence[AgendaItem]) -> list[PackPage]:
    """A page for each series of the agenda, once, with the finding of its protected figures."""
    found = {
        (item.indicator, item.agency, item.locality): series
        for item in items
        if (series := series_of(store, item, None, "protected")) is not None
    }
    return [page_of(one, store.plan) for one in found.values() if not one.is_withheld]
