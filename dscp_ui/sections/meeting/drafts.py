"""What somebody has typed and not yet recorded. It outlives a reload of the page."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dscp_ui.access import signed_in_user

MOST = 500  # drafts; the oldest go first


@dataclass(frozen=True)
class Draft:
    """The text and the owner of a decision or an action that has not been recorded."""

    text: str = ""
    owner: str | None = None


@st.cache_resource(show_spinner=False)
def drafts() -> dict[tuple[str, int], Draft]:
    """The drafts of this process, by person and item."""
    return {}


def draft(item: int) -> Draft:
    return drafts().get((signed_in_user.user().signature, item), Draft())


def save_draft(item: int, new: Draft) -> None:
    saved, key = drafts(), (signed_in_user.user().signature, item)
    saved.pop(key, None)
    if new.text or new.owner:
        saved[key] = new
    while len(saved) > MOST:
        saved.pop(next(iter(saved)))
