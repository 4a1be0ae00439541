"""Records who views exact figures: once a session for each page and indicator."""

from __future__ import annotations

import streamlit as st

from dscp_data.store.event_log.access_log import AccessLogWriter, ViewEvent
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.frame.filters import describe_selection

NOTED = "exact-figures-seen"


@st.cache_resource(show_spinner=False)
def watch() -> AccessLogWriter:
    """The one watch of this process; it ends with the store."""
    return AccessLogWriter(queries.store())


def log_view(page: str, selection: Selection) -> None:
    """`page` is a page's title or an indicator. Protected figures are for anybody: not noted."""
    if selection.audience != "exact":
        return
    who = signed_in_user.user().signature
    noted = st.session_state.setdefault(NOTED, set())
    if (who, page) not in noted:
        noted.add((who, page))
        watch().note(ViewEvent(who, page, describe_selection(selection)))
