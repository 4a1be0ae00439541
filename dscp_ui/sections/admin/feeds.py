"""Who may read the feed of protected signals and late returns without signing in."""

from __future__ import annotations

import streamlit as st

from dscp_data.access import feed_commands as commands
from dscp_data.model.feed_tokens import FeedToken
from dscp_data.store import StoreError
from dscp_data.store.records.feed_tokens import read_tokens
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.runtime.markdown import escape_markdown

NEW_TOKEN = "feed-given"  # the token that was just made, which is shown once


def show_feeds() -> None:
    if not effective_user.can("manage-feeds"):
        return
    with st.expander("Feed of news"):
        st.write(
            "An Atom feed of protected signals and late returns, for a news reader or a mailbox. "
            "Whoever has its address can read it. Give each reader their own, and end it when it "
            "is no longer needed."
        )
        for one in read_tokens(queries.store()):
            show_token(one)
        show_form()


def show_token(one: FeedToken) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escape_markdown(one.name))
        st.button(
            "End",
            key=f"feed-end-{one.id}",
            help=escape_markdown(one.name),
            on_click=end,
            args=(one,),
        )


def show_form() -> None:
    with st.form("feed", border=False, clear_on_submit=True):
        name = st.text_input("What it is for", placeholder="Business unit’s news reader")
        if st.form_submit_button("Give an address"):
            try:
                token = commands.give_feed(queries.store(), effective_user.user(), name)
            except StoreError as why:
                st.error(str(why))
            else:
                st.session_state[NEW_TOKEN] = token
                st.rerun()
    if token := st.session_state.pop(NEW_TOKEN, ""):
        st.success("Copy this address now. It is not shown again.")
        st.code(f"/feed.atom?token={token}", language=None)


def end(one: FeedToken) -> None:
    commands.end_feed(queries.store(), effective_user.user(), one)
