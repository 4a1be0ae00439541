"""The notice for a user without access, recorded once a session."""

from __future__ import annotations

import streamlit as st

from dscp_data.access import User, refuse, stewards
from dscp_data.model.text import join_list
from dscp_ui.access.sign_in_state import offer_sign_out
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.runtime.open_store import store

RECORDED = "recorded-refused"


def show_without_role(acting: User) -> None:
    """Somebody who has signed in and has no role: nothing but whom to ask."""
    record_once(acting, "the dashboard")
    st.title("You cannot use this dashboard yet", anchor=False)
    address = f" as {escape_markdown(acting.email)}" if acting.email else ""
    st.write(f"You have signed in{address} but do not have a role yet. {whom_to_ask()}")
    offer_sign_out()


def show_page_refused(acting: User, title: str) -> None:
    """A page that is not for somebody's role."""
    record_once(acting, f"the page {title}")
    st.title(title, anchor=False)
    st.info(f"Your role, {acting.role}, does not include this page. {whom_to_ask()}")


def whom_to_ask() -> str:
    named = stewards(store())
    if not named:
        return "Ask your dashboard steward."
    return f"Ask a steward: {join_list(named[:3])}."


def record_once(acting: User, what: str) -> None:
    recorded = st.session_state.setdefault(RECORDED, set())
    if what not in recorded:
        refuse(store(), acting, what)
        recorded.add(what)
