"""The projection: one item a screen, without the page's frame."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.model.meetings import AgendaItem
from dscp_data.model.revised_mark import RevisedMark
from dscp_data.model.text import format_datetime
from dscp_data.trends import Trend
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.protective_marking import short_marking
from dscp_ui.frame.top_bar import has_samples
from dscp_ui.sections.meeting.item_address import (
    chosen_place,
    go_to,
    go_to_step,
    item_address,
    short_name,
)
from dscp_ui.sections.meeting.item_chart import (
    draw_filter,
    filtered,
    lead_of,
    marks_of,
    revised_since,
    series_then,
    show_revised,
    under_line,
)
from dscp_ui.sections.meeting.notes import show_notes
from dscp_ui.sections.meeting.recorded import entries_html, shown_entries
from dscp_ui.sections.meeting.recording import kinds_for, show_record_line
from dscp_ui.widgets.charts import draw_trend
from dscp_ui.widgets.run_command import REASON

# Everything is in rem, so this is all that grows on a projector.
PROJECTOR = "@media (min-width: 1700px) { :root:root { font-size: 21px; } }"
# Not with `:has` in the style of every page: see `dscp_ui.runtime.style`.
WHOLE_SCREEN = """.stApp {
  [data-testid="stHeader"], .at-top, .st-key-frame-menu, .st-key-foot,
  .st-key-search-line { display: none; }
  [data-testid="stMainBlockContainer"] { padding: 1rem 2.2rem .4rem; }
  [data-testid="stVerticalBlock"] { gap: .5rem; }
}"""
SECONDS_BETWEEN_LOOKS = "4s"  # at what somebody records in another window


def show_presentation(meeting: Meeting) -> None:
    items = agenda(queries.store(), meeting)
    place = chosen_place(items)
    with st.container(key="presenting"):
        st.html(f"<style>{PROJECTOR}{WHOLE_SCREEN}</style>{steps_html(meeting, items, place)}")
        if items:
            show_item(meeting, items, place)
        else:
            st.html('<h1 class="finding huge">There is nothing on the agenda</h1>')
            end_button()


def steps_html(meeting: Meeting, items: Sequence[AgendaItem], place: int) -> str:
    """The agenda as steps along the top, each a link."""
    links = "".join(
        f'<li class="{"is-past" if at < place else "is-now" if at == place else ""}">'
        f'<a class="opens" href="{escape(item_address(meeting, "present", one))}"'
        f'{" aria-current=step" if at == place else ""} title="{escape(one.title)}">'
        f"{'✓ ' if at < place else ''}{at + 1} {escape(short_name(one))}</a></li>"
        for at, one in enumerate(items)
    )
    crowded = " crowded" if len(items) > 9 else ""  # there is room for their numbers alone
    label = f"Agenda, item {place + 1} of {len(items)}"
    return f'<ol class="steps{crowded}" aria-label="{label}">{links}</ol>'


def show_item(meeting: Meeting, items: Sequence[AgendaItem], place: int) -> None:
    item = items[place]
    shown = filtered(item)
    trend = series_then(shown)
    has_chart = trend is not None and not trend.is_empty
    heading = f'<h1 class="finding huge">{escape(lead_of(item, trend))}</h1>'
    st.html(f'{heading}<p class="huge-under">{under_line(shown, trend)}</p>')
    if trend is not None and has_chart:
        revised = revised_since(meeting, shown, trend)
        left, right = st.columns([1.72, 1], gap="large")
        with left:
            draw_stage(shown, trend, marks_of(revised))
        with right:
            show_notes(meeting, item)
            show_revised(revised)
    else:
        with st.container(key="meeting-words"):
            show_notes(meeting, item)
    with st.container(key="capture"):
        show_recorded(meeting, item)
        if meeting.is_closed and effective_user.can("correct-meetings"):
            reason = "Reason for a correction (this meeting is closed)"
            st.text_input(reason, key=REASON, placeholder=reason, label_visibility="collapsed")
        line, moves = st.columns([8.2, 1.8], vertical_alignment="center", gap="small")
        with line:
            show_record_line(meeting, item, kinds_for(meeting)[:2])
        with moves.container(horizontal=True, gap="small"):
            move_buttons(items, place)
    show_foot(meeting, item, place, len(items))


def draw_stage(item: AgendaItem, trend: Trend, marks: tuple[RevisedMark, ...]) -> None:
    with st.container(key="meeting-stage", height=320, border=False):
        draw_trend(trend, key=f"meeting-{item.id}", room=True, marks=marks)


def show_recorded(meeting: Meeting, item: AgendaItem) -> None:
    """What was recorded, looked at again and again: another window may have added to it."""

    def recorded() -> None:
        st.html(entries_html(meeting, shown_entries(meeting, item)) or '<ul class="recorded"></ul>')

    st.fragment(recorded, run_every=None if meeting.is_closed else SECONDS_BETWEEN_LOOKS)()


def move_buttons(items: Sequence[AgendaItem], place: int) -> None:
    back, on = max(place - 1, 0), min(place + 1, len(items) - 1)
    st.button(
        "Back", key="meeting-back", on_click=go_to, args=(items[back],), disabled=place == back,
        shortcut="Left", width="stretch",
    )  # fmt: skip
    st.button(
        "Next", key="meeting-next", on_click=go_to, args=(items[on],), disabled=place == on,
        shortcut="Right", type="primary", width="stretch",
    )  # fmt: skip


def show_foot(meeting: Meeting, item: AgendaItem, place: int, count: int) -> None:
    text = f"{meeting.name} · figures as at {format_datetime(item.as_of)} · item {place + 1} of "
    marking = short_marking() + (" · sample data" if has_samples() else "")
    with st.container(key="meeting-foot", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="under">{escape(text)}{count}</p>')
        draw_filter(item)
        if not meeting.is_closed:
            address = escape(item_address(meeting, "record", item))
            st.html(f'<a href="{address}" target="_blank">Chair’s window</a>')
        end_button()
        st.html(f'<span class="chip">{escape(marking)}</span>')


def end_button() -> None:
    st.button(
        "End presentation", key="meeting-end", shortcut="Esc", type="tertiary",
        on_click=partial(go_to_step, "prepare"),
    )  # fmt: skip
