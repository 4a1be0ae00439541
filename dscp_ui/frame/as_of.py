"""The day that figures are shown as at: a meeting's, another that is typed, or now."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from dscp_data.model.clock import end_of_day, today
from dscp_data.model.text import format_date
from dscp_data.model.typed_day import read_day
from dscp_data.settings import meetings
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.runtime import url_state

AS_OF, DAY, NOT_READ = "as_of", "as_of-day", "as_of-not-read"
EXAMPLE = "8 July 2026"


def chosen_day() -> date | None:
    """The day that the address names, whose end every figure is shown as it stood at."""
    try:
        return date.fromisoformat(url_state.text(AS_OF))
    except ValueError:
        return None


def as_of_end() -> datetime | None:
    """The end of the day that the reader chose, None for now. An earlier state of what is protected
    could give away what is hidden now, so a wider audience has no choice."""
    if not effective_user.can("see-exact"):
        return None
    draw_as_of_boxes()
    day = chosen_day()
    return end_of_day(day) if day else None


def draw_as_of_boxes() -> None:
    """The meetings to choose from, and a box for any other day, which counts on Enter and Tab."""
    url_state.optional_select(
        "Show figures as at",
        AS_OF,
        days_to_choose(),
        box=False,
        placeholder="Latest figures",
        help="Show every figure as it was at the end of that day.",
    )
    st.text_input(
        "Another day",
        key=DAY,
        placeholder=f"Another day, such as {EXAMPLE}",
        on_change=take_typed_day,
        label_visibility="collapsed",
    )
    if unread := st.session_state.pop(NOT_READ, ""):
        st.error(f"“{unread}” is not a date. Enter one like {EXAMPLE} or 08/07/2026.")


def days_to_choose() -> dict[str, str]:
    """The meetings so far by their days, and the day that is chosen where it is another."""
    stored = queries.settings() if effective_user.can("see-records") else ()
    choices = {
        day.isoformat(): f"Meeting of {format_date(day)}"
        for day in meetings(stored)
        if day <= today()
    }
    day = chosen_day()
    return {day.isoformat(): format_date(day), **choices} if day else choices


def take_typed_day() -> None:
    """Show the day that was typed, or say that it is none."""
    typed = st.session_state[DAY].strip()
    st.session_state[DAY] = ""
    if day := read_day(typed):
        url_state.set_value(AS_OF, day.isoformat())
    elif typed:
        st.session_state[NOT_READ] = typed
