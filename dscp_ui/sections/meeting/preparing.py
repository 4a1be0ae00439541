"""The agenda of a meeting: its order and groups, owners and times, what is left out or added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.actions import format_owner
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.model.clock import utc_now
from dscp_data.model.meetings import AgendaItem
from dscp_data.model.text import format_datetime, pluralise
from dscp_data.store.records.meetings import read_items
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.meeting.attendance import show_details
from dscp_ui.sections.meeting.item_address import item_address, series_address
from dscp_ui.sections.meeting.item_form import show_item_form
from dscp_ui.sections.meeting.recorded import entries_html, shown_entries
from dscp_ui.widgets.run_command import author, run_command

CHANGING = "meeting-changing"  # the id of the item whose form is open


def show_preparation(meeting: Meeting) -> None:
    store, user = queries.store(), effective_user.user()
    can_prepare = effective_user.can("prepare-meetings") and not meeting.is_closed
    if meeting.details is None:
        st.write("The agenda of this meeting has not been prepared.")
        if can_prepare and st.button("Prepare the agenda", type="primary"):
            run_command(lambda: commands.prepare(store, user, meeting, author()))
        return
    items = agenda(store, meeting)
    show_details(meeting)
    at = format_datetime(meeting.as_of)
    st.caption(f"{describe_agenda(items)} · figures as at {at} · {meeting.state}")
    show_lines(meeting, items, can_prepare=can_prepare)
    if can_prepare:
        show_left_out(meeting)
        show_new_item(meeting)
        if st.button("Update the agenda to the latest figures"):
            run_command(lambda: commands.update_agenda(store, user, meeting, author(), utc_now()))


def describe_agenda(items: Sequence[AgendaItem]) -> str:
    """As "13 items, 55 minutes"."""
    minutes = sum(one.minutes or 0 for one in items)
    timed = f", {pluralise(minutes, 'minute')}" if minutes else ""
    return f"{pluralise(len(items), 'item')}{timed}"


def show_lines(meeting: Meeting, items: Sequence[AgendaItem], *, can_prepare: bool) -> None:
    """The items in order, under the heading of their group."""
    heading = ""
    for at, item in enumerate(items):
        if item.heading != heading:
            heading = item.heading
            st.html(f'<h2 class="part">{escape(heading)}</h2>' if heading else "<hr>")
        show_line(meeting, items, at, can_prepare=can_prepare)


def show_line(meeting: Meeting, items: Sequence[AgendaItem], at: int, *, can_prepare: bool) -> None:
    item = items[at]
    with st.container(horizontal=True, vertical_alignment="top", key=f"meeting-line-{item.id}"):
        recorded = entries_html(meeting, shown_entries(meeting, item))
        st.html(line_html(meeting, item, at + 1) + recorded)
        if can_prepare:
            line_buttons(meeting, items, at)
    if can_prepare and st.session_state.get(CHANGING) == item.id:
        show_item_form(meeting, item, close_form)


def line_html(meeting: Meeting, item: AgendaItem, number: int) -> str:
    """An item in HTML: its title opens the item, and its series opens the page of it."""
    minutes = pluralise(item.minutes, "minute") if item.minutes else ""
    series = series_address(item, meeting)
    link = f'<a class="opens" href="{escape(series)}">Open its chart</a>' if series else ""
    details = [escape(one) for one in (*new_detail(item), minutes) if one]
    below = " · ".join([*details, *([link] if link else [])])
    address = escape(item_address(meeting, "present", item))
    return (
        f'<div class="agenda-line"><span class="num">{number}</span><div>'
        f'<a class="opens" href="{address}">{escape(item.title)}</a>'
        f"<small>{below}</small></div></div>"
    )


def new_detail(item: AgendaItem) -> list[str]:
    """What an item says beside its title, and its owner, each once."""
    owner = format_owner(item.owner, queries.plan())
    detail = "" if item.title.startswith(item.detail) else item.detail
    detail = detail.removeprefix(item.title).lstrip("; ")
    return [detail] if owner in detail else [detail, owner]


def line_buttons(meeting: Meeting, items: Sequence[AgendaItem], at: int) -> None:
    item, number = items[at], at + 1
    st.button(
        "Up", key=f"meeting-up-{item.id}", icon=":material/arrow_upward:", disabled=at == 0,
        help=f"Move item {number} up", type="tertiary", on_click=move,
        args=(meeting, items, at, -1),
    )  # fmt: skip
    st.button(
        "Down", key=f"meeting-down-{item.id}", icon=":material/arrow_downward:",
        disabled=at == len(items) - 1, help=f"Move item {number} down", type="tertiary",
        on_click=move, args=(meeting, items, at, 1),
    )  # fmt: skip
    st.button(
        "Change", key=f"meeting-change-{item.id}", help=f"Change item {number}", type="tertiary",
        on_click=open_form, args=(item,),
    )  # fmt: skip
    store, user = queries.store(), effective_user.user()
    if st.button(
        "Leave out", key=f"meeting-out-{item.id}", help=f"Leave out item {number}", type="tertiary"
    ):
        left_out = replace(item, left_out=True)
        run_command(lambda: commands.change_item(store, user, meeting, left_out, author()))


def move(meeting: Meeting, items: Sequence[AgendaItem], at: int, by: int) -> None:
    """Move an item to the place of the one above or below it, into whose group it goes."""
    item, other = items[at], items[at + by]
    store, user = queries.store(), effective_user.user()
    commands.move_item(store, user, meeting, item.id or 0, other.position, author())


def open_form(item: AgendaItem) -> None:
    st.session_state[CHANGING] = item.id


def close_form() -> None:
    st.session_state.pop(CHANGING, None)


def show_left_out(meeting: Meeting) -> None:
    store, user = queries.store(), effective_user.user()
    left_out = [one for one in read_items(store, meeting.id) if one.left_out]
    if not left_out:
        return
    with st.expander(f"Left out: {pluralise(len(left_out), 'item')}"):
        for item in left_out:
            title, back = st.columns([8, 2], vertical_alignment="center")
            title.markdown(escape_markdown(item.title))
            if back.button(
                "Put back", key=f"meeting-back-{item.id}", help=escape_markdown(item.title)
            ):
                again = replace(item, left_out=False)
                run_command(partial(commands.change_item, store, user, meeting, again, author()))


def show_new_item(meeting: Meeting) -> None:
    """Add an item by hand, with the chart of an indicator if it has one."""
    store, user, plan = queries.store(), effective_user.user(), queries.plan()
    names = {one.id: one.name for one in plan.indicators}
    with st.form(f"meeting-item-{len(read_items(store, meeting.id))}"):
        title = st.text_input("Add an item")
        chosen = st.selectbox(
            "Its chart (optional)", list(names), index=None, format_func=names.__getitem__
        )
        if st.form_submit_button("Add"):
            indicator = plan.indicator(chosen) if chosen else None
            item = AgendaItem(
                "free", title, meeting.as_of, indicator=chosen,
                period_type=indicator.judged_by if indicator else None,
                priority=indicator.priorities[0] if indicator else None,
            )  # fmt: skip
            run_command(lambda: commands.add_item(store, user, meeting, item, author()))
