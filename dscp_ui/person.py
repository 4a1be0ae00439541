"""Who acts: the person who has signed in, with the role they have at this moment."""

from __future__ import annotations

import streamlit as st

from dscp_data.access import User, user_of
from dscp_ui import signing_in
from dscp_ui.store import store

LOCAL = User("", "local user", "steward")
NOBODY = User("", "")


def user() -> User:
    """The acting person. Without a provider that is the one person on this computer, who may do
    everything."""
    if not signing_in.is_configured():
        return LOCAL
    who = signing_in.identity()
    return user_at(store().roles_version, who.email, who.name) if who else NOBODY


def still(acting: User) -> User:
    """The same person with the role that they have now: for what is done later than it was
    offered, outside of any session."""
    if not signing_in.is_configured():
        return LOCAL if acting == LOCAL else NOBODY
    return user_at(store().roles_version, acting.email, acting.name)


@st.cache_resource(max_entries=256, show_spinner=False)
def user_at(roles_version: int, email: str, name: str) -> User:
    return user_of(store(), email, name)
