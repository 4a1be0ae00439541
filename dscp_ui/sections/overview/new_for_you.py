"""What waits for this reader: open actions, commentary to review, and news since they last came."""

from __future__ import annotations

from datetime import date, datetime
from html import escape

import streamlit as st

from dscp_data.meetings.actions import actions, unanswered_comments
from dscp_data.model.clock import london_from_utc, today, utc_now
from dscp_data.model.text import pluralise
from dscp_data.store.event_log.access_log import last_look
from dscp_data.store.records.commentary import read_commentary
from dscp_data.summaries.headlines import format_day
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.frame.page_links import address_of

CAME_AT, LOOKED_AT = "came-at", "looked-at"


def show_new_for_you(since: date) -> None:
    """One line of links, by what the reader may do; `since` is what the page looks back to."""
    parts = [*meeting_links(), *review_links(), *look_links(since)]
    if parts:
        st.html(f'<p class="under new-for-you">{" · ".join(parts)}</p>')


def meeting_links() -> list[str]:
    if not effective_user.can("see-meetings"):
        return []
    found, day = [one for one in actions(queries.store()) if one.is_open], today()
    overdue = sum(one.is_overdue(day) for one in found)
    comments = len(unanswered_comments(queries.store()))
    links = []
    if found:
        late = f", {overdue} overdue" if overdue else ""
        text = f"{pluralise(len(found), 'action')} open{late}"
        links.append(link("meeting", text, step="follow-up"))
    if comments:
        links.append(link("meeting", f"{pluralise(comments, 'comment')} to answer"))
    return links


def review_links() -> list[str]:
    """The commentary that this reader may sign off, which somebody else wrote."""
    if not effective_user.can("review-commentary"):
        return []
    own = signed_in_user.user().signature
    waiting = [
        one for one in read_commentary(queries.store()) if not one.is_reviewed and one.author != own
    ]
    return [f"{pluralise(len(waiting), 'commentary', 'commentaries')} to review"] * bool(waiting)


def look_links(since: date) -> list[str]:
    """The way to what is new since the reader last came, where that is another day."""
    at = looked_at()
    if at is None:
        return []
    day = london_from_utc(at).date()
    if day == since or day >= today():
        return []
    return [link("/", f"New since you last looked on {format_day(day)}", since=f"{day}")]


def looked_at() -> datetime | None:
    """When the reader last came before this session, looked up once in it."""
    state = st.session_state
    if CAME_AT not in state:
        state[CAME_AT] = utc_now()
        state[LOOKED_AT] = last_look(
            queries.store(), signed_in_user.user().signature, state[CAME_AT]
        )
    found: datetime | None = state[LOOKED_AT]
    return found


def link(path: str, text: str, **parameters: str) -> str:
    return f'<a class="opens" href="{escape(address_of(path, **parameters))}">{escape(text)}</a>'
