"""Who is signed in, and the record of who signed in and out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dscp_data.store import StoreError
from dscp_data.store.event_log.return_events import record_person
from dscp_ui.guard.identity import Identity, NotVerified, identity_of
from dscp_ui.guard.provider import provider

LOG = logging.getLogger("dscp")


def is_configured() -> bool:
    """Whether people sign in here. Without, the dashboard is for one person on this computer."""
    return provider() is not None


def identity() -> Identity | None:
    """The person who is signed in on this page; None where nobody is, or where there is no sign-in.

    The guard shows Streamlit who it is only while the sign-in is fresh.
    """
    if not is_configured() or not st.user.get("is_logged_in"):
        return None
    try:
        return identity_of(st.user)
    except NotVerified:
        return None


def offer_sign_out() -> None:
    """A button that ends the sign-in. Nothing more is drawn for somebody who is on the way out."""
    if st.button("Sign out", key="sign-out", type="tertiary"):
        st.logout()
        st.stop()


def record(what: str, who: str, detail: Mapping[str, Any]) -> None:
    """Keep in the log of events that somebody signed in or out, or was refused.

    A sign-in does not wait until a disk has room or a database was restored: then the server's own
    log has it, and readers go on.
    """
    # Imported here: caches that are declared before Streamlit's runtime starts are temporary ones.
    from dscp_ui.runtime.open_store import store

    try:
        record_person(store(), what, who=who, detail=detail)
    except StoreError as error:
        LOG.error("Not in the event log: %s, %s, %s (%s)", what, who, dict(detail), error)
