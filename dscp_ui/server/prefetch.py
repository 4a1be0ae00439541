"""Prefetches first views: at the start, and after each change."""

from __future__ import annotations

import gc
import logging
import threading
import time

from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.disclosure.protected_series import is_publishable
from dscp_data.store import StoreError
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.widgets import charts

LOG = logging.getLogger("dscp")
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_AFTER_A_FAULT = 30.0  # each look is an error in the log
AT_ONCE = 4  # indicators: one by one they take half as long again, all together 3 s without a rest
RESTS = 3  # times as long as it works


def prefetch_loop(stop: threading.Event, *, has_figures: bool = True) -> None:
    """Warm up, and again after each change, until it is asked to stop."""
    charts.validate_specs()
    freeze_gc()
    warm = None
    while has_figures and not stop.is_set():
        try:
            queries.store().refresh()
            if (version := queries.store().version) != warm:
                prefetch_first_views(stop)
                freeze_gc()
                warm = version
        except StoreError as why:
            LOG.warning("First views were not prepared. %s", why)
            stop.wait(SECONDS_AFTER_A_FAULT)
        stop.wait(SECONDS_BETWEEN_LOOKS)


def prefetch_first_views(stop: threading.Event) -> None:
    """The overview, exact and protected. Of no session: who reads it is asked when it is read."""
    ids = tuple(indicator.id for indicator in queries.plan().indicators)
    queries.overview.unchecked(Selection(audience="exact"), ids)
    prefetch_protected_figures(stop)
    if not stop.is_set():
        queries.overview.unchecked(Selection(audience="protected"), ids)


def prefetch_protected_figures(stop: threading.Event) -> None:
    """Work out the protected figures of what changed, leaving most of the time to readers."""
    shown = [indicator for indicator in queries.plan().indicators if is_publishable(indicator)]
    for first in range(0, len(shown), AT_ONCE):
        begun = time.perf_counter()
        refresh_protected(queries.store(), shown[first : first + AT_ONCE])
        if stop.wait(RESTS * (time.perf_counter() - begun)):
            return


def freeze_gc() -> None:
    """Let Python, when it looks for garbage, not look through what is here to stay: modules, and
    what was warmed up."""
    gc.collect()
    gc.freeze()
