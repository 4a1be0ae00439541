"""Results shared by every session, valid for one data version and one day: verdicts depend on what
is due.

Each page run reads a single data version throughout. Results are cached under that version and
handed to every session as they are, so nobody may change them. If a return is accepted while a
result is being computed, the page runs again, because the result could mix both versions.

There are several caches, each keyed on the data version or on a result that has one:

| cache | what it keeps | why the next one is not enough |
|---|---|---|
| `widgets.charts` (`lru_cache`) | a chart's spec and Arrow rows, per `Trend` and theme | drawing |
| `shared_cache` (this module) | the result of a query, per arguments | a page run repeats queries |
| `Trend` (`cached_property`) | signals and texts of one series | pages read them several times |
| `Store.figure_cache` | figures as arrays, for any selection | a new selection, no new SQL |
| `Store.cache` | what many queries share: settings, registers | a new selection |

`effective_user` and what it permits are never cached here: see `dscp_ui.queries`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from typing import ParamSpec, TypeVar

import streamlit as st

from dscp_data.model.clock import today
from dscp_ui.runtime.open_store import store

P = ParamSpec("P")
R = TypeVar("R")

# Each page run has a thread of its own, and so has its own version.
PINNED_VERSION: ContextVar[int | None] = ContextVar("data version", default=None)


class DataVersionChanged(Exception):
    """The data version rose, or midnight passed, while a result was being computed."""


def pin_data_version() -> None:
    """Have the rest of this page run read the present data version. Raises StoreError."""
    opened = store()
    opened.refresh()
    PINNED_VERSION.set(opened.version)


def data_version() -> int:
    """The version that this page run reads; outside a run the present one."""
    pinned = PINNED_VERSION.get()
    return store().version if pinned is None else pinned


def shared_cache(max_entries: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Caches the latest results of a function of the store's data, for every session.

    Arguments are hashable values; nobody changes the result. Nothing is copied, because a copy
    takes longer than a whole page run should.
    """

    def decorate(compute: Callable[P, R]) -> Callable[P, R]:
        def compute_at(version: int, day: date, *args: P.args, **kwargs: P.kwargs) -> R:
            result = compute(*args, **kwargs)
            if (store().version, today()) != (version, day):
                raise DataVersionChanged
            return result

        compute_at.__qualname__ = compute.__qualname__  # Streamlit tells caches apart by it
        compute_at.__module__ = compute.__module__
        cached = st.cache_resource(max_entries=max_entries, show_spinner=False)(compute_at)

        def get(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return cached(data_version(), today(), *args, **kwargs)
            except DataVersionChanged:
                if PINNED_VERSION.get() is not None:
                    st.rerun()
                return get(*args, **kwargs)

        return get

    return decorate
