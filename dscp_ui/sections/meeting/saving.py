"""Runs what somebody does at a meeting, and says what to change where it cannot be stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dscp_data.records.author import Author
from dscp_data.records.typed_text import PersonalData
from dscp_data.store import StoreError

EXPLANATION, REASON, FAILED = "meeting-explanation", "meeting-reason", "meeting-failed"


@dataclass(frozen=True)
class Failure:
    """Why a command was not carried out, and the command, which an explanation lets through."""

    message: str
    needs_explanation: bool
    command: Callable[[], object]


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
        st.session_state[FAILED] = Failure(str(why), needs_explanation, command)
    else:
        for name in (FAILED, EXPLANATION):  # an explanation is for one text
            st.session_state.pop(name, None)


def show_failure() -> None:
    """Why the last command was not carried out, with a box to explain a text that may name
    someone: the command is run again with the explanation."""
    failure: Failure | None = st.session_state.get(FAILED)
    if failure is None:
        return
    st.error(failure.message)
    if failure.needs_explanation:
        st.text_input(
            "Why it does not identify a person", key=EXPLANATION, on_change=attempt,
            args=(failure.command,),
        )  # fmt: skip
