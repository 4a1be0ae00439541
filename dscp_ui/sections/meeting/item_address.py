"""The address of each view of a meeting: which meeting, what to do with it, and which item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dscp_data.meetings.meeting import Meeting
from dscp_data.model.meetings import AgendaItem
from dscp_ui.frame.page_links import address_of, indicator_address
from dscp_ui.runtime import url_state

MEETING, STEP, ITEM = "meeting", "step", "item"
Step = Literal["prepare", "record", "present", "follow-up"]


def draw_boxes() -> None:
    for name in (MEETING, STEP, ITEM):
        url_state.draw_box(name)


def item_address(meeting: Meeting, step: Step, item: AgendaItem | None = None) -> str:
    """The address of one item of a meeting, or of its first."""
    about = {ITEM: str(item.id)} if item else {}
    return address_of("meeting", **{MEETING: str(meeting.id), STEP: step}, **about)


def series_address(item: AgendaItem, meeting: Meeting) -> str:
    """The page of the series of an item, as at the meeting."""
    if not item.indicator or not item.priority:
        return ""
    filters = {
        "agency": item.agency, "locality": item.locality, "period": item.period_type,
        "as_of": meeting.as_of.date().isoformat() if meeting.is_closed else None,
    }  # fmt: skip
    parameters = {name: value for name, value in filters.items() if value}
    return indicator_address(item.indicator, item.priority, **parameters)


def chosen_place(items: Sequence[AgendaItem]) -> int:
    """The place of the item in the address, counted from 0; the first where none is named."""
    ids = [str(one.id) for one in items]
    chosen = url_state.text(ITEM)
    return ids.index(chosen) if chosen in ids else 0


def go_to(item: AgendaItem) -> None:
    url_state.set_value(ITEM, str(item.id))


def go_to_step(step: Step) -> None:
    url_state.set_value(STEP, step)


def default_step(meeting: Meeting) -> Step:
    """What a meeting opens with: after it, what became of what was agreed."""
    return "follow-up" if meeting.is_closed else "prepare"


def short_name(item: AgendaItem) -> str:
    """As "Late: HDFT", "Re-referrals within 12 months": what a list of items has room for."""
    return item.title.partition(": ")[0] if item.indicator and not item.entry_id else item.title
