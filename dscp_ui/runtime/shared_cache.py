"""What is worked out from what is held: once for every session, and of one data version.

A run of a page's script speaks of one data version, from its first question to its last. What a
question gives is kept under that version and handed to every session as it is, so nobody may change
it. Where a return is accepted while a question is being answered, the run begins again: its answer
could be of both versions.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

import streamlit as st

from dscp_ui.runtime.open_store import store

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

# Each run has a thread of its own, and so has its own version.
OF_THIS_RUN: ContextVar[int | None] = ContextVar("data version", default=None)


class Moved(Exception):
    """The data version rose while an answer was being worked out."""


def begin_run() -> None:
    """Let this run of the script speak of what is held now."""
    OF_THIS_RUN.set(store().version)


def version() -> int:
    """The data version that this run speaks of; outside of a run that of now."""
    begun = OF_THIS_RUN.get()
    return store().version if begun is None else begun


def shared(most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keeps the last `most` answers of a function of what is held, for every session.

    Its arguments are hashable values and its answer is one that nobody changes. Nothing is copied:
    that takes longer than a whole page has.
    """

    def sharing(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        def work_out(version: int, *asked: Asked.args, **options: Asked.kwargs) -> Answer:
            found = work(*asked, **options)
            if store().version != version:
                raise Moved
            return found

        work_out.__qualname__ = work.__qualname__  # Streamlit tells caches apart by it
        work_out.__module__ = work.__module__
        kept = st.cache_resource(max_entries=most, show_spinner=False)(work_out)

        def answer(*asked: Asked.args, **options: Asked.kwargs) -> Answer:
            try:
                return kept(version(), *asked, **options)
            except Moved:
                if OF_THIS_RUN.get() is not None:
                    st.rerun()
                return answer(*asked, **options)

        return answer

    return sharing
