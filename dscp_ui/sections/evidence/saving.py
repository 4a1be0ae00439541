"""Runs what somebody enters on a page, and says what to change where it cannot be stored."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dscp_data.catalogue import CatalogueError
from dscp_data.records.author import Author
from dscp_data.records.typed_text import PersonalData
from dscp_data.store import StoreError
from dscp_ui.access import signed_in_user

EXPLANATION, FAILED, SAVED = "record-explanation", "record-failed", "record-saved"


def author(reason: str = "") -> Author:
    """Who acts is whoever is signed in; the explanation is what they typed below the failure."""
    name = signed_in_user.user().name
    return Author(name, reason, st.session_state.get(EXPLANATION) or "")


def run_command(command: Callable[[], object], saved: str) -> None:
    """Run a command and draw the page anew: with `saved`, or with what to change."""
    try:
        command()
    except (StoreError, CatalogueError) as why:
        asks = isinstance(why, PersonalData) and why.needs_explanation
        st.session_state[FAILED] = (str(why), asks)
    else:
        st.session_state.pop(FAILED, None)
        st.session_state[SAVED] = saved
    st.rerun()


def show_failure() -> None:
    """Why the last command was not carried out, with a box to explain a text that may name
    someone; or that it was."""
    if saved := st.session_state.pop(SAVED, ""):
        st.success(saved)
    message, asks = st.session_state.get(FAILED, ("", False))
    if message:
        st.error(message)
    if asks:
        st.text_input("Why it does not identify a person", key=EXPLANATION)
