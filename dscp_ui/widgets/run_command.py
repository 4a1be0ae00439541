"""Runs what somebody does on a page, and explains what to change where it cannot be stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dscp_data.catalogue import CatalogueError
from dscp_data.records.author import Author
from dscp_data.records.typed_text import PersonalData
from dscp_data.store import StoreError

EXPLANATION, REASON = "command-explanation", "command-reason"
FAILED, SAVED = "command-failed", "command-saved"

Command = Callable[[], object]


@dataclass(frozen=True)
class Failure:
    """Why a command was not carried out, and what runs it again, once there is an explanation."""

    message: str
    needs_explanation: bool
    command: Command
    saved: str


def author(reason: str = "") -> Author:
    """The person signed in, with the explanation that they typed, and a reason: what a box with the
    key REASON has where none is given."""
    state = st.session_state
    return Author("", reason or state.get(REASON) or "", state.get(EXPLANATION) or "")


def run_command(command: Command, saved: str = "") -> None:
    """Run a command and draw the page anew: with `saved`, or with what to change. The command asks
    for its `author()` itself, so that it has an explanation when it is run again."""
    attempt(command, saved)
    st.rerun()


def attempt(command: Command, saved: str = "") -> None:
    """Run a command. Where it cannot be carried out, the page explains why when it is next
    drawn."""
    try:
        command()
    except (StoreError, CatalogueError) as why:
        needs_explanation = isinstance(why, PersonalData) and why.needs_explanation
        st.session_state[FAILED] = Failure(str(why), needs_explanation, command, saved)
    else:
        for name in (FAILED, EXPLANATION):  # an explanation is for one text
            st.session_state.pop(name, None)
        st.session_state[SAVED] = saved


def show_failure() -> None:
    """What the last command saved; or why it was not carried out, with a box to explain a text that
    may name someone: the command is run again with the explanation."""
    if saved := st.session_state.pop(SAVED, ""):
        st.success(saved)
    failure: Failure | None = st.session_state.get(FAILED)
    if failure is None:
        return
    st.error(failure.message)
    if failure.needs_explanation:
        st.text_input(
            "Why it does not identify a person", key=EXPLANATION, on_change=attempt,
            args=(failure.command, failure.saved),
        )  # fmt: skip
