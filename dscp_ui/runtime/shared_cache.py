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

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import streamlit as st

from dscp_data.model.clock import today
from dscp_data.store import Store
from dscp_data.store.engine.version_cache import VersionCache
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

    Arguments are hashable values, or dictionaries of them; nobody changes the result. Nothing is
    copied, because a copy takes longer than a whole page run should. Not a cache of Streamlit's:
    to make its keys took a fifth of the run of a page.
    """

    def decorate(compute: Callable[P, R]) -> Callable[P, R]:
        caches: WeakKeyDictionary[Store, VersionCache] = WeakKeyDictionary()

        def cached() -> VersionCache:
            # The version is part of the key, so that a run may read an older one to its end.
            return caches.setdefault(store(), VersionCache(lambda: 0, max_entries))

        def get(*args: P.args, **kwargs: P.kwargs) -> R:
            at = data_version(), today()

            def compute_at() -> R:
                result = compute(*args, **kwargs)
                if (store().version, today()) != at:
                    raise DataVersionChanged
                return result

            try:
                return cached().get_or_compute((*at, key_of(args), key_of(kwargs)), compute_at)
            except DataVersionChanged:
                if PINNED_VERSION.get() is not None:
                    st.rerun()
                return get(*args, **kwargs)

        return get

    return decorate


def key_of(value: Any) -> Hashable:
    """A value to find a result by: dictionaries and lists as tuples."""
    if isinstance(value, dict):
        return tuple((name, key_of(one)) for name, one in sorted(value.items()))
    if isinstance(value, list | tuple):
        return tuple(key_of(one) for one in value)
    key: Hashable = value
    return key
