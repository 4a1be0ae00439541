import asyncio
import gc
import logging
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from dscp_data.store import open_store
from dscp_ui.guard.middleware import Guard
from dscp_ui.server import server
from tests.guard.asking import Browser

ROOT = Path(__file__).parents[3]


@pytest.fixture
def log(tmp_path):
    """The folder that the log is kept in for this test."""
    server.keep_log(tmp_path)
    yield tmp_path / server.LOG_FILE
    for handler in server.LOG.handlers[:]:
        server.LOG.removeHandler(handler)
        handler.close()


def page_that_fails():
    import streamlit as st

    from dscp_ui.server.server import report_error

    st.session_state["instead of a trace"] = report_error(ValueError("Jane, 3 Acacia Avenue"))


def test_a_page_that_fails_shows_a_reference_and_the_log_holds_the_detail_under_it(log):
    shown = AppTest.from_function(page_that_fails).run()
    assert shown.session_state["instead of a trace"] is True
    assert not shown.exception
    (said,) = shown.error
    reference = re.search(r"\*\*([0-9a-f]{8})\*\*", said.value)[1]
    assert "Jane" not in said.value
    written = log.read_text(encoding="utf-8")
    assert reference in written
    assert "ValueError: Jane, 3 Acacia Avenue" in written


def test_stderr_gets_the_reference_without_repeating_the_trace(capsys, tmp_path):
    server.keep_log(tmp_path)
    AppTest.from_function(page_that_fails).run()
    assert re.search(
        r"Reference [0-9a-f]{8}: a page failed with ValueError", capsys.readouterr().err
    )


def test_a_server_that_fails_shows_a_reference_with_every_header_and_no_trace(log):
    def fails(_):
        raise ValueError("Jane, 3 Acacia Avenue")

    app = Starlette(
        routes=[Route("/", fails)],
        middleware=[Middleware(Guard)],
        exception_handlers={Exception: server.report_failure},
    )

    async def served(*exchange):
        with suppress(ValueError):  # Starlette answers, and leaves the failure to the server too
            await app(*exchange)

    answer = Browser(served).get("/")
    assert answer.status == 500
    assert "Jane" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    reference = re.search(r"the reference ([0-9a-f]{8})\.", answer.text)[1]
    written = log.read_text(encoding="utf-8")
    assert reference in written
    assert "ValueError: Jane, 3 Acacia Avenue" in written


def test_the_dashboard_reports_its_failures_so():
    # In a process of its own: what it does when it is imported is for a server.
    ask = "import dashboard; print(dashboard.app._exception_handlers[Exception].__name__)"
    ended = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, cwd=ROOT)
    assert ended.stdout == "report_failure\n"


def test_the_log_is_cut_off_before_it_fills_the_disk(log):
    for _ in range(30):
        server.LOG.error("x" * 200_000)
    sizes = [file.stat().st_size for file in log.parent.glob("dscp.log*")]
    assert len(sizes) == server.LOG_FILES_KEPT + 1
    assert max(sizes) <= server.LOG_BYTES


def test_a_folder_that_cannot_be_written_does_not_stop_the_server(tmp_path, capsys):
    (tmp_path / "file").touch()
    server.keep_log(tmp_path / "file")
    assert "No log is kept" in capsys.readouterr().err
    assert [type(handler) for handler in server.LOG.handlers] == [logging.StreamHandler]


def test_the_store_is_open_while_the_server_runs_and_closed_after(tmp_path, monkeypatch):
    monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "dscp.duckdb"))

    async def serve():
        from dscp_ui.queries import store

        store.forget()
        async with server.lifespan(None):
            assert gc.get_freeze_count() > 0
            return store(), store().version

    try:
        # A thread of its own: the browser tests leave an event loop running in this one.
        with ThreadPoolExecutor(1) as elsewhere:
            opened, version = elsewhere.submit(asyncio.run, serve()).result()
    finally:
        gc.unfreeze()
    assert version > 0
    with pytest.raises(Exception, match="closed"):
        opened.query("returns", as_of=None)
    with open_store(tmp_path / "dscp.duckdb") as again:
        assert again.version == version
