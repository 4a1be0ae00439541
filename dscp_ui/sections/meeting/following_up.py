"""The actions of every meeting, by owner: how each stands, and whether it worked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dscp_data.meetings.actions import (
    Action,
    actions,
    by_owner,
    describe_action,
    format_owner,
)
from dscp_data.meetings.effect import describe_effect, effect_since
from dscp_data.meetings.reminders import describe_reminder
from dscp_data.model.clock import today
from dscp_data.model.text import format_date, pluralise
from dscp_ui import queries
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.meeting.entry_form import show_entry
from dscp_ui.widgets.charts import draw_trend

STATES = {"open": "Open", "overdue": "Overdue", "done": "Done", "all": "All"}


def show_follow_up() -> None:
    found, day = actions(queries.store()), today()
    show_counts(found, day)
    state = st.segmented_control(
        "Actions", list(STATES), format_func=STATES.__getitem__, default="open", required=True,
        key="meeting-action-state",
    )  # fmt: skip
    shown = [one for one in found if is_in_state(one, state or "open", day)]
    for owner, own in by_owner(shown).items():
        st.subheader(escape_markdown(format_owner(owner, queries.plan())), anchor=False)
        for one in sorted(own, key=lambda one: one.entry.due or date.max):
            show_action(one, day)
        show_reminder(owner, own, day)
    if not shown:
        st.write("There are none.")


def show_counts(found: Sequence[Action], day: date) -> None:
    still_open = [one for one in found if one.is_open]
    overdue = sum(one.is_overdue(day) for one in still_open)
    done = sum(one.entry.status == "done" for one in found)
    st.html(
        f'<h2 class="part">{pluralise(len(still_open), "action")} open, {overdue} overdue, '
        f"{done} done</h2>"
    )


def is_in_state(action: Action, state: str, day: date) -> bool:
    if state == "open":
        return action.is_open
    if state == "overdue":
        return action.is_overdue(day)
    return state == "all" or action.entry.status == state


def show_action(action: Action, day: date) -> None:
    """An action, what can be done with it, and the chart of its item then and now."""
    agreed = f"agreed on {format_date(action.meeting.day)} about “{action.item.title}”"
    detail = f"{describe_action(action, queries.plan(), day)} · {agreed}"
    show_entry(action.meeting, action.entry, detail)
    now = queries.series_of_item(action.item, None)
    if now is None or now.is_empty:
        return
    effect = describe_effect(effect_since(now, action.meeting.day), now.period_type)
    key = f"meeting-effect-{action.entry.id}"
    with st.expander(f"Did it work? {effect}.", key=key, on_change="rerun") as shown:
        if shown.open:
            show_then_and_now(action)


def show_then_and_now(action: Action) -> None:
    """The chart as the meeting saw it beside the one of now."""
    pair = (("At the meeting", action.item.as_of), ("Now", None))
    for column, (label, as_of) in zip(st.columns(2), pair, strict=True):
        series = queries.series_of_item(action.item, as_of)
        with column:
            st.markdown(f"**{label}**")
            if series is None or series.is_empty:
                st.write("No figures.")
                continue
            with st.container(height=260, border=False):
                draw_trend(series, key=f"meeting-{label}-{action.entry.id}")


def show_reminder(owner: str, found: Sequence[Action], day: date) -> None:
    still_open = [one for one in found if one.is_open]
    if still_open:
        with st.expander("Reminder to copy"):
            st.code(
                describe_reminder(owner, still_open, queries.plan(), day), language=None,
                wrap_lines=True,
            )  # fmt: skip
