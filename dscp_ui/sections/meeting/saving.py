"""Runs what somebody does at a meeting, and says what to change where it cannot be stored."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dscp_data.meetings.record import Author
from dscp_data.records.typed_text import PersonalData
from dscp_data.store import StoreError

EXPLANATION, REASON, FAILED = "meeting-explanation", "meeting-reason", "meeting-failed"


def author() -> Author:
    """The person signed in, with the reason and the explanation that they typed."""
    state = st.session_state
    return Author("", state.get(REASON) or "", state.get(EXPLANATION) or "")


def run_command(command: Callable[[], object]) -> None:
    """Run a command and draw the page anew, with what to change where it was not carried out."""
    attempt(command)
    st.rerun()


def attempt(command: Callable[[], object]) -> None:
    """Run a command. Where it cannot be carried out, the page says why when it is next drawn."""
    try:
        command()
    except StoreError as why:
        needs_explanation = isinstance(why, PersonalData) and why.needs_explanation
        st.session_state[FAILED] = (str(why), needs_explanation)
    else:
        st.session_state.pop(FAILED, None)


def show_failure() -> None:
    """Why the last command was not carried out, with a box to explain a text that may name
    someone."""
    message, needs_explanation = st.session_state.get(FAILED, ("", False))
    if message:
        st.error(message)
    if needs_explanation:
        st.text_input("Why it does not identify a person", key=EXPLANATION)
