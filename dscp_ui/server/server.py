"""Server start, page errors and shutdown."""

from __future__ import annotations

import importlib
import logging
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dscp_data.store import Store, default_path
from dscp_data.store.backup.schedule import BackupSchedule
from dscp_data.store.engine.errors import Unavailable
from dscp_ui.guard.headers import security_headers
from dscp_ui.runtime.metrics import REGISTRY
from dscp_ui.server.log_file import start_logging
from dscp_ui.server.store_metrics import StoreMetrics

LOG = logging.getLogger("dscp")

# Imported before the first reader comes: together they take about a second.
HEAVY_MODULES = ("pandas", "altair", "duckdb", "pyarrow")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the store and warm up; close the store at the end.

    Where the store must not be used the server starts all the same, and every page shows a notice.
    """
    start_logging(default_path().parent)
    # Imported here: caches that are declared before Streamlit's runtime starts are temporary ones.
    from dscp_ui.frame import components
    from dscp_ui.queries import store

    components.register()

    for name in HEAVY_MODULES:
        importlib.import_module(name)
    from dscp_ui.server.prefetch import freeze_gc, prefetch_loop

    opened, stop = open_store_or_log(store), threading.Event()
    metrics = StoreMetrics(default_path())
    REGISTRY.register(metrics)
    if opened and not opened.place.is_shared:
        BackupSchedule(opened)
    warming = threading.Thread(
        target=prefetch_loop, args=[stop], kwargs={"has_figures": opened is not None}, daemon=True
    )
    freeze_gc()
    warming.start()
    try:
        yield
    finally:
        REGISTRY.unregister(metrics)
        stop.set()
        warming.join()
        if opened:
            store.forget()
            opened.close()


def open_store_or_log(store: Callable[[], Store]) -> Store | None:
    try:
        opened = store()
    except Unavailable as why:
        LOG.error("%s", why)
        return None
    LOG.info("%s", opened.describe_encryption())
    return opened


def report_error(error: Exception) -> bool:
    """Tell the reader a reference instead of a trace, and log the detail under that reference."""
    reference = secrets.token_hex(4)
    LOG.error(
        "Reference %s: a page failed with %s",
        reference,
        type(error).__name__,
        exc_info=error,
        extra={"reference": reference},
    )
    st.error(
        "Sorry, there is a problem with this page. Try again. If it still does not work, tell your "
        "dashboard steward and give them the reference "
        f"**{reference}**.",
        icon=":material/error:",
    )
    return True


async def report_failure(asked: Request, error: Exception) -> Response:
    """What a browser is told where the server itself failed, outside of any page."""
    reference = secrets.token_hex(4)
    LOG.error(
        "Reference %s: %s failed with %s",
        reference,
        asked.url.path,
        type(error).__name__,
        exc_info=error,
        extra={"reference": reference},
    )
    sentence = (
        "Sorry, there is a problem with the service. Try again. If it still does not work, tell "
        f"your dashboard steward and give them the reference {reference}."
    )
    # Outside of the guard, which else gives every response its headers.
    return PlainTextResponse(sentence, 500, {**security_headers(), "Cache-Control": "no-store"})
