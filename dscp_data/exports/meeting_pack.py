"""The pack of a meeting: a page for each item that has a chart, then the others, then actions."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from dscp_data.aggregation.selection import Audience
from dscp_data.exports.marked_csv import marking_of
from dscp_data.exports.pack.contents import (
    Pack,
    PackPage,
    Remark,
    TextPage,
    page_of,
    sample_notice,
)
from dscp_data.exports.pack.coverage import coverage_page
from dscp_data.meetings.actions import Action, actions, format_owner, format_status
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import entries
from dscp_data.meetings.revised import revised_figures
from dscp_data.meetings.series import series_of
from dscp_data.model.clock import today, utc_now
from dscp_data.model.meetings import AgendaItem, MeetingEntry
from dscp_data.model.revised_mark import RevisedMark
from dscp_data.model.text import format_date
from dscp_data.store import Store
from dscp_data.store.records.meetings import statuses_at_closing
from dscp_data.summaries.headlines import split_finding
from dscp_data.trends import Trend
from dscp_data.trends.finding import finding

OTHERS, ACTIONS = "Also on the agenda", "Actions"
LONGEST = 220  # letters of an item without a chart
HEADING = ("Action", "Owner", "Due", "Status")
REMARKS = ("what", "so what", "now what", "decision", "action")


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
    recorded = entries(store, meeting)
    pages = [
        page_of(
            series, store.plan, title_of(item, series), remarks_about(item, recorded),
            marks_since(store, meeting, item, series),
        )
        for item in items
        if (series := series_of(store, item, item.as_of)) is not None
    ]  # fmt: skip
    others = [
        shorten(
            f"{one.title} ({one.detail})" if one.detail else one.title, LONGEST, placeholder=" …"
        )
        for one in items
        if not one.indicator and one.kind != "action"
    ]
    found = [one for one in actions(store) if one.is_open or one.meeting.id == meeting.id]
    text = [TextPage(OTHERS, tuple(others))] if others else []
    covered = coverage_page(store, meeting.as_of)
    return pages, [*text, covered, action_page(store, found, meeting)]


def marks_since(
    store: Store, meeting: Meeting, item: AgendaItem, then: Trend
) -> tuple[RevisedMark, ...]:
    """What was revised of an item's series since its meeting was closed."""
    now = series_of(store, item, None) if meeting.is_closed else None
    return tuple(one.mark for one in revised_figures(then, now)) if now else ()


def title_of(item: AgendaItem, series: Trend) -> str:
    """What the screen says of an item: of a signal its finding, else its title."""
    if item.kind == "signal" and not series.is_empty:
        return split_finding(finding(series))[0]
    return item.title


def remarks_about(item: AgendaItem, recorded: Sequence[MeetingEntry]) -> tuple[Remark, ...]:
    own = [one for one in recorded if one.item_id == item.id and one.kind in REMARKS and one.text]
    own.sort(key=lambda one: REMARKS.index(one.kind))
    return tuple(Remark(one.kind.capitalize(), one.text) for one in own)


def action_page(store: Store, found: Sequence[Action], meeting: Meeting) -> TextPage:
    at_closing = statuses_at_closing(store, meeting.id)
    rows = [
        (
            one.entry.text,
            format_owner(one.entry.owner, store.plan),
            format_date(one.entry.due) if one.entry.due else "",
            "overdue"
            if one.is_overdue(today())
            else format_status(one.entry, at_closing.get(one.entry.id or 0, "")),
        )
        for one in found
    ]
    if not rows:
        return TextPage(ACTIONS, ("No actions are open.",))
    return TextPage(ACTIONS, table=(HEADING, *rows))


def protected_pages(store: Store, items: Sequence[AgendaItem]) -> list[PackPage]:
    """A page for each series of the agenda, once, with the finding of its protected figures."""
    found = {
        (item.indicator, item.agency, item.locality): series
        for item in items
        if (series := series_of(store, item, None, "protected")) is not None
    }
    return [page_of(one, store.plan) for one in found.values() if not one.is_withheld]
