import asyncio
import gc
import io
import json
import logging
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from dscp_data.store import open_store
from dscp_ui.guard.middleware import Guard
from dscp_ui.runtime.metrics import CountRecords
from dscp_ui.server import log_file, server
from tests.guard.asking import Browser

ROOT = Path(__file__).parents[3]


@pytest.fixture
def log(tmp_path):
    """The folder that the log is kept in for this test."""
    log_file.start_logging(tmp_path)
    yield tmp_path / log_file.LOG_FILE
    for handler in log_file.LOG.handlers[:]:
        log_file.LOG.removeHandler(handler)
        handler.close()


def records(log):
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


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
    (record,) = records(log)
    assert (record["level"], record["reference"]) == ("ERROR", reference)
    assert "ValueError: Jane, 3 Acacia Avenue" in record["trace"]


def test_a_record_is_one_line_of_json_whatever_it_says(log):
    log_file.LOG.warning('one\n{"level": "two"}')
    assert len(log.read_text(encoding="utf-8").splitlines()) == 1
    (record,) = records(log)
    assert set(record) == {"time", "level", "message"}
    assert datetime.fromisoformat(record["time"]).utcoffset() == timedelta(0)
    assert record["message"] == 'one\n{"level": "two"}'


def test_no_log_has_what_a_database_says_of_a_row(log):
    stderr, another, row = io.StringIO(), logging.getLogger("uvicorn.error.test"), ["Jane"]
    another.addHandler(logging.StreamHandler(stderr))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE child (name TEXT PRIMARY KEY)")
        connection.execute("INSERT INTO child VALUES (?)", row)
        try:
            connection.execute("INSERT INTO child VALUES (?)", row)
        except duckdb.Error as error:
            another.error("Uncaught", exc_info=error)
            log_file.LOG.error("A page failed", exc_info=True)
    (record,) = records(log)
    for trace in (record["trace"], stderr.getvalue()):
        assert "Duplicate key … violates primary key constraint." in trace
        assert "test_no_log_has" in trace
        assert "Jane" not in trace
    assert not streamlit.config.get_option("logger.enableRich")


def test_stderr_gets_the_reference_without_repeating_the_trace(capsys, tmp_path):
    log_file.start_logging(tmp_path)
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
    (record,) = records(log)
    assert record["reference"] == reference
    assert "ValueError: Jane, 3 Acacia Avenue" in record["trace"]


def test_the_dashboard_reports_its_failures_so():
    # In a process of its own: what it does when it is imported is for a server.
    ask = "import dashboard; print(dashboard.app._exception_handlers[Exception].__name__)"
    ended = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, cwd=ROOT)
    assert ended.stdout == "report_failure\n"


def test_the_log_is_cut_off_before_it_fills_the_disk(log):
    for _ in range(30):
        log_file.LOG.error("x" * 200_000)
    sizes = [file.stat().st_size for file in log.parent.glob("dscp.log*")]
    assert len(sizes) == log_file.OLDER_FILES + 1
    assert max(sizes) <= log_file.LOG_BYTES


def test_a_folder_that_cannot_be_written_does_not_stop_the_server(tmp_path, capsys):
    (tmp_path / "file").touch()
    log_file.start_logging(tmp_path / "file")
    assert "dscp.log cannot be written" in capsys.readouterr().err
    assert [type(handler) for handler in log_file.LOG.handlers] == [
        CountRecords,
        logging.StreamHandler,
    ]


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
